"""From bytes, text or an address to a Page."""
