"""Where a session is held: words, or an address of the web."""

from __future__ import annotations

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from services.errors import MeetingConflict, PlaceRefused
from services.mentoring.places import read_place, set_place
from tests.services.conftest import NOW
from tests.services.mentoring.booked import TOMORROW, NewPerson, a_meeting


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("  Rumah Produksi,\n Jl. Poros Km 3 ", "Rumah Produksi, Jl. Poros Km 3"),
        ("https://meet.google.com/abc-defg-hij", "https://meet.google.com/abc-defg-hij"),
        ("HTTP://Zoom.us/j/1?pwd=a&b=c", "HTTP://Zoom.us/j/1?pwd=a&b=c"),
        ("Alamat: Jl. <Poros> & Km 3", "Alamat: Jl. <Poros> & Km 3"),
        ("bawa data: label lama", "bawa data: label lama"),
        ("x" * 200, "x" * 200),
    ],
)
def test_place_is_kept_on_one_line(said: str, place: str) -> None:
    assert read_place(said) == place


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("", "refused_place"),
        ("  ...  ", "refused_place"),
        ("x" * 201, "refused_too_long"),
        ("javascript:alert(1)", "refused_place_link"),
        ("klik tg://resolve?domain=x", "refused_place_link"),
        ("https://baik.id dan ftp://tidak.id", "refused_place_link"),
        ("VBScript:x", "refused_place_link"),
    ],
)
def test_place_that_is_none_is_refused(said: str, reason: str) -> None:
    with pytest.raises(PlaceRefused) as refused:
        read_place(said)
    assert refused.value.reason == reason


async def test_place_is_set_until_the_session_is_over(session: AsyncSession, new_person: NewPerson) -> None:
    meeting = await a_meeting(session, new_person)
    assert await set_place(session, meeting, "Balai Desa", NOW) is True
    assert await set_place(session, meeting, "Balai Desa", TOMORROW) is False
    with pytest.raises(MeetingConflict):
        await set_place(session, meeting, "Rumah", meeting.ends_at)
    assert meeting.place == "Balai Desa"
