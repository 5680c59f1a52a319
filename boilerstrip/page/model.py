"""A page as everything after the parser sees it: Blocks, the elements around them, head data."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain, compress, islice
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from boilerstrip import _kernels
from boilerstrip.errors import StrategyError
from boilerstrip.limits import MAX_OWN_ADDRESS, Limits
from boilerstrip.page.block import Block, Element, Role, Run, class_ids, texts_of, with_item_type, word_counts
from boilerstrip.page.bounded import bounded_markup
from boilerstrip.page.embedded_json import objects, parse_json
from boilerstrip.page.head_data import Head
from boilerstrip.page.manuals import manual_level
from boilerstrip.page.repeated_texts import find_repeated_texts
from boilerstrip.page.repeats import repeat_group_ids, repeated_groups, sibling_group_ids
from boilerstrip.page.runs import count_link_words, join_runs
from boilerstrip.page.selected import Selected, Selector
from boilerstrip.page.signatures import are_reference, find_code
from boilerstrip.page.tags import ROLE_BY_TAG
from boilerstrip.page.units import Unit, find_units
from boilerstrip.text import phrases
from boilerstrip.text.class_names import byline_names, names_of_people
from boilerstrip.text.whitespace import collapse
from boilerstrip.text.words import count_words, words

if TYPE_CHECKING:
    from boilerstrip.page.footnotes import Footnote
    from boilerstrip.page.formulas import Formula

# They ask for the bounded page at the same time, each from a thread of its own.
_bounding = threading.Lock()


class Image(NamedTuple):
    """An image that stands before Block number `before`, inside `element`.

    In a line of text it stands in Block number `block`, behind so many `run`s of it. `href` is the link
    around it; what is `decorative` is no picture of the text: icons, avatars, what counts visitors.
    """

    before: int
    element: int
    src: str
    alt: str
    href: str | None = None
    block: int = -1
    run: int = 0
    decorative: bool = False


class Embed(NamedTuple):
    """A video or such that stands before Block number `before`, inside `element`, with what it is called."""

    before: int
    element: int
    src: str
    title: str


class PageModel:
    """One page, however it was made: `blocks` in document order, the `elements` that hold them, `head`."""

    def __init__(self, url: str | None = None, limits: Limits | None = None) -> None:
        """Make a page without anything on it."""
        self.limits = limits or Limits()
        # it came as lines of text, of which no element and no class name is known
        self.is_plaintext = False
        # Blocks that go on in the line of the Block before, each with what stands between the two
        self.continued: dict[int, str] = {}
        self.notes: list[str] = []
        self.url = collapse(url) if url else None
        # what its results are filed under, however long it is
        self.given_url = self.url
        if self.url and len(self.url) > MAX_OWN_ADDRESS:
            self.url = None
            self.note(f"the address has more than {MAX_OWN_ADDRESS} characters and is ignored")
        # what relative addresses are relative to: its own, or what it names instead
        self.base = self.url or ""
        # the body that the page embeds as data, once somebody has looked for it, and the element of
        # the Blocks that were made of it, where it is shown nowhere
        self.embedded_text: str | None = None
        self.embedded: Element | None = None
        self.blocks: list[Block] = []
        # each Block's words, as `boilerstrip.text.words` has them
        self.block_words: list[list[str]] = []
        self.elements: list[Element] = []
        self.images: list[Image] = []
        # the ids that links may lead to, each with the index of the Block that it stands at
        self.anchors: dict[str, int] = {}
        # videos, sound and posts of other sites, which a clean body links to
        self.embeds: list[Embed] = []
        # formulas by what a Block's text has for them
        self.formulas: dict[str, Formula] = {}
        # the notes of the page in its order, and the label of each by its key
        self.footnotes: list[Footnote] = []
        self.note_labels: dict[str, str] = {}
        self.head = Head()
        # what the site's owner selects, and where that stands; phrases of the owner's own
        self.selectors: tuple[Selector, ...] = ()
        self.selected: list[Selected] = []
        self.owner_phrases: phrases.OwnerPhrases = ()
        # the Blocks that are dropped by that, which come with no image or table either
        self.dropped_by_owner: frozenset[int] = frozenset()
        # the element that holds a body cleaned before, if the page is one
        self.cleaned: Element | None = None
        # characters of text and addresses that may still be kept
        self.text_budget = self.limits.text

    @cached_property
    def phrase_matches(self) -> list[phrases.Match | None]:
        """The phrase that gives each Block away as boilerplate, where one does."""
        texts, counts = texts_of(self.blocks), word_counts(self.blocks)
        found = phrases.match_all(texts, counts, self.block_words)
        for i, label in self.owner_matches.items():
            found[i] = label
        return found

    @cached_property
    def is_code(self) -> list[bool]:
        """Whether each Block is code or a signature."""
        return find_code(self.blocks)

    @cached_property
    def has_code(self) -> bool:
        """Whether any Block is code or a signature."""
        return any(self.is_code)

    def is_reference(self, mask: Sequence[bool]) -> bool:
        """Return whether what a mask keeps has the code or the signatures of documentation."""
        if self.is_plaintext or not self.has_code:
            return False
        return are_reference(list(compress(self.blocks, mask)), self.is_code)

    @cached_property
    def manual_level(self) -> int:
        """The level of the headings of a manual page, 0 for another page."""
        return manual_level(self.blocks)

    @cached_property
    def phrased(self) -> dict[int, phrases.Match]:
        """The phrases by the index of the Block that each gives away: most have none."""
        return {i: found for i, found in enumerate(self.phrase_matches) if found is not None}

    @cached_property
    def owner_matches(self) -> dict[int, phrases.Match]:
        """The phrase of the site's owner that a Block is or begins with, by the Block's index."""
        if not self.owner_phrases:
            return {}
        found = (
            (block.index, phrases.match_owner(block.text, block.words, self.owner_phrases))
            for block in self.blocks
        )
        return {i: label for i, label in found if label is not None}

    @cached_property
    def item_types(self) -> list[str]:
        """The types of microdata that elements have."""
        return [element.itemtype for element in with_item_type(self.elements)]

    @cached_property
    def class_ids(self) -> set[str]:
        """The distinct class names and IDs of the elements."""
        return class_ids(self.elements)

    @cached_property
    def names_of_people(self) -> set[str]:
        """Those class names and IDs that may tell of authors, readers who comment, or members."""
        return names_of_people(self.class_ids)

    @cached_property
    def byline_names(self) -> set[str]:
        """Those class names and IDs that say that an element is a byline, or an author's name."""
        return byline_names(self.names_of_people)

    @cached_property
    def sibling_group_ids(self) -> list[int]:
        """The number of the kind that each element is of, shared by like repeats."""
        return sibling_group_ids(self.elements)

    @cached_property
    def repeat_group_ids(self) -> list[int]:
        """The number of the place that each Block stands in, shared by Blocks of like records."""
        return repeat_group_ids(self.blocks, self.elements)

    @cached_property
    def repeated_groups(self) -> list[list[int]]:
        """The Blocks of each place that like records have, as indexes; lines are no records."""
        return [] if self.is_plaintext else repeated_groups(self.repeat_group_ids, self.blocks, self.elements)

    @cached_property
    def repeated_texts(self) -> list[list[range]]:
        """For each text that stands on the page more than once, all its places, as ranges of Blocks."""
        media = chain((image.before for image in self.images), (embed.before for embed in self.embeds))
        return find_repeated_texts(self.blocks, self.elements, media=media, is_plaintext=self.is_plaintext)

    @cached_property
    def units(self) -> list[Unit]:
        """The lists, tables, quotations and such of the page, see `boilerstrip.page.units`."""
        return find_units(self.blocks, self.elements)

    @cached_property
    def json_ld(self) -> list[dict[str, Any]]:
        """Every JSON-LD object of the page, nested ones (`@graph` and others) after their parent."""
        found: list[dict[str, Any]] = []
        for value in self._linked_data:
            found.extend(islice(objects(value), self.limits.objects - len(found)))
        return found

    @cached_property
    def _linked_data(self) -> list[Any]:
        """The value of each JSON-LD script."""
        return [parse_json(source) for source in self.head.json_ld]

    @cached_property
    def works(self) -> list[dict[str, Any]]:
        """The JSON-LD objects that stand for themselves: not the parts of others, such as their reviews."""
        found: list[dict[str, Any]] = []
        for value in self._linked_data:
            for item in value if isinstance(value, list) else [value]:
                if isinstance(item, dict):
                    graph = item.get("@graph")
                    parts = graph if isinstance(graph, list) else []
                    found += [item, *(part for part in parts if isinstance(part, dict))]
        return found[: self.limits.objects]

    @property
    def flattened(self) -> bool:
        """Deprecated: `is_plaintext`."""
        return self.is_plaintext

    @property
    def bounded_html(self) -> str:
        """The page as a plain document for strategies that parse for themselves.

        Built from the elements and Blocks alone: no script, style, comment or event handler,
        no empty element, and depth, nodes and attributes as limited. Its text is the Blocks'.

        Raises:
            StrategyError: it has more characters or Blocks than the limits allow; `notes` say so too.

        """
        with _bounding:
            markup = self._bounded_html
        if markup is None:
            raise StrategyError("the page is too large for this strategy")
        return markup

    @cached_property
    def _bounded_html(self) -> str | None:
        too_many = f"{self.limits.bounded_blocks} blocks"
        if len(self.blocks) <= self.limits.bounded_blocks:
            markup = "".join(bounded_markup(self.head, self.blocks, self.elements))
            if len(markup) <= self.limits.bounded:
                return markup
            too_many = f"{self.limits.bounded} characters"
        self.note(f"more than {too_many}: too large for strategies from other packages")
        return None

    def ancestors(self, element: int) -> Iterator[Element]:
        """The element of this index and the ones around it, innermost first."""
        while element >= 0:
            container = self.elements[element]
            yield container
            element = container.parent

    def innermost(self, element: int, *tags: str) -> int:
        """The index of the innermost element of these tags at or around an element, -1 for none."""
        elements = self.elements
        if _kernels.rules is not None:
            found: int = _kernels.rules.innermost(elements, element, tags)
            return found
        while element >= 0:
            container = elements[element]
            if container.tag in tags:
                return element
            element = container.parent
        return -1

    def enclosing_container(self, block: Block) -> Element | None:
        """The innermost element that holds more than this one Block."""
        index = block.element
        while index >= 0:
            element = self.elements[index]
            if element.end - element.start > 1:
                return element
            index = element.parent
        return None

    def holder(self, block: Block) -> Element | None:
        """Deprecated: `enclosing_container`."""
        return self.enclosing_container(block)

    def with_roles(self, roles: Mapping[int, Role]) -> Self:
        """Return the page with Blocks of other roles in these places."""
        if not roles:
            return self
        blocks = list(self.blocks)
        for i, role in roles.items():
            blocks[i] = blocks[i].with_role(role)
        return self.with_blocks(blocks)

    def with_blocks(self, blocks: list[Block]) -> Self:
        """Return the page with other Blocks for its own, of the same texts in the same elements.

        The two share everything else, what was computed of the page so far included.
        """
        # a third of the time of `copy`
        page = self.__class__.__new__(self.__class__)
        page.__dict__.update(self.__dict__, blocks=blocks)
        return page

    def note(self, reason: str) -> None:
        """Tell the caller something about this page, once."""
        if reason not in self.notes:
            self.notes.append(reason)

    def add_block(self, runs: list[Run], parent: Element) -> bool:
        """Append a Block that does not come from markup; False where there is no room for more.

        Without text there is none.
        """
        if text := join_runs(runs, preformatted=False):
            if len(self.blocks) >= self.limits.blocks:
                self.note(f"cut after {self.limits.blocks} blocks")
                return False
            if len(text) > self.text_budget:
                self.note(f"cut after {self.limits.text} characters of text")
                return False
            self.text_budget -= len(text) + sum(len(run.href) for run in runs if run.href)
            tokens = words(text)
            n_words = count_words(text, tokens)
            block = Block(
                len(self.blocks),
                text,
                parent.index,
                parent.content_role,
                n_words,
                count_link_words(runs, n_words),
                parent.path,
                runs,
                parent.level,
            )
            self.blocks.append(block)
            self.block_words.append(tokens)
        return True

    def add_element(self, tag: str, parent: Element | None = None) -> Element:
        """Append an element at the end of the page for Blocks that `add_block` brings."""
        position = len(self.blocks)
        content_role, level = ROLE_BY_TAG.get(tag, (Role.PARAGRAPH, 0))
        element = Element(
            index=len(self.elements),
            parent=parent.index if parent else -1,
            depth=parent.depth + 1 if parent else 0,
            tag=tag,
            class_id="",
            role="",
            itemtype="",
            itemprop="",
            hidden=False,
            start=position,
            end=position,
            path=f"{parent.path}/{tag}" if parent else tag,
            content_role=content_role,
            level=level,
        )
        self.elements.append(element)
        return element
