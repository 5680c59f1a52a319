"""Words, white space, ends of sentences, dates, phrases of boilerplate, class names: one definition each."""
