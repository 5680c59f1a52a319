"""The page's own record in the data that its scripts hold."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from boilerstrip.metadata import embedded_records
from boilerstrip.metadata.embedded_records import EmbeddedRecords, keys_of
from boilerstrip.page import Page

RECORD = {"title": "Tides turn twice a day", "datePublished": "2024-05-12", "body": "<p>Text"}
STATE = json.dumps({"news": [{"title": "Other"}, RECORD]})
KEYS = keys_of(["datePublished"])


@pytest.mark.parametrize(
    "script",
    [
        f'<script type="application/json">{STATE}</script>',
        f"<script>window.__STATE__ = {STATE};</script>",
        f"<script>load(JSON.parse({json.dumps(STATE)}))</script>",
    ],
)
def test_the_object_with_the_title_of_the_page_is_its_record(script: str) -> None:
    assert EmbeddedRecords(Page(f"<p>x{script}"), "Tides turn twice a day").found_with(KEYS) == [RECORD]
    assert EmbeddedRecords(Page(f"<p>x{script}"), "Something else").found_with(KEYS) == []
    # a single word may be the title of anything
    assert EmbeddedRecords(Page(f"<p>x{script}"), "Other").found_with(KEYS) == []


WORDS = st.sampled_from(["Tides", "TURN", "at", "Größe", "1999", "潮", "mean_tide"])


@given(st.lists(WORDS | st.integers(1000, 2000).map("word{}".format), min_size=2, max_size=90))
def test_its_record_is_found_whatever_words_the_title_has(title: list[str]) -> None:
    stated = RECORD | {"title": " ".join(title)}
    page = Page(f'<p>x<script type="application/json">{json.dumps(stated)}</script>')
    assert EmbeddedRecords(page, " ".join(title).title()).found_with(KEYS) == [stated]


def test_a_property_with_two_values_says_nothing() -> None:
    def stated(*days: str) -> str | None:
        scripts = "".join(f"<script>x = {{'datePublished': '{day}'}}</script>" for day in days)
        return EmbeddedRecords(Page(f"<p>x{scripts}"), None).stated_once(["datePublished"])

    assert stated("2024-05-12") == stated("2024-05-12", "2024-05-12") == "2024-05-12"
    assert stated("2024-05-12", "2024-05-13") is None
    assert stated() is None


@pytest.mark.parametrize("form", ["{}", "x = {};", "load(JSON.parse({}))"])
def test_scripts_are_asked_for_keys_and_not_for_words(form: str) -> None:
    def found(record: dict[str, str]) -> list[object]:
        source = json.dumps(record)
        script = form.format(json.dumps(source) if "parse" in form else source)
        kind = "application/json" if form == "{}" else "text/javascript"
        page = Page(f"<p>x<script type={kind}>{script}</script>")
        return list(EmbeddedRecords(page, RECORD["title"]).found_with(keys_of(["author"])))

    assert found(RECORD | {"author": "Ann Lee"}) == [RECORD | {"author": "Ann Lee"}]
    assert found(RECORD | {"about": "the author"}) == []


def test_scripts_without_the_keys_are_not_read() -> None:
    scripts = "".join(
        f"<script type=application/json>{json.dumps(RECORD | more)}</script>"
        for more in ({"author": "Ann Lee"}, {"writer": "Bo Kim"})
    )
    records = EmbeddedRecords(Page(f"<p>x{scripts}"), RECORD["title"])
    assert records.found_with(keys_of(["author"])) == [RECORD | {"author": "Ann Lee"}]
    assert records.found_with(keys_of(["author", "writer"])) == [
        RECORD | {"author": "Ann Lee"},
        RECORD | {"writer": "Bo Kim"},
    ]
    assert records.found_with(keys_of(["byline"])) == []


@pytest.mark.parametrize("at", [1, 40, 60])
def test_a_stream_is_read_by_rows_however_it_breaks_off(at: int) -> None:
    rows = f'1:["other"]\n2:{json.dumps(RECORD)}\n3:{json.dumps({"title": RECORD["title"], "author": "Bo Kim"})}\n'
    chunks = (json.dumps([1, part]) for part in (rows[:at], rows[at:]))
    # scripts without paragraphs are not kept
    scripts = "".join(f"<script>self.__next_f.push({chunk}) // <p>x</p></script>" for chunk in chunks)
    records = EmbeddedRecords(Page(f"<p>x{scripts}"), RECORD["title"])
    assert records.found_with(KEYS) == [RECORD]
    # a row without the keys tells nothing of them
    assert [record["author"] for record in records.found_with(keys_of(["author"]))] == ["Bo Kim"]
    assert records.found_with(keys_of(["byline"])) == []


def test_only_so_many_rows_of_a_stream_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = "".join(f"{n}:{json.dumps(RECORD)}\n" for n in range(5))
    page = Page(f"<p>x<script>self.__next_f.push({json.dumps([1, rows])}) // <p>x</p></script>")
    assert EmbeddedRecords(page, RECORD["title"]).found_with(KEYS) == [RECORD] * 5
    monkeypatch.setattr(embedded_records, "_MAX_OBJECTS", 3)
    assert EmbeddedRecords(page, RECORD["title"]).found_with(KEYS) == [RECORD] * 3


def test_a_script_is_read_once_for_all_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    script = json.dumps(RECORD | {"author": "Ann Lee"})
    records = EmbeddedRecords(Page(f"<p>x<script type=application/json>{script}</script>"), RECORD["title"])
    first = records.found_with(KEYS)
    monkeypatch.setattr(embedded_records, "parse_json", None)
    assert records.found_with(keys_of(["author"])) == first


def test_a_stream_without_the_keys_is_not_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = f"1:{json.dumps(RECORD)}\n"
    script = f"<script>self.__next_f.push({json.dumps([1, rows])}) // <p>x</p></script>"
    records = EmbeddedRecords(Page(f"<p>x{script}"), RECORD["title"])
    monkeypatch.setattr(embedded_records, "read_json", None)
    assert records.found_with(keys_of(["author"])) == []


@given(st.lists(st.integers(0, 120), max_size=4))
@example([1, 74])
def test_no_key_is_lost_where_a_stream_breaks_off(ends: list[int]) -> None:
    rows = f"1:{json.dumps(RECORD)}\n"
    places = sorted({0, *(end for end in ends if end < len(rows)), len(rows)})
    pushes = [f"self.__next_f.push({json.dumps([1, rows[i:j]])})" for i, j in pairwise(places)]
    for scripts in (pushes, [";".join(pushes)]):
        made = "".join(f"<script>{script} // <p>x</p></script>" for script in scripts)
        assert EmbeddedRecords(Page(f"<p>x{made}"), RECORD["title"]).found_with(KEYS) == [RECORD]
