"""The question for a moment, in a conversation that asks nothing else."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum

import pytest
from telegram import Update
from telegram.ext import CommandHandler

from content.texts import Text
from durable import clock
from durable.context import BotContext
from durable.conversation import END
from handlers import CONVERSATIONS
from handlers.form import Form, Next
from handlers.questions.moment import MomentQuestion, instant_of
from handlers.questions.question import Answer
from handlers.replies import say
from handlers.talk import Talk
from services.office_clock import WITA
from tests.conversations.checked_office import CheckedOffice
from tests.driver import Person

QUESTION = MomentQuestion()
WAY_OUT = ("Batal",)
TUESDAY = datetime(2026, 11, 24, 14, 5, tzinfo=WITA)


class Asked(StrEnum):
    MOMENT = "moment"


class MomentForm(Form):
    async def former(self, context: BotContext, key: str) -> Answer | None:
        return None

    async def heading(self, context: BotContext, key: str) -> Text:
        return Text("1/1")

    async def can_go_back(self, context: BotContext, key: str) -> bool:
        return False

    async def keep(self, context: BotContext, key: str, answer: Answer) -> None:
        context.draft["answer"] = answer

    async def go_on(self, update: Update, context: BotContext, key: str) -> Next:
        answer = context.draft["answer"]
        await say(context, Text("{at} = {shown}").format(at=instant_of(answer), shown=QUESTION.shown(answer)))
        return END


form = MomentForm("moment_test", Asked, {QUESTION.key: QUESTION})


async def start(update: Update, context: BotContext) -> Next:
    return await form.ask(update, context, QUESTION.key)


talk = Talk(
    name="moment_test",
    entry_points=[CommandHandler("when", start)],
    states={Asked.MOMENT: form.handlers(QUESTION.key)},
    fallbacks=[],
    repeat=form.repeat,
    way_out=form.way_out,
)


@pytest.fixture
async def siti(office: CheckedOffice, monkeypatch: pytest.MonkeyPatch) -> Person:
    monkeypatch.setattr(clock, "now", lambda: TUESDAY.astimezone(UTC))
    monkeypatch.setattr("handlers.build.CONVERSATIONS", (*CONVERSATIONS, talk))
    office.restarts()
    siti = office.person(11)
    await siti.says("/when")
    return siti


async def test_a_moment_is_said_back_in_full_and_taken_with_one_tap(siti: Person) -> None:
    [shown] = await siti.says("besok jam 10 pagi")
    assert shown.text == "1/1\n<b>Rabu, 25 November 2026, 10.00 WITA</b>\n\nSudah benar? Kalau belum, tulis lagi saja."
    assert shown.keys == (("Ya, benar",), WAY_OUT)
    [taken] = await siti.presses("Ya, benar")
    assert taken.text == "2026-11-25 02:00:00+00:00 = Rabu, 25 November 2026, 10.00 WITA"


async def test_yes_may_be_typed(siti: Person) -> None:
    await siti.says("besok jam 10 pagi")
    assert [str(reply) for reply in await siti.says("iya bu")] == [
        "2026-11-25 02:00:00+00:00 = Rabu, 25 November 2026, 10.00 WITA"
    ]


async def test_it_may_be_typed_again(siti: Person) -> None:
    await siti.says("besok jam 10 pagi")
    [shown] = await siti.says("lusa jam 2 siang")
    assert shown.text.splitlines()[1] == "<b>Kamis, 26 November 2026, 14.00 WITA</b>"


async def test_a_day_alone_is_asked_on_about_part_by_part(siti: Person) -> None:
    [parts] = await siti.says("besok")
    assert parts.keys == (("Pagi", "Siang", "Sore"), ("Malam",), WAY_OUT)
    [hours] = await siti.presses("Pagi")
    assert (hours.method, hours.keys) == ("editMessageText", (("08.00", "09.00", "10.00"), WAY_OUT))
    [taken] = await siti.presses("09.00")
    assert taken.text == "2026-11-25 01:00:00+00:00 = Rabu, 25 November 2026, 09.00 WITA"


async def test_a_part_of_today_offers_only_hours_ahead(siti: Person) -> None:
    assert [(await siti.says(said))[0].keys for said in ("hari ini", "nanti siang")] == [
        (("Sore", "Malam"), WAY_OUT),
        (WAY_OUT,),
    ]


async def test_a_time_typed_after_a_day_is_of_that_day(siti: Person) -> None:
    await siti.says("besok")
    [shown] = await siti.says("jam 9.30")
    assert shown.text.splitlines()[1] == "<b>Rabu, 25 November 2026, 09.30 WITA</b>"


async def test_another_day_typed_after_a_day_takes_its_place(siti: Person) -> None:
    await siti.says("besok")
    [shown] = await siti.says("Jumat jam 9")
    assert shown.text.splitlines()[1] == "<b>Jumat, 27 November 2026, 09.00 WITA</b>"


async def test_nonsense_is_refused_and_the_buttons_stay(siti: Person) -> None:
    await siti.says("besok")
    [refused] = await siti.says("<b>hmm</b> & _itu_")
    assert refused.text.startswith("Maaf, tanggal atau jam itu belum bisa kami pakai.")
    assert refused.keys == (("Pagi", "Siang", "Sore"), ("Malam",), WAY_OUT)


async def test_an_old_yes_is_refused_when_its_moment_is_over(siti: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    await siti.says("besok jam 10 pagi")
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 11, 26, 9, tzinfo=WITA).astimezone(UTC))
    [refused] = await siti.presses("Ya, benar")
    assert refused.text.startswith("Waktu itu sudah lewat.")


@pytest.mark.parametrize(
    "what", ["at-1", "at-2147483647", "at-x", "at", "noon-1", "noon-99999999", "night-739000", "x", "at--5"]
)
async def test_a_forged_press_changes_nothing(siti: Person, what: str) -> None:
    [refused] = await siti.presses(f"moment_test:moment:0.{what}")
    assert refused.keys[-1] == WAY_OUT
    [taken] = [*await siti.says("besok jam 10")]
    assert taken.keys == (("Ya, benar",), WAY_OUT)


async def test_a_second_tap_finds_nothing_more_to_do(siti: Person) -> None:
    await siti.says("besok jam 10 pagi")
    await siti.presses("Ya, benar")
    assert await siti.presses("Ya, benar") == []
