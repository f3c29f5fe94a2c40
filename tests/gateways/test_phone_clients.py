"""Two real client libraries call every method, poll every kind of update and parse every answer."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import aiogram
import pytest
import telegram
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError, TelegramNotFound, TelegramRetryAfter
from telegram.request import HTTPXRequest

from tests.phone_server import PNG, TOKEN, Phone

SITI = 1000001


@pytest.fixture
async def ptb(phone: Phone) -> AsyncIterator[telegram.Bot]:
    requests = [HTTPXRequest(), HTTPXRequest()]
    bot = telegram.Bot(
        TOKEN,
        base_url=f"{phone.url}/bot",
        base_file_url=f"{phone.url}/file/bot",
        get_updates_request=requests[0],
        request=requests[1],
    )
    async with bot:
        yield bot


@pytest.fixture
async def aio(phone: Phone) -> AsyncIterator[aiogram.Bot]:
    bot = aiogram.Bot(TOKEN, session=AiohttpSession(api=TelegramAPIServer.from_base(phone.url)))
    yield bot
    await bot.session.close()


async def all_kinds_of_updates(phone: Phone) -> None:
    siti = phone.person("siti")
    await siti.says("/start a", replies=0)
    assert siti.last_sent is not None
    await siti.edits(siti.last_sent["message_id"], "/start b", replies=0)
    first = siti.last_sent["message_id"]
    await siti.says("balasan", reply_to=first, replies=0)
    await siti.forwards(first, replies=0)
    await siti.sends_photo(caption="foto https://contoh.id", replies=0)
    for kind, name in (("voice", "a.ogg"), ("video", "a.mp4"), ("document", "a.pdf"), ("sticker", "a.webp")):
        await siti.sends_file(kind, b"abc", name=name, replies=0)
    await siti.sends_file("photo", PNG, PNG, name="a.png", replies=0)
    await siti.shares_location(0.5, 117.5, replies=0)
    await siti.shares_contact("+6281234567890", replies=0)
    await siti.press_data(first, "a:b", replies=0)
    await siti.press_data(5, "gone", replies=0)
    await siti.block()
    await siti.block(False)


KINDS = [
    *("message", "edited_message", "message", "message", "message", "message", "message", "message", "message"),
    *(
        "message",
        "message",
        "message",
        "message",
        "callback_query",
        "callback_query",
        "my_chat_member",
        "my_chat_member",
    ),
]


async def test_python_telegram_bot_polls_every_update(phone: Phone, ptb: telegram.Bot) -> None:
    await all_kinds_of_updates(phone)
    updates = await ptb.get_updates(
        timeout=1, allowed_updates=["message", "edited_message", "callback_query", "my_chat_member"]
    )
    kinds = [next(name for name in update.to_dict() if name != "update_id") for update in updates]
    assert kinds == KINDS
    assert all(not update.api_kwargs for update in updates)
    assert all(
        not update.effective_message.api_kwargs
        for update in updates
        if isinstance(update.effective_message, telegram.Message)
    )
    reply = updates[2].message
    assert reply is not None
    assert reply.reply_to_message is not None
    assert isinstance(updates[3].message.forward_origin, telegram.MessageOriginUser)  # type: ignore[union-attr]
    assert updates[4].message.photo[-1].width == 1  # type: ignore[union-attr]
    assert updates[13].callback_query.data == "a:b"  # type: ignore[union-attr]
    assert not updates[14].callback_query.message.is_accessible  # type: ignore[union-attr]
    assert updates[15].my_chat_member.new_chat_member.status == "kicked"  # type: ignore[union-attr]


async def test_aiogram_polls_every_update(phone: Phone, aio: aiogram.Bot) -> None:
    await all_kinds_of_updates(phone)
    updates = await aio.get_updates(
        timeout=1, allowed_updates=["message", "edited_message", "callback_query", "my_chat_member"]
    )
    assert [update.event_type for update in updates] == KINDS
    assert updates[2].message.reply_to_message.text == "/start b"  # type: ignore[union-attr]
    assert isinstance(updates[3].message.forward_origin, aiogram.types.MessageOriginUser)  # type: ignore[union-attr]
    assert isinstance(updates[14].callback_query.message, aiogram.types.InaccessibleMessage)  # type: ignore[union-attr]


async def test_python_telegram_bot_calls_every_method(phone: Phone, ptb: telegram.Bot) -> None:
    siti = phone.person("siti")
    await siti.says("/start", replies=0)
    me = await ptb.get_me()
    assert (me.username, me.api_kwargs) == (
        "pendamping_ikm_bot",
        {"link_root": f"{phone.url}/open?start=", "is_demo": True},
    )
    inline = telegram.InlineKeyboardMarkup.from_button(telegram.InlineKeyboardButton("Ya", callback_data="y"))
    sent = await ptb.send_message(SITI, "<b>Halo</b> 🍌", parse_mode="HTML", reply_markup=inline)
    assert sent.text_html == "<b>Halo</b> 🍌"
    reply = await ptb.send_message(SITI, "lagi", reply_to_message_id=sent.message_id)
    assert reply.reply_to_message is not None
    keyboard = telegram.ReplyKeyboardMarkup([["Daftar"], ["Bantuan"]], resize_keyboard=True)
    await ptb.send_message(SITI, "*tebal*", parse_mode="MarkdownV2", reply_markup=keyboard)
    await ptb.send_message(SITI, "hapus", reply_markup=telegram.ReplyKeyboardRemove())
    await ptb.send_message(SITI, "jawab", reply_markup=telegram.ForceReply())
    await ptb.send_message(SITI, "tebal", entities=[telegram.MessageEntity("bold", 0, 5)])
    edited = await ptb.edit_message_text("Selesai", SITI, sent.message_id)
    assert isinstance(edited, telegram.Message)
    assert edited.edit_date is not None
    await ptb.edit_message_reply_markup(SITI, sent.message_id, reply_markup=inline)
    photo = await ptb.send_photo(SITI, PNG, caption="<i>foto</i>", parse_mode="HTML")
    again = await ptb.send_photo(SITI, photo.photo[-1].file_id)
    assert again.photo[-1].file_unique_id == photo.photo[-1].file_unique_id
    await ptb.edit_message_caption(SITI, photo.message_id, caption="foto baru")
    await ptb.edit_message_media(telegram.InputMediaPhoto(PNG, caption="lain"), SITI, photo.message_id)
    document = await ptb.send_document(SITI, b"%PDF", filename="izin.pdf")
    assert document.document is not None
    file = await ptb.get_file(document.document.file_id)
    assert bytes(await file.download_as_bytearray()) == b"%PDF"
    assert (await ptb.send_voice(SITI, b"OggS", duration=3)).voice.duration == 3  # type: ignore[union-attr]
    assert (await ptb.send_video(SITI, b"mp4", duration=3)).video is not None
    assert (await ptb.send_sticker(SITI, PNG)).sticker is not None
    assert (await ptb.send_location(SITI, 0.5, 117.5)).location == telegram.Location(117.5, 0.5)
    assert (await ptb.send_contact(SITI, "0812", "Rina")).contact.first_name == "Rina"  # type: ignore[union-attr]
    album = await ptb.send_media_group(
        SITI, [telegram.InputMediaPhoto(PNG), telegram.InputMediaPhoto(photo.photo[-1].file_id)], caption="Album"
    )
    assert len({message.media_group_id for message in album}) == 1
    assert album[0].caption == "Album"
    assert await ptb.send_chat_action(SITI, "typing")
    copied = await ptb.copy_message(SITI, SITI, photo.message_id, caption="salinan")
    forwarded = await ptb.forward_message(SITI, SITI, copied.message_id)
    assert (forwarded.caption, forwarded.forward_origin.type) == ("salinan", "user")  # type: ignore[union-attr]
    assert await ptb.delete_message(SITI, forwarded.message_id)
    assert await ptb.delete_messages(SITI, [copied.message_id, 5])
    await ptb.set_my_commands(
        [("daftar", "Daftar usaha")], scope=telegram.BotCommandScopeChat(SITI), language_code="id"
    )
    [command] = await ptb.get_my_commands(telegram.BotCommandScopeChat(SITI), "id")
    assert command == telegram.BotCommand("daftar", "Daftar usaha")
    assert await ptb.delete_my_commands(telegram.BotCommandScopeChat(SITI), "id")
    assert await ptb.set_my_name("Pendamping")
    assert await ptb.set_my_description("Halo")
    assert await ptb.set_my_short_description("Hai")
    assert (await ptb.get_my_name()).name == "Pendamping"
    assert (await ptb.get_chat(SITI)).first_name == "Siti"
    assert await ptb.set_webhook("http://127.0.0.1:9/hook", secret_token="rahasia")
    assert (await ptb.get_webhook_info()).url == "http://127.0.0.1:9/hook"
    assert await ptb.delete_webhook(drop_pending_updates=True)
    await siti.press("Ya", replies=0)
    [update] = await ptb.get_updates()
    assert update.callback_query is not None
    assert await ptb.answer_callback_query(update.callback_query.id, "Ya!", show_alert=True)


async def test_python_telegram_bot_sees_its_own_errors(phone: Phone, ptb: telegram.Bot) -> None:
    with pytest.raises(telegram.error.BadRequest, match=r"^Chat not found$"):
        await ptb.send_message(42, "x")
    with pytest.raises(telegram.error.Forbidden, match="can't initiate conversation"):
        await ptb.send_message(SITI, "x")
    await phone.faults({"kind": "429", "next": 1, "retry_after": 7})
    with pytest.raises(telegram.error.RetryAfter) as late:
        await ptb.send_message(SITI, "x")
    assert int(late.value.retry_after) == 7  # type: ignore[arg-type]
    await phone.faults({"kind": "502", "next": 1})
    with pytest.raises(telegram.error.NetworkError, match="Bad Gateway"):
        await ptb.send_message(SITI, "x")
    await phone.faults({"kind": "reset", "next": 1})
    with pytest.raises(telegram.error.NetworkError):
        await ptb.send_message(SITI, "x")


async def test_aiogram_calls_every_method(phone: Phone, aio: aiogram.Bot) -> None:
    types: Any = aiogram.types
    siti = phone.person("siti")
    await siti.says("/start", replies=0)
    me = await aio.get_me()
    assert (me.username, me.model_extra) == (
        "pendamping_ikm_bot",
        {"link_root": f"{phone.url}/open?start=", "is_demo": True},
    )
    button = types.InlineKeyboardButton(text="Ya", callback_data="y")
    inline = types.InlineKeyboardMarkup(inline_keyboard=[[button]])
    sent = await aio.send_message(SITI, "<b>Halo</b> 🍌", parse_mode="HTML", reply_markup=inline)
    assert sent.html_text == "<b>Halo</b> 🍌"
    reply = await aio.send_message(SITI, "lagi", reply_parameters=types.ReplyParameters(message_id=sent.message_id))
    assert reply.reply_to_message.text == "Halo 🍌"  # type: ignore[union-attr]
    keyboard = types.ReplyKeyboardMarkup(keyboard=[[types.KeyboardButton(text="Daftar")]])
    await aio.send_message(SITI, "pilih", reply_markup=keyboard)
    await aio.edit_message_text("Selesai", chat_id=SITI, message_id=sent.message_id)
    await aio.edit_message_reply_markup(chat_id=SITI, message_id=sent.message_id, reply_markup=inline)
    photo = await aio.send_photo(SITI, types.BufferedInputFile(PNG, "a.png"), caption="foto")
    await aio.edit_message_caption(chat_id=SITI, message_id=photo.message_id, caption="foto baru")
    media = types.InputMediaPhoto(media=types.BufferedInputFile(PNG, "b.png"), caption="lain")
    await aio.edit_message_media(media, chat_id=SITI, message_id=photo.message_id)
    document = await aio.send_document(SITI, types.BufferedInputFile(b"%PDF", "izin.pdf"))
    content = await aio.download(document.document.file_id)  # type: ignore[union-attr]
    assert content is not None
    assert content.read() == b"%PDF"
    await aio.send_voice(SITI, types.BufferedInputFile(b"OggS", "a.ogg"))
    await aio.send_video(SITI, types.BufferedInputFile(b"mp4", "a.mp4"))
    await aio.send_sticker(SITI, types.BufferedInputFile(PNG, "a.webp"))
    assert (await aio.send_location(SITI, 0.5, 117.5)).location.latitude == 0.5  # type: ignore[union-attr]
    await aio.send_contact(SITI, "0812", "Rina")
    album = await aio.send_media_group(SITI, [types.InputMediaPhoto(media=types.BufferedInputFile(PNG, "a.png"))] * 2)
    assert len({message.media_group_id for message in album}) == 1
    await aio.send_chat_action(SITI, "typing")
    copied = await aio.copy_message(SITI, SITI, photo.message_id)
    forwarded = await aio.forward_message(SITI, SITI, copied.message_id)
    assert isinstance(forwarded.forward_origin, types.MessageOriginUser)
    await aio.delete_message(SITI, forwarded.message_id)
    await aio.delete_messages(SITI, [copied.message_id])
    await aio.set_my_commands(
        [types.BotCommand(command="daftar", description="Daftar")], types.BotCommandScopeDefault()
    )
    assert (await aio.get_my_commands())[0].command == "daftar"
    await aio.delete_my_commands()
    await aio.set_my_description("Halo")
    await aio.set_my_short_description("Hai")
    assert (await aio.get_chat(SITI)).first_name == "Siti"
    await aio.set_webhook("http://127.0.0.1:9/hook")
    assert (await aio.get_webhook_info()).url == "http://127.0.0.1:9/hook"
    await aio.delete_webhook(drop_pending_updates=True)
    await siti.press("Ya", replies=0)
    [update] = await aio.get_updates()
    assert await aio.answer_callback_query(update.callback_query.id, "Ya!")  # type: ignore[union-attr]


async def test_aiogram_sees_its_own_errors(phone: Phone, aio: aiogram.Bot) -> None:
    with pytest.raises(TelegramBadRequest, match="chat not found"):
        await aio.send_message(42, "x")
    with pytest.raises(TelegramForbiddenError):
        await aio.send_message(SITI, "x")
    with pytest.raises(TelegramNotFound):
        await aio.get_chat_member_count(SITI)
    await phone.faults({"kind": "429", "next": 1, "retry_after": 7})
    with pytest.raises(TelegramRetryAfter) as late:
        await aio.send_message(SITI, "x")
    assert late.value.retry_after == 7
