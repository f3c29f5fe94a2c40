"""What an announcement says before there is one: parts, calls, and what the platform would refuse."""

from __future__ import annotations

import pytest

from models import PartKind
from services.announcements.composing import Part, added, checked, complete, is_blank, split, title_of, without
from services.errors import AnnouncementRefused

TEXT = Part(PartKind.TEXT, "Satu")
PHOTO = Part(PartKind.PHOTO, None, "f")


def parts(*those: Part) -> list[Part]:
    """Each a call of its own."""
    found: list[Part] = []
    for each in those:
        found = added(found, each)
    return found


def album(*those: Part) -> list[Part]:
    found = added([], those[0])
    for each in those[1:]:
        found = added(found, each, goes_on=True)
    return found


@pytest.mark.parametrize("said", ["", " \n\t", "\u200b\u200d\ufeff", "\u3164", "\u2800 \u2060", "\u00ad\u115f"])
def test_what_nobody_sees_is_blank(said: str) -> None:
    assert is_blank(said)


@pytest.mark.parametrize("said", ["a", ".", "😀", "\u200ba", "ح"])
def test_what_is_seen_is_not_blank(said: str) -> None:
    assert not is_blank(said)


def test_only_files_go_on_with_an_album() -> None:
    assert [part.call for part in album(PHOTO, PHOTO, Part(PartKind.VIDEO, None, "v"))] == [0, 0, 0]
    assert [part.call for part in album(PHOTO, TEXT)] == [0, 1]
    assert [part.call for part in album(PHOTO, Part(PartKind.VOICE, None, "v"))] == [0, 1]


def test_album_goes_on_with_nothing_when_its_first_was_dropped() -> None:
    assert [part.call for part in added([], PHOTO, goes_on=True)] == [0]


def test_caption_that_is_blank_is_none() -> None:
    assert added([], Part(PartKind.PHOTO, "\u2800 \u200b", "f"))[0].words is None


def test_caption_is_counted_as_people_see_it() -> None:
    assert not Part(PartKind.PHOTO, "<b>" + "&lt;" * 1024 + "</b>", "f").is_too_long
    assert Part(PartKind.PHOTO, "😀" * 513, "f").is_too_long


def test_long_captions_become_texts_after_their_call() -> None:
    long = "p" * 1025
    before = [*album(Part(PartKind.PHOTO, long, "a"), Part(PartKind.PHOTO, "kurz", "b"))]
    found = split(added(before, TEXT))
    assert [(part.kind, part.call, part.words) for part in found] == [
        (PartKind.PHOTO, 0, None),
        (PartKind.PHOTO, 0, "kurz"),
        (PartKind.TEXT, 1, long),
        (PartKind.TEXT, 2, "Satu"),
    ]
    assert split(found) == found


def test_splitting_beyond_five_calls_is_refused() -> None:
    found = parts(TEXT, TEXT, TEXT, TEXT, Part(PartKind.PHOTO, "p" * 1025, "f"))
    with pytest.raises(AnnouncementRefused, match="refused_announcement_parts"):
        split(found)


def test_eleventh_picture_is_refused() -> None:
    found = album(*[PHOTO] * 10)
    with pytest.raises(AnnouncementRefused, match="refused_announcement_album"):
        added(found, PHOTO, goes_on=True)


def test_only_the_last_call_is_dropped() -> None:
    found = parts(TEXT, PHOTO)
    assert without(found, 1) == [TEXT]
    assert without(found, 0) == found
    assert without(album(PHOTO, PHOTO), 0) == []
    assert without([], 0) == []


@pytest.mark.parametrize(
    ("found", "reason"),
    [
        ([], "refused_announcement_empty"),
        ([Part(PartKind.TEXT, "<b> </b>")], "refused_announcement_empty"),
        ([Part(PartKind.PHOTO, "p" * 1025, "f")], "refused_announcement_caption"),
        ([Part(PartKind.TEXT, "t" * 4097)], "refused_announcement_long"),
    ],
)
def test_incomplete_announcement_is_refused(found: list[Part], reason: str) -> None:
    with pytest.raises(AnnouncementRefused, match=reason):
        complete(found)


def test_title_is_the_first_words_without_formatting() -> None:
    assert title_of(parts(PHOTO, Part(PartKind.TEXT, "<b>Pasar</b>\n&lt;murah&gt;"))) == "Pasar <murah>"
    assert title_of([Part(PartKind.TEXT, "kata " * 30)]) == ("kata " * 16)[:79].rstrip() + "…"
    assert title_of([Part(PartKind.TEXT, "Pasar murah.")]) == "Pasar murah"
    assert title_of([PHOTO]) == ""
    assert checked([PHOTO]) == [PHOTO]
