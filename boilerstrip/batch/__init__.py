"""Extraction of any number of pages in worker processes, from sources of every kind into files or rows."""

from boilerstrip.batch.extraction import BatchExtraction
from boilerstrip.batch.many import extract_many, work_inline, work_on_many
from boilerstrip.batch.preparation import TIMEOUT_PER_PAGE
from boilerstrip.workers.jobs import Failure, PageSource

__all__ = [
    "TIMEOUT_PER_PAGE",
    "BatchExtraction",
    "Failure",
    "PageSource",
    "extract_many",
    "work_inline",
    "work_on_many",
]
