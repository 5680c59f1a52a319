"""What goes and what stays over all rules, and the body's veto."""

from __future__ import annotations

import pytest

from boilerstrip.discard import discard
from boilerstrip.page import Page
from tests.discard.pages import BODY, LINKS, MORE, STORY, TEASERS, dropped


@pytest.mark.parametrize(
    ("noise", "family"),
    [
        ("<p>ALSO READ: Storm closes the harbour</p>", "also_read"),
        ("<p>Also Read | Storm closes the harbour</p>", "also_read"),
        ("<p>READ MORE – Storm closes the harbour</p>", "also_read"),
        ("<p>यह भी पढ़ें - तूफान से बंदरगाह बंद</p>", "also_read"),
        ("<p>Lesen Sie auch: Sturm schließt den Hafen</p>", "also_read"),
        ("<p>Lire aussi : La tempête ferme le port</p>", "also_read"),
        ("<div><span>Previous Story</span><p><a href=/1>Storm closes the harbour</a></p></div>", "pager"),
        ("<h3>Don’t Miss</h3><ul>" + LINKS + "</ul>", "related"),
        ("<h2>Latest from Top News</h2>" + TEASERS, "related"),
        ("<section><h2>Mehr zum Thema</h2>" + TEASERS + "</section>", "related"),
        ("<h3>Te puede interesar</h3><ul>" + LINKS + "</ul>", "related"),
        ("<h3>Potrebbe interessarti</h3><ul>" + LINKS + "</ul>", "related"),
        ("<h3>Leia também</h3><ul>" + LINKS + "</ul>", ("also_read", "related")),
        ("<h3>Читайте также</h3><ul>" + LINKS + "</ul>", ("also_read", "related")),
        ("<h3>Zobacz także</h3><ul>" + LINKS + "</ul>", ("also_read", "related")),
        ("<h3>اقرأ أيضا</h3><ul>" + LINKS + "</ul>", ("also_read", "related")),
        ("<h3>यह भी पढ़ें</h3><ul>" + LINKS + "</ul>", ("also_read", "related")),
        ("<h3>相关阅读</h3><ul>" + LINKS + "</ul>", "related"),
        ("<h3>関連記事</h3><ul>" + LINKS + "</ul>", "related"),
        ("<h2>People who viewed this item also viewed</h2><ul>" + LINKS + "</ul>", "related"),
        ("<h3>Häufig zusammen gekauft</h3><ul>" + LINKS + "</ul>", "related"),
        ("<h3>С этим товаром покупают</h3><ul>" + LINKS + "</ul>", "related"),
        ("<p>Table of contents</p>", "navigation"),
        ("<p>Spis treści</p>", "navigation"),
        ("<p>Sign up for our newsletter</p>", "newsletter"),
        ("<p>{{ post.teaser }}</p>", "placeholder of a script"),
        ('<p>{{hire="/banner"}} {{more}}</p>', "placeholder of a script"),
        ('<div>{"layout": 4, "buttons": [{"text": "Buy it now"}]}</div>', "data of a script"),
        ('<div>[{"price": "15.49", "name": "Lamp"}]</div>', "data of a script"),
        ("<div class='share-bar'><p>Tell the world</p></div>", "share"),
        ("<p>Share on Facebook</p>", "share"),
        ("<p>We use cookies to improve your experience.</p>", "cookie"),
        ("<div class='author-box'><p>Ann Other writes about boats.</p></div>", "author"),
        ("<div class='breadcrumbs'><a href=/>Start</a> / <a href=/n>News</a></div>", "breadcrumb"),
        ("<p>Tags: harbour, ferry, winter</p>", "tags"),
        ("<p><a href='#'>Back to top</a></p>", "top"),
        (
            "<section id='comments'><h3>Two opinions</h3><p>I do not agree with this at all.</p></section>",
            "comments",
        ),
        ("<p>Advertisement</p>", "advert"),
        ("<p>5 min read</p>", "reading_time"),
        ("<p>© 2026 The Shore Paper. All rights reserved.</p>", "legal"),
        ("<p>All rights reserved. <a href=/p>Privacy policy</a></p>", "legal"),
        ("<p>Impressum | Datenschutz</p>", "legal"),
        ("<div><a href=/s>Share</a><a href=/p>Print</a></div>", "share"),
        ("<table><tr><td>All rights reserved. Privacy policy</td></tr></table>", "legal"),
    ],
)
@pytest.mark.parametrize("place", ["inside", "after"])
def test_noise_goes_and_the_story_stays(noise: str, family: str | tuple[str, ...], place: str) -> None:
    middle = f"<p>{STORY[1]}</p>"
    markup = BODY.replace(middle, noise + middle) if place == "inside" else BODY + noise
    reasons = dropped(f"<body><article>{markup}</article></body>")
    assert not set(reasons) & set(STORY)
    assert set(reasons) == {block.text for block in Page(noise).blocks}
    families = (family,) if isinstance(family, str) else family
    assert all(reason.startswith((*families, "heading of nothing")) for reason in reasons.values()), reasons


