"""Training of the network over the Blocks of a page, `boilerstrip.model.network`, with PyTorch."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional

from benchmarks.training.dataset import Example
from boilerstrip.features import hashed_tokens
from boilerstrip.model.network import MAX_DEVIATIONS, MAX_EMBEDDED

Floats = NDArray[np.floating[Any]]

_WIDTH = 64
_EMBEDDED = 8
_REACHES = (1, 2, 4, 8)
_EPOCHS = 3
# Plain text is told apart by its words, of which there are many more than of class names.
_EPOCHS_OF_WORDS = 6
_RATE = 2e-3
# Embeddings see each rare word a few times only and would learn it by heart.
_DECAY, _EMBEDDING_DECAY = 0.1, 0.5
# Shares of columns and of tokens that a page is shown without, each time anew.
_DROPPED, _DROPPED_TOKENS = 0.3, 0.5
# Blocks in one step; a longer page than that is shown in part, as often from its beginning as said.
_BATCH = 6000
_LONGEST = 1000
_FROM_THE_TOP = 0.3
# A column that hardly varies is not to count for more than others when it does.
_LEAST_DEVIATION = 0.01
_SAMPLED_PAGES = 400

Batch = list[tuple[int, int, int]]


class _Net(nn.Module):
    """As `boilerstrip.model.network.Network`, for several pages at once."""

    def __init__(self, columns: int, reads_words: bool) -> None:
        super().__init__()
        self.embedding = nn.EmbeddingBag(hashed_tokens.BUCKETS, _EMBEDDED, mode="sum")
        nn.init.normal_(self.embedding.weight, std=0.05)
        self.words = nn.EmbeddingBag(hashed_tokens.BUCKETS, _EMBEDDED, mode="sum") if reads_words else None
        if self.words is not None:
            nn.init.normal_(self.words.weight, std=0.05)
        self.wide = nn.Linear(columns + (len(hashed_tokens.FAMILIES) + reads_words) * _EMBEDDED, 2 * _WIDTH)
        self.narrow = nn.Linear(2 * _WIDTH, _WIDTH)
        self.norms = nn.ModuleList(nn.LayerNorm(_WIDTH) for _ in _REACHES)
        self.around = nn.ModuleList(nn.Linear(3 * _WIDTH, _WIDTH) for _ in _REACHES)
        self.pages = nn.ModuleList(nn.Linear(_WIDTH, _WIDTH) for _ in _REACHES)
        self.last = nn.LayerNorm(_WIDTH)
        self.hidden = nn.Linear(_WIDTH, _WIDTH)
        self.answer = nn.Linear(_WIDTH, 1)

    def forward(
        self,
        scaled: torch.Tensor,
        tokens: tuple[torch.Tensor, torch.Tensor],
        said: tuple[torch.Tensor, torch.Tensor] | None,
        share: torch.Tensor,
    ) -> torch.Tensor:
        """Log-odds (pages, n).

        `scaled` is (pages, n, columns), `share` (pages, n) what each Block counts in its page, 0 beyond
        the page's end. `tokens` and those of words `said`, values and offsets, are those of all Blocks, one
        page after the other.
        """
        pages, n, _ = scaled.shape
        there = share > 0
        kept = 1 - _DROPPED_TOKENS * self.training
        embedded = self.embedding(*tokens).view(-1, len(hashed_tokens.FAMILIES) * _EMBEDDED) / kept
        if self.words is not None and said is not None:
            embedded = torch.cat([embedded, self.words(*said) / kept], 1)
        spread = scaled.new_zeros(pages, n, embedded.shape[1])
        spread[there] = embedded.clamp(-MAX_EMBEDDED, MAX_EMBEDDED)
        x = self._drop(functional.relu(self.wide(torch.cat([self._drop(scaled), spread], -1))))
        x = self.narrow(x)
        for reach, norm, around, page in zip(_REACHES, self.norms, self.around, self.pages, strict=True):
            normed = norm(x) * there[..., None]
            before = functional.pad(normed, (0, 0, reach, 0))[:, :n]
            after = functional.pad(normed, (0, 0, 0, reach))[:, -n:]
            mean = (normed * share[..., None]).sum(1)
            summed = around(torch.cat([before, normed, after], -1)) + page(mean)[:, None]
            x = x + self._drop(functional.relu(summed))
        answer: torch.Tensor = self.answer(functional.relu(self.hidden(self.last(x))))[..., 0]
        return answer

    def _drop(self, x: torch.Tensor) -> torch.Tensor:
        """The same columns dropped for all Blocks of a page."""
        return x * functional.dropout(x.new_ones(len(x), 1, x.shape[2]), _DROPPED, self.training)


class Teacher(NamedTuple):
    """What the network is told of an example, by its number.

    `table` gives its columns, (columns, n), `weigh` what each of its Blocks counts, (n,), `counts` what
    the page counts.
    """

    table: Callable[[int], Floats]
    weigh: Callable[[int], Floats]
    counts: Callable[[int], float]


def fit(
    examples: Sequence[Example], used: Sequence[int], teacher: Teacher, seed: int
) -> dict[str, NDArray[Any]]:
    """Train on the examples `used`; the network's parts, as `Network.read` takes them.

    The loss of a page is its weighted cross-entropy and, where all of its annotation is known, 1 less
    the F1 that its probabilities can expect.
    """
    # these are small steps: threads would wait for one another more than they work
    torch.set_num_threads(1)
    torch.manual_seed(seed)
    torch.use_deterministic_algorithms(True)
    rng = np.random.default_rng(seed)
    centre, scale = _spread(used, teacher, rng)
    reads_words = examples[used[0]].said is not None
    net = _Net(len(centre), reads_words)
    embedding = [*net.embedding.parameters(), *(net.words.parameters() if net.words is not None else ())]
    other_parameters = [
        parameter for name, parameter in net.named_parameters() if not name.startswith(("embedding", "words"))
    ]
    optimiser = torch.optim.AdamW(
        [
            {"params": other_parameters, "weight_decay": _DECAY},
            {"params": embedding, "weight_decay": _EMBEDDING_DECAY},
        ],
        lr=_RATE,
    )
    epochs = _EPOCHS_OF_WORDS if reads_words else _EPOCHS
    plan = [batch for _ in range(epochs) for batch in _batches(examples, used, rng)]
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, max_lr=_RATE, total_steps=len(plan) + 1, pct_start=0.15
    )
    for batch in plan:
        shown = _Shown(examples, batch, teacher, rng)
        scaled = np.clip((shown.table - centre) * scale, -MAX_DEVIATIONS, MAX_DEVIATIONS)
        loss = shown.loss(net(torch.from_numpy(scaled), *shown.inputs))
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimiser.step()
        schedule.step()
    return _arrays(net, centre, scale)


def _spread(used: Sequence[int], teacher: Teacher, rng: np.random.Generator) -> tuple[Floats, Floats]:
    """What each column is centred on and scaled by: mean and one over the standard deviation.

    Scaled by 0 is what is the same for all Blocks of a page: it tells pages apart, and pages are few
    enough to be learned by heart.
    """
    some = rng.choice(np.array(used), min(len(used), _SAMPLED_PAGES), replace=False)
    tables = [teacher.table(int(index)) for index in some]
    varied = np.any([table.max(axis=1) > table.min(axis=1) for table in tables], axis=0)
    rows = np.concatenate(tables, axis=1)
    deviation = rows.std(axis=1)
    scale = np.where(varied, 1 / np.maximum(deviation, _LEAST_DEVIATION), 0)
    return rows.mean(axis=1).astype(np.float32), scale.astype(np.float32)


def _batches(examples: Sequence[Example], used: Sequence[int], rng: np.random.Generator) -> list[Batch]:
    """All pages once, those of about a length together, in random order: (example, start, end)."""
    shown = []
    for index in used:
        n = len(examples[index].words)
        start = 0
        if n > _LONGEST and rng.random() > _FROM_THE_TOP:
            start = int(rng.integers(0, n - _LONGEST + 1))
        shown.append((index, start, min(n, start + _LONGEST)))
    shown.sort(key=lambda part: (part[2] - part[1]) * (1 + 0.1 * rng.random()))
    batches: list[Batch] = [[]]
    for part in shown:
        if batches[-1] and (part[2] - part[1]) * (len(batches[-1]) + 1) > _BATCH:
            batches.append([])
        batches[-1].append(part)
    order = rng.permutation(len(batches))
    return [batches[index] for index in order]


class _Shown:
    """Pages side by side, padded to the longest."""

    def __init__(
        self,
        examples: Sequence[Example],
        batch: Batch,
        teacher: Teacher,
        rng: np.random.Generator,
    ) -> None:
        shape = len(batch), max(end - start for _, start, end in batch)
        columns = [teacher.table(index)[:, start:end].T for index, start, end in batch]
        self.table = np.zeros((*shape, columns[0].shape[1]), np.float32)
        words, share, weights = (np.zeros(shape, np.float32) for _ in range(3))
        labels = np.full(shape, -1, np.float32)
        for row, (index, start, end) in enumerate(batch):
            example = examples[index]
            self.table[row, : end - start] = columns[row]
            words[row, : end - start] = np.maximum(example.words[start:end], 0.5)
            labels[row, : end - start] = example.labels[start:end]
            weights[row, : end - start] = teacher.weigh(index)[start:end]
            counted = np.log1p(words[row, : end - start])
            share[row, : end - start] = counted / counted.sum()
        step = len(hashed_tokens.FAMILIES)
        tokens = [_shown(*examples[part[0]].tokens.flat(), step, part, rng) for part in batch]
        said = [
            _shown(*lists, 1, part, rng) for part in batch if (lists := examples[part[0]].said) is not None
        ]
        self.inputs = _joined(tokens), _joined(said) if said else None, torch.from_numpy(share)
        self.words = torch.from_numpy(words * (share > 0))
        self.labels = torch.from_numpy(labels)
        self.weights = torch.from_numpy(weights)
        self.counts = torch.tensor([teacher.counts(index) for index, _, _ in batch])

    def loss(self, answers: torch.Tensor) -> torch.Tensor:
        """Weighted cross-entropy, and 1 less the F1 to be expected; the mean over the pages."""
        known = self.labels >= 0
        wanted = self.labels.clamp(min=0)
        entropy = functional.binary_cross_entropy_with_logits(answers, wanted, reduction="none")
        kept = torch.sigmoid(answers) * self.words
        right = (self.words * wanted).sum(1)
        expected = 2 * (kept * wanted).sum(1) / (kept.sum(1) + right).clamp(min=1)
        whole = (known | (self.words == 0)).all(1) & (right > 0)
        lost = (entropy * self.weights).sum(1) + self.counts * whole * (1 - expected)
        return lost.sum() / self.counts.sum()


def _shown(
    values: NDArray[np.int64],
    offsets: NDArray[np.int64],
    step: int,
    part: tuple[int, int, int],
    rng: np.random.Generator,
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The tokens of part of a page that are shown, and where each list begins; Blocks have `step` lists."""
    _, start, end = part
    offsets = offsets[start * step : end * step + 1]
    values = values[offsets[0] : offsets[-1]]
    shown = rng.random(len(values)) >= _DROPPED_TOKENS
    left = np.concatenate([[0], np.cumsum(shown)])
    return values[shown], left[offsets[:-1] - offsets[0]]


