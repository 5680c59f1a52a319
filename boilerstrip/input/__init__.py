"""Load bytes or text as a Page, and fetch pages by their addresses."""
