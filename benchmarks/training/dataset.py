"""Annotated pages as arrays to train on: features, tokens, labels and weights of their Blocks."""

from __future__ import annotations

import pickle
import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from benchmarks.compare.leak import Planted, plant_all
from benchmarks.corpora import Corpus, Sample, with_sites
from benchmarks.training import labels
from benchmarks.training.appended import append_all
from benchmarks.training.articles import TEST_ARTICLES, TRAIN_ARTICLES, Markup, drawn_articles
from benchmarks.training.damage import KINDS, crop, damage, empty
from benchmarks.training.distilled import distilled
from benchmarks.training.drawn import drawn_markups
from benchmarks.training.entries import all_in_entries
from benchmarks.training.flatten import TOOLS, WITHOUT_BREAKS, flatten
from benchmarks.training.front_pages import index_pages
from benchmarks.training.long import all_made_long, plain_articles
from benchmarks.training.promotions import all_promoted
from benchmarks.training.sections import cut_into_sections
from benchmarks.training.structures import all_structured
from benchmarks.training.teasers import TEST_MARKUPS, TRAIN_MARKUPS
from boilerstrip import strategies
from boilerstrip.features import FAMILIES, FEATURE_NAMES, compute, hashed_tokens
from boilerstrip.features.context import Context
from boilerstrip.input.source import load
from boilerstrip.limits import Limits
from boilerstrip.model import stacked
from boilerstrip.page import Page
from boilerstrip.testing import NoisyPage, seeded_pages
from boilerstrip.text.whitespace import collapse

# Ten come to the same figures, within what a seed makes, and take twice as long.
FOLDS = 5
_TIMEOUT = 60.0
# A page beyond this many Blocks is cut for training: few pages are, and their tails say nothing new.
MOST_BLOCKS = 6000
# How often each page that can be is planted in markups drawn at random, and how many of those there
# are; the shares of pages that are cropped, emptied and damaged.
_DRAWN_PLANTINGS = 2
_DRAWN_MARKUPS = 1000
_CROPPED = 0.5
_EMPTIED = 0.25
_DAMAGED = 0.2
# The same for whole articles, and how many pages with those or with structures are to measure by; of index
# pages one in so many, and how many plain pages.
_DRAWN_ARTICLES = 300
_APPENDED_TURNS = 2
_APPENDED_TEST = 400
_EVERY_STRUCTURED_TEST = 2
_EVERY_PROMOTED_TEST = 3
_EVERY_INDEX_PAGE = 2
_PLAIN_PAGES = 600
# How many pages of the testing kit there are, and what they are drawn by: a seed that tests and tables
# do not use.
_KIT_PAGES = 800
_KIT_SEED = 1_000_000


@dataclass(slots=True)
class Example:
    """One page, or one copy of it, for training or for measuring.

    `kind` is one of `JOBS` or `LINE_JOBS`. `table` is (features, n) with all votes, `own_votes` the rows
    of the votes family without third-party votes; both in half precision, as all have to be in memory.
    `said` are the words of a page of plain text. `labels` are 0, 1 or unknown (-1), one a Block.
    `inserted` holds which Blocks are planted, `leak` which of them are noise.
    """

    id: str
    corpus: str
    page_type: str
    site: str
    kind: str
    table: NDArray[np.float16]
    own_votes: NDArray[np.float16]
    tokens: hashed_tokens.Tokens
    said: hashed_tokens.WordTokens | None
    words: NDArray[np.float32]
    labels: NDArray[np.float32]
    inserted: NDArray[np.bool_]
    leak: NDArray[np.bool_]
    texts: list[str]
    heading: NDArray[np.bool_]
    layout: NDArray[np.int64]
    sample: Sample
    planted: Planted | None = None
    # the tool that flattened it to text
    tool: str = ""

    @property
    def original(self) -> bool:
        """Whether it is the page as it was found, or as a tool flattens it, and no altered copy."""
        return self.kind == "clean" or self.kind in TOOLS

    @property
    def fold(self) -> int:
        """The fold that this page, and every other of its site, is tested in."""
        return crc32(self.site.encode()) % FOLDS


@dataclass(frozen=True, slots=True)
class _Job:
    sample: Sample
    kind: str
    damaged: str = ""
    planted: Planted | None = None
    tool: str = ""
    seed: int = 0
    # the text that labels the Blocks that no snippet does
    distilled: str | None = None


