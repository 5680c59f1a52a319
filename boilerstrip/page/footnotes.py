"""Footnotes: which elements are notes, and which marks in the text refer to them.

Before the walk every mark is made one `MARK` element, every note gets its key in `NOTE`, and what leads
back from a note to its mark goes. Notes that stand amid a sentence are put behind its paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote

from boilerstrip.page.block import Block, Element, Run
from boilerstrip.page.footnote_tables import unwrap_note_tables
from boilerstrip.page.tags import BLOCK_LEVEL
from boilerstrip.page.traces import INLINE_NOTES, NOTES
from boilerstrip.text.patterns import lazy

if TYPE_CHECKING:
    import turbohtml

    from boilerstrip.page.traces import Traces

# The formatting of a run that is the mark of a note, its address a "#" before the note's key.
NOTEREF = "noteref"
# The element that a mark becomes, and the attribute with the key of the note that it refers to, or that a
# note has.
MARK, NOTE = "footnote-mark", "data-footnote"
# A mark in the text: a number, letter or sign, perhaps in brackets.
_MARK = lazy(
    r"[\[(（［【〔]?\s?(?:(?:note|fn|n|nb|lower-alpha|footnote|脚?[注註]|※)\.?\s?)?"
    r"(\d{1,4}|[a-z]{1,2}|[ivxlc]{1,7}|[*†‡§¶#]{1,4})\s?[\])）］】〕]?[.:]?",
    re.IGNORECASE,
)
# Names of marks and notes in classes, ids and addresses.
_NAMED = lazy(
    r"(?:^|[\s_:.-])(?:fn|ftn|fnref|ftnref|footnote|endnote|noteref|sidenote|note|cite_?note|cite|ref|reference|"
    r"sdfootnote|sdendnote|edn|easy-footnote|footnote-?ref|footnote-?anchor|citation|bib)\w*?(?:$|[\s_:.-]|\d)",
    re.IGNORECASE,
)
# Names of marks alone, and what every link within a document is called by some generators.
_NAMED_MARK = lazy(r"foot-?note|end-?note|noteref|fnref|ftnref|sidenote|cite_ref", re.IGNORECASE)
# What holds several notes.
_NAMED_MANY = lazy(r"(?:notes|references)(?:$|[\s_-])", re.IGNORECASE)
_ORDINARY = lazy(r"\breference (?:internal|external)\b")
_PERMALINK = lazy(r"(?:header|perma|anchor|heading)-?_?link", re.IGNORECASE)
_BACK_NAME = lazy(
    r"back-?link|back-?ref|footnote-?back|reverse-?footnote|footnote-?return|footnote-?number|fn-back|cite-backlink|"
    r"footnote-?reverse|return-?link",
    re.IGNORECASE,
)
_BACK_TEXT = lazy(
    r"\s*[\[(]?\s*(?:[↩↑⤴↵⏎^⇑⬆▲☝]\ufe0e?\ufe0f?|↩\ufe0e?\d*|jump up|"
    r"back(?: to (?:text|top|content|article))?|return(?: to text)?|go back|zurück|retour)\s*[\])]?\s*",
    re.IGNORECASE,
)
# Lists and boxes of notes, and single notes, as generators name them.
_LISTS = (
    "[role=doc-endnotes], .footnotes, ol.references, ol.footnotes-list, .footnote-list, .endnotes, "
    "#footnotes, .easy-footnotes-wrapper, .modern-footnotes-list, .wp-block-footnotes, .reflist"
)
_SINGLE = (
    "[role=doc-footnote], [role=doc-endnote], div.footnote, aside.footnote, p.footnote, li.footnote, "
    "div.footnote-definition, p.footnote-text, p.MsoFootnoteText, p.sdfootnote, p.MsoEndnoteText"
)
_INLINE = (
    ".ltx_note.ltx_role_footnote, .ltx_note.ltx_role_footnotemark, .ltx_note.ltx_role_footnotetext, "
    "span.sidenote, small.sidenote, span.marginnote, span.inline-footnote, "
    "span.modern-footnotes-footnote__note"
)
# Marks that no link is in.
_NUMBERS = (
    "span.footnote, span.footnote-ref, span.footnote-reference, span.footnote-marker, span.footnotenumber"
)
_MARK_OF_INLINE = ".ltx_note_mark, .ltx_tag_note, label, .sidenote-number"
_BOXES = frozenset({"body", "main", "article", "table", "tbody", "html", "header", "footer", "nav", "form"})
_INLINE_TAGS = frozenset({"sup", "span", "small", "b", "strong", "i", "em", "cite", "font"})
_HEADINGS = "h1, h2, h3, h4, h5, h6"
_MAX_NOTE = 10_000
_MAX_NOTES = 5_000
# The paragraphs of one note, and the texts between them.
_MAX_PARTS = 8
# Nodes that the label of a note may be in, and characters of each.
_MAX_LABEL_NODES = 8
_MAX_LABEL = 20
# What stands before and behind a label before the text of a note. To compile a pattern for each label would
# take longer than all else.
_BEFORE_LABEL = lazy(r"\s*[\[(（［【〔]?\s*(?:脚?[注註]|※)?\s*")
_BEHIND_LABEL = lazy(r"\s*[\])）］】〕]?[.:)]?\s*")
_ENDS_LABEL = lazy(r"[\])）］】〕.:\s]$")
# What stands between the marks of several notes that are raised together, and around them.
_GROUP = lazy(r"[\[(\s]*\w{1,4}(?:[\s,;\u2010-\u2014-]+\w{1,4})+[\])\s]*")
_MAX_GROUP = 60
_SEPARATORS = "[](),;"
_BRACKETS = "[(（［【〔"
# "注1" and "［註1］" are the marks of note 1.
_WORD_BEFORE = lazy(r"^\s*[\[(（［【〔]?\s*(?:脚?[注註]|※)\s*|[）］】〕]\s*$")


class Footnote(NamedTuple):
    """A note of the page: the key that marks refer to it by, its label in the text, its element."""

    key: str
    label: str
    element: Element


# A proxy would keep it from being changed, and from being sent to another process.
_NOTHING: Mapping[int, Any] = {}


class NoteLinks(NamedTuple):
    """The notes of a page, and what Blocks are read as because of them: marks that no markup tells."""

    footnotes: Sequence[Footnote]
    # by the index of their Block
    runs: Mapping[int, Sequence[Run]] = _NOTHING
    texts: Mapping[int, str] = _NOTHING

    def runs_of(self, block: Block) -> Sequence[Run]:
        """The runs of a Block, with the marks of notes in it."""
        return self.runs.get(block.index, block.runs)

    def text_of(self, block: Block) -> str:
        """The text of a Block, without the label that it has as a note."""
        return self.texts.get(block.index, block.text)


def note_key(run: Run) -> str | None:
    """The key of the note that a run is the mark of; None for any other run."""
    return (run.href or "#")[1:] if run.marks and run.marks[-1] == NOTEREF else None


class _Mark(NamedTuple):
    node: turbohtml.Element
    key: str
    label: str
    # whether it is an ordinary link, should what it leads to be no note
    is_link: bool


def mark_footnotes(document: turbohtml.Document, traces: Traces, url: str | None) -> dict[str, str]:
    """Mark the notes of a page and what refers to them; return the label of each note by its key."""
    labels = _pull_out_inline(document) if traces.has_name(INLINE_NOTES) else {}
    unwrap_note_tables(document, traces)
    is_listed = traces.has_other_notes or traces.has_name(NOTES)
    if is_listed:
        _mark_numbers(document)
        _unwrap_definitions(document)
    links = list(_numbered_links(document, url))
    if not links and not is_listed:
        return labels
    # to look at all that has a name takes longer, and most pages have no mark
    named, order = _index_by_fragment(document) if links else ({}, {})
    groups = _Groups()
    marks = _marks(links, named, order, groups)
    notes: dict[str, turbohtml.Element] = {}
    # each element is looked at once, however many marks lead into it
    note_verdicts: dict[turbohtml.Element, bool] = {}
    for mark in marks[:_MAX_NOTES]:
        if mark.key in labels:
            continue
        target = named.get(mark.key)
        note = _note_of(target) if target is not None else None
        if note is None:
            continue
        if note not in note_verdicts:
            note_verdicts[note] = _is_note(note, mark.node)
        if note_verdicts[note]:
            notes[mark.key] = note
            labels[mark.key] = mark.label
    if is_listed:
        _add_listed(document, notes, labels)
    _remove_back_links(notes, labels)
    for key, note in notes.items():
        # of several marks for one note the first counts
        if not note.attr(NOTE):
            note.attrs[NOTE] = key
    aliases = {key: note.attr(NOTE) or key for key, note in notes.items()}
    raised: dict[turbohtml.Element, None] = {}
    for mark in marks:
        # the number of a figure, table or section, with which generators name their links
        if mark.key in aliases or not mark.is_link:
            if (group := groups.around(mark.node)) is not None:
                raised[group] = None
            _set_mark(mark, aliases)
    for group in raised:
        _set_apart(group)
    return labels


def _mark_numbers(document: turbohtml.Document) -> None:
    """Make marks of the numbers that a class alone tells from the word right before them."""
    for span in document.select(_NUMBERS)[:_MAX_NOTES]:
        before = getattr(span.previous_sibling, "data", "")
        text = span.text.strip() if len(span.text) < _MAX_LABEL else ""
        is_mark = text.strip("[]()").isdecimal() and not before[-1:].isspace() and before != ""
        if is_mark and span.select_one("a, sup") is None and span.closest("a, sup, pre, code") is None:
            made = _new(MARK)
            made.append(_text(text))
            span.replace_with(made)


def _unwrap_definitions(document: turbohtml.Document) -> None:
    """Make of notes of docutils that have a term and a definition for label and text what others are."""
    for text in document.select("aside.footnote > dd")[:_MAX_NOTES]:
        label = next((node for node in text.previous_siblings if hasattr(node, "tag")), None)
        if getattr(label, "tag", "") == "dt" and len(label.text) <= _MAX_LABEL:  # type: ignore[union-attr]
            label.decompose()  # type: ignore[union-attr]
        text.tag = "div"


def _index_by_fragment(document: turbohtml.Document) -> tuple[dict[str, turbohtml.Element], dict[str, int]]:
    """Elements by the fragment that leads to them, and the place of each in the page's order."""
    named: dict[str, turbohtml.Element] = {}
    order: dict[str, int] = {}
    for n, node in enumerate(document.select("[id], a[name], a[href*='#']")):
        for name in (node.attr("id"), node.attr("name") if node.tag == "a" else None):
            if name and name not in named:
                named[name] = node
                order[name] = n
        if node.tag == "a" and (href := node.attr("href")):
            # where the first link to it stands
            order.setdefault(f"#{href.partition('#')[2]}", n)
    return named, order


