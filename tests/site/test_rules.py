"""What a site's owner says holds: over the scorer and every rule, with the reason, for the inner element."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import boilerstrip
from boilerstrip import Extractor, OptionError
from boilerstrip.cli.command import main
from boilerstrip.page import Page
from boilerstrip.page.selected import Selected, Selector, check_selector, decided_by_selectors
from boilerstrip.site import OwnRules, RulesFile

SENTENCE = (
    "The harbour pilots went back to work on Thursday, nine days after they had stopped, and said why. "
)
PAGE = f"""<html><body>
<nav><a href="/">Home</a> <a href="/news">News</a></nav>
<main><h1>Pilots return</h1>
<div class="story"><p>{SENTENCE * 2}</p>
<p>{SENTENCE * 2}<span class="tip">What a pilot is</span></p>
<div class="promo"><p>{SENTENCE}</p><div class="inner"><p>Terms of the promotion apply.</p></div></div>
<p>{SENTENCE * 2}</p></div>
<h3>Our picks today</h3><ul><li><a href="/a">A headline of a story</a></li></ul>
</main><footer><p>© The Shore Paper</p></footer></body></html>"""


def reasons(extraction: boilerstrip.Extraction) -> dict[str, tuple[bool, str]]:
    return {block.text: (block.kept, block.reason) for block in extraction.blocks}


def test_what_is_kept_and_dropped_is_final_and_says_why() -> None:
    extraction = Extractor(effort="fast", keep=["footer"], drop=[".promo"]).extract(PAGE)
    found = reasons(extraction)
    assert found["© The Shore Paper"] == (True, "own rule: keep footer")
    assert found[SENTENCE.strip()] == (False, "own rule: drop .promo")
    assert found["Terms of the promotion apply."] == (False, "own rule: drop .promo")
    assert "The Shore Paper" in extraction.html
    assert SENTENCE.strip() in {block.text for block in extraction.discarded}


@pytest.mark.parametrize(
    "markup",
    [
        "<template class=kept><p>Kept words of it.</p></template>",
        "<textarea class=kept>Kept words of it.</textarea>",
        "<select class=kept><optgroup label=x><option>Kept words of it.</option></optgroup></select>",
    ],
)
def test_the_text_of_elements_that_are_never_shown_as_text_can_be_kept(markup: str) -> None:
    page = f"<body><p>{SENTENCE * 2}</p>{markup}<p>{SENTENCE * 2}</p></body>"
    assert "Kept words of it." not in boilerstrip.extract(page).text
    assert "Kept words of it." in boilerstrip.extract(page, keep=[".kept"]).text


def test_a_note_says_that_the_text_of_an_element_that_is_kept_is_never_read() -> None:
    page = f"<body><p>{SENTENCE * 2}</p><svg class=kept><text>Drawn.</text></svg></body>"
    extraction = boilerstrip.extract(page, keep=[".kept"])
    assert extraction.notes == ("a rule keeps svg elements, whose text is never read",)


def test_the_inner_element_decides_and_keep_where_both_select_one() -> None:
    found = reasons(Extractor(effort="fast", keep=[".inner"], drop=[".promo", ".inner"]).extract(PAGE))
    assert found["Terms of the promotion apply."] == (True, "own rule: keep .inner")
    assert not found[SENTENCE.strip()][0]
    found = reasons(Extractor(effort="fast", keep=[".promo"], drop=[".inner"]).extract(PAGE))
    assert found[SENTENCE.strip()][0]
    assert not found["Terms of the promotion apply."][0]


def test_what_is_dropped_of_a_line_leaves_the_rest_of_it() -> None:
    text = Extractor(effort="fast", drop=["span.tip"]).extract(PAGE).text
    assert "What a pilot is" not in text
    assert text.count(SENTENCE.strip()) >= 5


def test_phrases_of_the_owner_go() -> None:
    found = reasons(Extractor(effort="fast", drop_phrases=["OUR PICKS"]).extract(PAGE))
    assert found["Our picks today"] == (False, "own rule: drop the phrase 'our picks'")


def test_images_go_with_what_holds_them() -> None:
    page = PAGE.replace('<div class="promo">', '<div class="promo"><img src="/promo.jpg" alt="Promotion">')
    assert "promo.jpg" not in Extractor(effort="fast", drop=[".promo"]).extract(page).html


_FIGURE = '<figure><img src="sea.png" width="800" height="500" alt="The sea">%s</figure>'


@pytest.mark.parametrize(
    ("dropped", "rules"),
    [
        (_FIGURE % '<figcaption class="x">Offer of the week</figcaption>', {"drop": [".x"]}),
        (_FIGURE % "<figcaption>Offer of the week</figcaption>", {"drop_phrases": ["offer of the week"]}),
        ('<table><caption class="x">Offer</caption><tr><td>1<td>2<tr><td>3<td>4</table>', {"drop": [".x"]}),
        ('<video class="x" src="Offer.mp4" controls></video>', {"drop": [".x"]}),
        ('<div class="x"><audio src="Offer.mp3" controls></audio></div>', {"drop": [".x"]}),
        ('<amp-img class="x" src="Offer.png" width="800" height="500"></amp-img>', {"drop": [".x"]}),
        ('<math class="x"><mi>Offer</mi></math>', {"drop": [".x"]}),
        ('<ruby class="x">Offer<rt>reading</rt></ruby>', {"drop": [".x"]}),
    ],
)
def test_what_is_dropped_comes_in_no_form(dropped: str, rules: dict[str, list[str]]) -> None:
    page = f"<main><h1>Pilots return</h1><p>{SENTENCE * 3}</p>{dropped}<p>{SENTENCE * 3}</p></main>"
    assert "Offer" in Extractor(effort="fast").extract(page).html
    extraction = Extractor(effort="fast", **rules).extract(page)
    assert "Offer" not in extraction.text + extraction.html + extraction.markdown
    assert "Offer" not in "".join(image.src + image.caption for image in extraction.images)
    assert ("sea.png" in extraction.html) == ("sea.png" in dropped)


def test_a_body_cleaned_before_is_no_exception() -> None:
    cleaned = Extractor(effort="fast", include_title=True).extract(PAGE).html
    again = Extractor(effort="fast", drop=["h1"]).extract(cleaned)
    assert again.strategy == "cleaned"
    assert "Pilots return" not in again.text
    assert SENTENCE.strip() in again.text
    assert reasons(again)["Pilots return"] == (False, "own rule: drop h1")


def test_a_body_that_is_dropped_whole_says_so() -> None:
    cleaned = Extractor(effort="fast").extract(PAGE).html
    for page in (PAGE, cleaned):
        extraction = Extractor(effort="fast", drop=["body"]).extract(page)
        assert (extraction.text, extraction.notes) == ("", ("own rules drop the whole body",))


def test_a_rule_that_is_off_is_not_asked() -> None:
    story = "".join(f"<p>{SENTENCE * 3}</p>" for _ in range(4))
    page = f"<main><h1>Pilots return</h1>{story}<p>Also read: Storm silt closes two berths of the port</p></main>"
    with_rule = Extractor(effort="fast", keep=["main"]).extract(page)
    assert "Also read" in with_rule.text  # the owner's word counts more than the rule's

    class Sure:
        def probabilities(self, page: object, candidates: object) -> list[float]:
            return [0.95] * len(page.blocks)  # type: ignore[attr-defined]

        def confidence(self, page: object, expected: float) -> float:
            return expected

    assert "Also read" not in Extractor(effort="fast", scorer=Sure()).extract(page).text
    assert "Also read" in Extractor(effort="fast", scorer=Sure(), rules_off=["phrases"]).extract(page).text


def test_favor_moves_the_cut_and_not_the_confidence() -> None:
    class Doubtful:
        def probabilities(self, page: object, candidates: object) -> list[float]:
            return [0.95, 0.6, 0.45, 0.25, 0.25, 0.1]

        def confidence(self, page: object, expected: float) -> float:
            return expected

    page = "".join(f"<p>{SENTENCE} Number {n}.</p>" for n in range(6))
    kept = {
        favor: Extractor(effort="fast", scorer=Doubtful(), favor=favor).extract(page)
        for favor in ("precision", None, "recall")
    }
    counts = [sum(block.kept for block in one.blocks) for one in kept.values()]
    assert counts == sorted(counts)
    assert counts[0] < counts[2]
    assert len({one.confidence for one in kept.values()}) == 1


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"keep": "main"}, "keep must be a collection of texts"),
        ({"keep": ["main["]}, "invalid CSS selector 'main['"),
        ({"drop": ["div:has(p)"]}, "not supported"),
        ({"drop": [3]}, "and 3 is not one"),
        ({"drop_phrases": ["!!"]}, "has no words"),
        ({"rules_off": ["phrase"]}, "did you mean 'phrases'?"),
        ({"favor": "speed"}, "favor must be one of precision, recall"),
    ],
)
def test_rules_that_cannot_be_used_are_told_at_once(options: dict[str, object], said: str) -> None:
    with pytest.raises(OptionError, match=said.replace("?", r"\?").replace("[", r"\[")):
        Extractor(**options)  # type: ignore[arg-type]


@given(
    st.lists(
        st.sampled_from(["<div>", "<div class=a>", "<div class=b>", "</div>", "<p>x y", "z "]), max_size=30
    )
)
def test_blocks_are_decided_by_the_innermost_element_selected(tags: list[str]) -> None:
    page = Page("".join(tags), selectors=(Selector(".a", True), Selector(".b", False)))
    told = {i: selector.css for i, selector in decided_by_selectors(page.selected)}
    marked = Page("".join(tags))
    for block in marked.blocks:
        around = [e.class_id for e in marked.ancestors(block.element) if e.class_id]
        assert told.get(block.index) == (f".{around[0]}" if around else None)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=5))
def test_ranges_that_are_empty_decide_nothing(ranges: list[tuple[int, int]]) -> None:
    selector = Selector("p", True)
    empty = [Selected(start, start, selector) for start, _ in sorted(ranges)]
    assert list(decided_by_selectors(empty)) == []


@pytest.mark.parametrize("css", ["div:has(p)", "p:nth-child(2n)", "p:NTH-last-of-type(3)", "a" * 2_000])
def test_selectors_whose_cost_a_page_could_drive_up_are_refused(css: str) -> None:
    with pytest.raises(ValueError, match=r"not supported|characters"):
        check_selector(css)


@pytest.mark.parametrize(
    "css",
    [
        r":h\61s(p)",
        r".a\\:has(p)",
        "p:not(.a .b)",
        ":is(.a :is(.b .c)) p",
        ":where(a > b)",
        ":is(.a ~ .b, c)",
        "/**/:has/**/(p)",
    ],
)
def test_no_way_leads_around_the_refusal(css: str) -> None:
    with pytest.raises(ValueError, match="not supported"):
        check_selector(css)


@pytest.mark.parametrize(
    "css",
    [
        r".md\:has-x",
        "p:not(.a, .b)",
        ":is(h1, h2):not([title='a > b'])",
        r".\31 0",
        "p:lang(en)",
        ".a > .b ~ .c",
    ],
)
def test_selectors_that_cost_one_pass_are_taken(css: str) -> None:
    check_selector(css)


def test_inline_void_and_foreign_elements_can_be_selected() -> None:
    page = PAGE.replace(
        "</h1>",
        "</h1><p>Before <svg class='v'><text>drawn words</text></svg>"
        "<span class='gone'>dropped <b class='back'>kept inside</b> dropped too</span><br class='v'> after it.</p>",
    )
    text = (
        Extractor(effort="fast", drop=["span.gone", "svg", "br", "img"], keep=[".back", "main p"])
        .extract(page)
        .text
    )
    assert "dropped" not in text
    assert "drawn words" not in text
    assert "kept inside" in text
    assert "Before" in text
    for css in ("*", "html", "svg", "br", "span", "head", "title", "text"):
        extraction = Extractor(effort="fast", drop=[css]).extract(page)
        assert ("own rule: drop" in str(reasons(extraction))) == (css in ("*", "html"))
        assert isinstance(Extractor(effort="fast", keep=[css]).extract(page).html, str)


_INLINE = st.recursive(
    st.just("WORD"),
    lambda inside: st.tuples(
        st.sampled_from(["span", "b", "i"]),
        st.sampled_from(["k", "d", ""]),
        st.lists(inside, min_size=1, max_size=3),
    ),
    max_leaves=8,
)


@given(st.lists(_INLINE, min_size=1, max_size=4))
def test_inside_a_line_the_inner_element_decides(drawn: list[object]) -> None:
    shown: dict[str, bool] = {}

    def markup(pieces: list[object], visible: bool) -> str:
        made = []
        for piece in pieces:
            if isinstance(piece, tuple):
                tag, name, inside = piece
                visible_inside = {"k": True, "d": False}.get(name, visible)
                made.append(f'<{tag} class="{name}">{markup(inside, visible_inside)}</{tag}>')
            else:
                word = f"w{len(shown)}x"
                shown[word] = visible
                made.append(word)
        return " ".join(made)

    page = f"<main><p>{SENTENCE * 3}</p><p>Begins {markup(drawn, True)} ends.</p><p>{SENTENCE * 2}</p></main>"
    text = Extractor(effort="fast", keep=[".k", "main p"], drop=[".d"]).extract(page).text
    assert {word: word in text for word in shown} == shown


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("Example.ORG.", "https://www.example.org./x"),
        ("[::1]", "http://[::1]:8080/"),
        ("::1", "http://[::1]/"),
        ("müller.example", "https://xn--mller-kva.example/"),
        ("xn--mller-kva.example", "https://MÜLLER.example/"),
        ("127.0.0.1", "http://127.0.0.1:80"),
    ],
)
def test_hosts_are_compared_as_the_network_does(host: str, url: str) -> None:
    file = RulesFile.parse(f'[[site]]\nhost = "{host}"\ndrop = ["p"]')
    assert file.rules_for(url).drop == ("p",)
    assert file.rules_for("https://other.example/").drop == ()


def test_paths_are_compared_without_escapes() -> None:
    file = RulesFile.parse('[[site]]\npath = "/caf%C3%A9/[a]?/*"\ndrop = ["p"]')
    assert file.rules_for("https://a.example/caf%C3%A9/[a]%3F/x").drop == ("p",)
    assert file.rules_for("https://a.example/caf\u00e9/ab/x").drop == ()
    assert file.rules_for("https://[bad/caf\u00e9/").drop == ()


def test_the_file_may_be_a_path(tmp_path: Path) -> None:
    file = tmp_path / "rules.toml"
    file.write_text('drop = [".promo"]')
    by_path = Extractor(effort="fast", rules=file)
    assert by_path.rules == str(file)
    read_before = Extractor(effort="fast").with_rules(RulesFile.read(file))
    for extractor in (by_path, read_before):
        assert "Terms of the promotion" not in extractor.extract(PAGE).text


def test_rules_of_a_file_hold_for_their_sites(tmp_path: Path) -> None:
    file = tmp_path / "rules.toml"
    file.write_text(
        'drop = [".promo"]\n'
        '[[site]]\nhost = "example.org"\nkeep = ["footer"]\n'
        '[[site]]\nhost = "example.org"\npath = "/news/*"\nfavor = "recall"\ndrop_phrases = ["Our picks"]\n'
    )
    rules = RulesFile.read(file)
    assert rules.rules_for(None) == OwnRules(drop=(".promo",))
    assert rules.rules_for("https://www.example.org/x") == OwnRules(keep=("footer",), drop=(".promo",))
    assert rules.rules_for("https://example.org/news/1").favor == "recall"
    assert rules.rules_for("https://example.org.evil.net/news/1").keep == ()
    extractor = Extractor(effort="fast", rules=str(file))
    assert "The Shore Paper" in extractor.extract(PAGE, url="https://example.org/x").text
    assert "The Shore Paper" not in extractor.extract(PAGE, url="https://example.net/x").text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("keep = [", "invalid TOML"),
        ("kept = ['p']", "unknown key 'kept'"),
        ("[[site]]\nkeep = ['p']", "section 1: a section needs a host or a path"),
        ("[[site]]\nhost = 'a.org'\nkeep = ['p[']", "section 1: keep: invalid CSS selector"),
        ("site = 3", r"\[\[site\]\]"),
        ("favor = ['recall']", "favor must be one of"),
        ("favor = {}", "favor must be one of"),
        ("rules_off = [['x']]", "rules_off must be a list of strings"),
        ("[[site]]\nhost = 'https://a.org/'", "section 1: host must be a name"),
        ("[[site]]\nhost = 'a.org:80'", "host must be a name"),
        ("[[site]]\nhost = '*.a.org'", "host must be a name"),
        ("[[site]]\nhost = 'a b'", "host must be a name"),
        ("[[site]]\npath = 'news/*'", "path must begin with"),
        ("[[site]]\nhost = 3", "host must be a string, not int"),
        ("keep = " + "[" * 50_000, "a value is nested too deeply"),
        ("keep = " + "{a=" * 5_000, "a value is nested too deeply"),
        ("a" + ".a" * 50_000 + " = 1", "a key is nested too deeply"),
        ("[" + "'a' . " * 50_000 + "a]", "a key is nested too deeply"),
        ("favor = " + "9" * 100_000, "invalid TOML"),
        ("favor = 0x" + "f" * 100_000, "outside of sections"),
        ("#" * 1_000_000 + "\n", "at most 1000000 bytes"),
    ],
)
def test_files_that_say_no_rules_are_told(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "rules.toml"
    file.write_text(text)
    with pytest.raises(OptionError, match=said):
        RulesFile.read(file)
    with pytest.raises(OptionError, match="cannot read the rules"):
        RulesFile.read(tmp_path / "none.toml")


@pytest.mark.usefixtures("inline_workers")
@pytest.mark.parametrize("command", ["", "batch", "survey", "explain"])
def test_sections_that_cannot_hold_are_told(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page, rules, out = tmp_path / "page.html", tmp_path / "rules.toml", tmp_path / "out.jsonl"
    page.write_text(PAGE)
    rules.write_text('[[site]]\nhost = "shore.example"\ndrop = [".offer"]\n')
    arguments = [*([command] if command else []), str(page), "--rules", str(rules), "-o", str(out)]
    main(arguments)
    assert "1 page has none" in capsys.readouterr().err
    if command in ("", "explain"):
        main([*arguments, "--url", "https://shore.example/"])
        assert "has none" not in capsys.readouterr().err
    rules.write_text('drop = [".offer"]\n')
    main([*arguments, *(["--restart"] if command == "batch" else [])])
    assert "has none" not in capsys.readouterr().err


def test_hosts_of_any_length_take_no_longer_than_their_length() -> None:
    rules = RulesFile.parse(f"[[site]]\nhost = '{'ü' * 200_000}.org'\nkeep = ['p']")
    began = time.process_time()
    assert not rules.rules_for(f"https://{'ü' * 1_000_000}.example/").keep
    assert time.process_time() - began < 2
