from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.batch_runs import html


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Eighty pages, every seventh of them broken, some sharing their id."""
    path = tmp_path_factory.mktemp("source") / "in.jsonl"
    rows = [
        "{broken" if number % 7 == 3 else json.dumps({"id": f"p{number // 2}", "html": html(str(number))})
        for number in range(80)
    ]
    path.write_text("\n".join(rows))
    return path
