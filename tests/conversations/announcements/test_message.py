"""An announcement as calls of the platform."""

from __future__ import annotations

from typing import Any

import pytest

from content.language import language
from handlers.announcements.message import calls_of
from models import AnnouncementPart, PartKind


def part(kind: PartKind, call: int = 0, **values: Any) -> AnnouncementPart:
    return AnnouncementPart(call=call, kind=kind, **values)


def keys(*rows: tuple[tuple[str, str], ...]) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": label, "callback_data": data} for label, data in row] for row in rows]}


READ = keys((("Sudah saya baca", "news:read:7"),), (("Stop pengumuman", "news:stop:7"),))
RSVP = keys((("Saya ikut", "news:go:7"), ("Tidak ikut", "news:no:7")), (("Stop pengumuman", "news:stop:7"),))


@pytest.mark.parametrize(
    ("one", "method", "params"),
    [
        (part(PartKind.TEXT, words="<b>Halo</b>"), "sendMessage",
         {"text": "<b>Halo</b>", "parse_mode": "HTML", "link_preview_options": {"is_disabled": True}}),
        (part(PartKind.PHOTO, file_id="f", words="Siang"), "sendPhoto",
         {"photo": "f", "caption": "Siang", "parse_mode": "HTML"}),
        (part(PartKind.PHOTO, file_id="f"), "sendPhoto", {"photo": "f"}),
        (part(PartKind.VIDEO, file_id="f"), "sendVideo", {"video": "f"}),
        (part(PartKind.VOICE, file_id="f"), "sendVoice", {"voice": "f"}),
        (part(PartKind.DOCUMENT, file_id="f"), "sendDocument", {"document": "f"}),
        (part(PartKind.LOCATION, latitude=0.5, longitude=117.5), "sendLocation", {"latitude": 0.5, "longitude": 117.5}),
    ],
)  # fmt: skip
def test_each_kind_is_one_call_with_the_buttons(one: AnnouncementPart, method: str, params: dict[str, Any]) -> None:
    assert calls_of([one], 7, asks_rsvp=False) == [(method, {**params, "reply_markup": READ})]


def test_buttons_are_under_the_last_call_only() -> None:
    parts = [part(PartKind.TEXT, 0, words="A"), part(PartKind.PHOTO, 1, file_id="f")]
    first, last = calls_of(parts, 7, asks_rsvp=True)
    assert first == (
        "sendMessage", {"text": "A", "parse_mode": "HTML", "link_preview_options": {"is_disabled": True}}
    )  # fmt: skip
    assert last == ("sendPhoto", {"photo": "f", "reply_markup": RSVP})


def test_album_is_one_call_and_its_buttons_are_under_a_short_text() -> None:
    parts = [
        part(PartKind.PHOTO, 0, file_id="a", words="<i>Pasar</i>"),
        part(PartKind.VIDEO, 0, file_id="b"),
        part(PartKind.PHOTO, 0, file_id="c"),
    ]
    media = [
        {"type": "photo", "media": "a", "caption": "<i>Pasar</i>", "parse_mode": "HTML"},
        {"type": "video", "media": "b"},
        {"type": "photo", "media": "c"},
    ]
    assert calls_of(parts, 7, asks_rsvp=True) == [
        ("sendMediaGroup", {"media": media}),
        ("sendMessage", {"text": "Kabar di atas: mau ikut?", "parse_mode": "HTML", "reply_markup": RSVP}),
    ]
    assert calls_of(parts, 7, asks_rsvp=False)[1] == (
        "sendMessage", {"text": "Kabar dari kantor di atas, ya.", "parse_mode": "HTML", "reply_markup": READ}
    )  # fmt: skip


def test_buttons_speak_the_language_of_who_gets_it() -> None:
    token = language.set("en")
    ((_, params),) = calls_of([part(PartKind.TEXT, words="A")], 7, asks_rsvp=False)
    language.reset(token)
    assert params["reply_markup"] == keys(
        (("I have read it", "news:read:7"),), (("Stop these", "news:stop:7"),)
    )  # fmt: skip
