from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip import OptionError
from boilerstrip.input.decode import _may_be_twice_encoded, _mend_twice_encoded, decode, needed_charset

RUSSIAN = "Привет, мир! Это проверка кодировки страницы новостей."


def page(declared: str, text: str = RUSSIAN) -> str:
    return f'<html><head><meta charset="{declared}"></head><p>{text}'


NO_CONTROLS = st.characters(exclude_characters=list(map(chr, range(0x80, 0xA0))))


@given(st.text(NO_CONTROLS))
def test_utf8_is_never_lost(text: str) -> None:
    data = text.encode("utf-8", "replace")
    if not data.startswith((b"\xff\xfe", b"\xfe\xff")) and b"\x1b" not in data and b"\0" not in data:
        assert decode(data) == data.decode().removeprefix("\ufeff")


@given(st.binary(), st.sampled_from([None, "utf-8", "latin-1", "gbk", "utf-16", "x-sjis", "x-user-defined"]))
def test_any_bytes_make_text(data: bytes, encoding: str | None) -> None:
    assert isinstance(decode(data, encoding), str)


def test_names_of_the_web_are_known_from_the_first_page_on() -> None:
    code = "from boilerstrip.input.decode import decode; print(ascii(decode(bytes([0x82, 0xa0]), 'x-sjis')))"
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, check=True, text=True)
    assert done.stdout.strip() == r"'\u3042'"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_byte_order_mark_outranks_everything(encoding: str) -> None:
    assert decode(page("koi8-r").encode(encoding), "latin-1") == page("koi8-r")


@pytest.mark.parametrize("encoding", ["windows-1251", "koi8-r", "iso-8859-5"])
def test_declared_charset(encoding: str) -> None:
    assert decode(page(encoding).encode(encoding)) == page(encoding)


@pytest.mark.parametrize("declared", ["utf-8", "shift_jis", "no-such-thing", "iso-8859-1000"])
def test_wrong_declaration_loses_nothing(declared: str) -> None:
    assert decode(page(declared).encode("windows-1251")) == page(declared)


def test_utf8_under_a_wrong_declaration() -> None:
    assert decode(page("windows-1252").encode()) == page("windows-1252")


def test_utf8_with_a_broken_byte_stays_utf8() -> None:
    text = page("utf-8", RUSSIAN * 5)
    letter = RUSSIAN[0]
    data = text.encode().replace(letter.encode(), letter.encode()[:1], 1)
    assert decode(data) == text.replace(letter, "\ufffd", 1)


def test_japanese_in_escape_sequences() -> None:
    assert "日本語のページ" in decode(page("iso-2022-jp", "日本語のページ").encode("iso-2022-jp"))
    assert "日本語のページ" in decode(page("utf-8", "日本語のページ").encode("iso-2022-jp"))
    assert "日本語 \x1b(0" in decode(page("utf-8", "日本語 \x1b(0").encode())


def test_utf16_without_a_mark() -> None:
    assert decode("<p>Plain words, wide characters</p>".encode("utf-16-le")).startswith("<p>Plain")


@pytest.mark.parametrize("encoding", ["nix", "hex", "rot13", "", "\0"])
def test_unknown_encoding_is_an_option_error(encoding: str) -> None:
    with pytest.raises(OptionError, match="encoding"):
        decode(b"text", encoding)


@pytest.mark.parametrize("name", ["punycode", "idna", "unicode_escape", "Raw_Unicode_Escape", "undefined"])
def test_codecs_that_no_page_is_written_in_are_not_used(name: str) -> None:
    page = f"<meta charset={name}><p>caf\xe9</p>".encode("latin-1") + b"a" * 1_000_000
    began = time.process_time()
    assert "caf\xe9</p>aaa" in decode(page)
    assert needed_charset(page, name) is None
    with pytest.raises(OptionError, match="unknown encoding"):
        decode(page, name)
    # Python takes minutes to read a megabyte as Punycode
    assert time.process_time() - began < 10


@given(st.text("aé’ “”—žчшяשל⭐\n", max_size=40))
def test_utf8_that_was_encoded_twice_is_mended(text: str) -> None:
    twice = f"’{text}’".encode().decode("latin-1").encode()
    mended = decode(twice)
    assert mended.startswith("’")
    assert mended.endswith("’")
    assert not set(mended) & set(map(chr, range(0x80, 0xA0)))


@given(st.text("aéÂâ’\u0080\u0092\u009f¡»", max_size=20))
def test_what_cannot_be_twice_encoded_need_not_be_mended(text: str) -> None:
    for one in (text, text.encode().decode("latin-1")):
        assert _may_be_twice_encoded(one.encode()) or _mend_twice_encoded(one) == one


def test_a_stray_control_character_mends_nothing() -> None:
    text = "à\u00a0«\u00a0mot\u00a0» \u0093 Ã©"
    assert decode(text.encode()) == text
