"""The way of an announcement from its author to everybody else of staff."""

from __future__ import annotations

from content.texts import Text
from durable.context import BotContext
from handlers.announcement_approval.card import rows_for, told_card
from handlers.announcement_approval.names import text
from handlers.colleagues import place, tell_colleagues
from handlers.local_time import told_full
from handlers.replies import Rows, say
from models import Person
from services.announcements.approving import own_from
from services.announcements.opening import Opened
from services.roles import Act


async def ask_colleagues(context: BotContext, opened: Opened, author: Person) -> None:
    """Tells the author what happens now, and everybody else what is to be agreed to."""
    announcement, count = opened.announcement, opened.reach.reachable
    where = place(context)
    alone = told_full(await own_from(context.session, announcement, where), where.zone)
    told = text.told_waits.format(title=announcement.title, count=count, time=alone)
    await say(context, told, rows_for(announcement, author))

    def message(colleague: Person) -> tuple[Text, Rows]:
        return told_card(context, announcement, author, count), rows_for(announcement, colleague)

    await tell_colleagues(context, author, Act.ANNOUNCE, message)
