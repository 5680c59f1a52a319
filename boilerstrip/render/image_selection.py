"""Which of a page's images belong to its kept Blocks."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate, islice, takewhile

from boilerstrip.page import Block, Element, Image, Page, Role
from boilerstrip.page.furniture import read_names
from boilerstrip.page.tags import CELLS
from boilerstrip.render.image_names import stem_of
from boilerstrip.text.class_names import box_of
from boilerstrip.text.patterns import lazy

# The core of the body is the innermost element with this share of its words.
_CORE_SHARE = 0.8
# Text of a page that stands beside an image without saying what kind of box it is in.
_NEUTRAL = frozenset({Role.CAPTION, Role.TITLE, Role.BYLINE, Role.DATE})
# Captions have fewer words, and there are no more of them to an image.
MAX_CAPTION_WORDS = 80
MAX_CAPTIONS = 3
# A box of more Blocks is none of one image.
_MAX_BOX = 20
# Between the headline and the text stand a line or two of labels; more is another part of the page.
_MAX_LEAD_WORDS = 120
_MAX_CREDIT_WORDS = 30
_MAX_LABEL_WORDS = 8
_MAX_CREDIT_LINE_WORDS = 15
# Characters that a credit begins within.
_MAX_CREDIT_START = 24
# An image that comes as often is a sign of the page's design.
_MAX_REPEATS = 3
_CAPTION_NAME = lazy(
    r"(?<![a-z])(?:(?:fig|thumb|image|img|photo|picture|pic|mso)?captions?"
    r"|(?:image|img|photo|media|picture|foto)[_-]+(?:desc(?:ription)?|legend))(?![a-z])"
)
# What papers call the box of a figure, with its caption and links to it in other forms.
_FIGURE_NAME = lazy(r"(?<![a-z-])fig(?:ure)?s?(?![a-z])")
# What a viewer of images says of one: its name, its size in pixels and bytes.
_FILE_NOTE = lazy(r".{0,80}\d{2,5}\s?[×x]\s?\d{2,5}\s.{0,12}\d\s?[KM]i?B", re.DOTALL)
# Neither of these two expressions matches a longer text.
_MAX_NOTE_SIZE = 130
_LARGER = lazy(
    r"(?:(?:view|open|see|show|download|click for|click to|tap to)\s)?(?:(?:the|this|a|in)\s){0,2}"
    r"(?:(?:full[- ]?size|large|larger|high[- ]res(?:olution)?|original|enlarge|zoom|new tab)"
    r"(?:\s(?:image|figure|picture|photo|version|table|view))?|(?:image|figure|picture|photo)s?)",
    re.IGNORECASE,
)
# Short texts in a figure: its number, its credit, or a control; and what the latter's box may be called.
_NOTES = frozenset({Role.PARAGRAPH, Role.CONTROL, Role.HEADING})
_CREDIT_NAME = lazy(r"(?<![a-z])(?:credits?|copyright)(?![a-z])")
_MAX_NOTE_WORDS = 4
# Who made a picture, as a line beside it says it.
_CREDIT = lazy(
    r"(?:©|(?<!\w)(?:fotos?|photos?|photograph|bild(?:er|quelle)?|image|picture|imagen|crédits?|credits?|fot|zdjęcie|фото|写真)"
    r"\s{0,2}(?:credits?\s{0,2})?[:©/])",
    re.IGNORECASE,
)
# The picture of a video is its first moment, and what stands beside it is its length.
_VIDEO_NAME = lazy(r"(?<![a-z])(?:videos?|players?|podcasts?|audio)(?![a-z])")
_OUT_TAGS = frozenset({"nav", "footer", "form", "dialog", "button"})
# Boxes with a picture of somebody; whether a class names the author is `class_names.names_author`.
_PORTRAIT_NAME = lazy(r"(?<![a-z])(?:authors?|avatars?|bylines?|headshots?|profiles?)(?![a-z])")
# Where the picture of somebody leads to.
_PROFILE = lazy(
    r"/(?:@[\w.-]+|(?:authors?|profiles?|users?|members?|contributors?|people)/[^/]+)/?(?:[?#]|$)"
)
# What holds one of several articles.
_TEASERS = frozenset({"article", "aside", "li"})
_ARTICLES = frozenset({"article", "main"})
_IMAGE_FILE = lazy(r"\.(?:jpe?g|png|webp|avif|gif)$", re.IGNORECASE)
_PHOTOGRAPH = lazy(r"\.(?:jpe?g|webp|avif)(?![a-z])", re.IGNORECASE)
# Layout tables in layout tables that are looked at.
_MAX_LAYOUTS = 8
# Boxes of one picture with its caption.
_PICTURED_NAME = lazy(
    r"(?<![a-z])(?:fig(?:ure)?s?|photos?|images?|img|pictures?|pics?|media|captions?|thumb)(?![a-z])"
)
# Boxes of several pictures that belong together, and of how many at least.
_MIN_IMAGES = 2
# Elements around a slide that are looked at.
_MAX_AROUND_SLIDE = 8
# Elements around a figure that are looked at.
_MAX_AROUND_FIGURE = 6
GALLERY_NAME = lazy(
    r"(?<![a-z])(?:galler(?:y|ies)|slide(?:r|s|show)?s?|carousel|swiper|slick|flickity|splide|glide|photos?|images?|pictures?)"
    r"(?![a-z])"
)
# Words of the controls and numbers in one.
MAX_CONTROL_WORDS = 3


def _is_own_link(image: Image) -> bool:
    """Return whether an image leads nowhere, or to itself in another size."""
    return not image.href or _IMAGE_FILE.search(image.href.partition("?")[0]) is not None


def leads_to_other_size(text: str) -> bool:
    """Return whether a text is that of a link to an image in another size."""
    return len(text) <= _MAX_NOTE_SIZE and _LARGER.fullmatch(text) is not None


@lru_cache(maxsize=4096)
def names_caption(class_id: str) -> bool:
    """Return whether class names are those of a caption."""
    return _CAPTION_NAME.search(class_id) is not None


@lru_cache(maxsize=4096)
def _names_other_part(class_id: str) -> bool:
    """Return whether class names are those of a box, or of a portrait."""
    return box_of(class_id) != "" or _PORTRAIT_NAME.search(class_id) is not None


def is_named_caption(page: Page, block: Block) -> bool:
    """Return whether the class of a Block's element, or of a box with little more in it, is a caption's."""
    if block.element < 0:
        return False
    element = page.elements[block.element]
    if names_caption(element.class_id):
        return True
    box = page.elements[element.parent] if element.parent >= 0 else element
    return element.tag == "p" and box.end - box.start <= MAX_CAPTIONS and names_caption(box.class_id)


def is_other_caption(page: Page, block: Block) -> bool:
    """Return whether a Block of another role is part of a caption: an item, a heading or a date."""
    has_role = block.role in (Role.LIST_ITEM, Role.HEADING) or (
        block.role is Role.DATE and block.words > MAX_CONTROL_WORDS
    )
    index = page.innermost(block.element, "figcaption") if has_role else -1
    if index < 0:
        return False
    caption = page.elements[index]
    # beside a name, it is the date of the article
    return all(other.role is not Role.BYLINE for other in page.blocks[caption.start : caption.end])


class ImageSelection:
    """What is known of a page and its kept Blocks to tell which images belong to these."""

    def __init__(self, page: Page, blocks: Sequence[Block]) -> None:
        self.page = page
        self.order = [block.index for block in blocks]
        self.kept = frozenset(self.order)
        self.first, self.last = self.order[0], self.order[-1]
        # figures that hold an image
        self.pictured = {page.innermost(image.element, "figure") for image in page.images} - {-1}
        # the elements around these
        self.around_pictured = {
            e.index for figure in self.pictured for e in islice(page.ancestors(figure), _MAX_AROUND_FIGURE)
        }
        self.neutral = self.neutral_blocks()
        foreign = [
            0 if b.index in self.kept or b.index in self.neutral else max(1, b.words) for b in page.blocks
        ]
        self.foreign_before = [0, *accumulate(foreign)]
        self.kept_before = [0, *accumulate(int(block.index in self.kept) for block in page.blocks)]
        # for each element the outermost around it without a kept Block, -1 for none
        self.foreign_boxes: list[int] = []
        # whether such an element says by its name or tag that it is another part of the page
        self.is_other_part: list[bool] = []
        self.tell_parts()
        # the same as `foreign_before` without those in boxes that are named for what they are
        unnamed = [
            0 if b.element >= 0 and self.is_other_part[b.element] else n
            for b, n in zip(page.blocks, foreign, strict=True)
        ]
        self.unnamed_before = [0, *accumulate(unnamed)]
        self.core = self.core_of_body()
        self.title = self.title_above()
        self.article = next((e.index for e in page.ancestors(self.core) if e.tag in _ARTICLES), self.core)
        metas = page.head.metas
        stated = [*metas.get("og:image", ()), *metas.get("twitter:image", ())]
        self.stated = {stem for address in stated[:4] if (stem := stem_of(address))}
        self.has_stated = any(stem_of(image.src) in self.stated for image in page.images)
        self.repeats = Counter(image.src for image in page.images if image.block < 0)
        # images come in document order
        self.positions = [image.before for image in page.images]
        # whether boxes are galleries, as far as that was asked
        self.galleries: dict[int, bool] = {}

    def neutral_blocks(self) -> set[int]:
        """The Blocks, by index, that stand beside images without being another part of the page."""
        neutral = {block.index for block in self.page.blocks if block.role in _NEUTRAL or not block.words}
        return neutral | {
            b.index
            for b in self.page.blocks
            if b.index not in self.kept
            and (
                (b.role is Role.CONTROL and b.words <= MAX_CONTROL_WORDS)
                or self.is_caption(b)
                or is_other_caption(self.page, b)
                or self.is_unseen(b)
                or self.is_note_of_viewer(self.page, b)
                or self.is_credit(b)
            )
        }

    def tell_parts(self) -> None:
        """Fill `foreign_boxes` and `is_other_part`, outer elements first."""
        elements, kept_before = self.page.elements, self.kept_before
        boxes, is_other_part = self.foreign_boxes, self.is_other_part
        for element in elements:
            parent = element.parent
            has_kept = kept_before[element.end] > kept_before[element.start]
            box = boxes[parent] if parent >= 0 else -1
            boxes.append(-1 if has_kept else box if box >= 0 else element.index)
            # what a hidden element holds is as visible as the body, if that is in it, too
            in_hidden = parent >= 0 and elements[parent].hidden and boxes[parent] < 0
            is_other_part.append(
                not has_kept
                and (
                    (parent >= 0 and is_other_part[parent])
                    or (element.tag in _OUT_TAGS and not self.is_picture_button(element))
                    or (element.hidden and not in_hidden and not self.is_shown_later(element))
                    or (_names_other_part(element.class_id) and not self.is_locked_figure(element))
                )
            )

    def is_picture_button(self, element: Element) -> bool:
        """Return whether an element is a button that is a picture, or holds a figure."""
        return element.tag == "button" and (
            element.start == element.end or element.index in self.around_pictured
        )

    def is_shown_later(self, element: Element) -> bool:
        """Return whether a hidden element is one of a gallery, or the place of a picture in a figure."""
        is_empty = element.start == element.end
        return self.is_slide(element) or (is_empty and self.page.innermost(element.parent, "figure") >= 0)

    def is_locked_figure(self, element: Element) -> bool:
        """Return whether an element is called a paywall, and holds nothing but a figure with its caption."""
        return (
            element.index in self.around_pictured
            and box_of(element.class_id).startswith("paywall")
            and all(block.index in self.neutral for block in self.page.blocks[element.start : element.end])
        )

    def core_of_body(self) -> int:
        """The innermost element with most of the body's words, -1 for none."""
        words = [0, *accumulate(b.words if b.index in self.kept else 0 for b in self.page.blocks)]
        min_words, core = _CORE_SHARE * words[-1], -1
        for element in self.page.elements:
            has_kept = self.kept_before[element.end] > self.kept_before[element.start]
            if has_kept and words[element.end] - words[element.start] >= min_words:
                core = element.index
        return self.without_rows(core)

    def title_above(self) -> int:
        """The last Block above the body that is its title, or else a first-level heading; -1 for none."""
        above = self.page.blocks[: self.first + 1]
        title = next((b.index for b in reversed(above) if b.role is Role.TITLE), -1)
        if title >= 0:
            return title
        return next((b.index for b in reversed(above[: self.first]) if b.level == 1), -1)

    def without_rows(self, element: int) -> int:
        """An element; the table of one that is the only cell of its row, which holds the rows above."""
        elements = self.page.elements
        for _ in range(_MAX_LAYOUTS):
            if element < 0 or elements[element].tag not in CELLS:
                break
            row = elements[element].parent
            cells = islice((e for e in elements[row + 1 :] if e.parent == row and e.tag in CELLS), 2)
            if len(list(cells)) > 1:
                break
            element = self.page.innermost(row, "table")
        return element

    def is_caption(self, block: Block) -> bool:
        """Return whether a Block is a short text that its class, or that of its box, calls a caption."""
        if block.words > MAX_CAPTION_WORDS:
            return False
        return is_named_caption(self.page, block)

    def is_note_of_viewer(self, page: Page, block: Block) -> bool:
        """Return whether a Block of an image says what file it is, or leads to it in another size."""
        if block.element < 0 or block.role not in _NOTES:
            return False
        is_short = block.words <= _MAX_NOTE_WORDS
        if is_short and _CREDIT_NAME.search(page.elements[block.element].class_id) is not None:
            return True
        if block.link_words:
            if len(block.text) > _MAX_NOTE_SIZE:
                return False
            return _FILE_NOTE.fullmatch(block.text) is not None or _LARGER.fullmatch(block.text) is not None
        return is_short and page.innermost(block.element, "figure") in self.pictured

    def is_credit(self, block: Block) -> bool:
        """Return whether a Block is a line that begins with who made a picture: "(Photo: A. Berg)"."""
        if block.role is not Role.PARAGRAPH or block.words > _MAX_CREDIT_LINE_WORDS or block.link_words:
            return False
        found = _CREDIT.search(block.text[:_MAX_CREDIT_START])
        return found is not None and not any(map(str.isalnum, block.text[: found.start()]))

    def is_unseen(self, block: Block) -> bool:
        """Return whether a Block is a short text for screen readers: "Article content" before each part."""
        if block.words > MAX_CAPTION_WORDS or block.element < 0:
            return False
        return read_names(self.page.elements[block.element].class_id).hides

    def is_slide(self, element: Element) -> bool:
        """Return whether an element is one of a gallery, which shows them one after the other."""
        around = islice(self.page.ancestors(element.index), _MAX_AROUND_SLIDE)
        return any(GALLERY_NAME.search(e.class_id) is not None for e in around)

    def is_within(self, element: int, container: int) -> bool:
        """Return whether an element is another, or inside of it."""
        inner, outer = self.page.elements[element], self.page.elements[container]
        if not (outer.start <= inner.start and inner.end <= outer.end and inner.index >= outer.index):
            return False
        # empty elements beside each other have the same Blocks
        while inner.index > outer.index:
            if inner.parent < 0:
                return False
            inner = self.page.elements[inner.parent]
        return inner.index == outer.index

    def foreign_words(self, start: int, end: int) -> int:
        """Number of words that other parts of the page have in a range of Blocks."""
        return self.foreign_before[end] - self.foreign_before[start] if end > start else 0

    def place(self, before: int) -> int:
        """The first kept Block that an image before a Block stands before."""
        i = bisect_left(self.order, before)
        return self.order[i] if i < len(self.order) else len(self.page.blocks)

    def is_of_body(self, image: Image) -> bool:
        """Return whether an image that stands in no kept Block belongs to the body."""
        element = image.element
        if image.decorative or (element >= 0 and self.is_other_part[element]) or self.is_portrait(image):
            return False
        if element >= 0 and self.page.elements[element].tag == "button" and not _PHOTOGRAPH.search(image.src):
            # a button shows a picture in full, or is one
            return False
        if image.block >= 0 and not self.may_hold_image(image, self.page.blocks[image.block]):
            return False
        box = self.foreign_boxes[element] if element >= 0 else -1
        foreign = 0
        if box >= 0:
            container = self.page.elements[box]
            foreign = self.unnamed_before[container.end] - self.unnamed_before[container.start]
        if self.repeats[image.src] > _MAX_REPEATS and self.page.innermost(element, *CELLS) < 0:
            # in a table it is a value, as a tick
            return False
        if self.first < image.before <= self.last:
            return (
                foreign == 0
                or self.is_captioned(image, box)
                or self.only_repeats_captions(box)
                or self.is_own_figure(image, box)
                or self.is_named_figure(image, box)
                or self.gallery(image) >= 0
            )
        if image.before <= self.first:
            if foreign and self.is_named_picture(box) and self.is_captioned(image, box):
                foreign = 0
            return self.is_lead(image, foreign)
        if self.foreign_words(self.last + 1, image.before):
            return False
        if foreign:
            # a figure right behind the text, whatever comes after it
            figure = self.page.innermost(element, "figure")
            if figure < 0:
                figure = self.named_figure_around(image)
                return figure >= 0 and self.is_captioned(image, figure) and self.is_within(figure, self.core)
            container = self.page.elements[figure]
            return self.foreign_words(container.start, container.end) == 0 and self.is_within(
                figure, self.core
            )
        return self.is_in_core(element, box)

    def is_portrait(self, image: Image) -> bool:
        """Return whether an image above the text, or at a name or date, leads to the profile of somebody."""
        if not image.href or not _PROFILE.search(image.href):
            return False
        following = self.page.blocks[image.before] if image.before < len(self.page.blocks) else None
        is_at_name = following is not None and following.role in (Role.BYLINE, Role.DATE)
        return (is_at_name or image.before <= self.first) and self.page.innermost(image.element, "figure") < 0

    def may_hold_image(self, image: Image, block: Block) -> bool:
        """Return whether an image in the line of a Block that is left out may be of the body for all that.

        Beside a name or a date it is a portrait. A line amid the body that begins with an image and is all of
        its box may be the caption.
        """
        if block.role in (Role.BYLINE, Role.DATE) and not _CREDIT.search(block.text[:_MAX_NOTE_SIZE]):
            return False
        if block.index in self.neutral or stem_of(image.src) in self.stated:
            return True
        if image.run or block.element < 0 or block.index > self.last + 1:
            return False
        container = self.page.elements[block.element]
        is_amid = self.first < block.index < self.last or self.is_named_picture(block.element)
        return is_amid and container.tag == "div" and container.end - container.start == 1

    def is_named_picture(self, element: int) -> bool:
        """Return whether an element's class says that it is the box of one picture."""
        return _PICTURED_NAME.search(self.page.elements[element].class_id) is not None

    def blocks_of(self, container: Element) -> list[Block]:
        """The Blocks of an element but for those in boxes that are named for what they are."""
        blocks = self.page.blocks[container.start : container.end]
        return [block for block in blocks if block.element < 0 or not self.is_other_part[block.element]]

    def is_in_core(self, element: int, box: int) -> bool:
        """Return whether an element that holds nothing of the body, or its box, stands in the body's core."""
        if self.core < 0:
            return True
        outer = self.page.elements[box].parent if box >= 0 else element
        return outer >= 0 and self.is_within(outer, self.core)

    def is_lead(self, image: Image, foreign: int) -> bool:
        """Return whether an image before the first kept Block is one of the article's."""
        element, between = image.element, self.foreign_words(image.before, self.first)
        aside = self.page.innermost(element, "aside")
        if aside >= 0 and self.foreign_boxes[aside] >= 0 and self.page.elements[aside].end > image.before:
            # of a box of facts, which is left out
            return False
        if stem_of(image.src) in self.stated:
            # right below the headline, whatever stands between it and the text
            is_below = 0 <= self.title < image.before
            above = self.foreign_words(self.title, image.before) if is_below else _MAX_LEAD_WORDS
            if between <= _MAX_LEAD_WORDS or above <= _MAX_CREDIT_WORDS:
                return True
        box = self.foreign_boxes[element] if element >= 0 else -1
        if foreign == 0 and self.is_in_core(element, box):
            return between <= _MAX_LEAD_WORDS
        below_title = 0 <= self.title < image.before
        if not below_title:
            # a figure, or an image in a head with the headline, has lines about the article below it
            head = self.page.innermost(element, "figure", "header")
            near = head >= 0 and between <= _MAX_LEAD_WORDS
            if near and self.page.elements[head].tag == "header":
                header = self.page.elements[head]
                near = header.start == image.before and header.end > self.title and _is_own_link(image)
                foreign = 0 if near else foreign
            return (
                foreign == 0
                and (between == 0 or near)
                and self.title >= 0
                and self.article >= 0
                and element >= 0
                and self.page.elements[self.article].tag in _ARTICLES
                and self.is_within(element, self.article)
            )
        if self.has_stated and self.page.innermost(element, "figure") < 0:
            return False
        container = self.page.elements[element] if element >= 0 else None
        clean = container is None or self.foreign_words(container.start, container.end) == 0
        if not clean and container is not None and container.end == image.before and not image.href:
            # below the headline and a label or two, last in the head of the article
            start = max(container.start, self.title + 1)
            clean = self.foreign_words(start, container.end) <= _MAX_LABEL_WORDS
        return clean and self.foreign_words(self.title, self.first) <= _MAX_LEAD_WORDS

    def is_captioned(self, image: Image, box: int) -> bool:
        """Return whether the rest of an image's box reads as its caption: a short text that leads nowhere.

        The box is a figure, or holds first the image and then that text, and is not that of a video.
        """
        page, container = self.page, self.page.elements[box]
        if container.end - container.start > _MAX_BOX:
            return False
        blocks = self.blocks_of(container)
        if len(blocks) > MAX_CAPTIONS:
            return False
        if container.tag != "figure":
            ancestors = takewhile(lambda element: element.index >= box, page.ancestors(image.element))
            if any(_VIDEO_NAME.search(element.class_id) for element in ancestors):
                return False
        return all(
            block.words <= MAX_CAPTION_WORDS
            and block.link_density < 0.3
            and not block.level
            # an item of a gallery has its caption for its text
            and block.role is (Role.LIST_ITEM if container.tag == "li" else Role.PARAGRAPH)
            and (
                self.foreign_words(container.start, image.before) == 0
                or "figure" in (container.tag, *(element.tag for element in page.ancestors(block.element)))
            )
            for block in blocks
            if block.index not in self.neutral
        )

    def only_repeats_captions(self, box: int) -> bool:
        """Return whether all that a box says is in captions of figures in it, once more."""
        if box not in self.around_pictured:
            return False
        container = self.page.elements[box]
        blocks = self.blocks_of(container)
        captions = {block.text for block in blocks if block.role is Role.CAPTION}
        return len(blocks) <= _MAX_BOX and all(
            block.index in self.neutral or block.text in captions for block in blocks
        )

    def is_own_figure(self, image: Image, box: int) -> bool:
        """Return whether an image stands in a figure with a caption that leads nowhere.

        Beside the figure, its box may hold links to other articles, but be none itself.
        """
        figure = self.page.innermost(image.element, "figure")
        if figure < box or not _is_own_link(image):
            return False
        container = self.page.elements[figure]
        captions = [b for b in self.page.blocks[container.start : container.end] if b.role is Role.CAPTION]
        around = takewhile(lambda element: element.index >= box, self.page.ancestors(image.element))
        return (
            any(block.words > _MAX_NOTE_WORDS and not block.link_words for block in captions)
            and self.foreign_words(container.start, container.end) == 0
            and _TEASERS.isdisjoint(element.tag for element in around)
        )

    def is_named_figure(self, image: Image, box: int) -> bool:
        """Return whether an image's box amid the body is named as a figure, and holds little beside it."""
        container = self.page.elements[box]
        return (
            _FIGURE_NAME.search(container.class_id) is not None
            and image.before == container.start
            and container.end - container.start <= _MAX_BOX
            and self.foreign_words(container.start, container.end) <= MAX_CAPTION_WORDS
            and self.is_within(box, self.core)
        )

    def named_figure_around(self, image: Image) -> int:
        """The innermost element with text around an image, if it is named for the image; -1 for none."""
        for element in self.page.ancestors(image.element):
            if element.end > element.start:
                return element.index if self.is_named_picture(element.index) else -1
        return -1

    def gallery(self, image: Image) -> int:
        """The box of several images amid the body that an image stands in, -1 for none.

        It is named as such, and what it says beside them are captions, numbers and controls.
        """
        box = self.foreign_boxes[image.element] if image.element >= 0 else -1
        if box < 0 or not self.first < image.before <= self.last:
            return -1
        if box not in self.galleries:
            self.galleries[box] = self.is_gallery(box)
        return box if self.galleries[box] else -1

    def is_gallery(self, box: int) -> bool:
        """Return whether a box without anything of the body is a gallery of images."""
        page, container = self.page, self.page.elements[box]
        images = [
            i for i in self.images_from(container.start, container.end) if self.is_within(i.element, box)
        ]
        if len(images) < _MIN_IMAGES:
            return False
        names = {e.class_id for i in images for e in page.ancestors(i.element) if e.index >= box}
        if not any(GALLERY_NAME.search(name) for name in names):
            return False
        blocks = self.blocks_of(container)
        return len(blocks) <= MAX_CAPTIONS * len(images) + MAX_CAPTIONS and all(
            block.words <= MAX_CONTROL_WORDS
            or (block.words <= MAX_CAPTION_WORDS and block.link_density < 0.3 and not block.level)
            for block in blocks
        )

    def images_from(self, start: int, end: int) -> list[Image]:
        """The images that stand before or behind Blocks `start` to `end`, and in elements."""
        images = self.page.images[bisect_left(self.positions, start) : bisect_right(self.positions, end)]
        return [image for image in images if image.element >= 0 and not image.decorative]
