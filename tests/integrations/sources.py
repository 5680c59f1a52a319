"""Pages and helpers that several test modules here share."""

from __future__ import annotations

from typing import Any

from boilerstrip.batch import rows
from boilerstrip.integrations import documents as shared
from tests.expected import extraction


def about(page: bytes, url: str) -> dict[str, Any]:
    """The metadata that a document of this page should have."""
    row = rows.values(shared.fields("text"), extraction(page, url))
    return shared.metadata(url, row | {"url": url})


MARKDOWN = """Before any heading.

# Boats

All of them.

## Ferries

```sh
# no heading
```

### Winter

None.

## Barges

One.
"""


SECTIONS = [
    ([], "Before any heading."),
    (["Boats"], "# Boats\n\nAll of them."),
    (["Boats", "Ferries"], "## Ferries\n\n```sh\n# no heading\n```\n\n### Winter\n\nNone."),
    (["Boats", "Barges"], "## Barges\n\nOne."),
]
