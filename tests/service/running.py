"""A running service, and clients of it."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
from functools import partial
from typing import Any

import pytest
import urllib3

from tests.conftest import SAMPLES

ROOT = SAMPLES.parent
NEWS = (SAMPLES / "news-theme.html").read_bytes()
HTML = {"Content-Type": "text/html"}
LONG = "--timeout=300"
posix = pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")


class Service:
    """A running service, and a client of it."""

    def __init__(self, *arguments: str, descriptors: int | None = None) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.obedient_service", "--port=0", *arguments],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            preexec_fn=None if os.name != "posix" else partial(_as_started_by_hand, descriptors),
        )
        assert self.process.stderr is not None
        line = self.process.stderr.readline()
        found = re.search(r"http://\S+:(\d+);", line)
        assert found is not None, line + self.process.stderr.read()
        self.port = int(found[1])
        self.url = f"http://127.0.0.1:{self.port}"
        self.client = urllib3.PoolManager(retries=False, timeout=300, maxsize=20)

    def ask(self, path: str, body: Any = None, method: str | None = None, **headers: str) -> tuple[int, Any]:
        """The status and the decoded answer; a body that is no bytes is sent as JSON."""
        if body is not None and not isinstance(body, bytes):
            body, headers = json.dumps(body).encode(), {"Content-Type": "application/json"} | headers
        method = method or ("GET" if body is None else "POST")
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        answer = self.client.request(method, self.url + path, body=body, headers=headers)
        return answer.status, json.loads(answer.data)

    def extract(self, markup: str | bytes, query: str = "?effort=fast") -> tuple[int, Any]:
        body = markup if isinstance(markup, bytes) else markup.encode()
        return self.ask(f"/extract{query}", body, **HTML)

    def obey(self, order: str) -> tuple[int, Any]:
        return self.extract(
            f"<p>{order} the ferry will run all winter, the council said.</p>", "?strategies=obey"
        )

    def stop(self) -> tuple[int, str]:
        """End it as a system does; its exit code and the rest of what it said."""
        self.process.send_signal(signal.SIGTERM)
        _, printed = self.process.communicate(timeout=120)
        return self.process.returncode, printed

    def close(self) -> None:
        self.client.clear()
        self.process.kill()
        self.process.communicate()


def _as_started_by_hand(descriptors: int | None) -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # ignored where tests run in the background
    if descriptors is not None:
        import resource

        resource.setrlimit(resource.RLIMIT_NOFILE, (descriptors, descriptors))


def kind(answer: tuple[int, Any]) -> tuple[int, str]:
    status, said = answer
    assert set(said) == {"error"}
    reason = said["error"]["reason"]
    assert reason
    assert "\n" not in reason
    return status, said["error"]["kind"]


class Clients:
    """Connections to a service that are held open."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self.open: list[socket.socket] = []

    def connect(self, sent: bytes, source: str | None = None) -> socket.socket:
        at = ("127.0.0.1", self.service.port)
        connection = socket.create_connection(at, timeout=60, source_address=(source, 0) if source else None)
        connection.sendall(sent)
        self.open.append(connection)
        return connection

    def close(self) -> None:
        for connection in self.open:
            connection.close()
