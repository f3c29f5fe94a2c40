"""An announcement to many is agreed to by a second member of staff, once, or by its author where nobody else is."""

from __future__ import annotations

import pytest

from handlers.announcing.people.words import audience_words
from models import AnnouncementState, RoleKind
from services import people, roles
from services.staff_names import name_staff
from tests.conversations.desk import gets, hears
from tests.conversations.test_double_taps import presses_twice
from tests.conversations.walks import does, draft, texts, where
from tests.driver import Person

from .conftest import MONDAY, PRODUCERS, Bureau, approval_words, refusals, words

TITLE = "Pasar <murah> & ramai hari Sabtu"
FROM_ALONE = "Senin, 23 November 2026, 10.30 WITA"


async def state(bureau: Bureau) -> AnnouncementState:
    return (await bureau.only()).state


async def test_colleague_sees_it_and_agrees(bureau_on_both: Bureau) -> None:
    bureau = bureau_on_both
    found = await bureau.asks_many()
    assert (found.state, found.approved_at) == (AnnouncementState.APPROVING, None)
    told = bureau.rina.replies[-1]
    assert told.text == approval_words.told_waits.format(title=TITLE, count=3, time=FROM_ALONE)
    assert told.keys == (("Lihat isinya",), ("Setujui sendiri", "Batalkan"))
    (asked,) = bureau.ani.hears()
    assert asked.text == approval_words.told_wanted.format(
        name="Bu Rina", count=3, title=TITLE, topic="Pasar dan pameran", people=audience_words(PRODUCERS),
        when="begitu disetujui",
    )  # fmt: skip
    assert asked.keys == (("Lihat isinya",), ("Setujui", "Tolak"))
    preview, card = await bureau.ani.presses("Lihat isinya")
    assert preview.text == "Pasar &lt;murah&gt; &amp; ramai hari Sabtu"
    assert (card.text, card.keys) == (asked.text, asked.keys)
    (agreed,) = await bureau.ani.presses("Setujui")
    assert (agreed.method, agreed.text) == (
        "editMessageText", approval_words.told_approved.format(title=TITLE, time="sekarang")
    )  # fmt: skip
    (heard,) = bureau.rina.hears()
    assert heard.text == approval_words.told_yours_approved.format(name="Ani", title=TITLE, time="sekarang")
    found = await bureau.only()
    assert (found.state, found.approved_by_id, found.send_at) == (AnnouncementState.SCHEDULED, 2, MONDAY)
    assert await bureau.acts() == [("announcement_made", 1, None), ("announcement_approve", 2, None)]


async def test_last_question_tells_that_a_second_is_needed(bureau: Bureau) -> None:
    bureau.office.application.bot_data["announce_alone_up_to"] = 2
    await bureau.reaches_summary()
    (sure,) = await bureau.rina.presses("Kirim")
    assert sure.text == "\n\n".join(
        [words.ask_sure.format(count=3, when="sekarang"), words.told_second_needed.format(most=2)]
    )


async def test_as_many_as_allowed_need_no_second(bureau: Bureau) -> None:
    bureau.office.application.bot_data["announce_alone_up_to"] = 3
    await bureau.reaches_summary()
    await does(bureau.rina, "!Kirim", "!Ya, kirim")
    assert await state(bureau) == AnnouncementState.SCHEDULED
    assert bureau.ani.hears() == []


async def test_two_who_agree_at_once_count_once(bureau_on_both: Bureau) -> None:
    bureau = bureau_on_both
    async with bureau.office.database.session() as session:
        dian = await people.ensure_person(session, "telegram", 3, MONDAY)
        await roles.give(session, dian, RoleKind.ADMIN, None, MONDAY)
        await name_staff(session, dian, "Dian")
    number = (await bureau.asks_many()).id
    for person in (bureau.ani, bureau.office.person(3)):
        await person.office.receives(callback_query=_press(person, f"approval:approve:{number}"))
    sent = {reply.chat_id: reply.text for reply in await bureau.office.works()}
    approved = approval_words.told_approved.format(title=TITLE, time="sekarang")
    assert sorted([sent[2], sent[3]]) == sorted([approved, refusals.refused_announcement_changed])
    assert [act for act, *_ in await bureau.acts()] == ["announcement_made", "announcement_approve"]


