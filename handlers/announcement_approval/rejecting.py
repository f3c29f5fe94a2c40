"""Tolak: a colleague says no, with a reason if wanted, that the author is told."""

from __future__ import annotations

from telegram import Update

import content.texts
from content.texts import Text
from durable.context import BotContext
from durable.conversation import END, end
from handlers import leaving, old_buttons
from handlers.announcement_approval.deciding import pressed
from handlers.announcement_approval.names import Approval, act, again, text
from handlers.announcing.steps import author as officer
from handlers.callbacks import press
from handlers.colleagues import name_of, tell
from handlers.questions.question import text as question_text
from handlers.replies import Rows, acknowledge, say
from models import Announcement, Person
from services.announcements import approving
from services.errors import AnnouncementConflict, AnnouncementMissing, NotAllowed
from services.reading.shortening import shortened

refusals = content.texts.load("refusals")
_MOST_CHARACTERS = 300


async def ask(update: Update, context: BotContext) -> Approval:
    """Asks why."""
    person, announcement = await pressed(update, context)
    if announcement.author_id == person.id:
        raise NotAllowed
    await acknowledge(update, context)
    context.draft["announcement"] = announcement.id
    await repeat(update, context)
    return Approval.REASON


async def repeat(update: Update, context: BotContext) -> None:
    """Asks again, as long as there is something to decide on."""
    found = await _waiting(context, await officer(context))
    if found is not None:
        await say(context, text.ask_reason.format(title=found.title), await way_out(update, context))


async def way_out(update: Update, context: BotContext) -> Rows:
    """Without a reason, or not at all."""
    number = context.draft.get("announcement", 0)
    none = act(text.button_no_reason, "no_reason", number)
    return [[none], [act(question_text.button_cancel, "leave", number)]]


async def take_none(update: Update, context: BotContext) -> int | None:
    """No, and no more words."""
    if press(update).what != str(context.draft.get("announcement")):
        await old_buttons.tell(update, context, repeat)
        return None
    await acknowledge(update, context)
    return await _reject(context, None)


async def take_words(update: Update, context: BotContext) -> int:
    """No, because ..."""
    said = (update.effective_message.text if update.effective_message else None) or ""
    return await _reject(context, shortened(said, _MOST_CHARACTERS))


async def _reject(context: BotContext, reason: str | None) -> int:
    person = await officer(context)
    found = await _waiting(context, person)
    if found is None:
        return END
    await approving.reject(context.session, found.id, person, context.now, "typed" if reason else "none")
    await say(context, text.told_rejected.format(title=found.title), leaving.go_on_rows(context))
    author = await context.session.get_one(Person, found.author_id)

    def message(_: Person) -> tuple[Text, Rows]:
        told = text.told_yours_rejected.format(name=name_of(person), title=found.title)
        because = text.told_reason.format(reason=reason) if reason else text.told_no_reason
        return told + "\n" + because, [[again(found)]]

    await tell(context, author, message)
    return END


async def _waiting(context: BotContext, person: Person) -> Announcement | None:
    """The announcement, or None: somebody was faster, which is said, and nothing is asked any more."""
    try:
        return await approving.waiting(context.session, context.draft["announcement"], person)
    except (AnnouncementConflict, AnnouncementMissing) as error:
        await say(context, refusals[error.reason], leaving.go_on_rows(context))
        end(context.chat)
        return None


async def leave(update: Update, context: BotContext) -> int:
    """It goes on waiting."""
    await acknowledge(update, context)
    await say(context, text.told_nothing_changed, leaving.go_on_rows(context))
    return END
