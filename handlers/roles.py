"""Peran: an administrator sees who does what for the office, invites people to roles and takes roles back."""

from __future__ import annotations

from telegram import Update
from telegram.constants import ParseMode
from telegram.ext import CallbackQueryHandler, CommandHandler, filters

import content.texts
from content.texts import Text
from durable.context import BotContext
from durable.tables import Kind
from durable.work import outgoing
from handlers.callbacks import button, number, pattern, press
from handlers.chat_language import languages_of, speaking
from handlers.commands import set_commands
from handlers.keyboards import menu_keyboard
from handlers.links import deep_link, qr_picture
from handlers.local_time import told_time
from handlers.mentor_desk.handing_over import hand_over_from
from handlers.questions.question import in_columns
from handlers.questions.question import text as question_text
from handlers.replies import acknowledge, say, show
from handlers.talk import Talk
from handlers.who import channel, named_writer, writer
from models import Person, Role, RoleKind
from services import invitations, people, roles
from services.errors import FieldRefused
from services.roles import Act

text = content.texts.load("roles")
helping_text = content.texts.load("helping")
NAME = "roles"
_MOST_SHOWN = 30


async def staff(update: Update, context: BotContext) -> None:
    """Everybody who has a role, with a button to take each back."""
    roles.require(await named_writer(update, context), Act.GRANT_ROLE)
    await acknowledge(update, context)
    held = [(person, kind) for kind in RoleKind for person in await roles.holders(context.session, kind)]
    lines = [text.told_staff_line.format(role=_role(kind), name=_name(person)) for person, kind in held]
    buttons = [
        button(text.button_revoke.plain(name=_name(person)), NAME, "revoke", _role_id(person, kind))
        for person, kind in held[:_MOST_SHOWN]
    ]
    invite = [button(text.button_invite.plain(), NAME, "invite")]
    told = text.told_staff.format(staff=Text("\n").join(lines))
    await show(update, context, told, [invite, *in_columns(buttons, 1)])


async def choose_role(update: Update, context: BotContext) -> None:
    """Which role the invitation is for."""
    roles.require(await writer(context), Act.INVITE_TO_ROLE)
    await acknowledge(update, context)
    buttons = [button(_role(kind).plain(), NAME, "role", kind.value) for kind in RoleKind]
    way_out = [
        button(question_text.button_back.plain(), NAME, "list"),
        button(question_text.button_cancel.plain(), NAME, "no"),
    ]
    await show(update, context, text.ask_role, [*in_columns(buttons, 2), way_out])


async def make_invitation(update: Update, context: BotContext) -> None:
    """A link for one person, to be passed on by hand."""
    inviter = roles.require(await writer(context), Act.INVITE_TO_ROLE)
    kind = press(update).what
    if kind not in {known.value for known in RoleKind}:
        raise FieldRefused
    await acknowledge(update, context)
    made = await invitations.create_invitation(context.session, inviter, context.now, RoleKind(kind))
    link = deep_link(context, made.token)
    told = text.told_invitation.format(role=_role(RoleKind(kind)), until=told_time(made.expires_at), link=link)
    await show(update, context, told)
    await context.bot.send_photo(
        context.chat.chat_id,
        qr_picture(link),
        caption=text.told_invitation_qr,
        parse_mode=ParseMode.HTML,
        filename="undangan.png",
    )


async def ask_revoke(update: Update, context: BotContext) -> None:
    """Asks once more before a role is taken back."""
    roles.require(await writer(context), Act.REVOKE_ROLE)
    role, person = await _pressed_role(update, context)
    await acknowledge(update, context)
    yes = button(text.button_yes_revoke.plain(), NAME, "revoke_yes", role.id)
    no = button(text.button_no.plain(), NAME, "no")
    told = text.ask_revoke.format(role=_role(role.kind), name=_name(person))
    await show(update, context, told, [[yes, no]])


async def revoke(update: Update, context: BotContext) -> None:
    """Takes the role back; the person is told, and the list of commands follows."""
    by = roles.require(await writer(context), Act.REVOKE_ROLE)
    role, person = await _pressed_role(update, context)
    await roles.revoke(context.session, person, role.kind, by, context.now)
    await acknowledge(update, context)
    await show(update, context, text.told_revoked.format(role=_role(role.kind), name=_name(person)))
    for account in await people.accounts_of(context.session, person):
        if account.channel == channel(context.bot_data):
            await _tell_ended(context, account.chat_id, person, role.kind)
    if role.kind is RoleKind.MENTOR:
        await hand_over_from(context, person, by)
    if role.kind is RoleKind.KADER and person.helping:
        alone = [[button(helping_text.button_alone.plain(), "helping", "alone")]]
        await say(context, helping_text.told_left_alone.format(count=len(person.helping)), alone)


async def keep(update: Update, context: BotContext) -> None:
    """Nothing is taken back."""
    await acknowledge(update, context)
    await show(update, context, text.told_nothing_changed)


async def _tell_ended(context: BotContext, chat_id: int, person: Person, kind: RoleKind) -> None:
    spoken = (await languages_of(context.work, [chat_id])).get(chat_id)
    with speaking(spoken):
        with outgoing(kind=Kind.NOTICE):
            told = text.told_role_ended.format(role=_role(kind))
            await say(context, told, keyboard=menu_keyboard(), chat_id=chat_id)
        await set_commands(context, person, chat_id)


async def _pressed_role(update: Update, context: BotContext) -> tuple[Role, Person]:
    """The role that a button names, if it is held still."""
    role = await context.session.get(Role, number(press(update).what) or 0)
    person = await context.session.get(Person, role.person_id) if role is not None else None
    if role is None or person is None or role.revoked_at is not None:
        raise FieldRefused
    return role, person


def _role(kind: RoleKind) -> Text:
    return text[f"role_{kind.value}"]


def _role_id(person: Person, kind: RoleKind) -> int:
    return next(role.id for role in person.roles if role.kind == kind and role.revoked_at is None)


def _name(person: Person) -> str:
    return person.name or text.told_nameless.plain()


roles_talk = Talk(
    name=NAME,
    entry_points=[
        CommandHandler("peran", staff, filters.UpdateType.MESSAGE),
        CallbackQueryHandler(staff, pattern(NAME, "list")),
        CallbackQueryHandler(choose_role, pattern(NAME, "invite")),
        CallbackQueryHandler(make_invitation, pattern(NAME, "role")),
        CallbackQueryHandler(ask_revoke, pattern(NAME, "revoke")),
        CallbackQueryHandler(revoke, pattern(NAME, "revoke_yes")),
        CallbackQueryHandler(keep, pattern(NAME, "no")),
    ],
    states={},
)
