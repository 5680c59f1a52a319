"""Nodes, written as valid HTML and with faults."""

from __future__ import annotations

from hypothesis import given

from boilerstrip import testing
from boilerstrip.page import Page
from tests.testing.extractors import _look


@given(testing.pages())
def test_faults_of_the_markup_change_nothing_that_a_browser_shows(page: testing.NoisyPage) -> None:
    every = testing.NoisyPage(page.article, page.noise, testing.Theme(*_look(page.theme), testing.FAULTS))
    sound = testing.NoisyPage(page.article, page.noise, testing.Theme(*_look(page.theme), ()))
    assert [block.text for block in Page(every.html).blocks] == [
        block.text for block in Page(sound.html).blocks
    ]
