"""What is shown while a question for staff is gathered: one screen for each way in which it stands."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

import content.texts
from content.texts import Text
from durable.context import BotContext
from handlers.asking_staff.draft import Draft
from handlers.asking_staff.names import NAME, AskStaff
from handlers.callbacks import button
from handlers.replies import Rows
from handlers.who import channel, office_name
from models import MessageKind
from services import tickets
from services.reading.shortening import shortened

text = content.texts.load("ask_staff")
question_text = content.texts.load("questions")
_MOST_SHOWN = 200


class Screen(NamedTuple):
    """A state and what is shown in it."""

    state: AskStaff
    words: Text
    rows: Rows


async def screen(context: BotContext) -> Screen:
    """The draft as it stands."""
    draft = Draft(context)
    cancel = button(question_text.button_cancel.plain(), NAME, "cancel")
    if draft.is_empty:
        asked = text.ask_question.format(office=office_name(context))
        if draft.ticket_id is not None:
            asked = text.ask_more.format(number=draft.ticket_id)
        return Screen(AskStaff.WORDS, asked, [[cancel]])
    if draft.is_adding:
        back = button(question_text.button_back.plain(), NAME, "check")
        return Screen(AskStaff.WORDS, text.ask_add, [[back, cancel]])
    seen_by = text.told_seen_by.format(office=office_name(context))
    if draft.lacks_words:
        as_it_is = button(text.button_send_as_is.plain(), NAME, "send")
        asked = text.ask_about_file.format(files=told_files(draft), seen_by=seen_by)
        return Screen(AskStaff.WORDS, asked, [[as_it_is], [cancel]])
    send = button(text.button_send.plain(), NAME, "send")
    add = button(text.button_add.plain(), NAME, "add")
    rows = [[send, add, cancel], *await _rows_to_join(context, draft)]
    head = text.told_for_ticket.format(number=draft.ticket_id) if draft.ticket_id else text.told_for_staff
    parts = [text.told_words.format(words=shortened(draft.all_words, _MOST_SHOWN))] if draft.all_words else []
    parts += [told_files(draft)] if draft.files else []
    shown = text.ask_send.format(head=head, parts=Text("\n").join(parts), seen_by=seen_by)
    return Screen(AskStaff.CHECK, shown, rows)


async def _rows_to_join(context: BotContext, draft: Draft) -> Rows:
    """A button that puts it to the question that waits already, if there is one."""
    if draft.ticket_id is not None:
        return []
    ticket = await tickets.latest_waiting(context.session, channel(context.bot_data), context.chat.chat_id)
    if ticket is None:
        return []
    return [[button(text.button_join.plain(number=ticket.id), NAME, "send_to", ticket.id)]]


def told_files(draft: Draft) -> Text:
    """How many of which: `2 foto, 1 rekaman suara`."""
    counted = Counter(file.kind for file in draft.files)
    return Text(", ").join(
        text[f"told_{kind.value}"].format(count=counted[kind]) for kind in MessageKind if counted[kind]
    )
