"""One session as one of its two people sees it: when, with whom, how, how it stands, and what can be done."""

from __future__ import annotations

from datetime import datetime

from telegram import InlineKeyboardButton, Update

from content.texts import Text
from durable.context import BotContext
from durable.work import outgoing
from handlers.callbacks import button
from handlers.local_time import office_clock, told_hour
from handlers.meetings.names import ABOUT, NAME, act, acts_beforehand, text, told_reason, values_of
from handlers.meetings.settling import settle_rows, stars_rows
from handlers.replies import Rows, show
from handlers.room.names import report_button
from handlers.whom import helped_names, named
from models import Meeting, MeetingState, Mentor, Outcome, Side, Way
from services.mentoring.actions import MOST_ACTIONS
from services.office_clock import OfficeClock


async def show_session(
    update: Update, context: BotContext, meeting: Meeting, side: Side, heading: Text | None = None
) -> None:
    """The session in place of the message whose button was pressed; above it what was just done."""
    told = await told_session(context, meeting, side)
    with outgoing(about=(ABOUT, meeting.id)):
        await show(
            update, context, heading + "\n\n" + told if heading else told, session_rows(meeting, side, context.now)
        )


async def told_session(context: BotContext, meeting: Meeting, side: Side) -> Text:
    """All that is known of it."""
    office = office_clock(context)
    lines = [text.told_session.format(**values_of(meeting, side, office))]
    about = await _about(context, meeting, side)
    if about is not None:
        lines.append(text.told_who.format(name=values_of(meeting, side, office)["name"], about=about))
    if meeting.place:
        lines.append(text.told_place.format(place=meeting.place))
    contact = meeting.contact_of(side.other)
    if contact and meeting.state is MeetingState.SCHEDULED:
        lines.append(text.told_contact.format(contact=contact))
    lines += [Text(""), *_state(meeting, side, context.now, office)]
    told = Text("\n").join(lines)
    return named(told, meeting.producer_id, await helped_names(context)) if side is Side.PRODUCER else told


async def _about(context: BotContext, meeting: Meeting, side: Side) -> Text | str | None:
    """What the other side does."""
    if side is Side.PRODUCER:
        mentor = await context.session.get(Mentor, meeting.mentor_id)
        return mentor.about if mentor else None
    request = meeting.request
    if request.business is None:
        return request.district.name
    return text.told_business.format(business=request.business.name, district=request.district.name)


def _state(meeting: Meeting, side: Side, now: datetime, office: OfficeClock) -> list[Text]:
    if meeting.state is MeetingState.SCHEDULED:
        if now >= meeting.ends_at:
            return [text.told_state_over]
        if now >= meeting.starts_at:
            return [text.told_state_begun]
        return [_move(meeting, side, office) or text.told_state_scheduled]
    told = [text[f"told_state_{meeting.state.value}"].format(reason=told_reason(meeting))]
    stars = meeting.stars_of(side)
    if stars is not None:
        told.append(text.told_stars.format(stars="★" * stars))
    if meeting.actions:
        told.append(text.told_actions.format(actions=told_actions(meeting)))
    return told


def _move(meeting: Meeting, side: Side, office: OfficeClock) -> Text | None:
    if meeting.moved_by is None or meeting.moved_to is None or meeting.move_ends_at is None:
        return None
    words = text.told_move_mine if meeting.moved_by is side else text.told_move_theirs
    return words.format(
        name=values_of(meeting, side, office)["name"],
        when=told_hour(meeting.moved_to, office.zone),
        until=told_hour(meeting.move_ends_at, office.zone),
        reason=told_reason(meeting),
    )


def told_actions(meeting: Meeting) -> Text:
    """What will be tried, one on a line."""
    lines = [text.told_action.format(number=each.position, words=each.words) for each in meeting.actions]
    return Text("\n").join(lines)


def session_rows(meeting: Meeting, side: Side, now: datetime) -> Rows:
    """What this side can do about it now."""
    last = [[button(text.button_sessions.plain(), NAME, "list"), report_button(meeting)]]
    if meeting.state is MeetingState.CANCELLED:
        return last
    if now < meeting.starts_at:
        return [*move_rows(meeting, side), *acts_beforehand(meeting), _arranging(meeting), *last]
    rows = settle_rows(meeting, side) if meeting.said_by(side) is None else []
    if meeting.state is MeetingState.HELD and meeting.said_by(side) is Outcome.HELD:
        rows += stars_rows(meeting) if meeting.stars_of(side) is None else []
        rows += [[act("note", "note", meeting)]] if len(meeting.actions) < MOST_ACTIONS else []
    return [*rows, *last]


def move_rows(meeting: Meeting, side: Side) -> Rows:
    """The answers to a proposed hour, or its taking back."""
    if meeting.moved_by is None:
        return []
    if meeting.moved_by is side:
        return [[act("take_back", "move_no", meeting)]]
    return [[
        act("agree", "move_yes", meeting),
        act("other_hour", "move_why", meeting, "other"),
        act("refuse", "move_no", meeting),
    ]]  # fmt: skip


def _arranging(meeting: Meeting) -> list[InlineKeyboardButton]:
    row = [act("place", "place", meeting), act("calendar", "ics", meeting)]
    if meeting.way is not Way.CHAT:
        row.append(button(text.button_contact.plain(), "contact", "ask", meeting.id))
    return row
