"""Rules of discarding, one family a file; `order` has all of them."""
