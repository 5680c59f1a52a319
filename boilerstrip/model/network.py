"""A small convolutional network over the Blocks of a page, in reading order.

Trees judge a Block by thresholds on its features; the network by weighted sums of them and of those
of the Blocks around, near and far. The two err in different places, so their mean errs less
than either. Trained by `benchmarks.training.network`; here is inference.

The shape is that of residual networks with dilated convolutions (van den Oord et al. 2016; He et al.
2016), and each layer sees the page's mean as well (Hu et al. 2018, squeeze and excitation).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from boilerstrip import _kernels
from boilerstrip.features.hashed_tokens import Tokens, WordTokens
from boilerstrip.model.forest import Floats, is_kernel_array

if TYPE_CHECKING:
    from threadpoolctl import ThreadpoolController

# Features are clipped this many standard deviations from their mean, sums of embeddings at the second value.
MAX_DEVIATIONS = 3.0
MAX_EMBEDDED = 4.0
_EPSILON = 1e-5
# The number of threads for numpy's matrix products is a setting of the whole process, which only one thread
# at a time may change and restore.
_changing = Lock()


class Linear(NamedTuple):
    """`x @ weight + bias`, for `x` with a row for each Block."""

    weight: Floats
    bias: Floats

    def __call__(self, x: Floats) -> Floats:
        """Shape (n, inputs) to (n, outputs)."""
        return np.asarray(x @ self.weight + self.bias)


class Norm(NamedTuple):
    """Each row to mean 0 and variance 1, then scaled (Ba et al. 2016)."""

    weight: Floats
    bias: Floats

    def __call__(self, x: Floats) -> Floats:
        """Shape (n, width), kept."""
        # means as matrix products, which for rows so short take a fraction of the time
        even = np.full((x.shape[1], 1), 1 / x.shape[1], np.float32)
        centred = x - x @ even
        centred /= np.sqrt((centred * centred) @ even + _EPSILON)
        centred *= self.weight
        centred += self.bias
        return centred


class Layer(NamedTuple):
    """A convolution over each Block and the two Blocks `reach` away, and over the page's mean."""

    norm: Norm
    # for the Block before, the Block itself and the Block after: (3, width, width)
    around: Floats
    bias: Floats
    page: Linear
    reach: int

    def __call__(self, x: Floats, share: Floats) -> Floats:
        """Shape (n, width), kept; `share` (n,) is what each Block counts in the mean."""
        normed = self.norm(x)
        before, summed, after = normed @ self.around
        summed += self.bias + self.page((share @ normed)[None])
        if self.reach < len(x):
            summed[self.reach :] += before[: -self.reach]
            summed[: -self.reach] += after[self.reach :]
        np.maximum(summed, 0, out=summed)
        summed += x
        return np.asarray(summed)