@pytest.mark.parametrize(
    "text",
    [
        "Previous story collections by the author sold well, and this one is expected to do so too.",
        "Share this with nobody, he told her, and she wrote it down in her diary the same evening.",
        "Comments by the minister drew laughter from the benches opposite, as they often do.",
        "Related problems appeared in the second year, when the dam was raised by a metre.",
        "Cookies are small files that sites keep on a reader's machine, the court explained.",
        "Watch – and this is what nobody expected – the tide turn before noon.",
        "Also on Saturday, the council relieved the harbour master of his post.",
        "Don’t miss the last boat, the guide told us, because there is no other until Monday.",
        "She read it also to her children.",
        "The new map requires JavaScript, which readers who print it can do without.",
        "On this page of the diary she wrote nothing but the date.",
        "No.",
        "„Nein.“",
        "Next. Previous. She read all of the buttons aloud.",
        "Next. Menu. Search.",
        "<code>share | print</code>",
        "{{ title }} stands for what the page is called, wherever a template says so.",
        '{"price": 15.49} is all that the interface answers, which was not enough for the shops.',
        "<code>{{ title }}</code>",
        '<code>{"price": 15.49}</code>',
        "The newsletter of the parish has appeared every month since 1911 without a break.",
    ],
)
def test_a_mention_stays(text: str) -> None:
    assert dropped(f"<article>{BODY}<p>{text}</p>{MORE}</article>") == {}


def test_most_of_a_short_page_goes_only_where_it_is_doubtful() -> None:
    cookies = "We use cookies to improve your experience on this site and to show you what you like."
    page = f"<p>The harbour is closed until the storm has passed.</p><p>{cookies}</p>"
    assert dropped(page, [0.9, 0.9]) == {}
    assert set(dropped(page, [0.9, 0.5])) == {cookies}


def test_a_heading_of_what_went_stays_if_it_is_likely_text() -> None:
    page = f"<div>{BODY}<h2>The second day</h2><p>Leave a comment</p></div>"
    sure = [0.9] * len(STORY)
    assert set(dropped(page, [*sure, 0.7, 0.2])) == {"The second day", "Leave a comment"}
    assert set(dropped(page, [*sure, 0.85, 0.2])) == {"Leave a comment"}


def test_nothing_kept_nothing_discarded() -> None:
    page = Page(BODY)
    assert discard(page, [False] * len(page.blocks), [0.0] * len(page.blocks)) == {}


def test_what_the_scorer_is_surer_of_than_of_the_rest_stays() -> None:
    page = Page(f"<article>{BODY}<h3>Don’t Miss</h3><ul>{LINKS}</ul></article>")
    mask = [True] * len(page.blocks)
    less, more = [[sure if at < len(STORY) else 0.8 for at in range(len(mask))] for sure in (0.9, 0.7)]
    assert set(discard(page, mask, less)) == set(range(len(STORY), len(mask)))
    assert discard(page, mask, more) == {}


def test_what_is_dropped_already_is_no_measure_of_what_to_drop() -> None:
    # a good part of the page's text, and doubtful only beside the article's one paragraph
    cookies = "We use cookies to make our site better for all of you, and to know what you read. " * 2
    page = Page(f"<p>{STORY[0]}</p><p>© 2024 The Shore Paper. All rights reserved.</p><p>{cookies}</p>")
    reasons = discard(page, [True] * 3, [0.95, 0.3, 0.72])
    assert set(reasons) == {1, 2}


def test_a_line_of_phrases_on_a_short_page_is_no_likelier_than_its_sentence() -> None:
    text = "The pool stays closed on Monday, as the pump is being replaced."
    page = f"<div><h1>Pool closed</h1><p>{text}</p><p>Leave a comment</p></div>"
    assert set(dropped(page, [0.2, 0.5, 0.5])) == {"Leave a comment"}
    long = "Subscribe to our newsletter and never miss a story again."
    assert set(dropped(page.replace("Leave a comment", long), [0.2, 0.6, 0.5])) == {long}
    # what a page on privacy says
    said = "We use cookies to improve your experience of the baths."
    assert dropped(page.replace("Leave a comment", said), [0.2, 0.96, 0.95]) == {}
    # it is more of a text than the sentence
    assert dropped(page, [0.2, 0.5, 0.6]) == {}
    # elsewhere the rest tells more than one sentence does
    story = "".join(f"<p>{paragraph}</p>" for paragraph in STORY)
    assert "Leave a comment" not in dropped(page + story, [0.2, 0.5, 0.5, *[0.1] * len(STORY)])