_Jobs = Callable[[Sequence[Sample], int], list[_Job]]


def build(
    corpora: Sequence[Corpus], jobs: Mapping[str, _Jobs], seed: int, cache: Path | None, workers: int = 2
) -> list[Example]:
    """Every page of `corpora` and its copies, as `JOBS` or `LINE_JOBS` have them.

    In the folder `cache` one kind after another is kept, by the pages, the seed and the names of the columns:
    it does not know when the code of a column changes, and has to be emptied then.
    """
    samples = [sample for sample in with_sites(corpora) if sample.text is not None or sample.wanted]
    examples: list[Example] = []
    digest = _digest(samples, seed)
    for kind, jobs_of in jobs.items():
        kept = cache / f"{kind.replace(' ', '-')}-{digest}.pickle" if cache is not None else None
        if kept is not None and kept.is_file():
            examples += pickle.loads(kept.read_bytes())  # our own file, written below
            continue
        with ProcessPoolExecutor(workers) as pool:
            examples_or_none = pool.map(_example, jobs_of(samples, seed), chunksize=4)
            built = [example for example in examples_or_none if example is not None]
        if kept is not None:
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_bytes(pickle.dumps(built, protocol=pickle.HIGHEST_PROTOCOL))
        examples += built
    return examples


def _digest(samples: Sequence[Sample], seed: int) -> str:
    """A short name for what examples are made of: these pages, this seed, these columns."""
    digest = sha256(repr((seed, FEATURE_NAMES)).encode())
    for sample in samples:
        digest.update(repr((sample.id, sha256(sample.html).hexdigest(), sample.text, sample.wanted)).encode())
    return digest.hexdigest()[:12]


def _clean(samples: Sequence[Sample], seed: int) -> list[_Job]:
    return [_Job(sample, "clean") for sample in samples]


def _planted_train(samples: Sequence[Sample], seed: int) -> list[_Job]:
    full = [sample for sample in samples if sample.text]
    return [
        _Job(planted.sample, "planted train", planted=planted)
        for planted in plant_all(full, TRAIN_MARKUPS, seed)
    ]


def _planted_test(samples: Sequence[Sample], seed: int) -> list[_Job]:
    full = [sample for sample in samples if sample.text]
    return [
        _Job(planted.sample, "planted test", planted=planted)
        for planted in plant_all(full, TEST_MARKUPS, seed)
    ]


def _damaged(samples: Sequence[Sample], seed: int) -> list[_Job]:
    rng = random.Random(seed)
    hurt = [sample for sample in samples if sample.text and rng.random() < _DAMAGED]
    return [
        _Job(sample, "damaged", damaged=rng.choice(KINDS), seed=rng.randrange(1 << 30)) for sample in hurt
    ]


def _planted_drawn(samples: Sequence[Sample], seed: int) -> list[_Job]:
    full = [sample for sample in samples if sample.text]
    markups = drawn_markups(_DRAWN_MARKUPS, seed)
    turns = [plant_all(full, markups, seed + 100 + turn) for turn in range(_DRAWN_PLANTINGS)]
    return [_Job(planted.sample, "planted drawn", planted=planted) for turn in turns for planted in turn]


def _cropped(samples: Sequence[Sample], seed: int) -> list[_Job]:
    rng = random.Random(seed)
    cut = [sample for sample in samples if sample.text and rng.random() < _CROPPED]
    return [_Job(sample, "cropped", seed=rng.randrange(1 << 30)) for sample in cut]


def _emptied(samples: Sequence[Sample], seed: int) -> list[_Job]:
    rng = random.Random(seed + 1)
    cut = [sample for sample in samples if sample.text and rng.random() < _EMPTIED]
    return [_Job(sample, "emptied", seed=rng.randrange(1 << 30)) for sample in cut]


def _entries(samples: Sequence[Sample], seed: int) -> list[_Job]:
    return [_Job(planted.sample, "entries", planted=planted) for planted in all_in_entries(samples, seed)]


def _kit(samples: Sequence[Sample], seed: int) -> list[_Job]:
    """Pages that the testing kit draws, none of them among those that its properties are measured on."""
    return _kit_jobs("kit", seeded_pages(_KIT_PAGES, seed + _KIT_SEED))


