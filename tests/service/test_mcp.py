"""The tools for agents, called by the official SDK's own client."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

import boilerstrip
from tests.conftest import SAMPLES

pytest.importorskip("mcp", reason="needs the mcp extra")
pytest.importorskip("starlette", reason="needs the mcp extra")

pytestmark = [pytest.mark.integration, pytest.mark.slow]
ROOT = Path(boilerstrip.__file__).parent.parent
GERMAN = (SAMPLES / "german.html").read_text(encoding="utf-8")


def in_session(arguments: list[str], do: Callable[[Any], Awaitable[None]]) -> None:
    """Start the command, connect the SDK's client to it, and do something with that."""
    from mcp import Client, StdioServerParameters

    async def run() -> None:
        command = StdioServerParameters(
            command=sys.executable,
            args=["-m", "boilerstrip", "mcp", "--workers", "1", *arguments],
            cwd=str(ROOT),
            env={"PYTHONPATH": str(ROOT)},
        )
        async with asyncio.timeout(300), Client(command) as client:
            await do(client)

    asyncio.run(run())


async def call(client: Any, tool: str, **arguments: Any) -> Any:
    """What a tool answers: a dict, or the text of its error."""
    result = await client.call_tool(tool, arguments)
    text = result.content[0].text
    return text if result.is_error else json.loads(text)


def test_tools(served: str) -> None:
    async def do(client: Any) -> None:
        tools = {tool.name: tool for tool in (await client.list_tools()).tools}
        assert set(tools) == {"clean_url", "clean_html"}
        said = json.dumps(tools["clean_html"].input_schema)
        assert "include_comments: keep readers' comments" in said

        expected = boilerstrip.extract(GERMAN, "https://example.org/", effort="fast", include_title=True)
        options = {"effort": "fast", "include_title": True}
        made = await call(client, "clean_html", html=GERMAN, url="https://example.org/", options=options)
        assert made["markdown"] == expected.markdown
        assert (made["url"], made["title"], made["language"]) == (
            "https://example.org/",
            expected.title,
            "de",
        )
        text = await call(client, "clean_html", html=GERMAN, content="text", options={"effort": "fast"})
        assert "url" not in text
        assert text["text"] == boilerstrip.extract(GERMAN, effort="fast").text
        empty = await call(client, "clean_html", html="", options={"effort": "fast"})
        assert (empty["markdown"], empty["notes"]) == ("", ["the page is empty"])

        for wrong, answer in (
            ({"efort": "fast"}, "did you mean `effort`"),
            ({"effort": "fats"}, "did you mean 'fast'?"),
            ({"include_title": "no"}, "Expected `bool`"),
        ):
            error = await call(client, "clean_html", html=GERMAN, options=wrong)
            assert "option:" in error
            assert answer.replace("`", "'") in error.replace("`", "'")
        error = await call(client, "clean_html", html=GERMAN, contents="text")
        assert error == "argument: clean_html has no argument 'contents'; did you mean 'content'?"
        error = await call(client, "clean_html", html=GERMAN, effort="fast")
        assert error == (
            "argument: clean_html has no argument 'effort'; there are: html, url, content, options"
        )
        assert tools["clean_url"].input_schema["additionalProperties"] is False
        assert "size:" in await call(client, "clean_html", html="x" * 300_001)
        assert "extract_url" in await call(client, "clean_html", html="https://example.org/")
        # the address table of the service: nothing on this machine or its network
        for address in (f"{served}/german.html", "http://169.254.1.1/", "http://[::1]/"):
            assert "refused:" in await call(client, "clean_url", url=address)
        assert "fetch:" in await call(client, "clean_url", url="file:///etc/hosts")

    in_session(["--max-body", "300000"], do)


def test_networks_that_are_named_are_fetched_from(served: str) -> None:
    async def do(client: Any) -> None:
        url = f"{served}/german.html"
        made = await call(client, "clean_url", url=url, content="html", options={"effort": "fast"})
        expected = boilerstrip.extract(GERMAN, url, effort="fast")
        assert (made["url"], made["html"]) == (url, expected.html)
        assert "404" in await call(client, "clean_url", url=f"{served}/gone.html")

    in_session(["--fetch-network", "127.0.0.0/8"], do)
