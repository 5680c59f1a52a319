"""The report on how the bodies of pages were chosen, as a self-contained HTML file.

What pages say goes into the file as JSON and is shown as text by the file's own script, never as markup.
A content security policy in the file lets that one script and that one style sheet work, by their hashes,
and nothing else: no request leaves, and a script that a page had planted would not run.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable
from functools import cache
from html import escape
from importlib import resources
from typing import Any

import boilerstrip
from boilerstrip.report.describe import MAX_LINE

_PLACEHOLDER = re.compile(r"\{\{(\w+)\}\}")
# In a script element only "<" can end it or begin a comment; the others are escaped for older parsers.
_JSON_ESCAPES = str.maketrans(
    {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
)


def render(pages: Iterable[dict[str, Any]]) -> str:
    """Return the report on pages described by `describe` or `describe_failure`, with an index of many.

    The index has those that failed first, then the least confident.
    """
    ranked = sorted(pages, key=lambda page: (page["error"] is None, page["confidence"]))
    summary = [{key: value for key, value in page.items() if key != "blocks"} for page in ranked]
    data = [json_script("data-pages", summary)]
    data += [json_script(f"data-{i}", page.get("blocks", [])) for i, page in enumerate(ranked)]
    title = (ranked[0]["title"] or ranked[0]["name"]) if len(ranked) == 1 else f"{len(ranked)} pages"
    return fill(
        asset("report.html"),
        policy=escape(policy()),
        version=escape(boilerstrip.__version__),
        title=escape(f"{title[:MAX_LINE]} – boilerstrip report"),
        style=asset("report.css"),
        script=script("report.js"),
        data="\n".join(data),
    )


@cache
def policy(own: str = "report.js", *styles: str) -> str:
    """Return a content security policy that allows only the document's own script and styles."""
    allowed = " ".join(f"'{digest(asset(style))}'" for style in styles or ("report.css",))
    return (
        f"default-src 'none'; script-src '{digest(script(own))}'; style-src {allowed}; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )


def json_script(name: str, value: Any) -> str:
    """Return a script element with a value as JSON, which cannot contain markup."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_JSON_ESCAPES)
    return f'<script type="application/json" id="{name}">{text}</script>'


@cache
def asset(name: str) -> str:
    """Return the text of a file in `assets/`."""
    return resources.files("boilerstrip.report").joinpath("assets", name).read_text("utf-8")


def script(name: str) -> str:
    """Return a document's script, after the script that all documents share."""
    return asset("shared.js") + asset(name)


def digest(text: str) -> str:
    """Return the hash of a script or style for a content security policy."""
    hashed = hashlib.sha256(text.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(hashed).decode('ascii')}"


def fill(template: str, **values: str) -> str:
    """Return a template with its placeholders filled in one pass, so that values cannot add placeholders."""
    return _PLACEHOLDER.sub(lambda match: values[match[1]], template)