def _numbered_links(
    document: turbohtml.Document, url: str | None
) -> Iterator[tuple[turbohtml.Element, str, str]]:
    """The links within the page whose text may be the mark of a note: each with its fragment and the mark."""
    own_address = (url or "").partition("#")[0]
    # to look for the sign anywhere in all addresses takes ten times as long
    for link in document.select("a[href*='#']" if own_address else "a[href^='#']"):
        address, _, fragment = (link.attr("href") or "").partition("#")
        if not fragment or (address and not (own_address and own_address.endswith(address.lstrip(".")))):
            continue
        text = " ".join(link.text.split())
        label_match = _MARK.fullmatch(text) if len(text) < 20 else None
        if label_match is None or _BACK_NAME.search(f"{link.attr('class') or ''} {link.attr('role') or ''}"):
            continue
        yield link, fragment, label_match[1]


def _marks(
    links: Iterable[tuple[turbohtml.Element, str, str]],
    named: Mapping[str, turbohtml.Element],
    order: Mapping[str, int],
    groups: _Groups,
) -> list[_Mark]:
    """Those of these links that are marks of notes."""
    found: list[_Mark] = []
    for link, fragment, label in links:
        key = fragment if fragment in named else unquote(fragment)
        outer = _outermost(link)
        names = " ".join(link.attr(name) or "" for name in ("class", "role", "id"))
        names = f"{names} {outer.attr('class') or ''}"
        if _PERMALINK.search(names):
            # a sign beside a heading or a term that leads to these themselves
            continue
        is_raised = (
            outer.tag == "sup" or link.select_one("sup") is not None or groups.around(link) is not None
        )
        if not is_raised and _is_name(link, label, names):
            continue
        names = _ORDINARY.sub(" ", names)
        is_named = "noteref" in names or bool(_NAMED.search(names) or _NAMED.search(f" {fragment} "))
        if not (is_raised or is_named or _leads_to_label(link, label, named.get(key))):
            continue
        if key not in named and not is_raised:
            continue
        # what leads back stands behind what it leads to
        if key in named and order[key] < order.get(f"#{fragment}", 0):
            continue
        found.append(_Mark(outer, key, label, is_link=key in named and not is_raised))
    return found


