"""Extractors that misbehave in every way a worker has to survive."""

from __future__ import annotations

import ctypes
import os
import re
import sys


def paragraphs(page: bytes) -> str:
    """A decent extractor: the text of every paragraph, whatever is around it."""
    return "\n".join(re.findall(r"<p[^>]*>([^<]+)</p>", page.decode("utf-8", "replace")))


def address(page: bytes, url: str | None) -> str:
    return str(url)


def obedient(page: bytes) -> str:
    """Does to its process what the page says."""
    order = page.decode()
    if order == "hang":
        # holds the interpreter's lock and never comes back, as a C extension may
        ctypes.PyDLL(None).sleep(3600)
    if order == "crash":
        os.abort()
    if order == "raise":
        raise ValueError("no")
    if order == "exit":
        sys.exit(3)
    if order == "eat":
        hoard = [bytearray(8 << 20) for _ in range(200)]
        ctypes.PyDLL(None).sleep(3600)
        return str(len(hoard))
    if order == "surrogate":
        return "a\ud800b"
    print("noise that must not reach the report")
    return order


not_a_function_of_anything = None
