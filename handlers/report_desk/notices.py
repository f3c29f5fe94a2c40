"""A complaint as it is shown to staff, and telling all of them at once."""

from __future__ import annotations

import content.texts
from content.texts import Text
from durable.context import BotContext
from durable.tables import Kind
from durable.work import outgoing
from handlers.callbacks import button
from handlers.chat_language import languages_of, speaking
from handlers.local_time import office_clock, told_hour
from handlers.replies import Rows, say
from handlers.who import channel
from models import Report, Side
from services.office_clock import OfficeClock
from services.reading.shortening import shortened
from services.tickets import staff_chats

text = content.texts.load("report_desk")
NAME = "report_desk"
_MOST_WORDS = 250


async def tell_staff(context: BotContext, report: Report) -> None:
    """Tells everybody who settles complaints, except the two it is about; also at night: somebody may feel unsafe."""
    staff = await staff_chats(context.session, channel(context.bot_data))
    spoken = await languages_of(context.work, [each.chat_id for each in staff])
    for each in staff:
        if each.person_id in (report.reporter_id, report.reported_id):
            continue
        key = f"report:{report.id}:{each.chat_id}"
        with speaking(spoken.get(each.chat_id)), outgoing(kind=Kind.ANSWER, unique_key=key):
            await say(context, told(report, office_clock(context)), rows(report), chat_id=each.chat_id)


def told(report: Report, office: OfficeClock) -> Text:
    """Who complains about whom, about which session, and the message, if it was one."""
    return text.told_new.format(
        number=report.id,
        reporter=name(report, _side_of_reporter(report)),
        reported=name(report, _side_of_reporter(report).other),
        side=text[f"side_{_side_of_reporter(report).other.value}"],
        when=told_hour(report.meeting.starts_at, office.zone),
        words=_words(report),
    )


def rows(report: Report) -> Rows:
    """What can be done about it."""
    look = [button(text.button_look.plain(), NAME, "view", report.id)] if report.file_id else []
    suspend = [button(text.button_suspend.plain(), NAME, "suspend", report.id)] if is_about_mentor(report) else []
    settle = button(text.button_settle.plain(), NAME, "settle", report.id)
    return [[*look, *suspend], [settle]] if look or suspend else [[settle]]


def is_about_mentor(report: Report) -> bool:
    """Whether it is the mentor who is complained about."""
    return report.reported_id == report.meeting.mentor_id


def name(report: Report, side: Side) -> str:
    """How the person on this side is called."""
    return report.meeting.name_of(side) or text.told_nameless.plain()


def reporter(report: Report) -> str:
    """How who complains is called."""
    return name(report, _side_of_reporter(report))


def reported(report: Report) -> str:
    """How who is complained about is called."""
    return name(report, _side_of_reporter(report).other)


def _side_of_reporter(report: Report) -> Side:
    return Side.MENTOR if report.reporter_id == report.meeting.mentor_id else Side.PRODUCER


def _words(report: Report) -> Text:
    if report.words:
        return text.told_words.format(words=shortened(report.words, _MOST_WORDS))
    return text.told_file if report.file_id else text.told_no_words
