"""Promised messages: a message that is decided on but not sent has an id that works, and nothing else."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import count
from typing import Any

import orjson
import pytest
from telegram import Chat, InputMediaPhoto, Message, Update

from durable import clock, dispatch
from durable.context import BotContext
from durable.outbox import NotInsideAnUpdate, TooManyCalls, TwoCallsOneKey, outbox
from durable.promised import NotSentYet, promise
from durable.tables import Kind
from durable.work import Chat as WorkingChat
from durable.work import UnitOfWork, entered, outgoing
from tests.driver import BOT, Office, make_bot

from .one_update import in_update, outbox_rows


async def test_edit_delete_and_reply_of_the_same_update_name_the_row(office: Office) -> None:
    async def act(update: Update, context: BotContext) -> None:
        sent = await update.effective_message.reply_text("satu")
        await sent.edit_text("dua")
        await sent.reply_text("tiga", do_quote=True)
        await sent.delete()

    await in_update(office, act)
    rows = await outbox_rows(office.database, "id", "method", "target_id", "reply_target_id")
    first = rows[0][0]
    assert [row[1:] for row in rows] == [
        ("sendMessage", None, None),
        ("editMessageText", first, None),
        ("sendMessage", None, first),
        ("deleteMessage", first, None),
    ]


async def test_edit_of_a_later_update_by_a_kept_id_names_the_row(office: Office) -> None:
    async def say(update: Update, context: BotContext) -> int:
        return (await update.effective_message.reply_text("satu")).message_id

    kept = await in_update(office, say)

    async def edit(update: Update, context: BotContext) -> None:
        await context.bot.edit_message_text("dua", chat_id=11, message_id=kept)

    await in_update(office, edit)
    (first, _, _), (_, target, params) = await outbox_rows(office.database, "id", "target_id", "params")
    assert (kept, target) == (-first, first)
    assert orjson.loads(params) == {"chat_id": 11, "text": "dua"}


async def test_real_id_of_an_edit_is_left_as_it_is(office: Office) -> None:
    async def edit(update: Update, context: BotContext) -> None:
        await context.bot.edit_message_text("dua", chat_id=11, message_id=77)

    await in_update(office, edit)
    ((target, params),) = await outbox_rows(office.database, "target_id", "params")
    assert (target, orjson.loads(params)["message_id"]) == (None, 77)


@pytest.mark.parametrize("name", ["text", "caption", "entities", "photo", "from_user", "reply_markup", "sender_chat"])
def test_anything_else_of_a_promised_message_raises(name: str) -> None:
    with pytest.raises(NotSentYet):
        getattr(promise(make_bot(), 5, Chat(11, Chat.PRIVATE), clock.now()), name)


async def test_what_is_known_of_a_promised_message_can_be_read(office: Office) -> None:
    async def read(update: Update, context: BotContext) -> tuple[Any, ...]:
        sent = await update.effective_message.reply_text("satu")
        return sent.message_id < 0, sent.chat.id, sent.chat_id, sent.date == context.now

    assert await in_update(office, read) == (True, 11, 11, True)


async def test_message_to_somebody_else_is_promised_in_their_chat(office: Office) -> None:
    async def write(update: Update, context: BotContext) -> int:
        sent = await context.bot.send_message(22, "kabar")
        await sent.edit_text("kabar baru")
        return sent.chat_id

    assert await in_update(office, write) == 22
    rows = await outbox_rows(office.database, "chat_id", "kind")
    assert rows == [(22, Kind.NOTICE), (22, Kind.NOTICE)]


@pytest.mark.parametrize(
    "ask",
    [
        lambda bot: bot.get_chat(11),
        lambda bot: bot.get_me(),
        lambda bot: bot.get_file("x"),
        lambda bot: bot.copy_messages(11, 22, [1, 2]),
        lambda bot: bot.create_chat_invite_link(11),
        lambda bot: bot.send_chat_action(11, "typing"),
    ],
    ids=["getChat", "getMe", "getFile", "copyMessages", "createChatInviteLink", "sendChatAction"],
)
async def test_call_that_needs_the_network_raises(ask: Any) -> None:
    chat = WorkingChat(1, BOT, 11, "", None, None, {}, None, None, None, None, None)
    unit = UnitOfWork(None, chat, 1, {"update_id": 1}, clock.now(), count(1))  # type: ignore[arg-type]
    with entered(unit), pytest.raises(NotInsideAnUpdate):
        await ask(make_bot())
    assert unit.calls == []


async def test_album_is_one_call_and_its_first_message_can_be_named(office: Office) -> None:
    async def send(update: Update, context: BotContext) -> tuple[Message, ...]:
        return await context.bot.send_media_group(11, [InputMediaPhoto("file-1"), InputMediaPhoto("file-2")])

    first, second = await in_update(office, send)
    ((row, method, params),) = await outbox_rows(office.database, "id", "method", "params")
    assert (method, [one["media"] for one in orjson.loads(params)["media"]]) == ("sendMediaGroup", ["file-1", "file-2"])
    assert first.message_id == -row
    for message, name in ((first, "photo"), (second, "photo"), (second, "message_id")):
        with pytest.raises(NotSentYet):
            getattr(message, name)


async def test_copied_message_is_promised_too(office: Office) -> None:
    async def copy(update: Update, context: BotContext) -> int:
        return (await context.bot.copy_message(22, 11, 5)).message_id

    kept = await in_update(office, copy)
    assert await outbox_rows(office.database, "id", "method", "chat_id") == [(-kept, "copyMessage", 22)]


@pytest.mark.parametrize(
    ("kind_of_message", "kind_of_edit"), [(Kind.BROADCAST, None), (Kind.NOTICE, Kind.ANSWER), (None, Kind.REMINDER)]
)
@pytest.mark.parametrize("later", [False, True])
async def test_edit_keeps_the_kind_of_its_message(
    office: Office, kind_of_message: Kind | None, kind_of_edit: Kind | None, later: bool
) -> None:
    async def send(update: Update, context: BotContext) -> int:
        with outgoing(kind=kind_of_message):
            sent = await update.effective_message.reply_text("satu")
        if not later:
            with outgoing(kind=kind_of_edit):
                await sent.edit_text("dua")
        return sent.message_id

    kept = await in_update(office, send)
    if later:

        async def edit(update: Update, context: BotContext) -> None:
            with outgoing(kind=kind_of_edit):
                await context.bot.edit_message_text("dua", chat_id=11, message_id=kept)

        await in_update(office, edit)
    expected = kind_of_message if kind_of_message is not None else Kind.ANSWER
    assert await outbox_rows(office.database, "kind") == [(expected,), (expected,)]


async def test_call_handed_to_the_sender_has_the_kind_of_its_row(office: Office) -> None:
    """The sender is given the calls, not the rows: an edit of another kind would wait at the head of its lane."""

    async def send(update: Update, context: BotContext) -> int:
        with outgoing(kind=Kind.NOTICE):
            return (await update.effective_message.reply_text("satu")).message_id

    kept = await in_update(office, send)

    async def edit(update: Update, context: BotContext) -> None:
        await context.bot.edit_message_text("dua", chat_id=11, message_id=kept)
        context.work.calls[-1].params  # noqa: B018  the very object that the sender gets
        seen.append(context.work.calls[-1])

    seen: list[Any] = []
    await in_update(office, edit)
    assert ([call.kind for call in seen], seen[0].expires_at) == ([Kind.NOTICE], None)


async def test_what_a_message_was_about_outlives_its_words(office: Office) -> None:
    async def ask(update: Update, context: BotContext) -> None:
        with outgoing(about=("ticket", 5)):
            await context.bot.send_message(22, "pertanyaan")
        await context.bot.send_message(22, "tentang apa saja")

    await in_update(office, ask)
    async with office.database.write() as connection:
        calls = [call for kind in Kind for call in await dispatch.due(connection, BOT, kind, _long_after(), 10)]
        ends = [dispatch.Closed(call, "sent", None, 900 + n) for n, call in enumerate(calls)]
        await dispatch.close(connection, BOT, ends, _long_after(-200))
        await dispatch.prune(connection, _long_after())
        assert [row.params for row in await connection.execute(outbox.select())] == ["{}", "{}"]
        told = [await dispatch.what_about(connection, BOT, 22, number) for number in (900, 901, 902)]
    assert told == [("ticket", 5), None, None]


async def test_message_number_used_anew_is_about_the_new_thing(office: Office) -> None:
    """A gateway whose database was begun anew counts its messages from one again."""
    for ticket in (1, 2):

        async def ask(update: Update, context: BotContext, ticket: int = ticket) -> None:
            with outgoing(about=("ticket", ticket)):
                await context.bot.send_message(22, "pertanyaan")

        await in_update(office, ask)
        async with office.database.write() as connection:
            (call,) = await dispatch.due(connection, BOT, Kind.NOTICE, _long_after(), 10)
            await dispatch.close(connection, BOT, [dispatch.Closed(call, "sent", None, 900)], _long_after())
    async with office.database.read() as connection:
        assert await dispatch.what_about(connection, BOT, 22, 900) == ("ticket", 2)


@pytest.mark.parametrize("is_promised", [True, False])
async def test_message_changed_in_place_is_about_what_it_says_now(office: Office, is_promised: bool) -> None:
    async def ask(update: Update, context: BotContext) -> None:
        with outgoing(about=("ticket", 5)):
            shown = await context.bot.send_message(22, "pertanyaan 5")
        named = shown.message_id if is_promised else 900
        with outgoing(about=("tickets", 0)):
            await context.bot.edit_message_text("daftar", 22, named)
        await context.bot.edit_message_reply_markup(22, named)  # says nothing of what it is about

    await in_update(office, ask)
    async with office.database.write() as connection:
        calls = [call for kind in Kind for call in await dispatch.due(connection, BOT, kind, _long_after(), 10)]
        ends = [dispatch.Closed(call, "sent", None, 900) for call in calls]
        await dispatch.close(connection, BOT, ends, _long_after(-200))
        assert await dispatch.what_about(connection, BOT, 22, 900) == ("tickets", 0)


async def test_change_that_was_refused_leaves_it_as_it_was(office: Office) -> None:
    async def ask(update: Update, context: BotContext) -> None:
        with outgoing(about=("ticket", 5)):
            await context.bot.send_message(22, "pertanyaan 5")
        with outgoing(about=("tickets", 0)):
            await context.bot.edit_message_text("daftar", 22, 900)

    await in_update(office, ask)
    async with office.database.write() as connection:
        calls = [call for kind in Kind for call in await dispatch.due(connection, BOT, kind, _long_after(), 10)]
        shown, edit = sorted(calls, key=lambda call: call.method, reverse=True)
        ends = [dispatch.Closed(shown, "sent", None, 900), dispatch.Closed(edit, "dead", "refused")]
        await dispatch.close(connection, BOT, ends, _long_after(-200))
        assert await dispatch.what_about(connection, BOT, 22, 900) == ("ticket", 5)


async def test_one_key_for_two_calls_of_one_update_is_refused(office: Office) -> None:
    async def act(update: Update, context: BotContext) -> None:
        with outgoing(unique_key="ingat:1"):
            await update.effective_message.reply_text("satu")
            await update.effective_message.reply_text("dua")

    with pytest.raises(TwoCallsOneKey):
        await in_update(office, act)
    assert await outbox_rows(office.database, "id") == []


async def test_one_update_cannot_take_more_ids_than_it_was_given(office: Office) -> None:
    async def act(update: Update, context: BotContext) -> None:
        context.work.ids = iter(range(1, 3))
        for _ in range(3):
            await update.effective_message.reply_text("x")

    with pytest.raises(TooManyCalls):
        await in_update(office, act)


def _long_after(days: int = 0) -> datetime:
    return clock.now() + timedelta(days=400 + days)
