"""boilerstrip strips the boilerplate off web pages and gives back the clean body.

>>> import boilerstrip
>>> menu = "<nav><a href='/'>Home</a> <a href='/news'>News</a></nav>"
>>> story = (
...     "The ferry to the outer islands will run all winter, the harbour council decided on Monday, "
...     "after three years in which the boats stayed in port from November until March."
... )
>>> boilerstrip.extract(f"{menu}<p>{story}</p>").text == story
True
"""

from boilerstrip.block import Block, Role
from boilerstrip.errors import BoilerstripError, FetchError, InputError, OptionError, StrategyError
from boilerstrip.extraction import Extraction
from boilerstrip.extractor import Extractor, extract, extract_text
from boilerstrip.metadata import Metadata
from boilerstrip.page import Limits, Page
from boilerstrip.strategies import Candidate
from boilerstrip.strategies import available as available_strategies
from boilerstrip.strategies import register as register_strategy

__version__ = "0.1.0"

__all__ = [
    "Block",
    "BoilerstripError",
    "Candidate",
    "Extraction",
    "Extractor",
    "FetchError",
    "InputError",
    "Limits",
    "Metadata",
    "OptionError",
    "Page",
    "Role",
    "StrategyError",
    "available_strategies",
    "extract",
    "extract_text",
    "register_strategy",
]
