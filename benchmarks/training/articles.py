"""Other whole articles in the markups that sites have for them, to train and measure on.

A markup is a function that writes a `Stretch` of articles. Those for testing have other surroundings, other
elements and other words than those for training.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

_SUBHEADING = 8  # words that a line without a full stop has at most, to stand as one
_EXCERPT = 40  # words
_SENTENCE_ENDS = tuple(".!?:;,…。！？»”\"')")


@dataclass(frozen=True, slots=True)
class Tag:
    """A start tag that can be written again: its name and its class attribute, with a space before it.

    A name of several with ">" between them stands for elements one in the other, of which the first has the
    class.
    """

    name: str
    names: str = ""

    def around(self, inside: str) -> str:
        """An element of this tag."""
        name, *within = self.name.split(">")
        for tag in reversed(within):
            inside = f"<{tag}>{inside}</{tag}>"
        return f"<{name}{self.names}>{inside}</{name}>"


@dataclass(frozen=True, slots=True)
class Own:
    """What the host page writes its own article with."""

    box: Tag
    head: Tag
    meta: Tag
    body: Tag | None
    paragraph: Tag


@dataclass(frozen=True, slots=True)
class Post:
    """One whole other article; texts are plain, `href` safe to quote."""

    head: str
    lines: Sequence[str]
    by: str
    date: str
    iso: str
    href: str
    cut: bool = False  # an excerpt of it alone


@dataclass(frozen=True, slots=True)
class Stretch:
    """What a markup has to show: some articles in a row, and the words that go with them."""

    posts: Sequence[Post]
    own: Own
    heading: str
    more: str
    comments: str
    share: Sequence[str]
    hashes: Sequence[str]


Markup = Callable[[Stretch], str]


@dataclass(frozen=True, slots=True)
class Design:
    """A markup for training: one way to write a stretch of articles, every article alike.

    Tags are names or "own", as the host page has it, or nothing where there is no such element.
    Paragraphs may be "br", which are lines of the element around them.
    """

    stretch: str = ""
    heading: str = ""
    box: str = "article"
    header: str = ""
    head: str = "h2"
    linked: bool = False
    meta: str = "p"
    meta_at: str = "below"  # the headline, or "above", "foot", "none"
    body: str = ""
    paragraph: str = "p"
    names: str = "none"
    image: str = ""
    share: str = ""
    share_first: bool = False
    comments: bool = False
    between: str = ""
    data: bool = False
    cut: bool = False  # some of them
    seed: int = 0

    def __call__(self, stretch: Stretch) -> str:
        """The articles as HTML."""
        inside = self.between.join(self._post(stretch, post) for post in stretch.posts)
        if self.heading and stretch.heading:
            inside = self._tag(stretch, self.heading, 9).around(escape(stretch.heading)) + inside
        return self._within(stretch, self.stretch, 8, inside)

    def _post(self, stretch: Stretch, post: Post) -> str:
        head = escape(post.head)
        head = f'<a href="{post.href}">{head}</a>' if self.linked else head
        head = self._tag(stretch, self.head, 1).around(head)
        meta = "" if self.meta_at == "none" else self._tag(stretch, self.meta, 2).around(_meta(post))
        top = meta + head if self.meta_at == "above" else head
        top += meta if self.meta_at == "below" else ""
        top = self._within(stretch, self.header, 3, top)
        share = self._share(stretch)
        text = _flow(
            post, self._tag(stretch, self.paragraph, 4), stretch.more if self.cut and post.cut else ""
        )
        text = self._within(stretch, self.body, 5, text)
        foot = meta if self.meta_at == "foot" else ""
        foot += (
            f'<div><a href="{post.href}#comments">{escape(stretch.comments)}</a></div>'
            if self.comments
            else ""
        )
        first, last = (share, "") if self.share_first else ("", share)
        inside = top + first + self.image.format(href=post.href) + text + foot + last
        if not self.box:
            return inside
        tag = self._tag(stretch, self.box, 0)
        title = escape(post.head, quote=True)
        data = f' data-url="{post.href}" data-title="{title}" data-page="{len(post.lines)}"'
        return Tag(tag.name, tag.names + data if self.data else tag.names).around(inside)

    def _share(self, stretch: Stretch) -> str:
        if not self.share:
            return ""
        items = [f'<a href="/share">{escape(word)}</a>' for word in stretch.share]
        if self.share == "ul":
            return self._tag(stretch, "ul", 7).around("".join(f"<li>{item}</li>" for item in items))
        return self._tag(stretch, self.share, 7).around(" ".join(items))

    def _within(self, stretch: Stretch, name: str, part: int, inside: str) -> str:
        tag = self._tag(stretch, name, part) if name else None
        return inside if tag is None or not tag.name else tag.around(inside)

    def _tag(self, stretch: Stretch, name: str, part: int) -> Tag:
        """The tag of a part: the host's own, or one with a class that is the same for every article."""
        if name == "own":
            own = stretch.own
            of_part = {0: own.box, 1: own.head, 2: own.meta, 4: own.paragraph, 5: own.body or Tag("")}
            return of_part[part]
        rng = random.Random(self.seed + part)
        match self.names:
            case "words":
                return Tag(name, f' class="{"-".join(rng.sample(_CLASS_WORDS, 2))}"')
            case "theme":
                return Tag(name, f' class="{_THEME[part]}"' if _THEME[part] else "")
            case "utility":
                return Tag(name, f' class="{" ".join(rng.sample(_UTILITIES, 3))}"')
            case "hashed":
                return Tag(name, f' class="{stretch.hashes[part % len(stretch.hashes)]}"')
            case _:
                return Tag(name)


