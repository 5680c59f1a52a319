"""The network as it is trained and as the package evaluates it give the same answers."""

from __future__ import annotations

import numpy as np
import pytest

from boilerstrip.features import hashed_tokens
from boilerstrip.model.network import Network

torch = pytest.importorskip("torch", reason="PyTorch trains the network; it comes with the extra `train`")


@pytest.mark.parametrize("reads_words", [False, True])
def test_numpy_says_what_torch_says(reads_words: bool) -> None:
    from benchmarks.training import network

    torch.manual_seed(1)
    rng = np.random.default_rng(1)
    columns, n = 7, 23
    net = network._Net(columns, reads_words).eval()
    for parameter in net.parameters():
        torch.nn.init.normal_(parameter, std=0.3)
    centre, scale = np.full(columns, 0.5, np.float32), np.full(columns, 2, np.float32)
    trained = Network.read(network._arrays(net, centre, scale))
    table = rng.normal(size=(columns, n)).astype(np.float32)
    words = rng.integers(0, 40, n).astype(np.float32)
    offsets = np.sort(rng.integers(0, 200, 4 * n + 1))
    offsets[0], offsets[-1] = 0, 200
    values = rng.integers(0, hashed_tokens.BUCKETS, 200)
    tokens = hashed_tokens.Tokens(values, offsets, np.arange(4 * n).reshape(n, 4))
    starts = np.sort(rng.integers(0, 100, n + 1))
    starts[0], starts[-1] = 0, 100
    said = hashed_tokens.WordTokens(rng.integers(0, hashed_tokens.BUCKETS, 100), starts)
    counted = np.log1p(np.maximum(words, 0.5))
    with torch.no_grad():
        told = net(
            torch.from_numpy(np.clip((table.T - centre) * scale, -3, 3))[None],
            (torch.from_numpy(values), torch.from_numpy(offsets[:-1])),
            (torch.from_numpy(said.values), torch.from_numpy(starts[:-1])) if reads_words else None,
            torch.from_numpy(counted / counted.sum())[None],
        )[0].numpy()
    assert trained.logits(table, tokens, words, said if reads_words else None) == pytest.approx(
        told, rel=0.02, abs=0.02
    )
