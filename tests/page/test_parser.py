"""The parser, with the repairs that HTML's own rules do not make."""

from __future__ import annotations

import pytest
from hypothesis import given

from boilerstrip.page import Page
from boilerstrip.page.parser import close_empty_tags, parse
from boilerstrip.testing import soup

XHTML = '<?xml version="1.0"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml">'


def test_empty_elements_of_xhtml_are_closed() -> None:
    closed = close_empty_tags(f'{XHTML}<title/><p class="a b"/><br/><img src="x"/>')
    assert closed == f'{XHTML}<title></title><p class="a b"></p><br/><img src="x"/>'
    assert parse(closed).select_one("p") is not None


@given(soup())
def test_other_markup_is_left_as_it_is(markup: str) -> None:
    assert close_empty_tags(markup) == markup
    assert close_empty_tags(f"<html>{markup}<title/>") == f"<html>{markup}<title/>"


@pytest.mark.parametrize("end", ["", "</iframe>"])
def test_a_frame_that_is_never_closed_takes_nothing_with_it(end: str) -> None:
    document = parse(f"<noscript><iframe src=x>{end}</noscript><p>The text of the page.")
    assert document.select_one("p") is not None
    assert document.select_one("p").text == "The text of the page."


@pytest.mark.parametrize("page", ["<div id=app></div>{}", "<div id=app>{}</div>", "{}<p>Loading the app</p>"])
def test_a_template_that_is_all_of_a_page_is_shown(page: str) -> None:
    text = "The ferry goes out at noon with forty people on board. " * 5
    template = f"<template><p>{text}</p></template><template><p>Close</p></template>"
    blocks = [block.text for block in Page(f"<body>{page.format(template)}</body>").blocks]
    assert text.strip() in blocks
    assert "Close" not in blocks
    # the page says more, or the template little
    other = f"<body>{page.format(template)}{text}</body>"
    assert [block.text for block in Page(other).blocks].count(text.strip()) == 1
    assert not Page("<body><template><p>One moment</p></template></body>").blocks
