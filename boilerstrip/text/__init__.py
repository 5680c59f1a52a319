"""What texts are made of: words, white space, ends of sentences, phrases, class names."""
