"""What the body tells of itself."""

from __future__ import annotations

import json

import boilerstrip
from boilerstrip.batch import rows


def test_what_the_body_tells() -> None:
    days = [
        f"<p>The harbour council decided on day {n} that the ferry to the outer islands will run all winter.</p>"
        for n in range(60)
    ]
    picture = "<figure><img src=/boat.jpg alt='A boat'><figcaption>The boat at dawn.</figcaption></figure>"
    page = f"<article><h1>Ferry</h1>{''.join([*days[:30], picture, *days[30:]])}</article>"
    found = boilerstrip.extract(page, url="https://example.org/x")
    assert [image.src for image in found.images] == ["https://example.org/boat.jpg"]
    assert (found.images[0].alt, found.images[0].caption) == ("A boat", "The boat at dawn.")
    assert found.word_count > 900
    assert found.reading_time == -(-found.word_count // 238)
    assert found.page_type == "article"
    near = boilerstrip.extract(page.replace("day 7 ", "day seven "))
    other = boilerstrip.extract(
        f"<article>{'<p>Bread wants time, salt and a hot oven, said the baker.</p>' * 20}"
    )
    assert found.fingerprint
    assert near.fingerprint
    assert other.fingerprint

    def distance(one: str, two: str) -> int:
        return (int(one, 16) ^ int(two, 16)).bit_count()

    assert distance(found.fingerprint, near.fingerprint) < distance(found.fingerprint, other.fingerprint)
    told = json.loads(found.to_json(blocks=False))
    assert {name: told[name] for name in rows.FIELDS if name != "images"}.keys() <= told.keys()
    assert told["images"] == [found.images[0]._asdict()]
    nothing = boilerstrip.extract("")
    assert (nothing.images, nothing.word_count, nothing.reading_time, nothing.fingerprint) == ((), 0, 0, None)
    assert (nothing.page_type, nothing.comments) == (None, None)
