"""An option is declared once, and every entry has it: with its help, its default and its checks."""

from __future__ import annotations

import inspect
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import boilerstrip
from boilerstrip.options import OPTIONS, at_door

# Every module and what in it takes options; those of frameworks that are not installed are passed over.
ENTRIES = {
    "boilerstrip": ("Extractor", "extract", "extract_plaintext", "extract_many"),
    "boilerstrip.batch.rows": ("rows", "RowWorker"),
    "boilerstrip.integrations.pandas": ("extract",),
    "boilerstrip.integrations.polars": ("extract", "Expressions.extract"),
    "boilerstrip.integrations.ray": ("Extract",),
    "boilerstrip.integrations.datatrove": ("BoilerstripExtractor",),
    "boilerstrip.integrations.langchain": ("BoilerstripTransformer", "BoilerstripLoader"),
    "boilerstrip.integrations.llama_index": ("BoilerstripReader",),
}
# Adds two options to the text of options.py, as an editor would, and shows where they turn up.
EDITED = """
import importlib.abc, importlib.machinery, importlib.util, json, sys

class Edited(importlib.machinery.SourceFileLoader):
    def get_data(self, path):
        data = super().get_data(path)
        if not path.endswith(".py"):
            raise OSError("compiled before it was edited")
        added = b'''
    include_echo: Annotated[bool, Declared(True, "keep the echo of the hills")]
    avoid: Annotated[Names | None, Declared(None, "what to go round", repeated=True)]
'''
        place = b'class SharedOptions(TypedDict, total=False):\\n    \"\"\"The options that every entry takes; those of one page and those of many.\"\"\"\\n'
        assert place in data
        return data.replace(place, place + added)

    def set_data(self, *args, **kwargs):
        pass

class Finder(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name == "boilerstrip.options":
            found = importlib.machinery.PathFinder.find_spec(name, path)
            return importlib.util.spec_from_loader(name, Edited(name, found.origin))

sys.meta_path.insert(0, Finder())

import contextlib, importlib, inspect, io
import boilerstrip
from boilerstrip.cli import batch, command, explain

def told(main):
    with contextlib.redirect_stdout(io.StringIO()) as said, contextlib.suppress(SystemExit):
        main(["--help"])
    return " ".join(said.getvalue().split())

def entry(module, name):
    try:
        found = importlib.import_module(module)
    except ImportError:
        return None
    for part in name.split("."):
        found = getattr(found, part)
    return [str(inspect.signature(found)), found.__doc__]

extractor = boilerstrip.Extractor(include_echo=False, avoid=iter(["h1, h2"]))
print(json.dumps({
    "entries": {f"{m}:{n}": entry(m, n) for m, names in json.loads(sys.argv[1]).items() for n in names},
    "commands": [told(main) for main in (command.main, batch.main, explain.main)],
    "values": [extractor.include_echo, extractor.options["avoid"]],
    "openapi": (lambda: __import__("boilerstrip.service.openapi", fromlist=["document"]).document().decode())()
    if importlib.util.find_spec("msgspec") else None,
}))
"""


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the entries look like after two options were added to the declarations and nothing else."""
    script = tmp_path_factory.mktemp("edited") / "edited.py"
    script.write_text(EDITED, encoding="utf-8")
    root = Path(boilerstrip.__file__).parent.parent
    command = [sys.executable, str(script), json.dumps(ENTRIES)]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=root, env=_environment(root), timeout=300
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)  # type: ignore[no-any-return]


def _environment(root: Path) -> dict[str, str]:
    import os

    return {**os.environ, "PYTHONPATH": str(root), "PYTHONDONTWRITEBYTECODE": "1", "COLUMNS": "1000"}


@pytest.mark.parametrize("entry", [f"{module}:{name}" for module, names in ENTRIES.items() for name in names])
def test_a_new_option_is_in_the_signature_and_the_docstring_of_every_entry(
    edited: dict[str, Any], entry: str
) -> None:
    found = edited["entries"][entry]
    if found is None:
        pytest.skip(f"{entry} needs a package that is not installed")
    signature, doc = found
    assert "include_echo: bool = True" in signature
    assert "include_echo: keep the echo of the hills (default: True)." in " ".join(doc.split()) or (
        "as `extract` and" in doc
    )


def test_a_new_option_is_in_every_command(edited: dict[str, Any]) -> None:
    for said in edited["commands"]:
        assert "--no-echo do not keep the echo of the hills" in said
        assert "--avoid VALUE what to go round; can be repeated" in said


def test_a_new_option_reaches_the_extractor(edited: dict[str, Any]) -> None:
    assert edited["values"] == [False, ["h1, h2"]]


def test_a_new_option_is_in_the_service(edited: dict[str, Any]) -> None:
    if edited["openapi"] is None:
        pytest.skip("the service needs msgspec")
    document = json.loads(edited["openapi"])
    told = document["components"]["schemas"]["Options"]["properties"]
    assert told["include_echo"] == {
        "type": "boolean", "description": "Keep the echo of the hills.", "default": True,
    }  # fmt: skip
    parameters = {p["name"]: p for p in document["paths"]["/extract"]["post"]["parameters"]}
    assert parameters["include_echo"]["schema"] == told["include_echo"]
    assert parameters["avoid"]["explode"] is True
    assert parameters["strategies"]["explode"] is False


@pytest.mark.parametrize("option", OPTIONS.values(), ids=lambda option: option.name)
def test_help_is_a_clause(option: Any) -> None:
    assert option.help == option.help.strip().rstrip(".")
    assert option.help[0].islower()
    # "do not" may be put before the help of what is on by default
    assert option.kind != "bool" or option.help.split()[0] in ("keep", "run", "give", "mark", "write", "drop")


@pytest.mark.parametrize("option", OPTIONS.values(), ids=lambda option: option.name)
def test_what_python_alone_can_give_is_no_option_of_the_command(option: Any) -> None:
    assert option.kind != "object" or option.declared.doors == {"api"}


def test_the_signature_has_every_option_with_its_default() -> None:
    found = inspect.signature(boilerstrip.Extractor).parameters
    assert {name: parameter.default for name, parameter in found.items()} == {
        option.name: option.default for option in OPTIONS.values()
    }
    assert all(option.name in found for option in at_door("service"))


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"include_titel": True}, "there is no option 'include_titel'; did you mean 'include_title'?"),
        ({"title": True}, "there is no option 'title'; did you mean 'include_title'?"),
        ({"zzzzz": True}, "there is no option 'zzzzz'"),
        ({"include_title": "no"}, "include_title must be True or False, not 'no'"),
        ({"include_title": None}, "include_title must be True or False, not None"),
        ({"effort": "fats"}, "effort must be one of auto, fast, full, not 'fats'; did you mean 'fast'?"),
        ({"effort": 3}, "effort must be one of auto, fast, full, not 3"),
        ({"strategies": "density"}, "strategies must be a collection of names, not one string"),
        ({"strategies": [3]}, "strategies must be a collection of names, and 3 is not one"),
        ({"strategies": ["densty"]}, "unknown strategy 'densty'; did you mean 'density'?"),
        ({"concurrent": 1}, "concurrent must be True or False, not 1"),
        ({"limits": (1, 2)}, "limits must be a boilerstrip.Limits, not tuple"),
        ({"scorer": len}, "scorer needs the methods probabilities and confidence"),
        (
            {"effort": "fast", "strategies": ["trafilatura", "density"]},
            "effort 'fast' runs no strategies from other packages, but strategies names trafilatura",
        ),
    ],
    ids=str,
)
def test_wrong_options(given: dict[str, Any], message: str) -> None:
    page: Any = "<p>x"
    for entry in (
        boilerstrip.Extractor,
        lambda **options: boilerstrip.extract(page, **options),
        lambda **options: boilerstrip.extract_plaintext(page, **options),
        lambda **options: boilerstrip.extract_many([page], **options),
    ):
        with pytest.raises(boilerstrip.OptionError) as raised:
            entry(**given)
        assert str(raised.value).startswith(message)


@pytest.mark.parametrize("timeout", [0, -1, True, "3", float("nan")])
def test_wrong_timeouts(timeout: Any) -> None:
    with pytest.raises(boilerstrip.OptionError, match="timeout must be a positive number, not"):
        boilerstrip.Extractor(timeout=timeout)


def test_options_are_attributes_of_an_extractor() -> None:
    extractor = boilerstrip.Extractor(effort="fast", timeout=1e9)
    assert (extractor.effort, extractor.include_title, extractor.timeout) == ("fast", False, 86_400.0)
    assert extractor.limits == boilerstrip.Limits()
    with pytest.raises(AttributeError, match="has no attribute 'efort'"):
        extractor.efort  # noqa: B018


def test_address_and_options_of_the_short_way() -> None:
    page = "<h1>The boat</h1><p>The ferry to the outer islands will run all winter, the council decided.</p>"
    found = boilerstrip.extract(page, "https://example.org/boat", include_title=True, effort="fast")
    assert found.url == "https://example.org/boat"
    assert boilerstrip.Extractor().extract(page, "https://example.org/boat").url == found.url


def test_a_built_in_strategy_is_not_replaced_by_accident(monkeypatch: pytest.MonkeyPatch) -> None:
    registry = boilerstrip.strategies.registry  # type: ignore[attr-defined]
    monkeypatch.setattr(registry, "_registry", dict(registry._registry))
    with pytest.raises(boilerstrip.OptionError, match="'density' is a built-in strategy; pass replace=True"):
        boilerstrip.register_strategy("density", lambda page: [True] * len(page.blocks))
    boilerstrip.register_strategy("density", lambda page: [True] * len(page.blocks), replace=True)
    assert registry.find("density").__module__ == __name__