async def test_double_tap_agrees_once(bureau: Bureau) -> None:
    number = (await bureau.asks_many()).id
    sent = await presses_twice(bureau.ani, f"approval:approve:{number}")
    assert len([reply for reply in sent if reply.chat_id == 2]) == 1
    bureau.time.passes(minutes=1)
    (told,) = await bureau.ani.presses(f"approval:approve:{number}")
    assert told.text == refusals.refused_announcement_changed


async def test_author_waits_for_an_active_colleague_and_agrees_alone_without(bureau: Bureau) -> None:
    await bureau.ani.says("/menu")
    await bureau.asks_many()
    (told,) = await bureau.rina.presses("Setujui sendiri")
    alone = "Kamis, 26 November 2026, 10.00 WITA"
    assert told.text == approval_words.told_not_alone_yet.format(time=alone)
    assert await state(bureau) == AnnouncementState.APPROVING
    bureau.time.passes(days=3, minutes=1)
    (agreed,) = await bureau.rina.presses("Setujui sendiri")
    assert agreed.text == approval_words.told_approved.format(title=TITLE, time="sekarang")
    found = await bureau.only()
    assert (found.approved_by_id, found.send_at) == (1, bureau.time.now)
    assert (await bureau.acts())[-1] == ("announcement_approve", 1, "alone")
    assert bureau.rina.hears() == []


async def test_agreed_at_night_begins_in_the_morning(bureau: Bureau) -> None:
    await bureau.asks_many()
    bureau.time.passes(hours=12)
    await bureau.ani.says("/menu")
    (agreed,) = await bureau.ani.presses(f"approval:approve:{(await bureau.only()).id}")
    assert agreed.text == approval_words.told_approved.format(title=TITLE, time="Selasa, 24 November 2026, 06.00 WITA")


async def test_no_with_a_reason_reaches_the_author_who_makes_it_anew(bureau: Bureau) -> None:
    await bureau.asks_many()
    bureau.ani.hears()
    (asked,) = await bureau.ani.presses("Tolak")
    assert asked.text == approval_words.ask_reason.format(title=TITLE)
    assert asked.keys == (("Tanpa alasan",), ("Batal",))
    await bureau.office.receives(message=bureau.ani.message(text="tanggalnya <belum> pasti"))
    (heard,) = await gets(bureau.rina)
    assert heard.text == "\n".join([
        approval_words.told_yours_rejected.format(name="Ani", title=TITLE),
        approval_words.told_reason.format(reason="tanggalnya <belum> pasti"),
    ])  # fmt: skip
    assert await state(bureau) == AnnouncementState.REJECTED
    assert (await bureau.acts())[-1] == ("announcement_reject", 2, "typed")
    assert await where(bureau.ani) == (None, None)
    (asked,) = await bureau.rina.presses("Susun lagi")
    assert asked.text.startswith("<b>5 dari 6</b>")
    kept = (await draft(bureau.rina, "announce"))["answers"]
    assert (kept["topic"], kept["event"], len(kept["content"])) == ("market", "no", 1)


async def test_no_without_a_reason(bureau: Bureau) -> None:
    await bureau.asks_many()
    bureau.ani.hears()
    await bureau.ani.presses("Tolak")
    (heard,) = await hears(bureau.rina, of=bureau.ani, presses="Tanpa alasan")
    assert heard.text.endswith(approval_words.told_no_reason)
    assert (await bureau.acts())[-1] == ("announcement_reject", 2, "none")


async def test_no_can_be_thought_over(bureau: Bureau) -> None:
    await bureau.asks_many()
    bureau.ani.hears()
    (told,) = await does(bureau.ani, "!Tolak", "!Batal")
    assert told.text == approval_words.told_nothing_changed
    assert (await state(bureau), await where(bureau.ani)) == (AnnouncementState.APPROVING, (None, None))


