from __future__ import annotations

from pathlib import Path

import pytest

from tests.site.surveyed import write_site


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a hundred pages of one theme."""
    return write_site(tmp_path_factory.mktemp("site"))
