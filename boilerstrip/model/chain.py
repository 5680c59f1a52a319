"""Lines lend one another what the models say of them: content comes in runs.

A Markov chain of two states, content and boilerplate, looked at from both ends (the forward-backward
algorithm; Rabiner 1989). Pages have elements that hold together what belongs together; lines have
nothing but their order.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import exp, log

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating]

# How likely a line is of the same state as the one before.
_SAME = 0.9
# The models know the lines around already, so that little of what these say is news.
_NEWS = 0.2
# Log-odds beyond which nothing changes any more.
_MOST = 20.0


def lent(odds: Floats) -> Floats:
    """The log-odds that the lines before and after add to each line's own, shape (n,).

    `odds` are the models' log-odds of each line, shape (n,).
    """
    told = np.clip(odds * _NEWS, -_MOST, _MOST).tolist()
    before = _passed_on(told)
    after = _passed_on(reversed(told))[::-1]
    return np.asarray((np.array(before) + np.array(after)) * _NEWS, np.float32)


def _passed_on(told: Iterable[float]) -> list[float]:
    """What reaches each line from those before it in this order."""
    reached = []
    carried = 0.0
    for one in told:
        reached.append(carried)
        ratio = exp(max(-_MOST, min(_MOST, carried + one)))
        carried = log((_SAME * ratio + 1 - _SAME) / ((1 - _SAME) * ratio + _SAME))
    return reached
