"""Diagnosis: one page's gold and output side by side, and the pages that cost most."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table
from rich.text import Text

from benchmarks import metrics
from benchmarks.compare.accuracy import Outputs
from benchmarks.corpora import Corpus, Sample

_WORD = re.compile(r"\w+")
_RUN = 3  # words in a row that both texts must share for a word to count as shared
_SHORTEST_PASSAGE = 2  # words of a passage worth listing


@dataclass(frozen=True, slots=True)
class Cost:
    """A page's loss: 1 less its figure, or what a rival gets more there."""

    sample: Sample
    value: float
    cost: float
    rival: float | None = None


def side_by_side(sample: Sample, output: str, name: str) -> Table:
    """Gold on the left with what was missed marked, output on the right with what got through."""
    gold = sample.text
    if gold is None:
        gold = "\n".join(f"+ {snippet}" for snippet in sample.wanted)
        gold += "\n" + "\n".join(f"- {snippet}" for snippet in sample.unwanted)
        left, right = _snippets(sample, output), Text(output)
        for snippet in sample.unwanted:
            right.highlight_words([snippet], "bold red")
    else:
        left, right = _marked(gold, output, "bold red"), _marked(output, gold, "bold yellow")
    table = Table(show_lines=True, expand=True)
    table.add_column("gold (red: missed)", ratio=1, overflow="fold")
    table.add_column(f"{name} (yellow: let through)", ratio=1, overflow="fold")
    table.add_row(left, right)
    return table


def show(sample: Sample, outputs: Mapping[str, str], console: Console) -> None:
    """Print a page for each extractor: figures, the texts, missed and extra passages."""
    console.print(f"[bold]{sample.id}[/]  {sample.url or ''}", highlight=False)
    console.print(f"{sample.page_type}, {sample.language}, {len(sample.html):,} bytes")
    for name, output in outputs.items():
        row = metrics.page_columns(output, sample)[None, :]
        figures = [f"{figure} {metrics.figure(figure, row):.3f}" for figure in metrics.figures_for([sample])]
        console.rule(name)
        console.print("  ".join(figures), highlight=False)
        console.print(side_by_side(sample, output, name))
        if sample.text is not None:
            _print_passages("missed", passages(sample.text, output), console)
            _print_passages("let through", passages(output, sample.text), console)


def worst(
    outputs: Outputs, corpora: Sequence[Corpus], count: int, rival: Outputs | None = None
) -> list[Cost]:
    """The pages that cost most: the furthest from 1, or the furthest behind `rival`.

    The figure is word F1 where the corpus has whole texts, snippet F1 elsewhere.
    """
    costs = []
    for corpus in corpora:
        for sample in corpus.samples:
            figure = "word_f1" if sample.text is not None else "snippet_f1"
            value = _value(figure, outputs[sample.id].text, sample)
            if rival is None:
                costs.append(Cost(sample, value, 1 - value))
            else:
                other = _value(figure, rival[sample.id].text, sample)
                costs.append(Cost(sample, value, other - value, other))
    return sorted(costs, key=lambda cost: (-cost.cost, cost.sample.id))[:count]


def passages(text: str, other: str) -> list[str]:
    """The passages of `text` that `other` lacks, in order."""
    shared = _shared(text, other)
    found: list[tuple[int, int]] = []
    previous = True
    for match, is_shared in shared:
        if not is_shared:
            if previous:
                found.append((match.start(), match.end()))
            else:
                found[-1] = (found[-1][0], match.end())
        previous = is_shared
    pieces = (" ".join(text[start:end].split()) for start, end in found)
    return [piece for piece in pieces if len(piece.split()) >= _SHORTEST_PASSAGE]


def _value(figure: str, output: str, sample: Sample) -> float:
    return metrics.figure(figure, metrics.page_columns(output, sample)[None, :])


def _print_passages(what: str, found: Sequence[str], console: Console) -> None:
    console.print(f"[bold]{what}[/]: {len(found)} passages")
    for passage in found[:20]:
        shown = passage if len(passage) <= 160 else f"{passage[:110]} [...] {passage[-40:]}"
        console.print(Text(f"  - {shown}"))
    if len(found) > 20:
        console.print(f"  and {len(found) - 20} more")


def _marked(text: str, other: str, style: str) -> Text:
    """The text with the words that `other` lacks in style."""
    marked = Text(text)
    for match, is_shared in _shared(text, other):
        if not is_shared:
            marked.stylize(style, match.start(), match.end())
    return marked


def _snippets(sample: Sample, output: str) -> Text:
    marked = Text()
    for snippet in sample.wanted:
        marked.append(f"+ {snippet}\n", "" if snippet in output else "bold red")
    for snippet in sample.unwanted:
        marked.append(f"- {snippet}\n", "bold red" if snippet in output else "dim")
    return marked


def _shared(text: str, other: str) -> list[tuple[re.Match[str], bool]]:
    """Each word of `text`, and whether it lies in a run of words that `other` has too."""
    matches = list(_WORD.finditer(text))
    words = [match[0].lower() for match in matches]
    others = [word.lower() for word in _WORD.findall(other)]
    size = max(1, min(_RUN, len(words), len(others)))
    runs = {tuple(others[i : i + size]) for i in range(len(others) - size + 1)}
    shared = [False] * len(words)
    for start in range(len(words) - size + 1):
        if tuple(words[start : start + size]) in runs:
            shared[start : start + size] = [True] * size
    return list(zip(matches, shared, strict=True))
