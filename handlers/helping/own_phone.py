"""A phone of one's own: a link, good once, that makes the chat in which it is opened the person's."""

from __future__ import annotations

from telegram import Update
from telegram.constants import ParseMode

from durable.context import BotContext
from handlers.callbacks import button, number, press
from handlers.helping.listing import pressed
from handlers.helping.names import NAME, name_of, text
from handlers.keyboards import menu_keyboard
from handlers.links import deep_link, qr_picture
from handlers.local_time import told_time
from handlers.questions.question import text as question_text
from handlers.replies import acknowledge, say, show
from handlers.telling import Notice, tell_person
from handlers.who import channel, writer
from services import helping, roles
from services.roles import Act


async def make_link(update: Update, context: BotContext) -> None:
    """The link, with a picture for somebody who is near; an earlier one is good no longer."""
    helper, person = roles.require(await writer(context), Act.HELP_PRODUCERS), await pressed(update, context)
    made = await helping.make_link(context.session, helper, number(press(update).what), context.now)
    await acknowledge(update, context)
    link = deep_link(context, made.token)
    told = text.told_link.format(name=name_of(person), until=told_time(made.expires_at), link=link)
    await show(update, context, told, [[button(question_text.button_back.plain(), NAME, "view", person.id)]])
    await context.bot.send_photo(
        context.chat.chat_id, qr_picture(link), caption=text.told_qr.format(name=name_of(person)),
        parse_mode=ParseMode.HTML, filename="pindah.png",
    )  # fmt: skip


async def take_over(context: BotContext, token: str) -> bool:
    """Whether the link is of this kind; then this chat is the person's from now on, and the helper hears of it.

    Raises InvitationMissing, InvitationExpired, or HelpConflict for a chat of somebody known.
    """
    helped = await helping.helped_through(context.session, token)
    if helped is None:
        return False
    here = channel(context.bot_data), context.chat.chat_id
    person = await helping.take_over(context.session, helped, token, *here, context.now)
    await say(context, text.told_own_phone.format(name=name_of(person)), keyboard=menu_keyboard())

    def moved() -> Notice:
        return text.told_moved.format(name=name_of(person)), [[button(text.button_list.plain(), NAME, "list")]]

    await tell_person(context, helped.kader_id, moved)
    return True