class Network(NamedTuple):
    """The trained network; its parts are named as in `benchmarks.training.network`."""

    # the rows of the feature table that it reads, and the values they are clipped to, shape (columns, 1)
    columns: NDArray[np.int64]
    lower: Floats
    upper: Floats
    # for each token, in whole steps
    embedding: NDArray[np.int8]
    step: Floats
    # the same for each token of a word, of none where the network reads no words
    word_embedding: NDArray[np.int8]
    word_step: Floats
    # the first layer: weights for the columns (unscaled) and for the sums of embeddings
    seen: Floats
    wide: Linear
    narrow: Linear
    layers: tuple[Layer, ...]
    last: Norm
    hidden: Linear
    answer: Linear
    # as the kernel takes them: all weights from the first layer on in the order of their use, and the reach
    # of each of `layers`
    parameters: Floats
    reaches: NDArray[np.int64]

    @classmethod
    def read(cls, arrays: Mapping[str, Any]) -> Network:
        """Read a network from arrays whose names begin with `network.`."""

        def part(name: str) -> Floats:
            return np.asarray(arrays[f"network.{name}"], np.float32)

        def linear(name: str) -> Linear:
            return Linear(part(f"{name}.weight"), part(f"{name}.bias"))

        def norm(name: str) -> Norm:
            return Norm(part(f"{name}.weight"), part(f"{name}.bias"))

        reaches = part("reaches").astype(int).tolist()
        layers = tuple(
            Layer(
                norm=norm(f"layers.{i}.norm"),
                around=part(f"layers.{i}.around.weight"),
                bias=part(f"layers.{i}.around.bias"),
                page=linear(f"layers.{i}.page"),
                reach=reach,
            )
            for i, reach in enumerate(reaches)
        )
        weight, columns = part("wide.weight"), np.flatnonzero(part("scale"))
        centre, scale = part("centre")[columns, None], part("scale")[columns, None]
        # centring and scaling are folded into the weights, once, instead of done for each page
        seen = weight[columns] * scale
        wide = Linear(weight[len(part("scale")) :], part("wide.bias") - (centre.T @ seen)[0])
        narrow, last, hidden, answer = linear("narrow"), norm("last"), linear("hidden"), linear("answer")
        parts = [wide.weight, seen, wide.bias, *narrow]
        for layer in layers:
            parts += [*layer.norm, layer.around, layer.bias, *layer.page]
        parts += [*last, *hidden, *answer]
        return cls(
            columns=columns,
            lower=centre - MAX_DEVIATIONS / scale,
            upper=centre + MAX_DEVIATIONS / scale,
            embedding=arrays["network.embedding"],
            step=part("embedding.step"),
            word_embedding=arrays.get("network.words", np.zeros((0, 0), np.int8)),
            word_step=part("words.step") if "network.words" in arrays else np.zeros(0, np.float32),
            seen=seen,
            wide=wide,
            narrow=narrow,
            layers=layers,
            last=last,
            hidden=hidden,
            answer=answer,
            parameters=np.concatenate([part.ravel() for part in parts]),
            reaches=np.array(reaches, np.int64),
        )

    def bounded(self, lower: Floats, upper: Floats) -> Network:
        """Return the network that clips columns to these ranges first, shape (columns of the table, 1)."""
        # clipping to one range and then to another is clipping to a third one
        least, most = (
            np.minimum(np.maximum(values[self.columns], self.lower), self.upper) for values in (lower, upper)
        )
        return self._replace(lower=least, upper=most)

    @property
    def reads_words(self) -> bool:
        """Whether `logits` has to be given the words of the page."""
        return len(self.word_embedding) > 0

    def logits(self, table: Floats, tokens: Tokens, words: Floats, said: WordTokens | None = None) -> Floats:
        """The log-odds that each Block is content, shape (n,).

        `table` is (features, n), `words` (n,) the number of words of each Block. Where the network reads
        words, `said` are those.
        """
        n, lists = table.shape[1], tokens.lists
        embedded = _embedded(tokens.values, tokens.starts, self.embedding, self.step)
        if said is not None:
            # each Block's words are one more list
            lists = np.column_stack([lists, np.arange(len(embedded), len(embedded) + n)])
            embedded = np.concatenate([embedded, _embedded(*said, self.word_embedding, self.word_step)])
        if _kernels.network is not None and _kernels.network.IS_FAST and is_kernel_array(table):
            return self._compiled(table, embedded, lists, words)
        bounded = self._bounded(table)
        share = np.log1p(np.maximum(words, 0.5))
        share = (share / share.sum()).astype(np.float32)
        with _one_thread():
            x = self.wide(embedded[lists].reshape(n, len(self.wide.weight)))
            x += bounded.T @ self.seen
            x = self.narrow(np.maximum(x, 0, out=x))
            for layer in self.layers:
                x = layer(x, share)
            return np.asarray(self.answer(np.maximum(self.hidden(self.last(x)), 0))[:, 0], np.float32)

    def _compiled(self, table: Floats, embedded: Floats, lists: NDArray[np.int64], words: Floats) -> Floats:
        """Return what `logits` returns, in one compiled pass; only the last bits differ."""
        assert _kernels.network is not None
        found = np.empty(table.shape[1], np.float32)
        _kernels.network.logits(
            table, self.columns, self.lower, self.upper, embedded, lists, words, self.parameters,
            *self.narrow.weight.shape, self.reaches, _EPSILON, found,
        )  # fmt: skip
        return found

    def _bounded(self, table: Floats) -> Floats:
        """The rows of the table that the network reads, clipped; shape (columns, n)."""
        if _kernels.inference is not None and is_kernel_array(table):
            bounded = np.empty((len(self.columns), table.shape[1]), np.float32)
            _kernels.inference.bound(table, self.columns, self.lower, self.upper, bounded)
            return bounded
        bounded = table.take(self.columns, axis=0)
        # in two steps and in place, because `clip` takes three times as long
        np.maximum(bounded, self.lower, out=bounded)
        return np.minimum(bounded, self.upper, out=bounded)


def _embedded(
    values: NDArray[np.int64], starts: NDArray[np.int64], embedding: NDArray[np.int8], step: Floats
) -> Floats:
    """Clipped sum of the embeddings of each list of tokens, shape (lists, width)."""
    sums = np.zeros((len(starts) - 1, embedding.shape[1]), np.float32)
    if _kernels.inference is not None:
        _kernels.inference.embedded_sums(values, starts, embedding, step, MAX_EMBEDDED, sums)
        return sums
    # `reduceat` would give an empty range the first value of the next one
    some = np.flatnonzero(starts[:-1] < starts[1:])
    if len(some):
        # `take`, because plain indexing takes ten times as long
        taken = embedding.take(values, axis=0)
        sums[some] = np.add.reduceat(taken, starts[some], axis=0, dtype=np.int64)
    sums *= step
    return np.clip(sums, -MAX_EMBEDDED, MAX_EMBEDDED, out=sums)


@contextmanager
def _one_thread() -> Iterator[None]:
    """Do matrix products in this thread only: for such small ones more threads cost more than they gain."""
    with _changing:
        pools = _pools()
        if all(library.num_threads == 1 for library in pools.lib_controllers if library.user_api == "blas"):
            # checking is faster than setting the limit again
            yield
            return
        with pools.limit(limits=1, user_api="blas"):
            yield


@cache
def _pools() -> ThreadpoolController:
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()