_CLASS_WORDS = (
    "article block blog body column content entry feed full item journal loop main news next post "
    "previous read roll single stack story text thread unit view"
).split()
_UTILITIES = "flex grid gap-4 p-2 px-6 mb-8 text-base font-semibold leading-tight w-full max-w-prose".split()
# Classes of the common blog themes, by the part of an article that has them.
_THEME = (
    "post hentry", "entry-title", "entry-meta", "entry-header", "", "entry-content", "", "sharedaddy",
    "site-posts", "archive-title",
)  # fmt: skip
_IMAGES = (
    "",
    "",
    "",
    '<img src="{href}.jpg" alt="">',
    '<figure><img src="{href}.jpg" alt=""></figure>',
    '<p><img src="{href}.jpg"></p>',
)


_DRAWN_BOXES = ("article", "article", "section", "div", "div", "table>tr>td", "")


def drawn_articles(count: int, seed: int = 0) -> dict[str, Markup]:
    """So many different markups to train on, by name; none of them looks like one of `TEST_ARTICLES`."""
    rng = random.Random(seed)
    designs: dict[Design, None] = {}
    while len(designs) < count:
        design = _design(rng)
        # its own elements without any box are for testing, and so are a headline and lines in one element
        in_place = not design.box and design.paragraph == "own" and design.head == "own"
        if not in_place and (design.paragraph != "br" or design.body):
            designs[design] = None
    return {f"drawn {i}": design for i, design in enumerate(designs)}


def _design(rng: random.Random) -> Design:
    own = rng.random() < 0.35

    def tag(*choices: str) -> str:
        return "own" if own and rng.random() < 0.85 else rng.choice(choices)

    stretch = rng.choice(("", "", "", "div", "section", "main", "ul"))
    return Design(
        stretch=stretch,
        heading=rng.choice(("", "", "h2", "h3", "h4", "p", "div")),
        box="li"
        if stretch == "ul"
        else tag("article", "article", "section", "div", "div", "table>tr>td", ""),
        header=rng.choice(("", "", "header", "div")),
        head=tag("h1", "h2", "h2", "h3", "h4", "p>b", "div>strong", "p", "div"),
        linked=rng.random() < 0.5,
        meta=tag("p", "div", "span", "address"),
        meta_at=rng.choice(("below", "below", "below", "above", "foot", "none")),
        body=tag("", "", "div", "section"),
        paragraph=tag("p", "p", "p", "p", "div", "br"),
        names=rng.choice(("none", "words", "words", "theme", "utility", "hashed")),
        image=rng.choice(_IMAGES),
        share=rng.choice(("", "", "", "ul", "div", "p")),
        share_first=rng.random() < 0.5,
        comments=rng.random() < 0.25,
        between=rng.choice(("", "", "", "<hr>", '<div class="clear"></div>', "<p>* * *</p>")),
        data=rng.random() < 0.2,
        cut=rng.random() < 0.15,
        seed=rng.randrange(1 << 30),
    )