def _leads_to_label(link: turbohtml.Element, label: str, target: turbohtml.Element | None) -> bool:
    """Return whether a number in brackets leads to a text that begins with the same number in brackets.

    In round ones, which say less, that number leads back.
    """
    sign = link.text.strip()[:1]
    note = _note_of(target) if target is not None and sign and sign in _BRACKETS else None
    if note is None or note.tag in _BOXES:
        return False
    begin, back = "", ""
    for node in islice(note.descendants, _MAX_LABEL_NODES):
        begin += getattr(node, "data", "")[:_MAX_LABEL]
        if getattr(node, "tag", "") == "a":
            back = back or node.attr("href") or ""  # type: ignore[attr-defined]
    if sign == "[":
        before, bracket, inside = begin.partition("[")
        number, closing, _ = inside.partition("]")
        return not before.strip() and bool(bracket and closing) and number.strip() == label
    leads_back = back.startswith("#") and back[1:] in (link.attr("id"), link.attr("name"))
    return leads_back and begin.lstrip().startswith(link.text.strip())


class _Groups:
    """Raised texts that hold several numbers and nothing else."""

    def __init__(self) -> None:
        # each is looked at once, however many links it holds
        self._verdicts: dict[turbohtml.Element, bool] = {}

    def around(self, link: turbohtml.Element) -> turbohtml.Element | None:
        """The raised text with several numbers that a link is one of; None for none."""
        node: Any = link.parent
        for _ in range(4):
            tag = getattr(node, "tag", "")
            if tag == "sup":
                if node not in self._verdicts:
                    text = node.text
                    self._verdicts[node] = len(text) <= _MAX_GROUP and _GROUP.fullmatch(text) is not None
                return node if self._verdicts[node] else None
            if tag not in _INLINE_TAGS:
                return None
            node = node.parent
        return None


