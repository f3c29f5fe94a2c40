"""Menu, welcome, help and the way out: they work everywhere, and what was open is kept to go on with later."""

from __future__ import annotations

from telegram import Update
from telegram.ext import CallbackQueryHandler, CommandHandler, MessageHandler, filters

import content.texts
from content.texts import Text
from durable.context import BotContext
from durable.conversation import suspend
from handlers import invitations, leaving
from handlers.callbacks import button, pattern, press
from handlers.commands import set_commands
from handlers.keyboards import menu_keyboard
from handlers.labels import label
from handlers.letters.checking import tell as tell_letter
from handlers.replies import acknowledge, say, show
from handlers.talk import Talk
from handlers.who import named_writer, office_name, told_contact, writer
from models import Person
from services.letters.checking import LINK
from services.roles import Act, allowed

text = content.texts.load("menu")
language_text = content.texts.load("language")
MESSAGE = filters.UpdateType.MESSAGE
POSTER = "poster"
"""What the QR code of a poster sends."""


async def start(update: Update, context: BotContext) -> None:
    """Welcome; a payload is an invitation, or the code of a letter that is to be checked."""
    if context.args and context.args[0].startswith(LINK):
        await tell_letter(update, context, context.args[0].removeprefix(LINK))
        return
    if context.args and context.args[0] != POSTER:
        await invitations.follow(update, context, context.args[0], welcome)
        return
    await welcome(update, context)


async def welcome(update: Update, context: BotContext) -> None:
    """Greets somebody new with what this is for, somebody known by name."""
    person = await writer(context)
    if person is not None and person.role_kinds:
        await set_commands(context, person)  # a role from the settings came without a list
    if person is not None and person.name:
        await say(context, text.told_welcome_back.format(name=person.name), keyboard=menu_keyboard())
        await offer_to_go_on(context)
        return
    await named_writer(update, context)  # a name for the list of roles; nobody was here before
    await say(context, text.told_welcome.format(office=office_name(context)), keyboard=menu_keyboard())
    if leaving.go_on_rows(context):
        await offer_to_go_on(context)
        return
    begin = button(text.button_register.plain(), "register", "start")
    english = button(language_text.button_en.plain(), "language", "set", "en")
    await say(context, text.told_begin, [[begin, english]])


async def menu(update: Update, context: BotContext) -> None:
    """The menu, and what can be gone on with."""
    await acknowledge(update, context)
    await named_writer(update, context)
    await leaving.say_with_menu(context, text.told_menu)


async def help_(update: Update, context: BotContext) -> None:
    """What can be done here, and how to reach a human."""
    person = await named_writer(update, context)
    await say(context, text.told_help, keyboard=menu_keyboard())
    lines = [*_help_for_roles(person), told_contact(context)]
    await say(context, Text("\n\n").join(lines), leaving.go_on_rows(context))


def _help_for_roles(person: Person | None) -> list[Text]:
    """The commands of each role that this person has."""
    found = []
    if allowed(person, Act.GRANT_ROLE):
        found.append(text.told_help_admin)
    elif allowed(person, Act.ANSWER_TICKETS):
        found.append(text.told_help_staff)
    elif allowed(person, Act.INVITE_PRODUCER):
        found.append(text.told_help_inviter)
    if allowed(person, Act.BE_MENTOR):
        found.append(text.told_help_mentor)
    return found


async def cancel(update: Update, context: BotContext) -> None:
    """Stops; nothing is lost."""
    await leaving.say_with_menu(context, text.told_stopped)


async def offer_to_go_on(context: BotContext) -> None:
    """Asks whether to go on with a left draft, if there is one."""
    if rows := leaving.go_on_rows(context):
        await say(context, text.told_draft_left, rows)


async def drop(update: Update, context: BotContext) -> None:
    """Throws the left answers of one conversation away."""
    await acknowledge(update, context)
    name = press(update).what
    if name in leaving.CAN_GO_ON:
        context.chat.drafts.pop(name, None)
    await show(update, context, text.told_draft_dropped)
    suspend(context.chat)


menu_talk = Talk(
    name="menu",
    entry_points=[
        CommandHandler("start", start, MESSAGE),
        CommandHandler("menu", menu, MESSAGE),
        MessageHandler(label("button_menu"), menu),
        CommandHandler(["bantuan", "help"], help_, MESSAGE),
        MessageHandler(label("button_help"), help_),
        CommandHandler(["batal", "cancel"], cancel, MESSAGE),
        MessageHandler(label("button_cancel"), cancel),
        CallbackQueryHandler(drop, pattern("menu", "drop")),
    ],
    states={},
)