TRAIN_ARTICLES: Mapping[str, Markup] = {
    "own boxes": Design(box="own", head="own", meta="own", body="own", paragraph="own"),
    "own boxes, linked": Design(
        box="own", head="own", linked=True, meta="own", body="own", paragraph="own", comments=True
    ),
    "plain sections": Design(box="section", meta_at="none"),
    "classed articles": Design(
        header="header", body="div", linked=True, names="theme", meta="div", share="div", comments=True
    ),
    "hashed boxes": Design(box="div", head="h3", body="div", paragraph="p", meta="div", names="hashed"),
    "bare divs": Design(box="div", head="h3"),
    "older posts": Design(stretch="div", heading="h3", box="div", names="words", linked=True, meta="span"),
    "endless scroll": Design(box="div", head="h1", names="words", data=True, share="ul", share_first=True),
    "no boxes": Design(box="", between="<hr>"),
    "whole and cut": Design(box="div", linked=True, names="words", cut=True, image=_IMAGES[4]),
}


# ---- testing: other surroundings, other elements, other words -------------------------------


def _own_box(stretch: Stretch, post: Post) -> str:
    own = stretch.own
    text = _flow(post, own.paragraph, "")
    body = text if own.body is None else own.body.around(text)
    return own.box.around(own.head.around(escape(post.head)) + own.meta.around(_meta(post)) + body)


def _own_in_a_feed(stretch: Stretch) -> str:
    items = "".join(
        f'<div class="c-feed__unit" id="unit-{position}" data-permalink="{post.href}">'
        f"{_own_box(stretch, post)}</div>"
        for position, post in enumerate(stretch.posts, 2)
    )
    return f'<div class="c-feed" role="feed">{items}</div>'


def _own_in_place(stretch: Stretch) -> str:
    own = stretch.own
    return "".join(
        own.head.around(escape(post.head)) + own.meta.around(_meta(post)) + _flow(post, own.paragraph, "")
        for post in stretch.posts
    )


def _own_after_a_rule(stretch: Stretch) -> str:
    return "".join(
        f"<hr><p><small>{escape(stretch.heading)}</small></p>{_own_box(stretch, post)}"
        f"<footer><b>{escape(stretch.comments)}</b></footer>"
        for post in stretch.posts
    )


def _microdata(stretch: Stretch) -> str:
    return "".join(
        '<div itemscope itemtype="https://schema.org/BlogPosting"><h2 itemprop="headline">'
        f'{escape(post.head)}</h2><span itemprop="author">{escape(post.by)}</span> '
        f'<meta itemprop="datePublished" content="{post.iso}">'
        f'<div itemprop="articleBody">{_flow(post, Tag("p"), "")}</div></div>'
        for post in stretch.posts
    )


def _bem_stories(stretch: Stretch) -> str:
    tag = Tag("p", ' class="c-piece__para"')
    items = "".join(
        f'<section class="c-piece"><header class="c-piece__top"><h3 class="c-piece__name">'
        f'<a class="c-piece__link" href="{post.href}">{escape(post.head)}</a></h3>'
        f'<div class="c-piece__info">{_meta(post)}</div></header>'
        f'<div class="c-piece__copy">{_flow(post, tag, "")}</div></section>'
        for post in stretch.posts
    )
    return f'<div class="c-pieces"><h2 class="c-pieces__name">{escape(stretch.heading)}</h2>{items}</div>'


