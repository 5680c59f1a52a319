"""Pages: markup in, Blocks and head data out, in one parse. Only modules in here know the parser's tree."""

from boilerstrip.limits import Limits
from boilerstrip.page.block import Block, Element, Role, Run
from boilerstrip.page.builder import Page
from boilerstrip.page.head_data import Head, Time
from boilerstrip.page.model import Image

__all__ = ["Block", "Element", "Head", "Image", "Limits", "Page", "Role", "Run", "Time"]
