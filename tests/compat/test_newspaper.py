import json
from datetime import datetime

import pytest

from boilerstrip import InputError, OptionError
from boilerstrip.compat import newspaper as ours
from boilerstrip.errors import FetchError
from tests.compat.pages import NAMES, expected, sample, word_f1

URL = "https://talbote.example.com/region/seilbahn"


@pytest.fixture
def theirs():
    return pytest.importorskip("newspaper", reason="compared with newspaper4k where it is installed")


def parsed(package, name):
    article = package.Article(URL, fetch_images=False)
    article.download(input_html=sample(name))
    article.parse()
    return article


@pytest.mark.parametrize("name", NAMES)
def test_text_is_no_worse(theirs, name):
    mine = parsed(ours, name)
    try:
        other = parsed(theirs, name)
    except ImportError as error:
        pytest.skip(f"newspaper4k needs more for this page: {error}")
    assert type(mine.text) is type(other.text) is str
    assert word_f1(mine.text, expected(name)) >= word_f1(other.text, expected(name))


@pytest.mark.parametrize("name", ["german", "news-theme", "french-recipe"])
def test_attributes(theirs, name):
    mine, other = parsed(ours, name), parsed(theirs, name)
    for attribute in ("title", "meta_description", "meta_lang", "meta_site_name", "canonical_link"):
        assert getattr(mine, attribute) == getattr(other, attribute), attribute
    assert mine.publish_date.date() == other.publish_date.date()
    assert set(other.authors) <= set(mine.authors)
    for attribute in (
        "images",
        "movies",
        "tags",
        "meta_keywords",
        "meta_data",
        "article_html",
        "top_image",
        "history",
    ):
        # it has None for tags where there are none
        if getattr(other, attribute) is not None:
            assert type(getattr(mine, attribute)) is type(getattr(other, attribute)), attribute
    assert mine.to_json(as_string=False).keys() == other.to_json(as_string=False).keys()
    assert json.loads(mine.to_json()).keys() == mine.to_json(as_string=False).keys()


def test_article():
    article = ours.article(URL, language="de", input_html=sample("german"))
    assert article.title == "Alte Seilbahn fährt nach zwölf Jahren wieder"
    assert article.authors == ["Friederike Osterloh"]
    assert isinstance(article.publish_date, datetime)
    assert article.publish_date.date().isoformat() == "2024-04-29"
    assert article.meta_data["author"] == "Friederike Osterloh"
    assert article.article_html.startswith("<div>")
    assert article.text == ours.fulltext(sample("german")) == article.text_cleaned
    assert article.top_image == article.top_img
    assert article.imgs is article.images
    assert json.loads(article.to_json())["publish_date"].startswith("2024-04-29")


def test_images_and_movies():
    story = (
        "<p>The ferry will run all winter, said the harbour council on Monday, and nobody was against it.</p>"
    )
    html = (
        f"<head><meta property='og:image' content='/lead.jpg'><meta name='keywords' content='ferry, winter'></head>"
        f"<body><article>{story}<img src='/boat.jpg' alt='The boat'>{story}<iframe src='/embed/42'></iframe>"
        f"<video><source src='boat.mp4'></video><iframe src='/ad.html'></iframe></article></body>"
    )
    article = ours.article("https://ferry.example/a/", input_html=html)
    assert article.images == ["https://ferry.example/lead.jpg", "https://ferry.example/boat.jpg"]
    assert article.top_image == article.meta_img == "https://ferry.example/lead.jpg"
    assert article.movies == ["https://ferry.example/embed/42", "https://ferry.example/a/boat.mp4"]
    assert article.meta_keywords == ["ferry", "winter"]


def test_settings():
    config = ours.Config()
    config.max_title = 9
    article = ours.Article(URL, config=config, max_text=20).download(input_html=sample("german")).parse()
    assert (article.title, len(article.text)) == ("Alte Seil", 20)
    assert config.max_text == 100_000
    assert not article.is_valid_body()
    assert article.is_valid_url()


def test_download(monkeypatch, tmp_path):
    (tmp_path / "page.html").write_text(sample("german"), encoding="utf-8")
    assert ours.article((tmp_path / "page.html").as_uri()).authors == ["Friederike Osterloh"]

    def fails(url, timeout):
        raise FetchError("nobody answers")

    monkeypatch.setattr(ours, "fetch", fails)
    article = ours.Article(URL).download()
    assert article.download_state is ours.ArticleDownloadState.FAILED_RESPONSE
    with pytest.raises(ours.ArticleException, match="nobody answers"):
        article.parse()


def test_order():
    article = ours.Article(URL)
    with pytest.raises(ours.ArticleException, match="download"):
        article.parse()
    with pytest.raises(ours.ArticleException, match="parse"):
        article.to_json()
    article.html = sample("german")
    assert article.parse().text


@pytest.mark.parametrize("html", ["", b"", "<p></p>", "no markup at all", b"%PDF-1.7"])
def test_pages_without_a_body(html):
    article = ours.Article("").download(input_html=html).parse()
    assert article.text == ""
    assert article.images == article.movies == []


def test_not_supported():
    article = ours.article(URL, input_html=sample("german"))
    with pytest.raises(OptionError, match="nlp"):
        article.nlp()
    with pytest.raises(OptionError, match="nlp"):
        article.build()
    for name in ("top_node", "doc", "clean_doc"):
        with pytest.raises(OptionError, match="article_html"):
            getattr(article, name)
    for name in ("Source", "build", "hot"):
        with pytest.raises(OptionError, match="stay with newspaper4k"):
            getattr(ours, name)
    for option in ("proxies", "headers", "no_such_setting", "follow_meta_refresh"):
        with pytest.raises(OptionError, match=option):
            ours.Article(URL, **{option: {}})
    with pytest.raises(OptionError, match="read_more_link"):
        ours.Article(URL, read_more_link="//a")
    with pytest.raises(InputError):
        article.download(input_html=3)
    assert not hasattr(article, "no_such_attribute")
