"""The consent: what is kept, why, how to take it back, who is responsible, and what is stored regardless."""

from __future__ import annotations

import content.texts
from content.texts import Text
from durable.context import BotContext
from handlers import invitations
from handlers.callbacks import button
from handlers.draft_form import answers
from handlers.registration.owner import is_for_another, name_of_other, owner_of
from handlers.replies import Rows, say
from handlers.who import channel, office_contact, office_name, writer
from services import businesses, helping, people
from services.roles import Act, require

text = content.texts.load("register")

CONSENT_VERSION = "2026-11-21.2"
"""The day on which the words of `ask_consent` were last changed, and which change of that day it was.

A test holds the two together.
"""


async def ask(context: BotContext, progress: Text) -> None:
    """The question for consent; a village helper is asked to read it aloud first."""
    if is_for_another(context):
        await say(context, text.told_read_aloud.format(name=name_of_other(context) or "-"))
    await say(context, words(context, progress), rows(context))


def words(context: BotContext, progress: Text) -> Text:
    """The text that is agreed to."""
    office = Text("{name}").format(name=office_name(context))
    if contact := office_contact(context):
        office = text.told_responsible.format(office=office, contact=contact)
    return text.ask_consent.format(progress=progress, office=office)


def replies(context: BotContext) -> tuple[str, str]:
    """What the buttons for yes and no hold. A helper's are others, lest one pressed late counts as an own consent."""
    return ("heard", "heard_no") if is_for_another(context) else ("yes", "no")


def rows(context: BotContext) -> Rows:
    """Yes or no."""
    yes, no = replies(context)
    if is_for_another(context):
        return [
            [button(text.button_heard.plain(), "register", "consent", yes)],
            [button(text.button_heard_no.plain(), "register", "consent", no)],
        ]
    return [
        [
            button(text.button_agree.plain(), "register", "consent", yes),
            button(text.button_disagree.plain(), "register", "consent", no),
        ]
    ]


async def keep(context: BotContext) -> None:
    """Keeps the consent with its version and time; a helper's note of it makes the person whom it is about."""
    if not is_for_another(context):
        person = await people.give_consent(
            context.session, channel(context.bot_data), context.chat.chat_id, CONSENT_VERSION, context.now
        )
        await invitations.use_remembered(context, person)
        return
    helper, owner = require(await writer(context), Act.HELP_PRODUCERS), await owner_of(context)
    if owner is None:
        owner = await helping.begin(context.session, helper, answers(context)["owner"], CONSENT_VERSION, context.now)
        context.draft["for"] = owner.id
    else:
        await people.agree_through(context.session, owner, helper, CONSENT_VERSION, context.now)
    context.draft["agreed"] = True


async def drop(context: BotContext) -> Text:
    """No: nothing is kept, unless a business is registered already. Gives what is said of it."""
    is_other, owner = is_for_another(context), await owner_of(context)
    if owner is not None and owner.consent is not None:
        if await businesses.businesses_of(context.session, owner):
            return text.told_other_stays if is_other else text.told_earlier_consent_stays
        helper = await writer(context)  # agreed, went back, and thought again
        await people.withdraw_consent(context.session, owner, context.now, by=helper)
    return text.told_no_other if is_other else text.told_no_profile
