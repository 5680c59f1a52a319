"""Coverage-guided fuzzing of the extraction, with atheris: ``pip install 'boilerstrip[fuzz]'``.

    python -m benchmarks fuzz [--minutes N] [--corpus DIR] [--found DIR] [--seed N]

Inputs that reach code which no other has reached are kept in --corpus and changed further; it begins
with the sample pages, pieces of the hostile ones and drawn pages. What breaks `fuzzed.check` is
written to --found, the shortest input for each kind of break, and the run goes on. It goes in legs, a
process each, because the fuzzer's own books grow by the input.

    python -m benchmarks fuzz --reduce FILE…

cuts found inputs down as far as they still break in the same way.
"""

from __future__ import annotations

import argparse
import random
import re
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from pathlib import Path

_SAMPLES = Path(__file__).resolve().parents[2] / "samples"
_LONGEST = 1_500  # bytes of an input
_SECONDS = 8.0  # of processor time for an input, with every branch counted
_HANGING = 120  # seconds after which the run itself is ended
_MEMORY_MB = 3000
_LEG_MINUTES = 6.0
_SEEDS_DRAWN = 60


def main(arguments: Sequence[str] | None = None) -> int:
    """Fuzz, or reduce found inputs; 1 where something was found."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks fuzz", description=__doc__.split("\n", 1)[0])
    parser.add_argument("--minutes", type=float, default=30.0, help="how long to fuzz (30)")
    parser.add_argument("--corpus", type=Path, default=Path("fuzz-corpus"), metavar="DIR", help="inputs kept")
    parser.add_argument(
        "--found", type=Path, default=Path("fuzz-found"), metavar="DIR", help="inputs that break"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--reduce", type=Path, nargs="+", metavar="FILE", help="cut found inputs down instead"
    )
    parser.add_argument("--leg", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.reduce:
        for path in options.reduce:
            _reduce(path)
        return 0
    return _leg(options) if options.leg else _legs(options)


def _legs(options: argparse.Namespace) -> int:
    """One process after the other, each with what those before it kept."""
    options.found.mkdir(parents=True, exist_ok=True)
    end = time.monotonic() + options.minutes * 60
    number = 0
    while (left := (end - time.monotonic()) / 60) > 0.05:
        command = [sys.executable, "-m", "benchmarks", "fuzz", "--leg"]
        command += [
            f"--minutes={min(left, _LEG_MINUTES)}",
            f"--corpus={options.corpus}",
            f"--found={options.found}",
            f"--seed={options.seed + number}",
        ]
        if status := subprocess.run(command, check=False).returncode:
            return status
        number += 1
    return 1 if any(options.found.iterdir()) else 0


def _leg(options: argparse.Namespace) -> int:
    """Fuzz in this process, which ends with it."""
    atheris = import_module("atheris")
    with atheris.instrument_imports(include=["boilerstrip"]):
        check = _check()
        for way in range(256):  # imports what is imported on first use
            check(bytes([way, 0]) + b"<p>x</p>", None)
    options.corpus.mkdir(parents=True, exist_ok=True)
    if not any(options.corpus.iterdir()):
        for number, data in enumerate(_seeds(options.seed)):
            (options.corpus / f"seed-{number:04}").write_bytes(data)
    with tempfile.TemporaryDirectory() as folder:
        words = Path(folder, "words")
        words.write_text("".join(f"{_quoted(word)}\n" for word in _words()), "ascii")
        findings = _Findings(check, options.found)
        atheris.Setup(
            [
                sys.argv[0],
                str(options.corpus),
                f"-dict={words}",
                f"-max_total_time={round(options.minutes * 60)}",
                f"-max_len={_LONGEST}",
                f"-seed={options.seed}",
                f"-timeout={_HANGING}",
                f"-rss_limit_mb={_MEMORY_MB}",
                f"-artifact_prefix={options.found}/",
                "-report_slow_units=5",
                "-print_final_stats=1",
            ],
            findings.take,
        )
        atheris.Fuzz()  # ends the process
    return 0


class _Findings:
    """Takes inputs; writes down those that break, the shortest of each kind."""

    def __init__(self, check: Callable[[bytes, float | None], None], folder: Path) -> None:
        self._check = check
        self._folder = folder

    def take(self, data: bytes) -> None:
        """Check one input."""
        try:
            self._check(data, _SECONDS)
        except Exception as error:
            kind = _kind(error)
            file = self._folder / re.sub(r"\W+", "-", kind)[:120]
            if not file.exists():
                print(f"FOUND {kind}: {error}", file=sys.stderr, flush=True)
            elif file.stat().st_size <= len(data):
                return
            file.write_bytes(data)


def _check() -> Callable[[bytes, float | None], None]:
    check: Callable[[bytes, float | None], None] = import_module("benchmarks.stress.fuzzed").check
    return check


def _kind(error: Exception) -> str:
    """What breaks and where: inputs of one kind show the same mistake."""
    cause = error.__cause__ or error
    frames = [f for f in traceback.extract_tb(cause.__traceback__) if "boilerstrip" in Path(f.filename).parts]
    message = re.sub(r"[\d.]+ s .*", "", str(error)) if type(error).__name__ == "Finding" else ""
    place = f"{Path(frames[-1].filename).name} {frames[-1].name}" if frames else ""
    return f"{type(cause).__name__} {message or place}"


def _reduce(path: Path) -> None:
    """Cut pieces out of an input, larger ones first, for as long as it breaks in the same way."""
    check = _check()

    def kind(data: bytes) -> str:
        try:
            check(data, _SECONDS)
        except Exception as error:
            return _kind(error)
        return ""

    data = path.read_bytes()
    wanted, before = kind(data), len(data)
    size = len(data)
    while wanted and size:
        offset, shrunk = 2, False
        while offset < len(data):
            shorter = data[:offset] + data[offset + size :]
            if kind(shorter) == wanted:
                data, shrunk = shorter, True
            else:
                offset += size
        size = size if shrunk and size == 1 else size // 2
    path.write_bytes(data)
    print(f"{path}: {before} to {len(data)} bytes; {wanted or 'does not break'}", flush=True)


def _seeds(seed: int) -> Iterator[bytes]:
    chance = random.Random(seed)
    for number, page in enumerate(_pages(chance)):
        yield bytes([number % 256, chance.randrange(256)]) + page


def _pages(chance: random.Random) -> Iterator[bytes]:
    """Sample pages, pieces of hostile ones, drawn ones: each short enough to be changed quickly."""
    from benchmarks.generated import hostile_pages
    from boilerstrip import testing

    for path in sorted(_SAMPLES.glob("*.html")):
        data = path.read_bytes()
        for _ in range(3):
            start = chance.randrange(len(data))
            yield data[: _LONGEST // 2] + data[start : start + _LONGEST // 2]
    for make in hostile_pages().values():
        data = make()
        yield data[: _LONGEST // 2] + data[-_LONGEST // 2 :]
    for page in testing.seeded_pages(_SEEDS_DRAWN, seed=chance.randrange(1000)):
        yield page.html.encode("utf-8", "replace")[:_LONGEST]


def _words() -> Iterator[bytes]:
    """What pages are made of, for the fuzzer to put together."""
    from boilerstrip.input import decode, source
    from boilerstrip.page import tags
    from boilerstrip.strategies import structured

    for tag in sorted(
        {*tags.BLOCK_LEVEL, *tags.SKIPPED, *tags.MARKS, "a", "br", "img", "span", "html", "head"}
    ):
        yield f"<{tag}>".encode()
        yield f"</{tag}>".encode()
    for name in ("class", "id", "role", "href", "src", "alt", "style", "hidden", "aria-hidden", "lang", "rel",
                 "property", "name", "content", "datetime", "colspan", "shadowrootmode", "type", tags.CLEANED,
                 "itemprop", "itemtype", "itemscope", "onclick"):  # fmt: skip
        yield f' {name}="'.encode()
    for value in ("comment", "byline", "author", "related", "newsletter", "share", "sidebar", "post", "main",
                  "navigation", "display:none", "javascript:", "data:text/html,", "http://", "//",
                  "articleBody", "application/ld+json", "og:title", "article:published_time", "canonical",
                  "open", "Read more", "Also read", "By ", "12 March 2020", "2020-01-01T00:00Z"):  # fmt: skip
        yield value.encode()
    for key in ("@type", "@graph", "headline", "author", "name", "datePublished", "inLanguage", "publisher",
                "image", "url", "text", *source._BODY_KEYS, *structured._BODY_PROPERTIES):  # fmt: skip
        yield f'"{key}":"'.encode()
    yield from (magic for magic, _ in source._BINARY)
    yield from (mark for mark, _ in decode._BYTE_ORDER_MARKS)
    yield from (
        b"<!doctype html>", b"<!--", b"-->", b"<![CDATA[", b"]]>", b"<?xml ", b"&amp;", b"&#x", b"&nbsp;",
        b"\xc2\xa0", b"\xe2\x80\x8b", b"\xe2\x80\xae", b"\xed\xa0\x80", b"\xf0\x9f\x98\x80", b"\xcc\x81",
        b"\x1b$B", b"\x1b(B", b"\0", b'"}', b"]}", b"[{", b"}],", b"\n\n", b"\r\n", b"| ", b"... ",
        b"charset=", b'">',
    )  # fmt: skip


def _quoted(word: bytes) -> str:
    """A word as dictionaries of libFuzzer have it."""
    shown = "".join(
        chr(code) if 32 <= code < 127 and code not in b'"\\' else f"\\x{code:02X}" for code in word
    )
    return f'"{shown}"'
