"""The registry, and every extractor that is installed here."""

from __future__ import annotations

from pathlib import Path

import pytest

import boilerstrip
from benchmarks import extractors, markup
from benchmarks.cache import Cache
from benchmarks.corpora import Sample
from benchmarks.generated import SENTENCE, page_of_size
from benchmarks.worker import Output


@pytest.mark.parametrize("name", [name for name in extractors.REGISTRY if name != "parse"])
def test_installed_extractors_find_a_plain_article(name: str) -> None:
    try:
        extract = extractors.find(name).make()
    except Exception as error:
        pytest.skip(f"{name} is absent: {error}")
    text = extract(page_of_size(6000), "https://example.org/2024/05/a-page")
    assert isinstance(text, str)
    if name not in ("boilerstrip/records", "boilerstrip/structured"):
        assert SENTENCE in " ".join(text.split())


def test_groups_and_the_users_own() -> None:
    names = extractors.chosen(["modes", "trafilatura", "trafilatura", "mine:extract"])
    assert names == [
        "boilerstrip-fast", "boilerstrip-auto", "boilerstrip-full", "trafilatura", "mine:extract",
    ]  # fmt: skip
    assert not any(name.startswith("boilerstrip") for name in extractors.GROUPS["peers"])
    with pytest.raises(LookupError, match="module:function"):
        extractors.chosen(["tarfilatura"])


def test_the_key_of_a_users_function_changes_with_its_source(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(tmp_path))
    module = tmp_path / "mine_for_the_test.py"
    module.write_text("def extract(page): return 'one'")
    entry = extractors.find("mine_for_the_test:extract")
    before = entry.key
    assert entry.key == before
    module.write_text("def extract(page): return 'two'")
    assert entry.key != before


def test_the_version_is_of_the_package_that_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.metadata.version", lambda name: "0.0.1")
    assert extractors.find("boilerstrip").version.startswith(f"{boilerstrip.__version__} ")
    assert f"boilerstrip {boilerstrip.__version__}, " in extractors.find("boilerstrip").key
    assert extractors.find("trafilatura").version == "0.0.1"


def test_outputs_of_what_is_compiled_do_not_stand_for_python_s(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BOILERSTRIP_PURE", raising=False)
    ours, peer = extractors.find("boilerstrip-fast"), extractors.find("trafilatura")
    keys = ours.key, peer.key
    monkeypatch.setenv("BOILERSTRIP_PURE", "0")
    assert (ours.key, peer.key) == keys
    monkeypatch.setenv("BOILERSTRIP_PURE", "1")
    assert ours.key != keys[0]
    assert peer.key == keys[1]


def test_cache(tmp_path: Path) -> None:
    sample, other = Sample("1", "c", b"<p>x"), Sample("1", "c", b"<p>y")
    cache = Cache(tmp_path)
    cache.put("a 1.0", sample, Output("x", 0.5, "", 7))
    assert cache.get("a 1.0", sample, deadline=10) == Output("x", 0.5, "", 7)
    assert cache.get("a 1.1", sample, deadline=10) is None
    assert cache.get("a 1.0", other, deadline=10) is None
    assert Cache(tmp_path, fresh=True).get("a 1.0", sample, deadline=10) is None


def test_a_cached_timeout_holds_for_shorter_deadlines_only(tmp_path: Path) -> None:
    sample = Sample("1", "c", b"<p>x")
    cache = Cache(tmp_path)
    cache.put("a", sample, Output("", 10.01, "timeout"))
    assert cache.get("a", sample, deadline=10) is not None
    assert cache.get("a", sample, deadline=60) is None


@pytest.mark.parametrize(
    ("page", "text", "encoding"),
    [
        (b"\xef\xbb\xbfa", "a", "utf-8"),
        ("\ufeffab".encode("utf-16-le"), "ab", "utf-16-le"),
        ("é".encode(), "é", "utf-8"),
        (b"<meta charset=koi8-r>\xc1", "<meta charset=koi8-r>а", "koi8-r"),
        (b"\x93", "\u201c", "windows-1252"),
        (b"<meta charset=nonsense>\xe9", "<meta charset=nonsense>é", "windows-1252"),
    ],
)
def test_decoding(page: bytes, text: str, encoding: str) -> None:
    found, name = markup.decode_exactly(page)
    assert (found.lstrip("\ufeff"), name) == (text, encoding)
    assert found.encode(name, "surrogateescape") in (page, page[3:])


def test_text_of_html_breaks_lines_at_blocks_only() -> None:
    html = "<div>one <b>two</b>\n three<p>four</p>five<script>x</script></div><br>six"
    assert markup.text_of(html).split("\n") == ["one two three", "four", "five", "six"]
    assert markup.text_of("") == ""
