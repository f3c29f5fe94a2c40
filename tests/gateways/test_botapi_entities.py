"""Formatted text: HTML, MarkdownV2 and given entities become plain text with offsets in UTF-16 units."""

from __future__ import annotations

import html
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateways.botapi_entities import formatted
from gateways.botapi_errors import ApiError
from gateways.botapi_html import parse_html
from gateways.botapi_keyboards import read_markup
from gateways.botapi_markdown import parse_markdown_v2
from gateways.botapi_parameters import Parameters
from gateways.botapi_reader import units


def entity(kind: str, offset: int, length: int, **more: Any) -> dict[str, Any]:
    return {"offset": offset, "length": length, "type": kind, **more}


HTML = [
    ("<b>a</b><strong>b</strong>", "ab", [entity("bold", 0, 1), entity("bold", 1, 1)]),
    ("<i>a</i><em>b</em>", "ab", [entity("italic", 0, 1), entity("italic", 1, 1)]),
    ("<u>a</u><ins>b</ins>", "ab", [entity("underline", 0, 1), entity("underline", 1, 1)]),
    ("<s>a</s><del>b</del>", "ab", [entity("strikethrough", 0, 1), entity("strikethrough", 1, 1)]),
    (
        '<tg-spoiler>a</tg-spoiler><span class="tg-spoiler">b</span>',
        "ab",
        [entity("spoiler", 0, 1), entity("spoiler", 1, 1)],
    ),
    ("<code>a</code>", "a", [entity("code", 0, 1)]),
    ("<pre>a</pre>", "a", [entity("pre", 0, 1)]),
    ('<pre><code class="language-py">a</code></pre>', "a", [entity("pre", 0, 1, language="py")]),
    ("<pre><code>a</code></pre>", "a", [entity("pre", 0, 1)]),
    ("<blockquote>a</blockquote>", "a", [entity("blockquote", 0, 1)]),
    ("<blockquote expandable>a</blockquote>", "a", [entity("expandable_blockquote", 0, 1)]),
    ('<a href="https://x.id/a?b=1&amp;c=2">a</a>', "a", [entity("text_link", 0, 1, url="https://x.id/a?b=1&c=2")]),
    ("<a href='https://x.id'>a</a>", "a", [entity("text_link", 0, 1, url="https://x.id/")]),
    ('<a href="nowhere">a</a>', "a", []),
    (
        '<a href="http://127.0.0.1:8800/open?start=x">a</a>',
        "a",
        [entity("text_link", 0, 1, url="http://127.0.0.1:8800/open?start=x")],
    ),
    (
        '<a href="tg://user?id=5">a</a>',
        "a",
        [entity("text_mention", 0, 1, user={"id": 5, "is_bot": False, "first_name": "5"})],
    ),
    ("🍌<b>🍌a</b>", "🍌🍌a", [entity("bold", 2, 3)]),
    ("<b>a<i>b</i></b>", "ab", [entity("bold", 0, 2), entity("italic", 1, 1)]),
    ("&lt;b&gt; &amp; &quot;&#39;&#x1F34C;&nbsp; & &zz;", "<b> & \"'🍌&nbsp; & &zz;", []),
    ("  <b> a </b>  ", "a", [entity("bold", 0, 1)]),
    ("<B>a</B>", "a", [entity("bold", 0, 1)]),
    ("<b></b>a", "a", []),
]


@pytest.mark.parametrize(("source", "text", "entities"), HTML)
def test_html_becomes_text_and_entities(source: str, text: str, entities: list[dict[str, Any]]) -> None:
    assert formatted(source, "HTML", None) == (text, entities)


MARKDOWN = [
    ("*a* _b_ __c__ ~d~ ||e|| `f`", "a b c d e f", ["bold", "italic", "underline", "strikethrough", "spoiler", "code"]),
    ("*a _b_*", "a b", ["bold", "italic"]),
    ("[a](https://x.id/\\)b)", "a", ["text_link"]),
    ("```py\nx=1.\n```", "x=1.", ["pre"]),
    ("`a.b-c`", "a.b-c", ["code"]),
    ("a\\.b\\!", "a.b!", []),
    (">a\n>b\nc", "a\nb\nc", ["blockquote"]),
]


