"""The calendar file, read back by a strict reader that knows RFC 5545 and nothing of how it was written."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from services.calendar_file import Appointment, calendar_file

WITA = ZoneInfo("Asia/Makassar")
STARTS = datetime(2026, 12, 1, 10, tzinfo=WITA)


def appointment(**different: object) -> Appointment:
    told: dict[str, object] = {
        "uid": "sesi-5@pendamping-ikm", "sequence": 0, "stamped_at": STARTS - timedelta(days=2), "starts_at": STARTS,
        "ends_at": STARTS + timedelta(hours=1), "title": "Sesi dengan Bu Dewi", "description": "Kemasan",
    }  # fmt: skip
    return Appointment(**(told | different))  # type: ignore[arg-type]


def read(file: bytes) -> list[tuple[str, str]]:
    """(name, value) of every line, unfolded and unescaped. Fails on what a strict calendar would refuse."""
    assert file.endswith(b"\r\n")
    physical = file[:-2].split(b"\r\n")
    assert all(len(line) <= 75 and line and b"\n" not in line and b"\r" not in line for line in physical)
    unfolded = re.sub(r"\r\n ", "", file[:-2].decode())  # each physical line must be whole UTF-8 as well:
    assert [line.decode() for line in physical]
    found = []
    for line in unfolded.split("\r\n"):
        name, value = re.fullmatch(r"([A-Z-]+):(.*)", line).groups()  # type: ignore[union-attr]
        assert not re.search(r"[\x00-\x08\x0a-\x1f\x7f]", value)
        assert re.fullmatch(r"(?:[^\\;,]|\\[\\;,nN])*", value), value
        found.append((name, re.sub(r"\\(.)", lambda match: "\n" if match[1] in "nN" else match[1], value)))
    return found


def test_every_line_of_an_appointment() -> None:
    assert read(calendar_file(appointment(place="Balai Desa"))) == [
        ("BEGIN", "VCALENDAR"), ("VERSION", "2.0"), ("PRODID", "-//Pendamping IKM//Sesi//ID"),
        ("CALSCALE", "GREGORIAN"), ("METHOD", "PUBLISH"), ("BEGIN", "VEVENT"), ("UID", "sesi-5@pendamping-ikm"),
        ("SEQUENCE", "0"), ("DTSTAMP", "20261129T020000Z"), ("DTSTART", "20261201T020000Z"),
        ("DTEND", "20261201T030000Z"), ("STATUS", "CONFIRMED"), ("SUMMARY", "Sesi dengan Bu Dewi"),
        ("DESCRIPTION", "Kemasan"), ("LOCATION", "Balai Desa"), ("BEGIN", "VALARM"), ("ACTION", "DISPLAY"),
        ("TRIGGER", "-PT1H"), ("DESCRIPTION", "Sesi dengan Bu Dewi"), ("END", "VALARM"), ("END", "VEVENT"),
        ("END", "VCALENDAR"),
    ]  # fmt: skip


def test_cancelled_appointment_has_no_alarm() -> None:
    found = read(calendar_file(appointment(is_cancelled=True, sequence=3)))
    assert [pair for pair in found if pair[0] in ("STATUS", "SEQUENCE", "ACTION", "LOCATION")] == [
        ("SEQUENCE", "3"), ("STATUS", "CANCELLED"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("Kemasan; label, \\ harga", "Kemasan; label, \\ harga"),
        ("Satu\nEND:VEVENT\r\nATTACH:http://x", "Satu\nEND:VEVENT\nATTACH:http://x"),
        ("Nul\x00bel\x07tab\t", "Nulbeltab"),
        ("é" * 200, "é" * 200),
        ("🍌" * 60, "🍌" * 60),
        ("x" * 63, "x" * 63),
        ("\u2028garis", "\ngaris"),
        ("", ""),
    ],
)
def test_words_of_people_come_back_as_they_were(words: str, kept: str) -> None:
    found = dict(read(calendar_file(appointment(title=words, description="-", is_cancelled=True))))
    assert found["SUMMARY"] == kept
    assert found["DESCRIPTION"] == "-"