def _is_name(link: turbohtml.Element, label: str, names: str) -> bool:
    """Return whether a letter in the line is the name of what its link leads to, as of a function."""
    if link.select_one("code, kbd, samp, tt") is not None:
        return True
    return label.isalpha() and "[" not in link.text and _NAMED_MARK.search(names) is None


def _outermost(link: turbohtml.Element) -> turbohtml.Element:
    """The outermost inline element that holds the link and, but for brackets, nothing else."""
    node = link
    for _ in range(4):
        parent = node.parent
        if getattr(parent, "tag", "") not in _INLINE_TAGS or len(list(islice(parent.children, 6))) > 5:  # type: ignore[union-attr]
            break
        if re.sub(r"[\[\]()\s,]", "", parent.text) != re.sub(r"[\[\]()\s,]", "", link.text):  # type: ignore[union-attr]
            break
        node = parent  # type: ignore[assignment]
    return node


def _note_of(target: turbohtml.Element) -> turbohtml.Element | None:
    """The block-level element around what a mark leads to, which may be a note; None for none."""
    note: turbohtml.Element | None = target
    while note is not None and note.tag not in BLOCK_LEVEL:
        parent = note.parent
        note = parent if hasattr(parent, "attrs") else None  # type: ignore[assignment]
    if note is None:
        return None
    if note.tag == "dt":
        following = next((node for node in note.next_siblings if hasattr(node, "tag")), None)
        note = following if getattr(following, "tag", "") == "dd" else None  # type: ignore[assignment]
        if note is None:
            return None
    parent = note.parent
    if (
        note.tag == "p"
        and getattr(parent, "tag", "") in ("div", "li", "aside", "dd")
        and _NAMED.search(names := f" {parent.attr('id') or ''} {parent.attr('class') or ''} ")  # type: ignore[union-attr]
        # an item is one note, whatever the class of all items is called
        and (parent.tag == "li" or not _NAMED_MANY.search(names))  # type: ignore[union-attr]
        and len(list(islice(parent.children, _MAX_PARTS + 1))) <= _MAX_PARTS  # type: ignore[union-attr]
    ):
        note = parent  # type: ignore[assignment]
    return note


