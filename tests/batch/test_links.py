"""Links of exported pages: every form that an address is written in, nothing in code, nothing from outside."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from boilerstrip import Extractor
from boilerstrip.batch.file_names import Names
from boilerstrip.batch.links import Links, addresses, mend_html, mend_markdown

_EXTRACTOR = Extractor(effort="fast", keep=["main"])
_SENTENCE = "The harbour pilots went back to work on Thursday, nine days after they had stopped. "
_ADDRESS = st.text(st.sampled_from("ab/.-_~()[]<>\\'\"|&;=?%20 é*`!$,+@{}^"), min_size=1, max_size=12).map(
    "p".__add__
)


def hrefs(markdown: str) -> list[str]:
    markdown_it = pytest.importorskip("markdown_it", reason="needs markdown-it-py")
    tokens = markdown_it.MarkdownIt("commonmark").parse(markdown)
    inline = [child for token in tokens for child in token.children or ()]
    return [str(child.attrs["href"]) for child in inline if child.type == "link_open"]


@example("p(())")
@given(_ADDRESS)
def test_what_the_renderers_write_is_found_again(address: str) -> None:
    from html import escape

    page = (
        f'<main><p>{_SENTENCE * 3}</p><p>{_SENTENCE}<a href="{escape(address)}">the next one</a></p></main>'
    )
    extraction = _EXTRACTOR.extract(page)
    seen: list[str] = []

    def replaced(found: str) -> str:
        seen.append(found)
        return "new_(1).md".replace("(", "%28").replace(")", "%29")

    html = mend_html(extraction.html, replaced)
    assert seen == [] or 'href="new_%281%29.md"' in html
    in_html, seen[:] = list(seen), []
    if not in_html:  # an address that leads nowhere is no link
        return
    mended = mend_markdown(extraction.to_markdown(), replaced)
    assert hrefs(mended) == ["new_%281%29.md"]
    assert seen == in_html


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("[a](x.html)", "[a](NEW)"),
        ('[a](x.html "A title") ![b](x.html)', '[a](NEW "A title") ![b](NEW)'),
        ("[a](<x y.html>)", "[a](NEW)"),
        ("[a](x_(y).html)", "[a](NEW)"),
        (r"\[a\](x.html)", r"\[a\](x.html)"),
        (r"![A \[b\](x)](y.html)", r"![A \[b\](x)](NEW)"),
        ("`[a](x.html)` ``[`](x)`` [b](y)", "`[a](x.html)` ``[`](x)`` [b](NEW)"),
        ("````\n[a](x)\n```\n[b](x)\n````\n[c](x)", "````\n[a](x)\n```\n[b](x)\n````\n[c](NEW)"),
        ("> ```py\n> [a](x)\n> ```\n> [b](x)", "> ```py\n> [a](x)\n> ```\n> [b](NEW)"),
        ("- ```\n  [a](x)\n  ```\n- [b](x)", "- ```\n  [a](x)\n  ```\n- [b](NEW)"),
        ('---\ntitle: "[a](x)"\n---\n\n[b](x)', '---\ntitle: "[a](x)"\n---\n\n[b](NEW)'),
        (
            '---\nimages: [{"src": "a\\"b.png", "alt": ""}]\n---\n',
            '---\nimages: [{"src": "NEW", "alt": ""}]\n---\n',
        ),
    ],
)
def test_links_of_markdown_and_nothing_else(text: str, mended: str) -> None:
    assert mend_markdown(text, lambda _: "NEW") == mended


def test_links_of_html_and_nothing_else() -> None:
    text = '<p>write href="x" or <a href="a&amp;b">it</a></p>'
    assert mend_html(text, lambda address: f"{address}&c") == text.replace("a&amp;b", "a&amp;b&amp;c")


@pytest.mark.parametrize("sign", ["](", "](a(", "](a\\", "`a ``b ", "> ", "1. ", "![", "\\", "<a "])
def test_text_that_is_hard_to_scan_is_done_at_once(sign: str) -> None:
    import time

    start = time.process_time()
    mend_markdown(sign * 20_000, lambda _: None)
    mend_html(sign * 20_000, lambda _: None)
    assert time.process_time() - start < 5


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    for name in (
        "news/1.html",
        "news/my page.html",
        "news/caf\u00e9.html",
        "news/list?page=2&by=day.html",
        "tags/index.html",
        "images/a (1).png",
        ".htpasswd",
        ".git/config",
    ):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name)
    (tmp_path / "secret.txt").write_text("secret")
    (folder / "out.txt").symlink_to(tmp_path / "secret.txt")
    return folder


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("1.html", "1.md"),
        ("1.html?utm_source=x#top", "1.md#top"),
        ("my%20page.html", "my%20page.md"),
        ("my page.html#a(b)", "my%20page.md#a%28b%29"),
        ("caf%C3%A9.html", "caf%C3%A9.md"),
        ("../tags/", "../tags/index.md"),
        ("1", "1.md"),
        ("/news/1#top", "1.md#top"),
        ("list?page=2&by=day", "list_page=2%26by=day.md"),
        ("list?page=3&by=day", None),
        ("/tags/index.html", "../tags/index.md"),
        ("https://shore.example/tags", "../tags/index.md"),
        ("http://SHORE.example/news/1.html", "1.md"),
        ("#top", None),
        ("?page=2", None),
        ("", None),
        ("https://other.example/news/1.html", None),
        ("mailto:a@shore.example", None),
        ("javascript:alert(1)", None),
        ("//[bad", None),
        ("%00", None),
        ("x" * 9_000, None),
        ("../.htpasswd", None),
        ("../.git/config", None),
        ("../out.txt", None),
        ("../../secret.txt", None),
        ("file:///etc/passwd", None),
        ("../images", None),
    ],
)
def test_where_links_lead(site: Path, tmp_path: Path, address: str, target: str | None) -> None:
    names = Names([str(site)], ".md")
    records = [
        {"id": str(path), "url": None, "canonical_url": None, "file": path.relative_to(site).with_suffix(".md").as_posix().replace("?", "_")}
        for path in sorted(site.rglob("*.html"))
    ]  # fmt: skip
    page = next(record for record in records if record["file"] == "news/1.md")
    page["canonical_url"] = "https://shore.example/news/1.html"
    links = Links(tmp_path / "out", addresses(records, [], names), names)
    assert links.mended(f"[a](<{address}>)", page) == (f"[a]({target})" if target else f"[a](<{address}>)")
    assert links.copied == 0


@pytest.mark.skipif(os.name == "nt", reason="names have no question mark")
def test_files_that_are_called_by_what_was_asked_of_them_are_copied(site: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (site / "images" / "b.png?v=2").write_text("b")
    names = Names([str(site)], ".md")
    page = {"id": str(site / "news" / "1.html"), "file": "news/1.md"}
    mended = Links(tmp_path / "out", {}, names).mended("![b](../images/b.png?v=2) ![c](../c.png?v=2)", page)
    assert re.fullmatch(r"!\[b\]\(\.\./files/b-\w{8}\.png\) !\[c\]\(\.\./c\.png\?v=2\)", mended)


def test_names_that_are_no_utf8_are_followed(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    folder.mkdir()
    try:
        for name in (b"caf\xe9.html", b"caf\xe8.png", b"index.html"):
            Path(os.fsdecode(os.path.join(os.fsencode(folder), name))).write_bytes(name)
    except OSError:
        pytest.skip("file names are UTF-8 on this system")
    (tmp_path / "out").mkdir()
    names = Names([str(folder)], ".md")
    records = [
        {"id": str(folder / "caf?.html"), "url": None, "canonical_url": None, "file": "caf_.md"},
        {"id": str(folder / "index.html"), "url": None, "canonical_url": None, "file": "index.md"},
    ]
    links = Links(tmp_path / "out", addresses(records, [], names), names)
    mended = links.mended("[a](caf%E9.html) ![b](caf%E8.png) [c](caf%E7.html)", records[1])
    assert re.fullmatch(r"\[a\]\(caf_\.md\) !\[b\]\(files/caf_-\w{8}\.png\) \[c\]\(caf%E7\.html\)", mended)


def test_folders_whose_names_are_no_utf8_are_followed(tmp_path: Path) -> None:
    site = os.fsencode(tmp_path / "site")
    try:
        for folder in (b"caf\xe9", b"caf\xe9/t\xe9a", b"two\xe8", b"two\xe9"):
            os.makedirs(os.path.join(site, folder))
        for name in (
            b"caf\xe9/a.html",
            b"caf\xe9/t\xe9a/b.html",
            b"caf\xe9/c.png",
            b"two\xe9/d.html",
            b"index.html",
        ):
            Path(os.fsdecode(os.path.join(site, name))).write_bytes(name)
    except OSError:
        pytest.skip("file names are UTF-8 on this system")
    (tmp_path / "out").mkdir()
    names = Names([str(tmp_path / "site")], ".md")
    files = {
        "caf?/a.html": "a.md",
        "caf?/t?a/b.html": "b.md",
        "two?/d.html": "d.md",
        "index.html": "index.md",
    }
    records = [
        {"id": str(tmp_path / "site" / name), "url": None, "canonical_url": None, "file": file}
        for name, file in files.items()
    ]
    links = Links(tmp_path / "out", addresses(records, [], names), names)
    from_index = "[a](caf%E9/a.html) [b](caf%E9/t%E9a/b.html) ![c](caf%E9/c.png) [d](two%E9/d.html)"
    mended = links.mended(from_index, records[3])
    # which of two folders that read alike a page is from, its id does not tell
    assert re.fullmatch(
        r"\[a\]\(a\.md\) \[b\]\(b\.md\) !\[c\]\(files/c-\w{8}\.png\) \[d\]\(two%E9/d\.html\)", mended
    )
    assert links.mended("[a](../a.html) [i](../../index.html)", records[1]) == "[a](a.md) [i](index.md)"


@pytest.mark.parametrize("page", ["?", "/?", "a/?/b", "?/" * 30_000, "\0?", "..?/..", "https://a.example/?b"])
def test_ids_that_are_no_path_have_no_source(tmp_path: Path, page: str) -> None:
    assert Names([str(tmp_path)], ".md").source_of(page) is None


def test_images_are_copied_under_names_that_do_not_depend_on_their_order(site: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    names = Names([str(site)], ".md")
    page = {"id": str(site / "news" / "1.html"), "file": "news/1.md"}
    first = Links(tmp_path / "out", {}, names).mended("![a](<../images/a (1).png>)", page)
    links = Links(tmp_path / "out", {}, names)
    again = links.mended("[b](../tags/x) ![a](</images/a (1).png?w=3>) ![a](<../images/a (1).png>)", page)
    assert again.count(first.removeprefix("![a]")) == 2
    (copied,) = (tmp_path / "out" / "files").iterdir()
    assert (copied.read_text(), links.copied) == ("images/a (1).png", 1)
    assert copied.name == unquote(first.rpartition("/")[2].rstrip(")"))


@pytest.mark.parametrize("url", ["file:///etc/x.html", None])
def test_records_that_name_files_get_none(tmp_path: Path, url: str | None) -> None:
    lines = tmp_path / "pages.jsonl"
    (tmp_path / "passwd").write_text("secret")
    record = {"id": str(tmp_path / "passwd"), "url": url and (tmp_path / "x.html").as_uri()}
    lines.write_text(json.dumps({**record, "html": ""}))
    links = Links(tmp_path / "out", {}, Names([str(lines)], ".md"))
    text = "![a](passwd)"
    assert links.mended(text, {**record, "file": "a.md"}) == text
    assert not (tmp_path / "out").exists()


def test_a_page_left_out_leads_to_the_one_with_its_body(site: Path) -> None:
    names = Names([str(site)], ".md")
    kept, left_out = str(site / "news" / "1.html"), str(site / "tags" / "index.html")
    found = addresses([{"id": kept, "file": "news/1.md"}], [(left_out, kept), ("gone", "gone too")], names)
    assert set(found.values()) == {"news/1.md"}
    assert len(found) == 2
