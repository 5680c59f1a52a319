import pytest

from benchmarks.compare import figures


def test_pages_agree_with_the_results(capsys):
    assert figures.main(["--check"]) == 0, capsys.readouterr().err


def test_readme_has_every_table():
    readme = (figures.ROOT / "README.md").read_text(encoding="utf-8")
    assert all(f"<!-- figures: {name} -->" in readme for name in figures.TABLES)


def test_what_differs_is_told_and_filled_in(tmp_path, monkeypatch, capsys):
    page = tmp_path / "page.md"
    page.write_text(
        "before\n<!-- figures: speed -->\n| old |\n<!-- end of figures -->\nbehind\n", encoding="utf-8"
    )
    monkeypatch.setattr(figures, "ROOT", tmp_path)
    monkeypatch.setattr(figures, "pages", lambda: [page])
    assert figures.main(["--check"]) == 1
    assert "page.md differs from the results" in capsys.readouterr().err
    assert "| old |" in page.read_text(encoding="utf-8")
    assert figures.main([]) == 0
    filled = page.read_text(encoding="utf-8")
    assert filled.startswith("before\n<!-- figures: speed -->\n| | ms a page")
    assert filled.endswith("<!-- end of figures -->\nbehind\n")
    assert figures.main(["--check"]) == 0


def test_unknown_table():
    with pytest.raises(LookupError, match="no table 'costs'"):
        figures.filled("<!-- figures: costs -->\n<!-- end of figures -->")
