"""An announcement that is to be agreed to, as staff see it."""

from __future__ import annotations

from content.texts import Text
from durable.context import BotContext
from handlers.announcement_approval.names import act, text
from handlers.announcing.reached import reach
from handlers.colleagues import name_of
from handlers.local_time import told_full
from handlers.news.names import told_topic
from handlers.replies import Rows
from models import Announcement, Person, Repeat
from services.office_clock import WITA


def told_card(context: BotContext, announcement: Announcement, author: Person | None, count: int) -> Text:
    """Who wants to tell what to whom, and when."""
    return text.told_wanted.format(
        name=name_of(author), count=count, title=announcement.title, topic=told_topic(announcement.topic),
        people=announcement.audience_words, when=_told_when(context, announcement),
    )  # fmt: skip


def _told_when(context: BotContext, announcement: Announcement) -> Text:
    zone = context.bot_data.get("timezone", WITA)
    is_later = announcement.send_at > context.now
    when = Text(told_full(announcement.send_at, zone)) if is_later else text.told_once_agreed
    return when if announcement.repeat is Repeat.NEVER else text[f"told_{announcement.repeat}"].format(when=when)


async def card(context: BotContext, announcement: Announcement, reader: Person) -> tuple[Text, Rows]:
    """The card as it stands, with what this reader may do."""
    author = await context.session.get(Person, announcement.author_id)
    count = (await reach(context, announcement)).reachable
    return told_card(context, announcement, author, count), rows_for(announcement, reader)


def rows_for(announcement: Announcement, reader: Person) -> Rows:
    """To look at it, and to decide; its author may take it back."""
    number = announcement.id
    see = [act(text.button_see, "see", number)]
    if announcement.author_id == reader.id:
        return [see, [act(text.button_alone, "approve", number), act(text.button_take_back, "back", number)]]
    return [see, [act(text.button_approve, "approve", number), act(text.button_reject, "reject", number)]]
