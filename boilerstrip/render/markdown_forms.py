"""What Markdown has forms for and HTML writes otherwise: formulas, notes, definitions, callouts, captions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain, islice
from typing import TYPE_CHECKING

from boilerstrip.page.tags import CELLS
from boilerstrip.render.box_titles import BOX_TITLE, GITHUB
from boilerstrip.text.patterns import lazy

if TYPE_CHECKING:
    from turbohtml import Document, Element, Markdown

# An element whose text is Markdown as it is.
RAW = "x-raw"
# A line of a caption.
LINE = "x-caption"
_CALLOUT = lazy(
    r"(?m)^((?P<lead>(?:[ >]*> )?)\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\])\n[ >]*>[ ]*\n"
    # the term of a definition would be one with the line above it
    r"(?!(?P=lead)[^\n]*\n(?:[ >]*>[ ]*\n)?(?P=lead):   )"
)
_RAW_TAG = lazy(rf"</?(?:{RAW}|{LINE})>")
_BLOCKS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "ul", "ol", "dl", "table"})
# The number of an equation, in a line of its own with it.
_EQUATION_NUMBER = lazy(r"\s*\(((?:[^\W_]|\.){1,12})\)\s*")
_TERM = lazy(r"\n{2,}(?=:   )")


def rewrite(document: Document) -> None:
    """Rewrite in a body's tree what Markdown has a form of its own for."""
    from turbohtml import Element

    for math in document.select("math"):
        _raw(math, _formula(math, _take_number(math)))
    for link in document.select("sup > a[href^='#fn-']"):
        mark = link.parent
        assert mark is not None
        _raw(mark, f"[^{(link.attr('href') or '')[4:]}]")  # type: ignore[arg-type]
    for box in document.select("li > input[type=checkbox]"):
        _raw(box, "[x]" if "checked" in box.attrs else "[ ]")
    for line_break in document.select("dt br"):
        # a term is a line
        _raw(line_break, "<br>")
    for caption in document.select("figcaption, caption"):
        figure = caption.parent
        if caption.tag == "figcaption" and isinstance(figure, Element) and _is_above_image(caption):
            # readers look for it below
            figure.append(caption)
        _set_caption(caption)
    for box in document.select(".admonition"):
        _set_callout(box)
    for indented in document.select("dl"):
        if indented.select_one("dt") is None:
            # an indent, as wikis write it
            indented.tag = "div"
            for part in [node for node in indented.children if isinstance(node, Element)]:
                part.tag = "div"
    for inner in document.select("ul > li:only-child > ul:only-child"):
        _unwrap_list(inner)
    for element in document.select("ol[reversed]"):
        items = [node for node in element.children if getattr(node, "tag", "") == "li"]
        number = int(element.attr("start") or len(items))
        for item in items:
            number = int(item.attr("value") or number)  # type: ignore[attr-defined]
            item.attrs["value"] = str(number)  # type: ignore[attr-defined]
            number -= 1
        del element.attrs["reversed"]
        if items:
            element.attrs["start"] = items[0].attr("value") or "1"  # type: ignore[attr-defined]


def _unwrap_list(inner: Element) -> None:
    """Put a list in the place of the one around it, if that holds nothing else: its bullet says nothing."""
    item: Element = inner.parent  # type: ignore[assignment]
    outer: Element = item.parent  # type: ignore[assignment]
    # links may lead to either
    if item.text.strip() == inner.text.strip() and not (item.attr("id") or outer.attr("id")):
        outer.replace_with(inner)


def define_notes(document: Document, options: Markdown) -> None:
    """Write the notes of a body's tree where they stand as Markdown defines them."""
    for section in document.select("section[role=doc-endnotes]"):
        notes = [((item.attr("id") or "")[3:], item) for item in section.select("li[id^='fn-']")]
        section.replace_with(raw_paragraph(_definitions(notes, options)))


def _definitions(notes: Sequence[tuple[str, Element]], options: Markdown) -> str:
    """Notes as Markdown defines them, further paragraphs indented."""
    definitions = [f"[^{label}]: {_indented(markdown_of(item, options))}" for label, item in notes]
    return ("\n\n" if any("\n" in definition for definition in definitions) else "\n").join(definitions)


