"""Programming languages of listings, as highlighters name them."""

from __future__ import annotations

import pytest

from boilerstrip.page.languages import language_of
from boilerstrip.page.parser import parse


@pytest.mark.parametrize(
    ("markup", "language"),
    [
        ("<pre data-lang=rust>x</pre>", "rust"),
        ("<pre><code class='language-python'>x</code></pre>", "python"),
        ("<div class='highlight-source-shell'><pre>x</pre></div>", "shell"),
        ("<pre class='brush: js; toolbar: false'>x</pre>", "js"),
        ("<pre class='sourceCode haskell'>x</pre>", "haskell"),
        ("<pre class='language-none'>x</pre>", ""),
        ("<pre class=story>x</pre>", ""),
        ("<pre>x</pre>", ""),
    ],
)
def test_the_language_is_named_in_class_names_and_attributes(markup: str, language: str) -> None:
    pre = parse(markup).select_one("pre")
    assert pre is not None
    assert language_of(pre).lower() == language