def _joined(
    pages: Sequence[tuple[NDArray[np.int64], NDArray[np.int64]]],
) -> tuple[torch.Tensor, torch.Tensor]:
    """The tokens of all pages, and where each list begins among them."""
    tokens, offsets = zip(*pages, strict=True)
    begins = np.cumsum([0, *(len(values) for values in tokens[:-1])])
    moved = [array + begin for array, begin in zip(offsets, begins, strict=True)]
    return torch.from_numpy(np.concatenate(tokens)), torch.from_numpy(np.concatenate(moved))


def as_bytes(table: Floats) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """A table, (rows, columns), in a byte a value, and what a step of it is worth, (columns,).

    Enough for tables of which dozens of rows are summed: their errors cancel out.
    """
    step = np.maximum(np.abs(table).max(axis=0), 1e-9) / 127
    return np.round(table / step).astype(np.int8), step.astype(np.float32)


def _arrays(net: _Net, centre: Floats, scale: Floats) -> dict[str, NDArray[Any]]:
    def half(tensor: torch.Tensor) -> NDArray[np.float16]:
        return np.asarray(tensor.detach().numpy(), np.float16)

    embedding, step = as_bytes(net.embedding.weight.detach().numpy())
    parts: dict[str, NDArray[Any]] = {
        "reaches": np.array(_REACHES),
        "centre": centre,
        "scale": scale,
        "embedding": embedding,
        "embedding.step": step,
        "last.weight": half(net.last.weight),
        "last.bias": half(net.last.bias),
    }
    for name, linear in (
        ("wide", net.wide),
        ("narrow", net.narrow),
        ("hidden", net.hidden),
        ("answer", net.answer),
    ):
        parts |= {f"{name}.weight": half(linear.weight.T), f"{name}.bias": half(linear.bias)}
    for i in range(len(_REACHES)):
        layer, around = f"layers.{i}", net.around[i]
        parts |= {
            f"{layer}.norm.weight": half(net.norms[i].weight),
            f"{layer}.norm.bias": half(net.norms[i].bias),
            f"{layer}.around.weight": half(around.weight.T.reshape(3, _WIDTH, _WIDTH)),
            f"{layer}.around.bias": half(around.bias),
            f"{layer}.page.weight": half(net.pages[i].weight.T),
            f"{layer}.page.bias": half(net.pages[i].bias),
        }
    if net.words is not None:
        parts["words"], parts["words.step"] = as_bytes(net.words.weight.detach().numpy())
    return {f"network.{name}": part for name, part in parts.items()}