async def test_author_takes_it_back_while_a_colleague_writes_why_not(bureau: Bureau) -> None:
    await bureau.asks_many()
    bureau.ani.hears()
    await bureau.ani.presses("Tolak")
    (asked,) = await bureau.rina.presses("Batalkan")
    assert (asked.text, asked.keys) == (
        approval_words.ask_take_back.format(title=TITLE), (("Ya, batalkan", "Jangan dulu"),)
    )  # fmt: skip
    (card,) = await bureau.rina.presses("Jangan dulu")
    assert card.keys == (("Lihat isinya",), ("Setujui sendiri", "Batalkan"))
    (told,) = await does(bureau.rina, "!Batalkan", "!Ya, batalkan")
    assert told.text == approval_words.told_taken_back.format(title=TITLE)
    assert (await state(bureau), (await bureau.acts())[-1]) == (
        AnnouncementState.CANCELLED, ("announcement_cancel", 1, None)
    )  # fmt: skip
    (told,) = await bureau.ani.says("tanggalnya belum pasti")
    assert told.text == refusals.refused_announcement_changed
    assert await where(bureau.ani) == (None, None)


async def test_what_was_being_written_is_not_lost_to_making_another_anew(bureau: Bureau) -> None:
    number = (await bureau.asks_many()).id
    await does(bureau.rina, "!Batalkan", "!Ya, batalkan", "/umumkan", "Kabar lain", "/menu")
    (asked,) = await bureau.rina.presses(f"announce:again:{number}")
    assert asked.keys == (("Lanjutkan pengumuman", "Mulai baru"),)
    assert (await draft(bureau.rina, "announce"))["answers"]["content"][0]["words"] == "Kabar lain"
    await bureau.rina.presses("Mulai baru")
    assert (await draft(bureau.rina, "announce"))["answers"]["content"][0]["words"].startswith("Pasar")


STEPS = ("see", "approve", "back", "back_yes", "stay", "reject")


async def test_nobody_else_learns_or_changes_anything(bureau: Bureau) -> None:
    number = (await bureau.asks_many()).id
    bureau.rina.hears()
    for data in (*(f"approval:{step}:{number}" for step in STEPS), f"announce:again:{number}"):
        (told,) = await bureau.siti.presses(data)
        assert told.text == refusals.refused_not_allowed
    assert await state(bureau) == AnnouncementState.APPROVING


@pytest.mark.parametrize(("who", "step"), [("rina", "reject"), ("ani", "back"), ("ani", "back_yes")])
async def test_author_and_colleague_have_their_own_acts(bureau: Bureau, who: str, step: str) -> None:
    number = (await bureau.asks_many()).id
    person: Person = getattr(bureau, who)
    person.hears()
    (told,) = await person.presses(f"approval:{step}:{number}")
    assert told.text == refusals.refused_not_allowed
    assert await state(bureau) == AnnouncementState.APPROVING


@pytest.mark.parametrize("what", ["999999", "-1", "99999999999999", "x", ""])
async def test_what_is_not_there_is_told_alike(bureau: Bureau, what: str) -> None:
    for step in STEPS:
        (told,) = await bureau.ani.presses(f"approval:{step}:{what}")
        assert told.text == refusals.refused_no_announcement
    (told,) = await bureau.ani.presses(f"announce:again:{what}")
    assert told.text == refusals.refused_no_announcement


async def test_sticker_in_place_of_a_reason_asks_again(bureau: Bureau) -> None:
    await bureau.asks_many()
    bureau.ani.hears()
    await bureau.ani.presses("Tolak")
    replies = await bureau.ani.sends(contact={"phone_number": "0812", "first_name": "X"})
    assert texts(replies)[-1] == approval_words.ask_reason.format(title=TITLE)
    (old,) = await bureau.ani.presses("approval:no_reason:999")
    assert old.text == approval_words.ask_reason.format(title=TITLE)


def _press(person: Person, data: str) -> dict[str, object]:
    message = {"message_id": 5, "date": 1, "chat": person.chat, "text": "..."}
    return {"id": str(person.office.next_message_id()), "from": person.user, "chat_instance": "1", "data": data,
            "message": message}  # fmt: skip
