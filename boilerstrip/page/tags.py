"""What elements are by their tag."""

from __future__ import annotations

from boilerstrip.page.block import Role

# Never shown, or shown as something other than text.
SKIPPED = frozenset(
    """
    annotation annotation-xml applet area audio base basefont canvas col colgroup datalist embed
    frame frameset iframe input keygen map meter noembed noframes object optgroup option param progress rp rt
    script select source style svg template textarea track video
    """.split()
)
BLOCK_LEVEL = frozenset(
    """
    address article aside blockquote body button caption center dd details dialog dir div dl dt
    fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li
    main menu nav ol p pre search section summary table tbody td tfoot th thead tr ul
    """.split()
)
HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
CELLS = ("td", "th")
# What holds the text and all that is around it.
WHOLE_PAGE = ("html", "body")
# What holds a line of text, of which elements of the page's own making are part.
LINE_TAGS = frozenset({"p", *HEADINGS})
# The inline formatting that a clean body keeps, under one name each.
MARKS = {
    "b": "strong",
    "strong": "strong",
    "i": "em",
    "em": "em",
    "code": "code",
    "kbd": "code",
    "samp": "code",
    "tt": "code",
    "sub": "sub",
    "sup": "sup",
    "s": "del",
    "strike": "del",
    "del": "del",
    "ins": "ins",
    "mark": "mark",
}
# Text within these may be raised or lowered further: the exponent of an exponent.
NESTING_MARKS = frozenset({"sub", "sup"})
# No more formatting than this around such a text.
MAX_NESTED_MARKS = 4
# Within these, formatting goes on inside of words.
TIGHT_MARKS = frozenset({"code", "sub", "sup"})
# The attribute that marks a body as cleaned before, so that cleaning it again changes nothing.
CLEANED = "data-boilerstrip"
# Elements of a page's own making that show a time, as widely used libraries call them.
CUSTOM_TIMES = frozenset(
    (
        "relative-time local-time time-ago time-until time-since format-date formatted-date date-time"
        " faceplate-timeago faceplate-date amp-timeago amp-date-display sl-relative-time sl-format-date"
        " wa-relative-time wa-format-date lightning-formatted-date-time lightning-relative-date-time"
    ).split()
)
HEAD_TAGS = frozenset({"meta", "link", "title", "time", "abbr", "html"}) | CUSTOM_TIMES
# Elements that begin something new: a heading or list around them says nothing of what they hold.
SECTIONS = frozenset({"article", "section", "main", "body", "aside", "nav", "footer", "header"})
# The role and the heading level of the Blocks that elements hold, where their tag tells.
ROLE_BY_TAG = {tag: (Role.HEADING, level) for tag, level in HEADINGS.items()} | {
    "li": (Role.LIST_ITEM, 0),
    "dd": (Role.LIST_ITEM, 0),
    "dt": (Role.LIST_ITEM, 0),
    "td": (Role.TABLE, 0),
    "th": (Role.TABLE, 0),
    "pre": (Role.CODE, 0),
    "figcaption": (Role.CAPTION, 0),
    "caption": (Role.CAPTION, 0),
    "blockquote": (Role.QUOTE, 0),
    "button": (Role.CONTROL, 0),
}
# What has something to say, though it is skipped.
SCANNED_TAGS = frozenset({"script", "base", "template"})
