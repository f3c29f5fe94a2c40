"""Loading texts, filling them safely, and both languages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import content.texts
from content import language
from content.texts import Text, Texts, Wording
from content.yaml_files import CONTENT


@pytest.fixture
def text() -> Texts:
    return Texts(
        "sample",
        {
            "ask_name": Wording({"id": Text("Siapa nama Ibu/Bapak?"), "en": Text("What is your name?")}),
            "told_saved": Wording({"id": Text("<b>{name}</b> tersimpan."), "en": Text("<b>{name}</b> is saved.")}),
            "button_back": Wording({"id": Text("Kembali"), "en": Text("Back")}, ("Balik", "Kembali")),
        },
    )


@pytest.fixture
def english() -> Iterator[None]:
    token = language.set("en")
    yield
    language.reset(token)


def test_text_is_indonesian_by_default(text: Texts) -> None:
    assert text.ask_name == "Siapa nama Ibu/Bapak?"


@pytest.mark.usefixtures("english")
def test_text_follows_the_language(text: Texts) -> None:
    assert text.ask_name == "What is your name?"
    assert text["ask_name"] == "What is your name?"


def test_language_that_is_not_there_falls_back(text: Texts) -> None:
    token = language.set("nl")
    try:
        assert text.ask_name == "Siapa nama Ibu/Bapak?"
    finally:
        language.reset(token)


@pytest.mark.pitfall(22)
@pytest.mark.parametrize("name", ["<3", "A & B", "a<b>c", "_*x*_", "{name}", "&lt;", '"q"'])
def test_words_of_people_are_escaped(text: Texts, name: str) -> None:
    escaped = name.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert text.told_saved.format(name=name) == f"<b>{escaped}</b> tersimpan."


def test_own_texts_inside_a_text_stay_as_they_are(text: Texts) -> None:
    inner = text.told_saved.format(name="<3")
    assert text.told_saved.format(name=inner) == "<b><b>&lt;3</b> tersimpan.</b> tersimpan."
    assert isinstance(inner, Text)


def test_plain_is_for_labels(text: Texts) -> None:
    assert text.told_saved.plain(name="A & B <3") == "<b>A & B <3</b> tersimpan."
    assert Text("1 &lt; 2 {x}").plain(x="&lt;") == "1 < 2 &lt;"


def test_adding_and_joining_escape_what_is_not_a_text() -> None:
    assert Text("<b>") + "<3" == "<b>&lt;3"
    assert Text("<b>") + Text("</b>") == "<b></b>"
    assert "<3" + Text("<b>") == "&lt;3<b>"
    joined = Text("<br>").join([Text("<i>a</i>"), "<b>", 5])
    assert joined == "<i>a</i><br>&lt;b&gt;<br>5"
    assert isinstance(joined, Text)


def test_format_takes_a_format_spec() -> None:
    assert Text("{count:>3}!").format(count=5) == "  5!"


def test_missing_value_and_missing_text_are_errors(text: Texts) -> None:
    with pytest.raises(KeyError):
        text.told_saved.format()
    with pytest.raises(AttributeError, match=r"sample\.yaml has no text 'ask_age'"):
        text.ask_age  # noqa: B018
    with pytest.raises(AttributeError, match="lacks ask_age, ask_shoe"):
        text.require("ask_name", "ask_age", "ask_shoe")
    assert text.require("ask_name") is text


def test_all_wordings_count_as_the_same_label(text: Texts) -> None:
    assert text.all_wordings("button_back") == ("Kembali", "Back", "Balik")
    with pytest.raises(AttributeError):
        text.all_wordings("button_none")


def test_every_file_loads_and_is_loaded_once() -> None:
    assert {"classification", "refusals"} <= set(content.texts.names())
    assert content.texts.load("refusals") is content.texts.load("refusals")


@given(st.text())
def test_no_word_of_people_can_open_a_tag(name: str) -> None:
    said = Text("<i>{name}</i>").format(name=name)
    assert said.count("<") == 2
    assert said.count(">") == 2


def test_every_file_of_texts_is_read_alike_without_the_loader_in_c() -> None:
    for path in sorted((CONTENT / "texts").glob("*.yaml")):
        words = path.read_text(encoding="utf-8")
        assert yaml.load(words, yaml.SafeLoader) == yaml.load(words, yaml.CSafeLoader), path.name
