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
from boilerstrip.model.forest import Floats, is_plain

if TYPE_CHECKING:
    from threadpoolctl import ThreadpoolController

# Features are cut off so many standard deviations from their mean, sums of embeddings here.
MOST_DEVIATIONS = 3.0
MOST_EMBEDDED = 4.0
_EPSILON = 1e-5
# How many threads the library behind numpy's matrix products uses is one setting of the whole process:
# to be changed and put back by one thread at a time.
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
    """The trained network; every part as `benchmarks.training.network` names it."""

    # which rows of the table it looks at, and where these are cut off, shape (columns, 1)
    columns: NDArray[np.int64]
    least: Floats
    most: Floats
    embedding: Floats
    # the first layer: its weights for the columns, as they are, and for the sums of embeddings
    seen: Floats
    wide: Linear
    narrow: Linear
    layers: tuple[Layer, ...]
    last: Norm
    hidden: Linear
    answer: Linear
    # all weights from the first layer on, in the order in which they are used, as the kernel takes them
    parameters: Floats

    @classmethod
    def read(cls, arrays: Mapping[str, Any]) -> Network:
        """The network that `arrays` holds, under names that begin with `network.`."""

        def part(name: str) -> Floats:
            return np.asarray(arrays[f"network.{name}"], np.float32)

        def linear(name: str) -> Linear:
            return Linear(part(f"{name}.weight"), part(f"{name}.bias"))

        def norm(name: str) -> Norm:
            return Norm(part(f"{name}.weight"), part(f"{name}.bias"))

        reaches = part("reaches").astype(int).tolist()
        layers = tuple(
            Layer(
                norm=norm(f"layers.{at}.norm"),
                around=part(f"layers.{at}.around.weight"),
                bias=part(f"layers.{at}.around.bias"),
                page=linear(f"layers.{at}.page"),
                reach=reach,
            )
            for at, reach in enumerate(reaches)
        )
        weight, columns = part("wide.weight"), np.flatnonzero(part("scale"))
        centre, scale = part("centre")[columns, None], part("scale")[columns, None]
        # to centre and to scale is left to the weights: they need it once, each page would anew
        seen = weight[columns] * scale
        wide = Linear(weight[len(part("scale")) :], part("wide.bias") - (centre.T @ seen)[0])
        narrow, last, hidden, answer = linear("narrow"), norm("last"), linear("hidden"), linear("answer")
        parts = [wide.weight, seen, wide.bias, *narrow]
        for layer in layers:
            parts += [*layer.norm, layer.around, layer.bias, *layer.page]
        parts += [*last, *hidden, *answer]
        return cls(
            columns=columns,
            least=centre - MOST_DEVIATIONS / scale,
            most=centre + MOST_DEVIATIONS / scale,
            embedding=part("embedding") * part("embedding.step"),
            seen=seen,
            wide=wide,
            narrow=narrow,
            layers=layers,
            last=last,
            hidden=hidden,
            answer=answer,
            parameters=np.concatenate([part.ravel() for part in parts]),
        )

    def logits(
        self, table: Floats, tokens: tuple[NDArray[np.int64], NDArray[np.int64]], words: Floats
    ) -> Floats:
        """The log-odds that each Block is content, shape (n,).

        `table` is (features, n), `tokens` as `features.names.tokens` gives them, `words` (n,) the
        number of words of each Block.
        """
        said = self._embedded(*tokens).reshape(table.shape[1], len(self.wide.weight))
        if _kernels.network is not None and _kernels.network.IS_FAST and is_plain(table):
            return self._compiled(table, said, words)
        cut = self._bounded(table)
        share = np.log1p(np.maximum(words, 0.5))
        share = (share / share.sum()).astype(np.float32)
        with _one_thread():
            x = self.wide(said)
            x += cut.T @ self.seen
            x = self.narrow(np.maximum(x, 0, out=x))
            for layer in self.layers:
                x = layer(x, share)
            return np.asarray(self.answer(np.maximum(self.hidden(self.last(x)), 0))[:, 0], np.float32)

    def _compiled(self, table: Floats, said: Floats, words: Floats) -> Floats:
        """The same in one pass, but for the last bits."""
        assert _kernels.network is not None
        found = np.empty(table.shape[1], np.float32)
        _kernels.network.logits(
            table, self.columns, self.least, self.most, said, words, self.parameters,
            *self.narrow.weight.shape, np.array([layer.reach for layer in self.layers], np.int64), _EPSILON,
            found,
        )  # fmt: skip
        return found

    def _bounded(self, table: Floats) -> Floats:
        """The rows of the table that it looks at, cut off; shape (columns, n)."""
        if _kernels.inference is not None and is_plain(table):
            cut = np.empty((len(self.columns), table.shape[1]), np.float32)
            _kernels.inference.bound(table, self.columns, self.least, self.most, cut)
            return cut
        cut = table.take(self.columns, axis=0)
        # in place and one after the other: `clip` takes three times as long
        np.maximum(cut, self.least, out=cut)
        return np.minimum(cut, self.most, out=cut)

    def _embedded(self, values: NDArray[np.int64], offsets: NDArray[np.int64]) -> Floats:
        """The sum of the embeddings from each offset to the next, cut off."""
        sums = np.zeros((len(offsets) - 1, self.embedding.shape[1]), np.float32)
        if _kernels.inference is not None:
            _kernels.inference.embedded_sums(values, offsets, self.embedding, MOST_EMBEDDED, sums)
            return sums
        # a sum of none would be the next one's first
        some = np.flatnonzero(offsets[:-1] < offsets[1:])
        if len(some):
            # `take`: indexing proper costs ten times as much
            sums[some] = np.add.reduceat(self.embedding.take(values, axis=0), offsets[some], axis=0)
        return np.clip(sums, -MOST_EMBEDDED, MOST_EMBEDDED, out=sums)


@contextmanager
def _one_thread() -> Iterator[None]:
    """Matrix products in this thread alone: for ones so small others cost more than they do, spinning."""
    with _changing:
        pools = _pools()
        if all(one.num_threads == 1 for one in pools.lib_controllers if one.user_api == "blas"):
            # to set what is set takes longer than to ask
            yield
            return
        with pools.limit(limits=1, user_api="blas"):
            yield


@cache
def _pools() -> ThreadpoolController:
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()
