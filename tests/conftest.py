from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

SAMPLES = Path(__file__).parent.parent / "samples"

# Extraction takes milliseconds, but the first one imports whole libraries: no deadline a test
# could miss on a busy machine. `HYPOTHESIS_PROFILE=thorough` for a long search.
settings.register_profile(
    "default", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("thorough", settings.get_profile("default"), max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


@pytest.fixture(scope="session")
def corpora() -> Path:
    """The folder with annotated corpora, where the environment names one."""
    folder = os.environ.get("BOILERSTRIP_CORPORA")
    if not folder or not Path(folder).is_dir():
        pytest.skip("BOILERSTRIP_CORPORA names no folder with corpora")
    return Path(folder)
