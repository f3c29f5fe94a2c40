"""The driver of tests/phone_server.py, against a whole (small) bot: what people do and which answers they get back."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.phone_server import ActFailed, NoAnswer, Phone


@pytest.fixture
async def menu_bot(phone: Phone) -> AsyncIterator[Phone]:
    """A bot in a few lines: two answers to /start, a toast and an edit for a press, an echo for the rest."""

    async def handle(update: dict[str, Any]) -> None:
        if query := update.get("callback_query"):
            await phone.call("answerCallbackQuery", {"callback_query_id": query["id"], "text": "Dicatat"})
            place = {"chat_id": query["from"]["id"], "message_id": query["message"]["message_id"]}
            await phone.call("editMessageText", {**place, "text": f"Terpilih: {query['data']}"})
            return
        message = update["message"]
        chat = {"chat_id": message["chat"]["id"]}
        if message.get("text", "").startswith("/start"):
            keyboard = {"keyboard": [["Daftar usaha", "Bantuan"]]}
            await phone.call("sendMessage", {**chat, "text": "Selamat datang", "reply_markup": keyboard})
            inline = {"inline_keyboard": [[{"text": "Ya", "callback_data": "yes"}]]}
            await phone.call("sendMessage", {**chat, "text": "Mulai?", "reply_markup": inline})
        elif message.get("text") != "diam":
            await phone.call("sendMessage", {**chat, "text": f"Gema: {message.get('text', 'bukan teks')}"})

    async def poll() -> None:
        offset = 0
        while True:
            for update in (await phone.call("getUpdates", {"offset": offset, "timeout": 20}))["result"]:
                offset = update["update_id"] + 1
                await handle(update)

    task = asyncio.create_task(poll())
    yield phone
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task


def texts(messages: list[dict[str, Any]]) -> list[str]:
    return [message["text"] for message in messages]


async def test_says_gives_back_exactly_the_replies(menu_bot: Phone) -> None:
    siti = menu_bot.person("siti")
    assert texts(await siti.says("/start")) == ["Selamat datang", "Mulai?"]
    assert texts(await siti.says("halo")) == ["Gema: halo"]
    assert texts(await siti.sends_photo()) == ["Gema: bukan teks"]
    assert await siti.labels() == ["Ya", "Daftar usaha", "Bantuan"]


async def test_press_finds_both_keyboards_by_label_or_data(menu_bot: Phone) -> None:
    siti = menu_bot.person("siti")
    await siti.says("/start")
    assert texts(await siti.press("Bantuan")) == ["Gema: Bantuan"]
    assert texts(await siti.press("yes")) == ["Terpilih: yes"]
    assert siti.toasts == ["Dicatat"]
    with pytest.raises(ActFailed, match="no button 'Ya'; there are \\['Daftar usaha', 'Bantuan'\\]"):
        await siti.press("Ya")


async def test_toast_does_not_end_the_waiting_for_answers(phone: Phone) -> None:
    siti = phone.person("siti")
    await siti.says("/start", replies=0)
    await siti.press_data(1, "x", replies=0)
    query = (await phone.call("getUpdates", {"offset": -1}))["result"][0]["callback_query"]

    async def answer_slowly() -> None:
        await phone.call("answerCallbackQuery", {"callback_query_id": query["id"], "text": "Dicatat"})
        await asyncio.sleep(0.2)
        await phone.call("sendMessage", {"chat_id": 1000001, "text": "Selesai"})

    answering = asyncio.create_task(answer_slowly())
    assert texts(await siti.collects(0.6)) == ["Selesai"]
    await answering


async def test_wait_for_takes_answers_one_by_one(menu_bot: Phone) -> None:
    siti = menu_bot.person("siti")
    assert await siti.says("satu", replies=0) == []
    assert texts(await siti.wait_for(1)) == ["Gema: satu"]


async def test_missing_answer_shows_the_end_of_the_chat(menu_bot: Phone) -> None:
    menu_bot.patience = 0.3
    with pytest.raises(NoAnswer, match="siti waited for 1 answers and got 0; the chat ends with \\['diam'\\]"):
        await menu_bot.person("siti").says("diam")


async def test_two_hundred_people_talk_at_once(menu_bot: Phone) -> None:
    people = [await menu_bot.new_person(f"Orang {number}") for number in range(200)]

    async def talk(person: Any) -> list[str]:
        return texts(await person.says(f"saya {person.key}", replies=1))

    answers = await asyncio.gather(*(talk(person) for person in people))
    assert answers == [[f"Gema: saya {person.key}"] for person in people]