@pytest.mark.parametrize(("source", "text", "kinds"), MARKDOWN)
def test_markdown_becomes_text_and_entities(source: str, text: str, kinds: list[str]) -> None:
    found, entities = formatted(source, "MarkdownV2", None)
    assert (found, [one["type"] for one in entities]) == (text, kinds)


DETECTED = [
    ("/daftar lalu /bantuan@x_bot", [("bot_command", 0, 7), ("bot_command", 13, 14)]),
    ("lihat https://x.id/a, ya", [("url", 6, 14)]),
    ("🍌 contoh.com", [("url", 3, 10)]),
    ("tanya @siti_aminah", [("mention", 6, 12)]),
    ("surat ke siti@contoh.id", [("email", 9, 14)]),
    ("hp 0812-3456-7890", [("phone_number", 3, 14)]),
    ("hp +6281234567890.", [("phone_number", 3, 14)]),
    ("#keripik", [("hashtag", 0, 8)]),
    ("Rp 15.000.000, 1/2 kg, jam 07:30", []),
]


@pytest.mark.parametrize(("text", "expected"), DETECTED)
def test_links_commands_and_numbers_are_found(text: str, expected: list[tuple[str, int, int]]) -> None:
    _, entities = formatted(text, "", None)
    assert [(one["type"], one["offset"], one["length"]) for one in entities] == expected


def test_commands_inside_code_are_left_alone() -> None:
    _, entities = formatted("<code>/daftar</code>", "HTML", None)
    assert entities == [entity("code", 0, 7)]


def test_given_entities_follow_the_trimmed_text() -> None:
    given_entities = [entity("bold", 2, 3), entity("url", 0, 1)]
    assert formatted("  abc ", "", given_entities) == ("abc", [entity("bold", 0, 3)])


@given(st.text())
def test_escaped_html_is_the_text_itself(text: str) -> None:
    assert parse_html(html.escape(text)) == (text, [])


@given(st.text(alphabet="<>/&;=\"' abipre🍌#x12-"))
def test_any_html_is_read_or_refused(source: str) -> None:
    _read_or_refused(parse_html, source)


@given(st.text(alphabet="*_~|`[]()>!\\\n .ab🍌"))
def test_any_markdown_is_read_or_refused(source: str) -> None:
    _read_or_refused(parse_markdown_v2, source)


def _read_or_refused(parse: Any, source: str) -> None:
    refusal = "Bad Request: can't parse entities: "
    text, entities = "", []
    try:
        text, entities = parse(source)
    except ApiError as error:
        refusal = error.description
    assert refusal.startswith("Bad Request: can't parse entities: ")
    assert all(0 <= one["offset"] < one["offset"] + one["length"] <= units(text) for one in entities)


@given(st.text(), st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30))))
def test_entities_always_lie_inside_the_text(text: str, places: list[tuple[int, int]]) -> None:
    given_entities = [entity("bold", *place) for place in places]
    try:
        found, entities = formatted(text, "", given_entities)
    except ApiError:
        return
    assert all(0 <= one["offset"] < one["offset"] + one["length"] <= units(found) for one in entities)


def test_keyboards_are_kept_as_given() -> None:
    def read(markup: Any) -> Any:
        return read_markup(Parameters({"reply_markup": markup}))

    assert read(None).inline is None
    assert read({"inline_keyboard": []}).inline is None
    assert read({"inline_keyboard": [[{"text": "a", "callback_data": "b"}]]}).inline == {
        "inline_keyboard": [[{"text": "a", "callback_data": "b"}]]
    }
    assert read('{"keyboard":[["a"],[{"text":"b","request_contact":true}]],"is_persistent":true}').reply == {
        "keyboard": [[{"text": "a"}], [{"text": "b", "request_contact": True}]],
        "is_persistent": True,
    }
    assert read({"remove_keyboard": True}).reply == {"remove_keyboard": True}
    assert read({"force_reply": True}).reply == {"force_reply": True}