def _is_note(note: turbohtml.Element, mark: turbohtml.Element | None) -> bool:
    if (
        note.tag in _BOXES
        or note.tag.startswith("h")
        or note.tag in ("td", "th", "tr", "ul", "ol", "pre", "figure")
    ):
        return False
    if note.select_one(_HEADINGS) is not None or len(note.text) > _MAX_NOTE or not note.text.strip():
        return False
    return mark is None or note not in mark.ancestors


def _add_listed(
    document: turbohtml.Document, notes: dict[str, turbohtml.Element], labels: dict[str, str]
) -> None:
    """Add the notes that generators name as such, whether or not a mark refers to them."""
    known = set(notes.values())
    candidates: list[tuple[turbohtml.Element, str]] = []
    for box in document.select(_LISTS):
        if box.tag in ("ol", "ul"):
            lists = [box]
        else:
            lists = [node for node in box.select("ol, ul") if node.closest("li") is None]
        for element in lists:
            items = [node for node in element.children if getattr(node, "tag", "") == "li"]
            candidates += [(item, str(n)) for n, item in enumerate(items, 1)]  # type: ignore[misc]
    for single in document.select(_SINGLE):
        link = single.select_one("a[href*='#']")
        label_match = _MARK.fullmatch(" ".join(link.text.split())) if link is not None else None
        candidates.append((single, label_match[1] if label_match else ""))
    for note, label in candidates[:_MAX_NOTES]:
        if note in known or not _is_note(note, None) or note.closest(f"[{NOTE}]") is not None:
            continue
        inner = note.select_one("[id]")
        key = note.attr("id") or (inner.attr("id") if inner is not None else None) or f"note {len(notes) + 1}"
        if key not in notes:
            notes[key] = note
            labels[key] = label


def _remove_back_links(notes: Mapping[str, turbohtml.Element], labels: Mapping[str, str]) -> None:
    """Remove from the notes what leads back to their marks, and the label before their text."""
    for key, note in notes.items():
        for span in note.select(".mw-cite-backlink, .footnote-backlinks"):
            span.decompose()
        for link in note.select("a"):
            text = " ".join(link.text.split())
            names = f"{link.attr('class') or ''} {link.attr('role') or ''}"
            leads_back = (link.attr("href") or "").startswith("#") or "#" in (link.attr("href") or "")
            is_back = _BACK_NAME.search(names) is not None or _BACK_TEXT.fullmatch(text) is not None
            is_label = leads_back and (_MARK.fullmatch(text) is not None if len(text) < 20 else False)
            if (leads_back and is_back) or (is_label and _begins_with(note, link)):
                outer = _outermost(link)
                preceding, following = outer.previous_sibling, outer.next_sibling
                outer.decompose()
                if is_label and preceding is not None and hasattr(preceding, "data"):
                    preceding.replace_with(_text(preceding.data.rstrip("[( \u00a0")))
                if following is not None and hasattr(following, "data") and is_label:
                    following.replace_with(_text(following.data.lstrip("].) :\u00a0")))
        for label in note.select("span.label, .footnote-label"):
            if re.fullmatch(r"[\[\]\s]*\w{0,4}[\[\]\s]*", label.text):
                label.decompose()
        previous = note.previous_sibling
        while previous is not None and not hasattr(previous, "tag"):
            previous = previous.previous_sibling
        if note.tag == "dd" and getattr(previous, "tag", "") == "dt" and len(previous.text) < 20:  # type: ignore[union-attr]
            previous.decompose()  # type: ignore[union-attr]
        _strip_label(note, labels.get(key, ""))


def _begins_with(note: turbohtml.Element, link: turbohtml.Element) -> bool:
    """Return whether a link is the first thing in a note, but for brackets."""
    head = re.sub(r"[\[\](){}\s.^]", "", note.text)[: len(link.text) + 1]
    return head.startswith(re.sub(r"[\[\](){}\s.^]", "", link.text))


def _strip_label(note: turbohtml.Element, label: str) -> None:
    """Remove a note's own label from the head of its first text, where that is what its mark says."""
    first = next((node for node in note.descendants if hasattr(node, "data") and node.data.strip()), None)
    if first is None or not label:
        return
    text = first.data
    before = _BEFORE_LABEL.match(text)
    if before is None or not text.startswith(label, before.end()):
        return
    behind = _BEHIND_LABEL.match(text, before.end() + len(label))
    end = behind.end() if behind is not None else len(text)
    # a number alone, as raised ones are, or one in brackets or before a full stop
    is_label = end == len(text) or _ENDS_LABEL.search(text[:end]) is not None
    if is_label and note.text.strip() != text.strip()[:end]:
        first.replace_with(_text(text[end:]))