def _kit_others(samples: Sequence[Sample], seed: int) -> list[_Job]:
    """Such pages with other whole articles on them; a thread has no article to be told from others."""
    pages = seeded_pages(_KIT_PAGES // 2, seed + _KIT_SEED + 1, others=True)
    return _kit_jobs("kit others", [page for page in pages if page.article.kind != "thread"])


def _kit_jobs(kind: str, pages: Sequence[NoisyPage]) -> list[_Job]:
    return [
        _Job(Sample(f"{kind}/{i}", "kit", page.html.encode(), text=page.text, site=f"kit{i}.example"), kind)
        for i, page in enumerate(pages)
    ]


def _appended(kind: str, markups: Mapping[str, Markup], samples: Sequence[Sample], seed: int) -> list[_Job]:
    pages = _APPENDED_TEST if kind == "appended test" else None
    return [
        _Job(planted.sample, kind, planted=planted) for planted in append_all(samples, markups, seed, pages)
    ]


def _appended_drawn(samples: Sequence[Sample], seed: int) -> list[_Job]:
    markups = drawn_articles(_DRAWN_ARTICLES, seed)
    turns = [append_all(samples, markups, seed + 200 + turn) for turn in range(_APPENDED_TURNS)]
    return [_Job(planted.sample, "appended drawn", planted=planted) for turn in turns for planted in turn]


def _made(
    kind: str,
    make: Callable[[Sequence[Sample], int], Sequence[Planted]],
    samples: Sequence[Sample],
    seed: int,
) -> list[_Job]:
    full = [sample for sample in samples if sample.text]
    return [_Job(planted.sample, kind, planted=planted) for planted in make(full, seed)]


def _some_index_pages(samples: Sequence[Sample], seed: int) -> Sequence[Planted]:
    return index_pages(samples, seed)[::_EVERY_INDEX_PAGE]


def _structured_test(samples: Sequence[Sample], seed: int) -> Sequence[Planted]:
    return all_structured(samples, seed, test=True)[::_EVERY_STRUCTURED_TEST]


def _promoted_test(samples: Sequence[Sample], seed: int) -> Sequence[Planted]:
    return all_promoted(samples, seed, test=True)[::_EVERY_PROMOTED_TEST]


def _plain(samples: Sequence[Sample], seed: int) -> Sequence[Planted]:
    return plain_articles(samples, seed, _PLAIN_PAGES)


def _flattened(tool: str, samples: Sequence[Sample], seed: int) -> list[_Job]:
    texts = {sample.id: sample.text for sample in distilled(samples)}
    return [_Job(sample, tool, tool=tool, distilled=texts.get(sample.id)) for sample in samples]


def _flattened_copies(
    jobs: _Jobs, samples: Sequence[Sample], seed: int, tools: Sequence[str] = TOOLS
) -> list[_Job]:
    rng = random.Random(seed)
    return [replace(job, kind=f"flattened {job.kind}", tool=rng.choice(tools)) for job in jobs(samples, seed)]


JOBS: dict[str, _Jobs] = {
    "clean": _clean,
    "planted train": _planted_train,
    "planted test": _planted_test,
    "damaged": _damaged,
    "planted drawn": _planted_drawn,
    "cropped": _cropped,
    "emptied": _emptied,
    "entries": _entries,
    "kit": _kit,
    "appended train": partial(_appended, "appended train", TRAIN_ARTICLES),
    "appended drawn": _appended_drawn,
    "appended test": partial(_appended, "appended test", TEST_ARTICLES),
    "sections": partial(_made, "sections", cut_into_sections),
    "index pages": partial(_made, "index pages", _some_index_pages),
    "long": partial(_made, "long", all_made_long),
    "plain": partial(_made, "plain", _plain),
    "structured train": partial(_made, "structured train", all_structured),
    "structured test": partial(_made, "structured test", _structured_test),
    "kit others": _kit_others,
}
# The same for pages flattened to text.
LINE_JOBS: dict[str, _Jobs] = {
    **{tool: partial(_flattened, tool) for tool in TOOLS},
    "flattened without breaks": partial(
        _flattened_copies, partial(_flattened, "without breaks"), tools=WITHOUT_BREAKS
    ),
    "flattened planted train": partial(_flattened_copies, _planted_train),
    "flattened planted test": partial(_flattened_copies, _planted_test),
    "flattened cropped": partial(_flattened_copies, _cropped),
    "flattened long": partial(_flattened_copies, JOBS["long"]),
    "flattened structured train": partial(_flattened_copies, JOBS["structured train"]),
    "flattened promoted train": partial(_flattened_copies, partial(_made, "promoted train", all_promoted)),
    "flattened promoted test": partial(_flattened_copies, partial(_made, "promoted test", _promoted_test)),
}
# Copies made in number: what is left out here is what takes longest, and most pages are judged
# without it.
_OWN_VOTES_ONLY = frozenset(JOBS) - {"clean", "planted train", "planted test", "damaged"}


# What copies lose besides.
_CHANGES = {"cropped": crop, "emptied": empty}


def _example(job: _Job) -> Example | None:
    """Return the example that a job makes of its sample, None if no text is left of it."""
    sample, planted = job.sample, job.planted
    page = _page_of(job)
    if not page.blocks:
        return None
    asked = strategies.OWN if job.tool or job.kind in _OWN_VOTES_ONLY else strategies.BUILT_IN
    candidates = strategies.run(page, asked, timeout=_TIMEOUT, concurrent=False)
    context = Context(page, candidates)
    own = [candidate for candidate in candidates if candidate.name in strategies.OWN]
    table = compute(context)
    wanted, inserted = _labelled(job, page)
    return Example(
        id=sample.id,
        corpus=sample.corpus,
        page_type=sample.page_type,
        site=sample.site,
        kind=job.kind,
        table=table.astype(np.float16),
        own_votes=np.array(FAMILIES["votes"].compute(Context(page, own)), np.float16),
        tokens=hashed_tokens.tokens(page, context.said),
        said=hashed_tokens.word_tokens(context.said) if job.tool else None,
        words=np.array([block.words for block in page.blocks], np.float32),
        labels=wanted,
        inserted=inserted,
        leak=inserted & (wanted == 0),
        texts=[block.text for block in page.blocks],
        heading=context.is_heading,
        layout=stacked.layout(context),
        sample=replace(sample, html=b""),
        planted=planted,
        tool=job.tool,
    )


def _page_of(job: _Job) -> Page:
    """Return the page of a job, flattened, damaged and cropped as the job says, and of bounded length."""
    html = job.planted.html if job.planted else job.sample.html
    page = load(
        flatten(html, job.tool) if job.tool else html, None, None, Limits(), is_plaintext=bool(job.tool)
    )
    if job.damaged:
        damage(page, job.damaged, job.seed)
    del page.blocks[MOST_BLOCKS:]
    del page.block_words[MOST_BLOCKS:]
    for element in page.elements:
        element.start, element.end = min(element.start, MOST_BLOCKS), min(element.end, MOST_BLOCKS)
    if page.blocks and (change := _CHANGES.get(job.kind.removeprefix("flattened "))):
        change(page, labels.from_text(page, job.sample.text or ""), random.Random(job.seed))
    return page


def _labelled(job: _Job, page: Page) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """Return the label of each Block, and which Blocks were planted; shape (n,) each."""
    sample, planted = job.sample, job.planted
    text = planted.text if planted else sample.text
    if text is not None:
        wanted = labels.from_text(page, text)
    else:
        wanted = labels.from_snippets(page, sample.wanted, sample.unwanted)
        if job.distilled is not None:
            unknown = wanted == labels.UNKNOWN
            wanted[unknown] = labels.from_text(page, job.distilled)[unknown]
    if job.kind == "emptied":
        # words of the text that is gone may stand elsewhere, as in the title of a teaser
        wanted[:] = 0
    texts_in = planted.planted_texts if planted else frozenset()
    inserted = np.array([collapse(block.text) in texts_in for block in page.blocks], np.bool_)
    if planted:
        wanted[inserted] = planted.label
        wanted[[collapse(block.text) in planted.unjudged for block in page.blocks]] = labels.UNKNOWN
    return wanted, inserted


def columns_of(example: Example, own: bool) -> NDArray[np.float32]:
    """The example's table, with `own` as it is when no third-party strategy was asked."""
    table = example.table.astype(np.float32)
    if own:
        table[VOTES] = example.own_votes
    return table


def _rows(family: str) -> slice:
    first = 0
    for name, module in FAMILIES.items():
        if name == family:
            return slice(first, first + len(module.columns))
        first += len(module.columns)
    raise KeyError(family)


VOTES = _rows("votes")
assert VOTES.stop <= len(FEATURE_NAMES)


def texts(example: Example, kept: Iterable[bool]) -> str:
    """The text of the Blocks kept."""
    return "\n".join(text for text, keep in zip(example.texts, kept, strict=True) if keep)
