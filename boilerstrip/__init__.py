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

from typing import TYPE_CHECKING, Any

from boilerstrip.errors import BoilerstripError, FetchError, InputError, OptionError, StrategyError
from boilerstrip.extraction import Extraction
from boilerstrip.extractor import Extractor, extract, extract_plaintext, extract_text, extract_url
from boilerstrip.limits import Limits
from boilerstrip.metadata import Metadata
from boilerstrip.page import Block, Page, Role
from boilerstrip.strategies import Candidate
from boilerstrip.strategies import available as available_strategies
from boilerstrip.strategies import register as register_strategy

if TYPE_CHECKING:
    from boilerstrip.batch import BatchExtraction, Failure, PageSource, extract_many
    from boilerstrip.input.fetch import Fetched, fetch

    # whether the compiled part runs, or Python alone
    __compiled__: bool

__version__ = "0.2.0.dev0"

__all__ = [
    "BatchExtraction",
    "Block",
    "BoilerstripError",
    "Candidate",
    "Extraction",
    "Extractor",
    "Failure",
    "FetchError",
    "Fetched",
    "InputError",
    "Limits",
    "Metadata",
    "OptionError",
    "Page",
    "PageSource",
    "Role",
    "StrategyError",
    "available_strategies",
    "extract",
    "extract_many",
    "extract_plaintext",
    "extract_text",
    "extract_url",
    "fetch",
    "register_strategy",
]


def __getattr__(name: str) -> Any:
    if name in ("BatchExtraction", "Failure", "PageSource", "extract_many"):
        from boilerstrip import batch  # brings multiprocessing, which few need

        return getattr(batch, name)
    if name in ("Fetched", "fetch"):
        from boilerstrip.input import fetch  # brings urllib3

        return getattr(fetch, name)
    if name == "__compiled__":
        from boilerstrip import _kernels  # brings numpy

        return _kernels.is_compiled()
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
