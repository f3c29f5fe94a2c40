"""What cannot be announced gets a clear line; what was sent before is kept, and nothing goes out."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from models import Business, NewsStop, NewsTopic
from tests.conversations.test_every_step import ODD
from tests.conversations.walks import does, draft, where

from .conftest import BUT_WHEN, MONDAY, STEPS, Bureau, between, file, photo, refusals, words

FORGED = (
    "content:drop-", "content:drop-x", "content:drop-99", "content:x", "topic:0.all", "topic:0.x", "event:0.41",
    "people:0.x", "when:0.never", "when:0.at-x", "when:0.at-99999999999", "edit:x", "edit:", "summary:x", "x:y",
)  # fmt: skip
LONG = "k" * 4097
BAD = {
    "only spaces": ({"text": " \n\u200b\u3164 "}, "refused_announcement_empty", {}),
    "nothing to be seen": ({"text": "\u2800\u2060"}, "refused_announcement_empty", {}),
    "a long text": ({"text": LONG}, "refused_announcement_long", {"units": 4097, "most": 4096}),
    "emoji count twice": ({"text": "😀" * 2049}, "refused_announcement_long", {"units": 4098, "most": 4096}),
    "a caption that no text holds": (photo(caption=LONG), "refused_announcement_long", {"units": 4097, "most": 4096}),
    "a document over 20 MB": (
        file("document", file_size=20 * 1024 * 1024 + 1), "refused_announcement_file", {"most": 20}
    ),
    "a video over 20 MB": (file("video", file_size=30_000_000), "refused_announcement_file", {"most": 20}),
    "a sticker": (ODD["sticker"][0], "refused_announcement_kind", {}),
    "a contact": (ODD["contact"][0], "refused_announcement_kind", {}),
    "a dice": (ODD["dice"][0], "refused_announcement_kind", {}),
    "music": (file("audio", duration=3), "refused_announcement_kind", {}),
    "a round video": (file("video_note", duration=3, length=3), "refused_announcement_kind", {}),
    "a moving picture": (
        {**file("document"), **file("animation", width=9, height=9, duration=3)}, "refused_announcement_kind", {}
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", BAD)
async def test_bad_content_is_refused_and_nothing_is_lost(bureau: Bureau, what: str) -> None:
    content, key, values = BAD[what]
    await does(bureau.rina, "/umumkan", "Satu")
    (told,) = await bureau.rina.sends(**content)
    assert (told.text, told.keys) == (refusals[key].format(**values), (("Sudah",), ("Hapus yang terakhir", "Batal")))
    assert (await draft(bureau.rina, "announce"))["answers"]["content"] == [
        {"kind": "text", "words": "Satu", "call": 0}
    ]
    assert await where(bureau.rina) == ("announce", "content")


async def test_empty_announcement_goes_nowhere(bureau: Bureau) -> None:
    (told,) = await does(bureau.rina, "/umumkan", "!announce:content:done")
    assert (told.text, told.keys) == (refusals.refused_announcement_empty, (("Batal",),))


async def test_sixth_message_is_refused_an_album_is_one(bureau: Bureau) -> None:
    await does(bureau.rina, "/umumkan", "Satu", "Dua", "Tiga", "Empat")
    for name in ("a", "b", "c"):
        await bureau.rina.sends(**photo(name, "900"))
    (told,) = await bureau.rina.says("Enam")
    assert told.text == refusals.refused_announcement_parts.format(most=5)
    assert len((await draft(bureau.rina, "announce"))["answers"]["content"]) == 7


async def test_caption_that_is_too_long_leads_no_further(bureau: Bureau) -> None:
    await bureau.rina.says("/umumkan")
    await bureau.rina.sends(**photo(caption="p" * 1025))
    (told,) = await bureau.rina.presses("announce:content:done")
    assert told.text == refusals.refused_announcement_caption.format(most=1024)
    (told,) = await bureau.rina.says("sudah")
    assert told.text == refusals.refused_announcement_caption.format(most=1024)
    await does(bureau.rina, "!Hapus yang terakhir", "Satu", "!Sudah")
    assert await where(bureau.rina) == ("announce", "topic")


@pytest.mark.parametrize(
    ("step", "said", "key", "values"),
    [
        ("topic", "apa saja", "refused_choice", {}),
        ("event", "seratus ribu", "refused_count", {}),
        ("event", "0", "refused_announcement_seats", {"most": 10_000}),
        ("event", "banyak", "refused_count", {}),
        ("when", "kemarin jam 9", "refused_moment_past", {}),
        ("when", "besok jam 25", "refused_moment_hour", {}),
        ("when", "asdf", "refused_moment", {}),
    ],
)
async def test_bad_answer_is_refused_and_asked_again(
    bureau: Bureau, step: str, said: str, key: str, values: dict[str, Any]
) -> None:
    await does(bureau.rina, "/umumkan", "Satu", *between("content", step))
    before = await where(bureau.rina)
    (told,) = await bureau.rina.says(said)
    assert told.text == refusals[key].format(**values)
    assert told.keys[-1] == ("Kembali", "Batal")
    assert await where(bureau.rina) == before


async def test_moment_too_far_ahead_is_refused(bureau: Bureau) -> None:
    await does(bureau.rina, "/umumkan", "Satu", *BUT_WHEN, "24 maret jam 9")
    (told,) = await bureau.rina.presses("Ya, benar")
    assert told.text == refusals.refused_announcement_far.format(days=90)
    assert await where(bureau.rina) == ("announce", "when")


async def test_moment_that_is_over_by_now_is_told_and_can_be_changed(bureau: Bureau) -> None:
    await bureau.reaches_summary(*BUT_WHEN, "hari ini jam 11", "!Ya, benar")
    bureau.time.passes(hours=2)
    await bureau.rina.presses("Kirim")
    (told,) = await bureau.rina.presses("Ya, kirim")
    assert told.text == refusals.refused_moment_past
    assert await bureau.announcements() == []
    await does(bureau.rina, "!Waktu", "!Sekarang", "!Kirim", "!Ya, kirim")
    assert len(await bureau.announcements()) == 1


async def test_everybody_has_stopped_meanwhile_nothing_is_sent(bureau: Bureau) -> None:
    await bureau.reaches_summary()
    await bureau.rina.presses("Kirim")
    async with bureau.office.database.session() as session:
        owners = await session.scalars(select(Business.owner_id))
        session.add_all(NewsStop(person_id=each, topic=NewsTopic.ALL, stopped_at=MONDAY) for each in owners)
    (told,) = await bureau.rina.presses("Ya, kirim")
    assert told.text == refusals.refused_announcement_nobody
    assert await bureau.announcements() == []


@pytest.mark.parametrize("act", ["/umumkan", "!announce:start:0", "!announce:new:0", "!announce:resume:0"])
async def test_producer_announces_nothing(bureau: Bureau, act: str) -> None:
    (told,) = await does(bureau.siti, act)
    assert told.text == refusals.refused_not_allowed
    assert await where(bureau.siti) == (None, None)


@pytest.mark.parametrize("step", STEPS)
async def test_right_that_is_gone_stops_every_step(bureau: Bureau, step: str) -> None:
    await does(bureau.rina, "/umumkan", "Satu", *between("content", step))
    assert await where(bureau.rina) == ("announce", step)
    await bureau.revokes(bureau.rina)
    for act in ("Dua", "!Sudah", f"!announce:{step}:0.now", "!announce:topic:0.market", "!announce:confirm:0",
                "!announce:edit:topic", "!announce:see:0", "!announce:send:0"):  # fmt: skip
        await does(bureau.rina, act)
        assert bureau.rina.replies[-1].text != words.told_goes_out
    kept = (await draft(bureau.rina, "announce"))["answers"]
    assert len(kept["content"]) == 1
    assert await bureau.announcements() == []


@pytest.mark.parametrize("step", STEPS)
async def test_forged_press_changes_nothing(bureau: Bureau, step: str) -> None:
    await does(bureau.rina, "/umumkan", "Satu", *between("content", step))
    before = (await draft(bureau.rina, "announce"))["answers"]
    for data in FORGED:
        assert await bureau.rina.presses(f"announce:{data}") != [], data
        assert (await draft(bureau.rina, "announce"))["answers"] == before, data
