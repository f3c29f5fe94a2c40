"""The parts of a person's card in words, each as short as one look."""

from __future__ import annotations

from dataclasses import dataclass, field

import content.texts
from content.texts import Text
from durable.context import BotContext
from handlers.callbacks import button
from handlers.local_time import office_clock, told_date, told_hour, told_time
from handlers.mentoring_words import told_choice
from handlers.people_desk.names import NAME, text
from handlers.profile.card import told_card
from handlers.questions.question import in_columns
from handlers.replies import Rows
from handlers.ticket_desk.names import view_button
from handlers.ticket_desk.topics import topic_names
from handlers.who import channel
from models import (
    AnnouncementRecipient,
    Business,
    Meeting,
    MeetingState,
    Person,
    RecipientState,
    Rsvp,
    Side,
    TicketState,
)
from services import notes as staff_notes
from services.businesses import businesses_of, classification_of
from services.directory import history
from services.mentoring.own_meetings import side_of
from services.reach import Line
from services.reading.shortening import shortened
from services.roles import Act, allowed

roles_text = content.texts.load("roles")
news_text = content.texts.load("news")
kind_text = content.texts.load("classification")
text.require(
    *(f"session_{state.value}" for state in MeetingState), *(f"question_{state.value}" for state in TicketState),
    *(f"news_{state.value}" for state in RecipientState), *(f"rsvp_{rsvp.value}" for rsvp in Rsvp),
)  # fmt: skip
_MOST_WORDS = 70
_LINES, _NOTES = 5, 4


@dataclass(frozen=True)
class Part:
    """What one part shows; `count` things, `size` of them on a page."""

    told: Text
    rows: Rows = field(default_factory=list)
    count: int = 0
    size: int = 1


async def who(context: BotContext, person: Person, by: Person | None, page: int) -> Part:
    """Roles, how to reach, since when, what was agreed to."""
    contact = await history.contact(context.session, person, Line(context.chat.bot, channel(context.bot_data)))
    zone = office_clock(context).zone
    if contact.has_chat:
        chat = text.told_chat if contact.is_open else text.told_chat_closed
    elif contact.helper:
        chat = text.told_helped.format(name=contact.helper)
    else:
        chat = text.told_no_chat
    roles = [roles_text[f"role_{kind.value}"] for kind in sorted(person.role_kinds)]
    consent = person.consent
    lines = [
        text.told_roles.format(roles=Text(", ").join(roles)) if roles else text.told_no_roles,
        chat,
        text.told_heard.format(time=told_time(contact.heard_at, zone)) if contact.heard_at else text.told_never_heard,
        text.told_phones.format(phones=", ".join(contact.phones)) if contact.phones else text.told_no_phone,
        text.told_since.format(day=told_date(person.created_at.astimezone(zone).date())),
        text.told_consent.format(day=told_date(consent.given_at.astimezone(zone).date()))
        if consent is not None
        else text.told_no_consent,
    ]
    return Part(Text("\n").join(lines))


async def businesses(context: BotContext, person: Person, by: Person | None, page: int) -> Part:
    """One business on a page: everything the office keeps of it, and why it is what it is."""
    owned = await businesses_of(context.session, person)
    if not owned:
        return Part(text.told_no_business)
    business = owned[min(page, len(owned) - 1)]
    told = await told_card(context, business)
    return Part(text.told_business.format(card=told, reasons=_reasons(business)), [], len(owned))


def _reasons(business: Business) -> Text:
    found = classification_of(business)
    return Text(" ").join(kind_text[each] for each in (*found.reasons, *found.doubt_texts))


async def sessions(context: BotContext, person: Person, by: Person | None, page: int) -> Part:
    """The sessions on either side."""
    found, count = await history.meetings(context.session, person, _LINES, page * _LINES)
    if not found:
        return Part(text.told_no_sessions)
    return Part(Text("\n").join(_session(context, each, person) for each in found), [], count, _LINES)


def _session(context: BotContext, meeting: Meeting, person: Person) -> Text:
    side = side_of(meeting, person.id)
    return text.told_session.format(
        when=told_hour(meeting.starts_at, office_clock(context).zone),
        topic=told_choice(meeting.topic),
        other=meeting.name_of(side.other) or text.told_nameless.plain(),
        side=text.told_as_mentor if side is Side.MENTOR else text.told_as_producer,
        state=text[f"session_{meeting.state.value}"],
    )


async def questions(context: BotContext, person: Person, by: Person | None, page: int) -> Part:
    """The questions to staff; their words only to who may see them."""
    found, count = await history.questions(context.session, person, _LINES, page * _LINES)
    if not found:
        return Part(text.told_no_questions)
    topics, may_read = await topic_names(context), allowed(by, Act.ANSWER_TICKETS)
    lines = [
        text.told_question.format(
            number=each.id,
            day=told_date(each.opened_at.astimezone(office_clock(context).zone).date()),
            state=text[f"question_{each.state.value}"],
            what=shortened(each.asked_words, _MOST_WORDS) if may_read else topics.get(each.topic_id, "-"),
        )
        for each in found
    ]
    buttons = in_columns([view_button(each) for each in found], 3) if may_read else []
    return Part(Text("\n").join(lines), buttons, count, _LINES)


async def news(context: BotContext, person: Person, by: Person | None, page: int) -> Part:
    """The announcements, and what the person wants to hear nothing of."""
    found, count = await history.news(context.session, person, _LINES, page * _LINES)
    lines = [_announcement(context, each, title) for each, title in found] or [text.told_no_news]
    if stops := await history.stopped(context.session, person):
        lines.append(
            text.told_stopped.format(topics=Text(", ").join(news_text[f"topic_{each.value}"] for each in stops))
        )
    return Part(Text("\n").join(lines), [], count, _LINES)


def _announcement(context: BotContext, recipient: AnnouncementRecipient, title: str) -> Text:
    what = [text[f"news_{recipient.state.value}"]]
    if recipient.read_at is not None:
        what.append(text.told_read)
    if recipient.rsvp is not None:
        what.append(text[f"rsvp_{recipient.rsvp.value}"])
    return text.told_announcement.format(title=shortened(title, _MOST_WORDS), what=Text(", ").join(what))


async def notes(context: BotContext, person: Person, by: Person | None, page: int) -> Part:
    """What staff noted; one's own can be deleted."""
    count = await staff_notes.count(context.session, person)
    found = await staff_notes.about(context.session, person, _NOTES, page * _NOTES)
    zone = office_clock(context).zone
    lines = [
        text.told_note.format(
            number=each.id, words=each.words, author=each.author.name or text.told_nameless.plain(),
            day=told_date(each.written_at.astimezone(zone).date()),
        )
        for each in found
    ]  # fmt: skip
    own = [
        button(text.button_delete.plain(number=each.id), NAME, "note_del", each.id)
        for each in found
        if by is not None and each.author_id == by.id
    ]
    rows = [[button(text.button_note.plain(), NAME, "note", person.id)], *in_columns(own, 2)]
    return Part(Text("\n\n").join(lines) if lines else text.told_no_notes, rows, count, _NOTES)