def markdown_of(element: Element, options: Markdown) -> str:
    """The Markdown of what is in an element."""
    import turbohtml

    return convert(turbohtml.parse(element.inner_html), options)


def convert(document: Document, options: Markdown) -> str:
    """The Markdown of a tree, which is as ready for it as can be."""
    # in an element with a converter, a line break makes the library cut the end off a text that comes later
    converted = {*CONVERTERS, *(options.converters or ())}
    for line_break in document.select("br"):
        tags = {getattr(ancestor, "tag", "") for ancestor in line_break.ancestors}
        if not tags.isdisjoint(converted) and tags.isdisjoint(CELLS):
            _raw(line_break, " \n")
    return document.to_markdown(options).strip()


def inline_html(html: str) -> str:
    """HTML without the elements that hold Markdown, in one line, which no empty one may end."""
    return _RAW_TAG.sub("", html).replace("\n", "&#10;")


def _indented(markdown: str) -> str:
    """Lines after the first indented, as what they go on with asks for."""
    return "\n".join(f"    {line}" if n and line else line for n, line in enumerate(markdown.split("\n")))


def tidy(markdown: str) -> str:
    """Markdown with the kinds of callouts right above their text, and definitions right below their term."""
    return _TERM.sub("\n", _CALLOUT.sub(r"\1\n", markdown))


def _take_number(math: Element) -> str:
    """Remove the number of an equation behind it, the only other thing in its line; return it as TeX."""
    from turbohtml import Element, Text

    following = math.next_sibling
    if math.attr("display") != "block" or not isinstance(following, Text):
        return ""
    number = _EQUATION_NUMBER.fullmatch(following.data)
    others = chain(math.previous_siblings, following.next_siblings)
    if number is None or any(
        isinstance(node, Element) or str(getattr(node, "data", "")).strip() for node in others
    ):
        return ""
    following.extract()
    return f" \\tag{{{number[1]}}}"


def _formula(math: Element, number: str) -> str:
    annotation = math.select_one("annotation")
    tex = annotation.text if annotation is not None else math.text
    tex = tex if "\\tag" in tex else tex + number
    return f"$${tex}$$" if math.attr("display") == "block" else f"${tex}$"


def escape_colons(document: Document) -> None:
    """Escape the colons that begin a line, which readers of definition lists take for a definition."""
    from turbohtml import Element, Text

    for element in document.select("p, li, dd, td, th, blockquote, br"):
        first = element.next_sibling if element.tag == "br" else next(iter(element.children), None)
        while isinstance(first, Element) and first.tag == "span":
            # a place that links lead to, which Markdown has no signs for
            first = next(iter(first.children), first.next_sibling)
        if not isinstance(first, Text) or not first.data.lstrip().startswith(":"):
            continue
        sign = Element(RAW)
        sign.append(Text("\\:"))
        first.insert_before(sign)
        first.data = first.data.lstrip()[1:]


def _raw(node: Element, text: str) -> None:
    node.replace_with(raw_element(text))


def raw_element(text: str) -> Element:
    """An element whose text is Markdown as it is."""
    from turbohtml import Element, Text

    raw = Element(RAW)
    raw.append(Text(text))
    return raw


def raw_paragraph(text: str) -> Element:
    """A paragraph whose text is Markdown as it is."""
    from turbohtml import Element

    paragraph = Element("p")
    paragraph.append(raw_element(text))
    return paragraph


def _is_above_image(caption: Element) -> bool:
    """Return whether a caption stands right above an image, the only thing in its figure."""
    from turbohtml import Element

    # a figure may have thousands of others
    elements = (node for node in caption.next_siblings if isinstance(node, Element))
    following = list(islice(elements, 2))
    if len(following) != 1 or any(isinstance(node, Element) for node in caption.previous_siblings):
        return False
    return not following[0].text.strip() and (
        following[0].tag == "img" or following[0].select_one("img") is not None
    )


