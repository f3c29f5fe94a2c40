"""Whatever nobody else takes gets a helpful line, and the open question again; nothing is lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from telegram import ChatMember, Update
from telegram.ext import (
    Application,
    BaseHandler,
    CallbackQueryHandler,
    ChatMemberHandler,
    MessageHandler,
    TypeHandler,
    filters,
)  # fmt: skip

import content.texts
from durable.context import BotContext
from durable.conversation import suspend
from handlers import leaving, old_buttons
from handlers.asking import free_text
from handlers.hours import typed as hours_typed
from handlers.links import deep_link
from handlers.marks import marks
from handlers.menu import welcome
from handlers.replies import say
from handlers.talk import Talk
from services.reading.short_answers import is_made_of

text = content.texts.load("unexpected")
menu_text = content.texts.load("menu")

_KINDS: Sequence[tuple[str, filters.BaseFilter]] = (
    ("told_forward", filters.FORWARDED),
    ("told_sticker", filters.Sticker.ALL | filters.ANIMATION | filters.Dice.ALL),
    ("told_voice", filters.VOICE | filters.AUDIO | filters.VIDEO | filters.VIDEO_NOTE),
    ("told_file", filters.PHOTO | filters.Document.ALL),
    ("told_place_or_contact", filters.LOCATION | filters.VENUE | filters.CONTACT),
    ("told_unknown_command", filters.COMMAND),
)
"""What can be told apart, the first that fits."""
_OUTSIDE = {"told_voice": "told_other_media"}
"""What is said instead outside a conversation, where voice notes, photos and files are questions for staff."""


class OutsidePrivate(BaseHandler[Update, BotContext, None]):
    """Takes everything from groups and channels."""

    def check_update(self, update: object) -> bool:
        chat = update.effective_chat if isinstance(update, Update) else None
        return chat is not None and chat.type != chat.PRIVATE

    async def handle_update(
        self, update: Update, application: Application[Any, Any, Any, Any, Any, Any], check: object, context: BotContext
    ) -> None:
        """Says once that the bot works in private chats; then silence."""
        if marks(context.chat).get("told_group") or _has_left(update):
            return
        marks(context.chat)["told_group"] = True
        await say(context, menu_text.told_group.format(link=deep_link(context)))


def _has_left(update: Update) -> bool:
    member = update.my_chat_member
    return member is not None and member.new_chat_member.status in (ChatMember.LEFT, ChatMember.BANNED)


async def take_membership(update: Update, context: BotContext) -> None:
    """Somebody blocked the bot, or came back: nobody can be written to who has blocked it."""
    if _has_left(update):
        context.chat.unreachable_at, context.chat.unreachable_reason = context.now, "memblokir bot"
    else:
        context.chat.unreachable_at = context.chat.unreachable_reason = None


class Unexpected:
    """The handlers that come before and after all conversations; it knows them, to repeat their open question."""

    def __init__(self, talks: Mapping[str, Talk]) -> None:
        self._talks = talks

    def before(self) -> list[BaseHandler[Any, BotContext, Any]]:
        """What no conversation may see: groups, memberships, changed messages."""
        return [
            OutsidePrivate(_never_called),
            ChatMemberHandler(take_membership, ChatMemberHandler.MY_CHAT_MEMBER),
            MessageHandler(filters.UpdateType.EDITED_MESSAGE, self._edited),
        ]

    def after(self) -> list[BaseHandler[Any, BotContext, Any]]:
        """What no conversation has taken."""
        return [
            CallbackQueryHandler(self._old_button),
            MessageHandler(filters.UpdateType.MESSAGE, self._odd),
            TypeHandler(Update, nothing),
        ]

    async def _edited(self, update: Update, context: BotContext) -> None:
        await say(context, text.told_edited)
        await self._open_question(update, context)

    async def _old_button(self, update: Update, context: BotContext) -> None:
        await old_buttons.tell(update, context, self._question_or_menu)

    async def _odd(self, update: Update, context: BotContext) -> None:
        kind = next((key for key, fits in _KINDS if fits.check_update(update)), None)
        if self._is_open(context):
            await say(context, text[kind or "told_other"])
            await self._open_question(update, context)
            return
        said = (update.message.text if update.message else None) or ""
        if kind is not None or not said:
            await leaving.say_with_menu(context, text[_OUTSIDE.get(kind or "", kind) or "told_other"])
        elif is_made_of(said, "greeting"):
            await welcome(update, context)
        elif is_made_of(said, "thanks"):
            await leaving.say_with_menu(context, text.told_thanks)
        elif not await hours_typed.take_unasked(context, said):
            await free_text.take(update, context, said)

    async def _question_or_menu(self, update: Update, context: BotContext) -> None:
        if self._is_open(context):
            await self._open_question(update, context)
            return
        await leaving.say_with_menu(context, text.told_old_button_menu)

    def _is_open(self, context: BotContext) -> bool:
        talk = self._talks.get(context.chat.name or "")
        if talk is None or context.chat.state not in talk.states:
            suspend(context.chat)  # a conversation that this version of the bot does not have
            return False
        return talk.repeat is not None

    async def _open_question(self, update: Update, context: BotContext) -> None:
        if self._is_open(context) and (repeat := self._talks[context.chat.name or ""].repeat):
            await repeat(update, context)


async def nothing(update: Update, context: BotContext) -> None:
    """An update without effect, such as a time-out that lost its race, is done."""


async def _never_called(update: Update, context: BotContext) -> None:
    raise AssertionError("handle_update does the work")
