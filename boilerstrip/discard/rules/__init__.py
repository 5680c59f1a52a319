"""Discard rules, one family a file; `order` lists them all."""