def _set_caption(caption: Element) -> None:
    """Set the lines of a caption in italics, which tells them from the text around.

    Paragraphs of it are lines of one: a paragraph further down would be text of the body.
    """
    from turbohtml import Element

    paragraphs = [child for child in caption.children if isinstance(child, Element) and child.tag == "p"]
    for paragraph in paragraphs:
        if paragraph.previous_sibling is not None:
            paragraph.insert_before(Element("br"))
        if paragraph.next_sibling is not None and getattr(paragraph.next_sibling, "tag", "") != "p":
            paragraph.insert_after(Element("br"))
        for child in list(paragraph.children):
            paragraph.insert_before(child)
        paragraph.extract()
    children = [node for node in caption.children if isinstance(node, Element) or node.text.strip()]
    if len(children) == 1 and isinstance(children[0], Element) and children[0].tag == "em":
        # it is in italics as it is
        children[0].tag = LINE
        return
    line: Element | None = None
    for child in list(caption.children):
        if isinstance(child, Element) and child.tag in _BLOCKS:
            line = None
            continue
        if line is None:
            line = Element(LINE)
            child.insert_before(line)
        line.append(child)


def _wrap_inside(element: Element, tag: str) -> None:
    """Put all that is in an element into one of this tag, in it."""
    from turbohtml import Element

    inner = Element(tag)
    for child in list(element.children):
        inner.append(child)
    element.append(inner)


def _set_callout(box: Element) -> None:
    """Make a quotation of a note or tip, its kind in its first line, as GitHub has them."""
    from turbohtml import Element

    kind = next((name for name in (box.attr("class") or "").split() if name in GITHUB), "")
    # Markdown has quotations alone for what stands apart from the text
    box.tag = "blockquote"
    title = next((node for node in box.children if isinstance(node, Element)), None)
    if title is not None and BOX_TITLE in (title.attr("class") or "").split():
        label = title.text.lower().strip(" :!")
        if kind and GITHUB.get(label) == GITHUB[kind]:
            title.extract()
        elif title.select_one("strong") is None:
            _wrap_inside(title, "strong")
    elif kind and title is not None and title.tag == "p":
        _remove_label(title, kind)
    if kind:
        box.insert(0, raw_paragraph(f"[!{GITHUB[kind]}]"))


def _remove_label(paragraph: Element, kind: str) -> None:
    """Remove the label in bold that a note's text begins with, where that is its kind."""
    from turbohtml import Element, Text

    first = next(iter(paragraph.children), None)
    if not isinstance(first, Element) or first.tag != "strong":
        return
    following = first.next_sibling
    if GITHUB.get(first.text.lower().strip(" :!")) == GITHUB[kind] and isinstance(following, Text):
        first.extract()
        following.data = following.data.lstrip(" :")


def caption_line(element: Element, content: str) -> str:
    """A line of a caption; where an underscore of a formula would end it, between tags."""
    content = content.strip()
    if any("_" in raw.text for raw in element.select(RAW)):
        return f"<em>{content}</em>"
    return f"_{content}_" if content else ""


def details(element: Element, content: str) -> str:
    """Folded text between the tags of HTML, with Markdown in it."""
    content = content.strip()
    # without a line between, what comes first would be HTML, too
    gap = "\n" if content.startswith("<summary>") else "\n\n"
    return f"<details>{gap}{content}\n\n</details>"


def summary(element: Element, content: str) -> str:
    """Return the summary of folded text, as HTML unless it has the mark of a note."""
    if any(raw.text.startswith("[^") for raw in element.select(RAW)):
        return f"<summary>\n\n{content.strip()}\n\n</summary>"
    return f"<summary>{inline_html(element.inner_html)}</summary>"


def raw_text(element: Element, content: str) -> str:
    """The text of an element as it is."""
    return element.text


def definition(element: Element, content: str) -> str:
    """A definition as the common extension of Markdown has it."""
    return f":   {_indented(content.strip())}" if content.strip() else ""


def as_html(element: Element, content: str) -> str:
    """The content in its tag, which Markdown has no signs for."""
    return f"<{element.tag}>{content}</{element.tag}>" if content else ""


CONVERTERS: dict[str, Callable[[Element, str], str]] = {
    RAW: raw_text,
    LINE: caption_line,
    "details": details,
    "summary": summary,
    "dd": definition,
    "ruby": as_html,
    "rt": as_html,
}
