"""What workers are given."""

from __future__ import annotations

import pickle

from boilerstrip.workers.jobs import Failure, PageSource


def test_a_source_is_the_same_in_another_process() -> None:
    source = PageSource("a", b"<p>", "https://x.example", "utf-8", True)
    again = pickle.loads(pickle.dumps(source))
    assert again == source
    assert isinstance(again, PageSource)
    assert pickle.loads(pickle.dumps(Failure(1, "crash", "why"))) == Failure(1, "crash", "why")


def test_the_old_name_of_plain_text_still_works() -> None:
    assert PageSource("a", "text", flattened=True).is_plaintext
    assert PageSource("a", "text", is_plaintext=True).flattened
    assert not PageSource("a", "text").flattened
