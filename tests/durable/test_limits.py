"""Over-long texts are refused in the handler, counted as the platform counts."""

from __future__ import annotations

import pytest
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update

from durable.context import BotContext
from durable.limits import Empty, TooLong, check, utf16_units
from tests.driver import Office

from .one_update import in_update, outbox_rows

EMOJI = "🍌"
FAMILY = "👩‍👩‍👧"


@pytest.mark.parametrize(("text", "units"), [("", 0), ("a", 1), ("é", 1), (EMOJI, 2), (FAMILY, 8), ("a" + EMOJI, 3)])
def test_units_are_those_of_utf_16(text: str, units: int) -> None:
    assert utf16_units(text) == units == len(text.encode("utf-16-le")) // 2


@pytest.mark.pitfall(23)
@pytest.mark.parametrize("units", [4095, 4096])
@pytest.mark.parametrize("sign", ["a", EMOJI])
def test_text_up_to_the_limit_passes(units: int, sign: str) -> None:
    text = sign * (units // utf16_units(sign)) + "a" * (units % utf16_units(sign))
    assert utf16_units(text) == units
    check("sendMessage", {"text": text})
    check("sendMessage", {"text": f"<b>{text}</b>", "parse_mode": "HTML"})


@pytest.mark.pitfall(23)
@pytest.mark.parametrize("text", ["a" * 4097, EMOJI * 2048 + "a", "a" * 9000])
def test_text_over_the_limit_is_refused(text: str) -> None:
    for params in ({"text": text}, {"text": f"<i>{text}</i>", "parse_mode": "HTML"}):
        with pytest.raises(TooLong):
            check("sendMessage", params)


def test_marks_of_html_do_not_count() -> None:
    check("sendMessage", {"text": '<a href="https://example.org/x">a</a>' * 4096, "parse_mode": "HTML"})
    check("sendMessage", {"text": "&lt;" * 4096, "parse_mode": "HTML"})
    with pytest.raises(TooLong):
        check("sendMessage", {"text": "&lt;" * 4097, "parse_mode": "HTML"})


@pytest.mark.parametrize("text", ["", "  \n ", "<b> </b>"])
def test_empty_text_is_refused(text: str) -> None:
    with pytest.raises(Empty):
        check("editMessageText", {"text": text, "parse_mode": "HTML"})


@pytest.mark.parametrize(
    ("method", "name", "limit"),
    [("sendPhoto", "caption", 1024), ("sendDocument", "caption", 1024), ("answerCallbackQuery", "text", 200)],
)
def test_captions_and_answers_to_presses_have_limits_of_their_own(method: str, name: str, limit: int) -> None:
    check(method, {name: "a" * limit})
    with pytest.raises(TooLong):
        check(method, {name: "a" * (limit + 1)})


def test_buttons_carry_64_bytes_at_most() -> None:
    def keys(data: str) -> dict[str, object]:
        return {"text": "x", "reply_markup": {"inline_keyboard": [[{"text": "a", "callback_data": data}]]}}

    check("sendMessage", keys("a" * 64))
    for data in ("a" * 65, EMOJI * 17):
        with pytest.raises(TooLong):
            check("sendMessage", keys(data))


@pytest.mark.pitfall(23)
async def test_handler_hears_of_it_and_nothing_is_sent(office: Office) -> None:
    async def act(update: Update, context: BotContext) -> None:
        await update.effective_message.reply_text("pendek")
        await update.effective_message.reply_text("a" * 4097)

    with pytest.raises(TooLong, match="4097 UTF-16 units"):
        await in_update(office, act)
    assert await outbox_rows(office.database, "id") == []


async def test_buttons_are_checked_as_handlers_make_them(office: Office) -> None:
    async def act(update: Update, context: BotContext) -> None:
        keys = InlineKeyboardMarkup([[InlineKeyboardButton("a", callback_data="x" * 65)]])
        await update.effective_message.reply_text("pilih", reply_markup=keys)

    with pytest.raises(TooLong, match="65 bytes"):
        await in_update(office, act)
