"""The survey in a real browser: places are shown, chosen and undone, and the rules that are saved do what it said."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from boilerstrip import Extractor
from boilerstrip.cli.command import main
from tests.conftest import SAMPLES, in_browser
from tests.site.surveyed import site_page

pytestmark = [*in_browser, pytest.mark.usefixtures("inline_workers")]
Open = Callable[..., Any]


def test_a_site_of_a_hundred_pages(open_tab: Open, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    folder.mkdir()
    for number in range(100):
        (folder / f"{number}.html").write_text(site_page(number))
    out = tmp_path / "survey.html"
    assert main(["survey", str(folder), "-o", str(out)]) == 0
    tab = open_tab(accept_downloads=True)
    tab.goto(out.as_uri())
    assert "100 pages" in tab.inner_text("#about")
    assert tab.locator("#rules").is_hidden()
    offer = tab.locator(".place", has_text="div.member-offer")
    offer.get_by_role("button", name="Drop").click()
    assert "drop" in tab.locator(".place", has_text="div.member-offer").get_attribute("class")
    assert "dropped instead of kept" in tab.inner_text("#effect")
    tab.locator(".place", has_text="footer.imprint").get_by_role("button", name="Keep").click()
    with tab.expect_download() as waiting:
        tab.click("#save")
    rules = tmp_path / "rules.toml"
    waiting.value.save_as(rules)
    assert tomllib.loads(rules.read_text()) == {"keep": [".imprint"], "drop": [".member-offer"]}
    # what was shown is what a batch over the same folder does
    clean = tmp_path / "clean"
    pages = [str(folder / f"{number}.html") for number in range(3)]
    assert main(["batch", *pages, "--rules", str(rules), "--out-dir", str(clean), "--effort", "fast"]) == 0
    for page in clean.glob("*.md"):
        text = page.read_text()
        assert "Shore Club" not in text
        assert "© The Shore Paper" in text
    tab.click("#clear")
    assert tab.locator("#rules").is_hidden()


def test_places_that_no_selector_tells_apart_are_told_and_change_together(
    open_tab: Open, tmp_path: Path
) -> None:
    folder = tmp_path / "site"
    folder.mkdir()
    for number in range(3):
        page = site_page(number).replace('<div class="fact-box">', "<div class='member-offer wide'>")
        (folder / f"{number}.html").write_text(page)
    out = tmp_path / "survey.html"
    assert main(["survey", str(folder), "-o", str(out)]) == 0
    tab = open_tab()
    tab.goto(out.as_uri())
    offer = (
        tab.locator(".place")
        .filter(has=tab.get_by_text("div.member-offer", exact=False))
        .filter(has_text="also selects")
    )
    assert offer.count() == 1
    assert "member-offer.wide" in offer.inner_text()
    offer.get_by_role("button", name="Drop").click()
    # what is selected as well is shown to go, too
    assert tab.locator(".place.drop").count() == 2


def test_pages_with_addresses_get_rules_for_their_host(open_tab: Open, tmp_path: Path) -> None:
    source = tmp_path / "site.jsonl"
    lines = [
        json.dumps({"url": f"https://www.shore.example/stories/{n}", "html": site_page(n)}) for n in range(4)
    ]
    source.write_text("\n".join(lines))
    out = tmp_path / "survey.html"
    assert main(["survey", str(source), "-o", str(out)]) == 0
    tab = open_tab(accept_downloads=True)
    tab.goto(out.as_uri())
    tab.locator(".place", has_text="div.member-offer").get_by_role("button", name="Drop").click()
    with tab.expect_download() as waiting:
        tab.click("#save")
    rules = tmp_path / "rules.toml"
    waiting.value.save_as(rules)
    assert tomllib.loads(rules.read_text()) == {
        "site": [{"host": "shore.example", "drop": [".member-offer"]}]
    }
    extractor = Extractor(effort="fast", rules=str(rules))
    assert "Shore Club" not in extractor.extract(site_page(7), url="https://www.shore.example/stories/7").text
    assert "Shore Club" in extractor.extract(site_page(7), url="https://other.example/stories/7").text


def test_samples_and_what_pages_say_cannot_act(open_tab: Open, tmp_path: Path) -> None:
    hostile = site_page(1).replace(
        "Members of", "<img src=x onerror=alert(1)>&lt;script&gt;alert(1)&lt;/script&gt; Members of"
    )
    files = [*map(str, sorted(SAMPLES.glob("*.html"))[:5])]
    for number in range(3):
        file = tmp_path / f"{number}.html"
        file.write_text(
            hostile.replace("/stories/1", f"/stories/{number}").replace("story-1", f"</script>{number}")
        )
        files.append(str(file))
    out = tmp_path / "survey.html"
    assert main(["survey", *files, "-o", str(out), "-w", "1"]) == 0
    tab = open_tab()
    tab.goto(out.as_uri())
    dialogs: list[str] = []
    tab.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    tab.fill("#search", "<script>")
    tab.fill("#search", "")
    tab.select_option("#show", "dropped")
    assert tab.locator(".place").count() > 0
    assert tab.locator(".place img, .place script").count() == 0
    assert dialogs == []
