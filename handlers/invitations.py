"""Following a link into the bot: an invitation to a role, to the registration, or something unknown."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from telegram import Update

import content.texts
from durable.context import BotContext
from handlers.commands import set_commands
from handlers.helping import own_phone
from handlers.keyboards import menu_keyboard
from handlers.marks import marks
from handlers.mentor_profile.entering import begin_for_invited
from handlers.refusals import told
from handlers.replies import say
from handlers.who import channel, writer
from models import InvitationKind, Person, RoleKind
from services import invitations, people
from services.errors import InvitationConflict, InvitationExpired, InvitationMissing
from services.staff_names import name_staff

text = content.texts.load("roles")

Welcome = Callable[[Update, BotContext], Awaitable[None]]


async def follow(update: Update, context: BotContext, token: str, welcome: Welcome) -> None:
    """Takes the role, or remembers the invitation until there is consent; whatever happens, people are welcomed."""
    person = await writer(context)
    try:
        if await own_phone.take_over(context, token):
            return
    except (InvitationMissing, InvitationExpired) as refusal:
        await say(context, told(refusal))
        await welcome(update, context)
        return
    if person is None:
        try:
            invitation = await invitations.read_invitation(context.session, token, context.now)
        except (InvitationMissing, InvitationExpired) as refusal:
            await say(context, told(refusal))
            await welcome(update, context)
            return
        if invitation.kind is InvitationKind.REGISTER:
            marks(context.chat)["invited_with"] = token
            await welcome(update, context)
            return
        person = await people.ensure_person(
            context.session, channel(context.bot_data), context.chat.chat_id, context.now
        )
    invitation = await invitations.use_invitation(context.session, token, person, context.now)
    if invitation.role is None:
        await say(context, text.told_invited)
        await welcome(update, context)
        return
    if update.effective_user is not None:
        await name_staff(context.session, person, update.effective_user.full_name)
    name = person.name or text.told_nameless
    if invitation.role is RoleKind.MENTOR:
        welcomed = text.told_invited_as_mentor.format(name=name)
    else:
        welcomed = text.told_role_given.format(role=text[f"role_{invitation.role.value}"], name=name)
    await say(context, welcomed, keyboard=menu_keyboard())
    await set_commands(context, person)
    if invitation.role is RoleKind.MENTOR:
        await begin_for_invited(update, context)


async def use_remembered(context: BotContext, person: Person) -> None:
    """Counts the invitation that brought somebody here, now that there is consent; one that is over is let go."""
    token = marks(context.chat).pop("invited_with", None)
    if token is None:
        return
    try:
        await invitations.use_invitation(context.session, token, person, context.now)
    except (InvitationMissing, InvitationExpired, InvitationConflict):
        return
