"""The same image in other sizes, by its name."""

from __future__ import annotations

import pytest

from boilerstrip.render.image_names import shown_alt
from tests.render.bodies import body, sources


@pytest.mark.parametrize(
    ("markup", "wanted"),
    [
        # numbers are sizes only where they are plausible ones
        ('<img src="/well-01.jpg"><img src="/well-02.jpg">', ["/well-01.jpg", "/well-02.jpg"]),
        ('<img src="/wells-103.jpg"><img src="/wells-105.jpg">', ["/wells-103.jpg", "/wells-105.jpg"]),
        ('<img src="/wells-300.jpg"><img src="/wells-600.jpg">', ["/wells-300.jpg"]),
        (
            '<img src="/wells-7008-90x60.jpg"><img src="/wells-7016-90x60.jpg">',
            ["/wells-7008-90x60.jpg", "/wells-7016-90x60.jpg"],
        ),
        (
            '<img src="/wells.jpg" alt="A"><img src="/wells-600.jpg" alt="B">',
            ["/wells.jpg", "/wells-600.jpg"],
        ),
        # images beside each other stay in their order
        ('<p><img src="/z.jpg" alt="Z"><img src="/a.jpg" alt="A"></p>', ["/z.jpg", "/a.jpg"]),
        # a preview gives way to what comes behind it
        ('<img src="/max/30/wells.jpg"><img src="/max/900/wells.jpg">', ["/max/900/wells.jpg"]),
        ('<img src="/wells-20x10.jpg"><img src="/wells.jpg" alt="A">', ["/wells.jpg"]),
        # gaps for widths are filled in
        ('<img src="/s.jpg" data-src="/wells_{width}x.jpg" data-widths="[180, 360]">', ["/wells_360x.jpg"]),
        # photographs may be called icons, but not be kept among them
        ('<img src="/wells-icon-1.jpg">', ["/wells-icon-1.jpg"]),
        ('<img src="/icons/wells.jpg"><img src="/wells-icon.png">', []),
        # a date is no width
        ('<img src="/2024/12/wells.jpg">', ["/2024/12/wells.jpg"]),
    ],
)
def test_images_are_told_from_other_sizes_of_the_same(markup: str, wanted: list[str]) -> None:
    assert sources(body(markup)) == wanted


@pytest.mark.parametrize(
    ("alt", "src", "shown"),
    [
        ("../_images/plan.png", "../_images/plan.png", ""),
        ("_images/my%20plan.png", "https://example.org/_images/my plan.png", ""),
        ("https://example.org/plan.png", "https://example.org/plan.png?w=300", ""),
        ("plan.png", "/plan.png", "plan.png"),
        ("and/or", "/plan.png", "and/or"),
        ("The plan of plan.png", "/plan.png", "The plan of plan.png"),
    ],
)
def test_the_path_of_a_file_describes_no_image(alt: str, src: str, shown: str) -> None:
    assert shown_alt(alt, src) == shown
