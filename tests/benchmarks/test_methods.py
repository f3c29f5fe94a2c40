"""Calls on chats: answers that both libraries can read, and Telegram's refusals."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
import telegram

from benchmarks.load import Expect, LoadServer, Press, Say, Script
from tests.benchmarks.conftest import Client

KEYBOARD = {"inline_keyboard": [[{"text": "Lanjut", "callback_data": "go"}]]}
WAITS = Script("waits", (Say("/start"), Expect("never said")))


async def chat_of_a_person(server: LoadServer, script: Script = WAITS) -> int:
    [person] = server.add_people(script, 1)
    await asyncio.sleep(0.02)
    assert person.chat is not None
    return person.chat.chat_id


@pytest.mark.parametrize(
    ("method", "wanted", "description"),
    [
        ("sendMessage", {"chat_id": 5, "text": "x"}, "Bad Request: chat not found"),
        ("sendMessage", {"text": "x"}, "Bad Request: chat not found"),
        ("sendMessage", {"chat_id": None, "text": " "}, "Bad Request: message text is empty"),
        ("sendMessage", {"chat_id": None, "text": "😀" * 2049}, "Bad Request: message is too long"),
        ("sendPhoto", {"chat_id": None}, "Bad Request: there is no photo in the request"),
        ("editMessageText", {"chat_id": None, "message_id": 9, "text": "x"}, "Bad Request: message to edit not found"),
        ("deleteMessage", {"chat_id": None, "message_id": 999}, "Bad Request: message to delete not found"),
        (
            "answerCallbackQuery", {"callback_query_id": "77"},
            "Bad Request: query is too old and response timeout expired or query ID is invalid",
        ),
    ],
)  # fmt: skip
async def test_bad_calls_are_refused_in_telegrams_words(
    server: LoadServer, client: Client, method: str, wanted: dict[str, Any], description: str
) -> None:
    chat_id = await chat_of_a_person(server)
    if wanted.get("chat_id", 0) is None:
        wanted = wanted | {"chat_id": chat_id}
    assert await client.ask(method, **wanted) == (400, {"ok": False, "error_code": 400, "description": description})


async def test_an_unknown_method_is_not_found(client: Client) -> None:
    assert (await client.ask("sendHologram"))[0] == 404


async def test_an_edit_that_changes_nothing_is_refused(server: LoadServer, client: Client) -> None:
    chat_id = await chat_of_a_person(server)
    sent = await client.result("sendMessage", chat_id=chat_id, text="satu", reply_markup=KEYBOARD)
    same = {"chat_id": chat_id, "message_id": sent["message_id"], "text": "satu"}
    status, answer = await client.ask("editMessageText", **same, reply_markup=KEYBOARD)
    assert status == 400
    assert answer["description"].startswith("Bad Request: message is not modified")
    edited = await client.result("editMessageText", **same)
    assert "reply_markup" not in edited


async def test_a_press_is_answered_once(server: LoadServer, client: Client) -> None:
    chat_id = await chat_of_a_person(server, Script("press", (Say("/start"), Press("Lanjut"), Expect("never said"))))
    await client.result("sendMessage", chat_id=chat_id, text="?", reply_markup=KEYBOARD)
    query = (await client.result("getUpdates"))[1]["callback_query"]
    assert await client.result("answerCallbackQuery", callback_query_id=query["id"]) is True
    assert (await client.ask("answerCallbackQuery", callback_query_id=query["id"]))[0] == 400
    assert (server.tally.buttons_pressed, server.tally.buttons_answered) == (1, 1)


async def test_answers_and_updates_have_the_form_that_libraries_read(server: LoadServer, client: Client) -> None:
    chat_id = await chat_of_a_person(server)
    [update] = await client.result("getUpdates")
    read = telegram.Update.de_json(update, None)
    assert read.message is not None
    assert read.message.parse_entities() == {read.message.entities[0]: "/start"}
    photo = await client.result(
        "sendPhoto", chat_id=chat_id, photo="known-id", caption="<b>Keripik</b> &amp; madu", parse_mode="HTML"
    )
    told = telegram.Message.de_json(photo, None)
    assert (told.caption, told.photo[0].file_id) == ("Keripik & madu", "known-id")
    place = await client.result("sendLocation", chat_id=chat_id, latitude=0.5, longitude=117.5)
    assert telegram.Message.de_json(place, None).location == telegram.Location(117.5, 0.5)
    album = await client.result(
        "sendMediaGroup", chat_id=chat_id, media=[{"type": "photo", "media": name} for name in "ab"]
    )
    assert [item["photo"][0]["file_id"] for item in album] == ["a", "b"]
    me = await client.result("getMe")
    assert telegram.User.de_json(me, None).id == 123456
