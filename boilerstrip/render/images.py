"""The images and videos of a body, where they go, and their captions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from boilerstrip.page import Block, Image, Page, Role
from boilerstrip.page.images import is_preview
from boilerstrip.page.model import Embed
from boilerstrip.render.captions import caption_beside, captions_of
from boilerstrip.render.image_names import is_other_size, stem_of
from boilerstrip.render.image_selection import ImageSelection


class BodyImages(NamedTuple):
    """The images of a body and where they go."""

    # by the index of the Block that they stand before; the number of all Blocks for those at the end
    before: dict[int, list[Image]]
    # by the index of the Block in whose line they stand
    within: dict[int, list[Image]]
    # Blocks that are captions of these, each with the element that is their figure
    captions: dict[int, int]
    # the figures, by the elements that they are of
    figures: frozenset[int]

    def with_captions(self, captions: Mapping[int, int]) -> BodyImages:
        """These images, and the captions of something else that stands in figures."""
        if not captions:
            return self
        figures = self.figures.union(captions.values())
        return self._replace(captions={**self.captions, **captions}, figures=figures)

    def without_captions(self, indexes: Iterable[int]) -> BodyImages:
        """These images without some of their captions."""
        left_out = set(indexes)
        return self._replace(captions={i: figure for i, figure in self.captions.items() if i not in left_out})

    def all(self) -> Iterator[Image]:
        """The images in document order."""
        for i in sorted({*self.before, *self.within}):
            yield from self.before.get(i, ())
            yield from self.within.get(i, ())


def body_images(page: Page, blocks: Sequence[Block]) -> BodyImages:
    """Return the images that belong to these Blocks, which are in document order."""
    found = BodyImages({}, {}, {}, frozenset())
    if not blocks or not page.images:
        return found
    selection = ImageSelection(page, blocks)
    figures: set[int] = set()
    # for each name without its size, where the last image of it stands
    last_by_stem: dict[str, tuple[int, Image]] = {}
    # the addresses in each gallery, which repeats its first images behind its last
    in_gallery: set[tuple[int, str]] = set()
    # the figures that kept lines with images are captions in, -1 for other lines
    beside: dict[int, int] = {}
    for image in page.images:
        if image.block in selection.kept:
            if image.decorative:
                continue
            if image.block not in beside:
                beside[image.block] = caption_beside(selection, image)
            if (figure := beside[image.block]) < 0:
                found.within.setdefault(image.block, []).append(image)
            else:
                found.before.setdefault(image.block, []).append(image._replace(block=-1))
                found.captions[image.block] = figure
                figures.add(figure)
            continue
        if not selection.is_of_body(image):
            continue
        position = selection.place(image.before)
        stem = stem_of(image.src)
        last_position, last = last_by_stem.get(stem, (-1, image)) if stem else (-1, image)
        same_alt = image.alt == last.alt or not (image.alt and last.alt)
        if last_position == position and same_alt and is_other_size(image.src, last.src):
            # for another screen, or for browsers without scripts
            if is_preview(last.src) and not is_preview(image.src):
                found.before[position].remove(last)
                found.before[position].append(image._replace(alt=image.alt or last.alt))
            continue
        gallery = selection.gallery(image)
        if gallery >= 0 and (gallery, image.src) in in_gallery:
            continue
        in_gallery.add((gallery, image.src))
        last_by_stem[stem] = position, image
        element = image.element
        for caption, figure in captions_of(selection, image):
            found.captions[caption] = figure
            figures.add(figure)
            element = _in_figure(page, element, figure)
        found.before.setdefault(position, []).append(image._replace(element=element))
    return found._replace(figures=frozenset(figures))


def captions_without_image(page: Page, blocks: Sequence[Block], images: BodyImages) -> set[int]:
    """The captions among these Blocks, by index, of whose images none is shown."""
    captions = {b.index: page.innermost(b.element, "figure") for b in blocks if b.role is Role.CAPTION}
    if not captions:
        return set()
    with_image = {
        e.index for image in page.images if not image.decorative for e in page.ancestors(image.element)
    }
    shown = {e.index for image in images.all() for e in page.ancestors(image.element)}
    return {i for i, figure in captions.items() if figure in with_image and figure not in shown}


class BodyEmbeds(NamedTuple):
    """The videos and such of a body, by the index of the Block that they stand before, and their captions."""

    before: dict[int, list[Embed]]
    captions: dict[int, int]


def body_embeds(page: Page, blocks: Sequence[Block]) -> BodyEmbeds:
    """Return the videos and such that belong to these Blocks: they are told as images are."""
    found = BodyEmbeds({}, {})
    if not blocks or not page.embeds:
        return found
    selection = ImageSelection(page, blocks)
    for embed in page.embeds:
        image = Image(embed.before, embed.element, embed.src, "")
        if selection.is_of_body(image):
            captions = dict(captions_of(selection, image))
            found.captions.update(captions)
            position = min([selection.place(embed.before), *captions])
            element = embed.element
            for figure in captions.values():
                element = _in_figure(page, element, figure)
            found.before.setdefault(position, []).append(embed._replace(element=element))
    return found


def _in_figure(page: Page, element: int, figure: int) -> int:
    """The element that an image stands in; its figure, where that is the caption beside it alone."""
    return element if any(e.index == figure for e in page.ancestors(element)) else figure
