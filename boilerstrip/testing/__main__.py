"""The command `python -m boilerstrip.testing MODULE:FUNCTION…`: a table of properties by extractor."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from boilerstrip.input.decode import decode
from boilerstrip.testing.checks import CHECKS, AnyPage, Extract, from_bytes
from boilerstrip.testing.loading import adapted, imported, page_files
from boilerstrip.testing.measure import Share, measure, raised_in, table
from boilerstrip.testing.noisy import seeded_pages

DONE, WRONG_USE, UNREADABLE = 0, 2, 3
INTERRUPTED = 130

_EPILOG = """\
An extractor is a function that takes HTML, as str or as bytes, and returns text, named as in an import:
  python -m boilerstrip.testing trafilatura:extract mypackage.extraction:extract

properties:
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code."""
    parser = _parser()
    options = parser.parse_args(arguments)
    try:
        extractors = {name: _extractor(name, options.bytes) for name in options.extractors}
    except (ImportError, AttributeError, TypeError, ValueError) as error:
        parser.print_usage(sys.stderr)
        return _fail(str(error), WRONG_USE)
    pages: Sequence[AnyPage]
    if options.folder is None:
        pages = seeded_pages(options.pages, options.seed)
    else:
        try:
            pages = [decode(path.read_bytes()) for path in page_files(options.folder)]
        except OSError as error:
            return _fail(f"{error.filename}: {error.strerror}", UNREADABLE)
        if not pages:
            return _fail(f"{options.folder}: no pages in it", UNREADABLE)
    try:
        results = {
            name: measure(
                extract, pages, checks=options.checks, seed=options.seed, progress=_progress(name, len(pages))
            )
            for name, extract in extractors.items()
        }
    except KeyboardInterrupt:
        return INTERRUPTED
    print(f"{len(pages)} pages, seed {options.seed}\n")
    print(table(results))
    for name, shares in results.items():
        for exception, count in raised_in(shares).items():
            print(f"\n{name} raised {exception} in {count:,} checks", end="")
    if any(map(raised_in, results.values())):
        print()
    if options.examples:
        for name, shares in results.items():
            _print_examples(name, shares)
    return DONE


def _extractor(name: str, takes_bytes: bool) -> Extract:
    found = imported(name)
    return from_bytes(found) if takes_bytes else adapted(found)


def _parser() -> argparse.ArgumentParser:
    described = "".join(f"  {name:<21}{_first_line(check)}\n" for name, check in CHECKS.items())
    parser = argparse.ArgumentParser(
        prog="python -m boilerstrip.testing",
        description="Test how often extractors keep each property on noisy pages; prints a Markdown table.",
        epilog=_EPILOG + described,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("extractors", nargs="+", metavar="MODULE:FUNCTION", help="an extractor to test")
    parser.add_argument(
        "--pages", type=_number, default=100, metavar="N", help="pages to generate (default: 100)"
    )
    parser.add_argument(
        "--seed", type=int, default=0, metavar="N", help="seed for generating them (default: 0)"
    )
    parser.add_argument(
        "--folder", type=Path, metavar="DIR",
        help="use the HTML files in this folder, and skip the properties that need a known article",
    )  # fmt: skip
    parser.add_argument(
        "--checks",
        type=_checks,
        default=tuple(CHECKS),
        metavar="NAME,...",
        help="properties to test (default: all)",
    )
    parser.add_argument(
        "--bytes",
        action="store_true",
        help="pass pages as bytes, in the charset that they declare",
    )
    parser.add_argument(
        "--examples",
        action="store_true",
        help="show the smallest page that breaks each property, and how",
    )
    return parser


def _first_line(check: Callable[..., object]) -> str:
    return (check.__doc__ or "").partition("\n")[0]


def _number(text: str) -> int:
    if (number := int(text)) < 1:
        raise argparse.ArgumentTypeError("at least one page is needed")
    return number


def _checks(text: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in text.split(",") if name.strip())
    for name in names:
        if name not in CHECKS:
            raise argparse.ArgumentTypeError(f"there is no check {name!r}; there are: {', '.join(CHECKS)}")
    return names


def _progress(name: str, many: int) -> Callable[[int], object]:
    if not sys.stderr.isatty():
        return lambda done: None
    return lambda done: print(
        f"\r{name} {done}/{many}", end="\n" if done == many else "", file=sys.stderr, flush=True
    )


def _print_examples(name: str, shares: dict[str, Share]) -> None:
    for check, share in shares.items():
        if share.smallest is not None:
            page, error = share.smallest
            message = str(error) if isinstance(error, AssertionError) else f"{type(error).__name__}: {error}"
            heading = f"{name}: {check}, broken on {len(share.broken)} of {share.pages} pages"
            shown = page if isinstance(page, str) else repr(page)
            print(f"\n{heading}\n{'-' * len(heading)}\n{message}\n\n{shown}")


def _fail(message: str, code: int) -> int:
    print(f"boilerstrip.testing: {message}", file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main())
