"""Files of rules, and the sites that their sections hold for."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from boilerstrip import Extractor, OptionError
from boilerstrip.cli.command import main
from boilerstrip.site import OwnRules, RulesFile
from tests.site.pages import PAGE


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
    ("text", "message"),
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
def test_files_that_say_no_rules_are_told(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "rules.toml"
    file.write_text(text)
    with pytest.raises(OptionError, match=message):
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
