"""Undang: staff invite mentors and producers, village helpers invite producers, by a link and a QR code."""

from __future__ import annotations

from datetime import timedelta

from telegram import Update
from telegram.constants import ParseMode
from telegram.ext import CallbackQueryHandler, CommandHandler, filters

import content.texts
from durable.context import BotContext
from handlers.callbacks import button, number, pattern, press
from handlers.links import deep_link, qr_picture
from handlers.local_time import told_time
from handlers.questions.question import text as question_text
from handlers.replies import acknowledge, show
from handlers.talk import Talk
from handlers.who import named_writer, writer
from models import Invitation, Person, RoleKind
from services import invitations, roles
from services.errors import FieldRefused, InvitationMissing, NotAllowed
from services.roles import Act, allowed

NAME = "invite"
WHOM = {"mentor": (Act.INVITE_MENTOR, RoleKind.MENTOR), "producer": (Act.INVITE_PRODUCER, None)}
USES = {1: timedelta(days=7), 10: timedelta(days=30), 50: timedelta(days=30)}
"""For how many people, and for how long the link is good."""
text = content.texts.load("invite").require(
    *(f"{words}_{whom}" for whom in WHOM for words in ("button", "told", "who"))
)


async def ask_whom(update: Update, context: BotContext) -> None:
    """Whom this person may invite."""
    person = await named_writer(update, context)
    may = [whom for whom, (act, _) in WHOM.items() if allowed(person, act)]
    if not may:
        raise NotAllowed
    await acknowledge(update, context)
    buttons = [button(text[f"button_{whom}"].plain(), NAME, "whom", whom) for whom in may]
    await show(update, context, text.ask_whom, [buttons, [button(question_text.button_cancel.plain(), NAME, "no")]])


async def ask_how_many(update: Update, context: BotContext) -> None:
    """For how many people the link is."""
    whom = press(update).what
    await _inviter(context, whom)
    await acknowledge(update, context)
    buttons = [button(text.button_uses.plain(count=count), NAME, "make", f"{whom}.{count}") for count in USES]
    out = [
        button(question_text.button_back.plain(), NAME, "who"),
        button(question_text.button_cancel.plain(), NAME, "no"),
    ]
    await show(update, context, text.ask_how_many.format(whom=text[f"who_{whom}"]), [buttons, out])


async def make(update: Update, context: BotContext) -> None:
    """The link to pass on, with a picture for somebody who is near."""
    whom, _, count = press(update).what.partition(".")
    inviter, uses = await _inviter(context, whom), number(count)
    if uses not in USES:
        raise FieldRefused
    await acknowledge(update, context)
    _, role = WHOM[whom]
    made = await invitations.create_invitation(context.session, inviter, context.now, role, uses, USES[uses])
    link = deep_link(context, made.token)
    told = text[f"told_{whom}"].format(until=told_time(made.expires_at), count=uses, link=link)
    await show(update, context, told, [[button(text.button_revoke.plain(), NAME, "revoke", made.id)]])
    await context.bot.send_photo(
        context.chat.chat_id, qr_picture(link), caption=text.told_qr, parse_mode=ParseMode.HTML, filename="undangan.png"
    )


async def revoke(update: Update, context: BotContext) -> None:
    """Takes the link back; whoever followed it already stays."""
    person = await writer(context)
    invitation = await context.session.get(Invitation, number(press(update).what) or 0)
    if person is None or invitation is None or invitation.inviter_id != person.id:
        raise InvitationMissing("refused_choice")
    await acknowledge(update, context)
    if invitation.revoked_at is None:
        await invitations.revoke_invitation(context.session, invitation, person, context.now)
    await show(update, context, text.told_revoked)


async def keep(update: Update, context: BotContext) -> None:
    """Nobody is invited."""
    await acknowledge(update, context)
    await show(update, context, text.told_nobody)


async def _inviter(context: BotContext, whom: str) -> Person:
    if whom not in WHOM:
        raise FieldRefused
    return roles.require(await writer(context), WHOM[whom][0])


invite = Talk(
    name=NAME,
    entry_points=[
        CommandHandler("undang", ask_whom, filters.UpdateType.MESSAGE),
        CallbackQueryHandler(ask_whom, pattern(NAME, "who")),
        CallbackQueryHandler(ask_how_many, pattern(NAME, "whom")),
        CallbackQueryHandler(make, pattern(NAME, "make")),
        CallbackQueryHandler(revoke, pattern(NAME, "revoke")),
        CallbackQueryHandler(keep, pattern(NAME, "no")),
    ],
    states={},
)
