"""The programming language of a listing, as the usual highlighters name it in class names and attributes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from boilerstrip.text.patterns import lazy

if TYPE_CHECKING:
    import turbohtml

# How far around a listing a box of the highlighter can be.
_MAX_BOXES = 4
_MAX_PARTS = 9
_ATTRIBUTES = (
    "data-language",
    "data-lang",
    "data-code-language",
    "data-enlighter-language",
    "data-highlight-language",
    "data-syntax",
)
# Where a highlighter's parameters are, as in its class name.
_PARAMETERS = "data-syntaxhighlighter-params"
# Class names of a `pre` that may be beside its language.
_MAX_NAMES = 3
LANGUAGE_NAME = lazy(r"[A-Za-z][\w+#.-]{0,29}|1c")
_PREFIXED = lazy(
    r"(?:^|\s)(?:language|lang|highlight-source|highlight-text|highlight|code|src|sourceCode|brush|syntax|prism|"
    r"hljs|codehilite)(?:[-_]|:\s*)([A-Za-z1][\w+#.]*(?:-[\w+#.]+)*)",
    re.IGNORECASE,
)
# Class names of a highlighter, of which another one beside is the language.
_HIGHLIGHTERS = frozenset(
    "highlight hljs sourcecode prettyprint syntaxhighlighter codehilite src brush sh_sourcecode code prism "
    "shiki highlighter-rouge code-block codeblock".split()
)
# Named as a language without being one, or parts of highlighters' names.
_NO_LANGUAGE = frozenset(
    """
    none text plain plaintext txt default nohighlight no-highlight undefined auto unknown raw other
    notranslate block wrapper container toolbar area box example snippet inline source view viewer
    table line lines number-lines numbers numberlines linenums line-numbers title header body
    content group tabs wrap listing copy highlight language lang hljs pre code html-area code-block
    source-code fence editor theme dark light github rouge literal-block
    """.split()
)
# Languages that class names say without a prefix.
_LANGUAGES = frozenset(
    """
    abap actionscript ada apache applescript asm assembly awk bash basic bat batch brainfuck c cfg
    clojure cmake cobol coffeescript console cpp c++ cs csharp c# css cython d dart delphi diff
    django dockerfile docker dos elixir elm erlang erb fish fortran fsharp f# gdscript gherkin glsl
    go golang gradle graphql groovy haml handlebars haskell hcl html http ini java javascript jinja
    jinja2 js json json5 jsonc jsx julia kotlin latex less lisp lua makefile make markdown matlab md
    mermaid mysql nasm nginx nim nix objc objective-c objectivec ocaml octave pascal patch perl php
    pgsql powershell prolog properties protobuf ps1 pug puppet py pycon python python2 python3 pytb
    qml r racket rb rst ruby rust rs sass scala scheme scss sh shell shell-session sparql sql stylus
    svelte swift tcl terraform tex toml ts tsx twig typescript vb vbnet verilog vhdl vim vue wasm
    xml xquery yaml yml zig zsh
    """.split()
)
# Languages as people call them.
_CALLED = frozenset({
    "azure cli", "azure powershell", "bash session", "bicep", "c#", "c++", "cmd", "command line", "cshtml",
    ".net cli", "f#", "hcl", "http request", "jsonc", "kusto", "objective-c", "output", "plain text",
    "plaintext", "razor", "shell session", "terminal", "text", "visual basic", "xaml",
})  # fmt: skip
_COMMAS = lazy(r"[\s,;{}]+")


def language_of(pre: turbohtml.Element) -> str:
    """Return the language that a listing, the code in it, or the boxes around it name; "" for none."""
    for node in _boxes(pre):
        for attribute in _ATTRIBUTES:
            if (value := node.attr(attribute)) and (language := _checked(value)):
                return language
        names = (node.attr("class") or "")[:300]
        if node.tag in ("pre", "code") and (value := node.attr("lang")) and value.lower() in _LANGUAGES:
            return value.lower()
        if parameters := node.attr(_PARAMETERS):
            names = f"{parameters[:100].replace(';', ' ')} {names}"
        if names and (language := _of_class(names, is_listing=node.tag in ("pre", "code"))):
            return language
    return ""


def is_language_name(name: str) -> bool:
    """Return whether a text in lower case is what a language is called."""
    return name in _LANGUAGES or name in _CALLED


def _boxes(pre: turbohtml.Element) -> list[turbohtml.Element]:
    """The listing, the code that is all of it, and the boxes that hold nothing else, innermost first."""
    boxes = [pre]
    if (code := pre.select_one("code")) is not None:
        boxes.insert(0, code)
    outer = pre
    for _ in range(_MAX_BOXES):
        # what holds more is no box of one listing
        if len(nearby_siblings(outer, _MAX_PARTS)) >= _MAX_PARTS:
            break
        parent = outer.parent
        if getattr(parent, "tag", "") not in (
            "div",
            "figure",
            "section",
            "td",
            "tr",
            "tbody",
            "table",
            "code-block",
        ):
            break
        outer = parent  # type: ignore[assignment]
        boxes.append(outer)
    return boxes


def _of_class(names: str, *, is_listing: bool) -> str:
    for found in _PREFIXED.finditer(names):
        if language := _checked(found[1]):
            return language
    tokens = _COMMAS.split(names.strip())
    if _HIGHLIGHTERS.isdisjoint(token.lower() for token in tokens):
        # the class of a listing that is the language, alone or with another name beside it
        tokens = tokens if is_listing and len(tokens) <= _MAX_NAMES else []
    return next((token.lower() for token in tokens if token.lower() in _LANGUAGES), "")


def _checked(name: str) -> str:
    """A name as an info string has it; "" where it is none."""
    name = name.strip().lower()
    for prefix in ("language-", "lang-", "source-", "text-", "highlight-", "source."):
        name = name.removeprefix(prefix)
    return name if LANGUAGE_NAME.fullmatch(name) and name not in _NO_LANGUAGE else ""


def nearby_siblings(node: turbohtml.Node, limit: int) -> list[turbohtml.Node]:
    """The nodes beside one, the nearest first, up to a limit in each direction."""
    found: list[turbohtml.Node] = []
    before, after = node.previous_sibling, node.next_sibling
    for _ in range(limit):
        if before is not None:
            found.append(before)
            before = before.previous_sibling
        if after is not None:
            found.append(after)
            after = after.next_sibling
    return found
