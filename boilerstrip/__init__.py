"""boilerstrip strips the boilerplate off web pages and gives back the clean body.

>>> import boilerstrip
>>> page = "<nav><a href='/'>Home</a></nav><p>The ferry will run all winter, the council said.</p>"
>>> boilerstrip.extract(page).text
'The ferry will run all winter, the council said.'
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