def _module_divs(stretch: Stretch) -> str:
    """No heading among its tags: a role says what the headline is."""
    a, b, c, d, *_ = stretch.hashes
    tag = Tag("div", f' class="Piece_{d}__x{b}"')
    return "".join(
        f'<div class="Piece_{a}__x{b}"><div role="heading" aria-level="2" class="Piece_{c}__x{b}">'
        f'{escape(post.head)}</div><time datetime="{post.iso}">{escape(post.date)}</time>'
        f"{_flow(post, tag, '')}</div>"
        for post in stretch.posts
    )


def _utility_classes(stretch: Stretch) -> str:
    tag = Tag("p", ' class="mt-4 text-gray-700"')
    return "".join(
        f'<div class="py-8 border-b"><h2 class="text-2xl font-bold">{escape(post.head)}</h2>'
        f'<p class="text-xs uppercase">{_meta(post)}</p>{_flow(post, tag, "")}</div>'
        for post in stretch.posts
    )


def _font_table(stretch: Stretch) -> str:
    rows = "".join(
        f'<tr><td><font size="4"><b>{escape(post.head)}</b></font><br><font size="1">{_meta(post)}</font>'
        f'<font size="2">{_flow(post, Tag("p"), "")}</font></td></tr>'
        for post in stretch.posts
    )
    return f'<table width="100%" cellpadding="4">{rows}</table>'


def _line_breaks(stretch: Stretch) -> str:
    return "".join(
        f"<div><strong>{escape(post.head)}</strong><br><em>{_meta(post)}</em><br><br>"
        f"{'<br><br>'.join(map(escape, post.lines))}</div>"
        for post in stretch.posts
    )


def _ordered_list(stretch: Stretch) -> str:
    items = "".join(
        f"<li><h4>{escape(post.head)}</h4>{_flow(post, Tag('p'), '')}<p><i>{_meta(post)}</i></p></li>"
        for post in stretch.posts
    )
    return f'<h5>{escape(stretch.heading)}</h5><ol start="2">{items}</ol>'


TEST_ARTICLES: Mapping[str, Markup] = {
    "own in a feed": _own_in_a_feed,
    "own in place": _own_in_place,
    "own after a rule": _own_after_a_rule,
    "microdata": _microdata,
    "BEM stories": _bem_stories,
    "module divs": _module_divs,
    "utility classes": _utility_classes,
    "font table": _font_table,
    "line breaks": _line_breaks,
    "ordered list": _ordered_list,
}
ARTICLE_SETS: Mapping[str, Mapping[str, Markup]] = {
    "train": TRAIN_ARTICLES,
    "test": TEST_ARTICLES,
    "all": {**TRAIN_ARTICLES, **TEST_ARTICLES},
}


def _meta(post: Post) -> str:
    return f'<span>{escape(post.by)}</span> <time datetime="{post.iso}">{escape(post.date)}</time>'


def _flow(post: Post, tag: Tag, more: str) -> str:
    """The lines of an article, short ones as sub-headings; of one that is cut the first words alone."""
    if more:
        excerpt = " ".join(" ".join(post.lines).split()[:_EXCERPT])
        tag = Tag("p") if tag.name == "br" else tag
        return tag.around(f'{escape(excerpt)}… <a href="{post.href}">{escape(more)}</a>')
    if tag.name == "br":
        return "<br><br>".join(map(escape, post.lines))
    return "\n".join(
        Tag("h3").around(escape(line)) if _is_subheading(post.lines, i) else tag.around(escape(line))
        for i, line in enumerate(post.lines)
    )


def _is_subheading(lines: Sequence[str], i: int) -> bool:
    """Whether a line is short, says no sentence, and a longer one follows."""
    line = lines[i]
    short = len(line.split()) <= _SUBHEADING and len(line) < 80 and not line.endswith(_SENTENCE_ENDS)
    return short and i + 1 < len(lines) and len(lines[i + 1]) > 80