def _set_mark(mark: _Mark, aliases: Mapping[str, str]) -> None:
    node = mark.node
    if node.parent is None:
        return
    made = _new(MARK)
    made.attrs[NOTE] = aliases.get(mark.key, mark.key)
    made.append(_text(_WORD_BEFORE.sub("", node.text)))
    node.replace_with(made)


def _set_apart(group: turbohtml.Element) -> None:
    """Take marks that are raised together out of what raises them, without what stands between them."""
    parent = group.parent
    if parent is None or group.select_one("a") is not None:
        return
    from turbohtml import Text

    texts = [node for node in group.descendants if isinstance(node, Text)]
    for node in texts:
        if getattr(node.parent, "tag", "") != MARK:
            node.data = node.data.strip().strip(_SEPARATORS).strip()
    for child in list(group.children):
        group.insert_before(child)
    group.extract()


def _pull_out_inline(document: turbohtml.Document) -> dict[str, str]:
    """Put notes that stand amid a sentence behind its paragraph, each with a mark in its place."""
    from turbohtml import Element as Tagged

    labels: dict[str, str] = {}
    last: dict[turbohtml.Element, turbohtml.Element] = {}
    # the first note of each label
    keys: dict[str, str] = {}
    for n, note in enumerate(document.select(_INLINE)[:_MAX_NOTES], 1):
        ancestors = note.ancestors
        paragraph = next((e for e in ancestors if isinstance(e, Tagged) and e.tag in BLOCK_LEVEL), None)
        if (
            paragraph is None
            or getattr(paragraph, "parent", None) is None
            or note.closest("pre, code, td, th") is not None
        ):
            continue
        if paragraph.tag == "figure":
            _set_figure_note(note)
            continue
        label = ""
        for sign in note.select(_MARK_OF_INLINE):
            label = label or sign.text.strip()
            sign.decompose()
        for toggle in list(note.previous_siblings)[:4]:
            if getattr(toggle, "tag", "") in ("label", "input"):
                toggle.extract()
            elif getattr(toggle, "tag", "") == "sup" and toggle.attr("data-mfn"):  # type: ignore[attr-defined]
                label = toggle.text.strip()
                toggle.extract()
        label = label if _MARK.fullmatch(label) else str(n)
        key = f"inline {n}"
        content = note.select_one(".ltx_note_content") or note
        is_text = "ltx_role_footnotetext" in (note.attr("class") or "")
        if not content.text.strip() or is_text:
            # the mark alone of a note that stands elsewhere, or the note that has it elsewhere
            known = keys.setdefault(label, key)
            if not is_text:
                note.replace_with(_mark_of(known, label))
                continue
            key = known
            if key in labels:
                continue
        keys.setdefault(label, key)
        aside, inner = _new("aside"), _new("p")
        aside.attrs["role"], aside.attrs[NOTE] = "doc-footnote", key
        if is_text:
            note.extract()
        else:
            note.replace_with(_mark_of(key, label))
        for child in list(content.children):
            inner.append(child)
        aside.append(inner)
        if paragraph.tag in ("li", "dd", "blockquote", "div", "section", "body", "article"):
            paragraph.append(aside)
        else:
            # behind the notes of the same paragraph that were pulled out before
            last.get(paragraph, paragraph).insert_after(aside)
            last[paragraph] = aside
        labels[key] = label
    return labels


def _mark_of(key: str, label: str) -> turbohtml.Element:
    """The mark of a note."""
    mark = _new(MARK)
    mark.attrs[NOTE] = key
    mark.append(_text(label))
    return mark


def _set_figure_note(note: turbohtml.Element) -> None:
    """Make a note that stands in a figure, beside an image, the caption that it is."""
    for toggle in list(note.previous_siblings)[:4]:
        if getattr(toggle, "tag", "") in ("label", "input"):
            toggle.extract()
    note.tag = "figcaption"


def _new(tag: str) -> turbohtml.Element:
    from turbohtml import Element

    return Element(tag)


def _text(data: str) -> turbohtml.Text:
    from turbohtml import Text

    return Text(data)