@pytest.mark.parametrize(
    "request_",
    [
        "If you value our work, please consider supporting us with a donation today.",
        "Wenn Ihnen unsere Arbeit gefällt, unterstützen Sie uns mit einer Spende.",
        "Suscríbete a nuestro boletín y recibe cada semana lo mejor de nuestro periódico.",
        "Подписывайтесь на наш Telegram-канал, чтобы не пропустить важные новости.",
        "Clique aqui para entrar no nosso canal do WhatsApp e receber as notícias.",
        "关注我们的微信公众号，获取更多园艺知识。",
    ],
)
def test_a_request_goes_however_sure_the_scorer_is(request_: str) -> None:
    texts = "".join(f"<p>{paragraph}</p>" for paragraph in STORY[:3])
    page = f"<div>{texts}<p>{request_}</p></div>"
    assert set(dropped(page, [0.9, 0.9, 0.9, 0.96])) == {request_}
    # below a heading it answers a question
    asked = f"<div>{texts}<h3>How do I do that?</h3><p>{request_}</p></div>"
    assert dropped(asked, [0.9, 0.9, 0.9, 0.8, 0.96]) == {}


@pytest.mark.parametrize(
    ("label", "goes"),
    [
        ("Related articles", True),
        ("Susiję straipsniai", True),
        ("Relaterede artikler", True),
        ("Recommended", False),
    ],
)
def test_headlines_below_a_label_of_stories_go_however_sure_the_scorer_is(label: str, goes: bool) -> None:
    headlines = ("Two villages quarrel over the bridge", "Three fish that do not bite this year")
    above, below = BODY, f"<p>{STORY[0]} It ends here.</p>"
    items = "".join(f"<li>{headline}</li>" for headline in headlines)
    page = f"<div>{above}<b>{label}</b><ul>{items}</ul>{below}</div>"
    probabilities = [0.9] * len(STORY) + [0.2, 0.95, 0.95, 0.9]
    assert set(dropped(page, probabilities)) >= ({label, *headlines} if goes else set())
    assert bool(set(headlines) & set(dropped(page, probabilities))) is goes
    # a list of values is no list of stories
    values = page.replace(headlines[0], "Bridge: 12 metres long")
    assert headlines[1] not in dropped(values, probabilities)


@pytest.mark.parametrize("markup", ["<ul class=comments>{}</ul>", "<h2>Comments</h2><ul>{}</ul>"])
def test_what_is_called_comments_is_the_text_of_a_thread(markup: str) -> None:
    text = "It took four summers here, and in the first two there was nothing but docks and thistles on the bank."
    page = BODY + markup.format(f"<li>{text}</li>" * 2) + "<p>Sign in to comment</p>"
    blocks = Page(page).blocks
    probabilities = [0.9] * 4 + [0.6] * (len(blocks) - 5) + [0.1]
    assert text in dropped(page, probabilities)
    assert text not in (kept := dropped(page, probabilities, posts=True))
    assert "Sign in to comment" in kept


@pytest.mark.parametrize(
    "said",
    [
        "Subscribe to our newsletter is the dullest line ever written.",
        "Seguici su Instagram funziona solo con i giovani.",
        "Abonnez-vous à notre newsletter est une phrase usée.",
    ],
)
def test_a_text_may_say_amid_its_sentences_what_a_request_says(said: str) -> None:
    above, below = (f"<p>{paragraph}</p>" for paragraph in STORY[:2])
    assert dropped(f"<div>{above}<p>{said}</p>{below}</div>", [0.9, 0.95, 0.9]) == {}
    assert set(dropped(f"<div>{above}{below}<p>{said}</p></div>", [0.9, 0.9, 0.95])) == {said}
    # if the scorer is less sure of it
    assert set(dropped(f"<div>{above}<p>{said}</p>{below}</div>", [0.9, 0.8, 0.9])) == {said}
    # a longer text quotes it
    page = f"<div>{BODY}<p>{{}}</p>{MORE}</div>"
    probabilities = [*[0.9] * len(STORY), 0.95, *[0.9] * len(STORY)]
    assert set(dropped(page.format(said), probabilities)) == {said}
    assert dropped(page.format(f"“{said}”"), probabilities) == {}


def test_a_line_that_is_no_sentence_asks_nothing_of_readers() -> None:
    texts = "".join(f"<p>{paragraph}</p>" for paragraph in STORY[:3])
    line = "All about the plan for divers (opens in a new window)"
    assert dropped(f"<div>{texts}<p>{line}</p></div>", [0.9, 0.9, 0.9, 0.96]) == {}
    assert set(dropped(f"<div>{texts}<p>{line}</p></div>", [0.9, 0.9, 0.9, 0.8])) == {line}
