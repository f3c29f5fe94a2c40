"""Files that we make: kept once by their content, uploaded once, then named by the platform's file_id."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator
from datetime import timedelta
from io import BytesIO

import orjson
import pytest
from sqlalchemy import select
from telegram import InputMediaDocument, Update

from durable import clock, dispatch
from durable.context import BotContext
from durable.outbox import uploads
from durable.tables import Kind
from tests.bot.test_sender import Outbox
from tests.bot_api_double import BotApiDouble, bot_api_double, refuses
from tests.driver import Office

from .one_update import in_update, outbox_rows

LETTER = b"%PDF-1.4 surat"
SHA = hashlib.sha256(LETTER).hexdigest()


@pytest.fixture
async def double() -> AsyncIterator[BotApiDouble]:
    async with bot_api_double() as found:
        yield found


@pytest.fixture
def box(office: Office, double: BotApiDouble) -> Outbox:
    return Outbox(office.database, double)


async def send_letter(office: Office, chat_id: int) -> None:
    async def act(update: Update, context: BotContext) -> None:
        await context.bot.send_document(chat_id, BytesIO(LETTER), caption="surat", filename="surat.pdf")

    await in_update(office, act, chat_id)


async def test_file_is_a_row_named_by_its_content(office: Office) -> None:
    await send_letter(office, 1)
    await send_letter(office, 2)
    async with office.database.read() as connection:
        rows = [
            tuple(row) for row in await connection.execute(select(uploads.c.sha256, uploads.c.name, uploads.c.mime))
        ]
        assert rows == [(SHA, "surat.pdf", "application/pdf")]
        assert await connection.scalar(select(uploads.c.content)) == LETTER
    assert [orjson.loads(files) for (files,) in await outbox_rows(office.database, "files")] == [{"document": SHA}] * 2


async def test_file_is_uploaded_once_and_then_named(office: Office, box: Outbox) -> None:
    for chat in (1, 2):
        await send_letter(office, chat)
        async with box.sending():
            await box.settle()
    first, second = (call.params for call in box.double.calls)
    assert (first["document"], second["document"]) == ("surat.pdf", "known-file")
    assert (first["caption"], second["caption"]) == ("surat", "surat")


async def test_forgotten_file_is_uploaded_again(office: Office, box: Outbox) -> None:
    await send_letter(office, 1)
    async with box.sending():
        await box.settle()
    box.double.script.append(refuses(400, "Bad Request: wrong file identifier/HTTP URL specified"))
    await send_letter(office, 2)
    async with box.sending():
        await box.settle()
    assert [call.params["document"] for call in box.double.calls] == ["surat.pdf", "known-file", "surat.pdf"]
    assert await box.states() == [("sent", None), ("sent", None)]


async def test_album_of_files_is_one_call(office: Office, box: Outbox) -> None:
    async def act(update: Update, context: BotContext) -> None:
        media = [InputMediaDocument(content, filename=name) for content, name in ((LETTER, "a.pdf"), (b"b", "b.txt"))]
        await context.bot.send_media_group(1, media)

    await in_update(office, act)
    async with box.sending():
        await box.settle()
    (call,) = box.double.calls
    parts = [one["media"].removeprefix("attach://") for one in orjson.loads(call.params["media"])]
    assert [call.params[part] for part in parts] == ["a.pdf", "b.txt"]


async def test_failed_update_keeps_no_file(office: Office) -> None:
    async def act(update: Update, context: BotContext) -> None:
        await context.bot.send_document(1, BytesIO(LETTER))
        raise RuntimeError("broken")

    with pytest.raises(RuntimeError):
        await in_update(office, act)
    async with office.database.read() as connection:
        assert await connection.scalar(select(uploads.c.sha256)) is None


async def test_edit_of_a_message_not_yet_sent_follows_it(office: Office, box: Outbox) -> None:
    async def act(update: Update, context: BotContext) -> None:
        sent = await context.bot.send_message(1, "satu")
        await sent.edit_text("dua")
        await sent.reply_text("tiga", do_quote=True)

    await in_update(office, act, 1)
    async with box.sending():
        await box.settle()
    sent, edited, replied = box.double.calls
    assert (sent.method, edited.method, edited.params["message_id"]) == ("sendMessage", "editMessageText", 101)
    assert replied.params["reply_parameters"]["message_id"] == 101
    assert [kind for (kind,) in await outbox_rows(office.database, "kind")] == [Kind.ANSWER] * 3


async def test_files_are_forgotten_after_a_week_unless_they_wait(
    office: Office, box: Outbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They may hold names. Whoever is sent one again gets it anew."""

    async def kept_after(days: float) -> list[str]:
        async with office.database.write() as connection:
            await dispatch.prune(connection, clock.real_now() + timedelta(days=days))
            return [sha256 for (sha256,) in await connection.execute(select(uploads.c.sha256))]

    await send_letter(office, 1)
    assert await kept_after(8) == [SHA]  # it waits to be sent
    async with box.sending():
        await box.settle()
    assert await kept_after(6) == [SHA]
    monkeypatch.setattr(clock, "now", lambda: clock.real_now() + timedelta(days=5))
    await send_letter(office, 2)
    async with box.sending():
        await box.settle()
    assert await kept_after(8) == [SHA]  # it was wanted again
    assert await kept_after(13) == []
