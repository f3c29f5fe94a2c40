"""The question itself, as a message of its own or as a part of a mentor's card."""

from __future__ import annotations

from collections.abc import Mapping

from telegram import Update

import content.texts
from handlers.callbacks import button
from handlers.local_time import told_hour
from handlers.room.names import name_of
from handlers.telling import Notice
from models import Meeting, Side
from services.mentoring.contacts import producers_phone
from services.office_clock import OfficeClock

text = content.texts.load("contacts")
NAME = "contact"


def when(meeting: Meeting, office: OfficeClock) -> str:
    """Day and hour of the session."""
    return told_hour(meeting.starts_at, office.zone)


def contacts_of(meeting: Meeting, side: Side, update: Update | None = None) -> dict[str, str]:
    """{what a button names: what would be shown}: the number in the producer's profile, the writer's username."""
    phone = producers_phone(meeting) if side is Side.PRODUCER else None
    username = update.effective_user.username if update is not None and update.effective_user else None
    found = {"phone": phone, "user": f"@{username}" if username else None}
    return {which: contact for which, contact in found.items() if contact}


def ask_notice(meeting: Meeting, side: Side, contacts: Mapping[str, str], office: OfficeClock) -> Notice:
    """The question with one button for each way to be reached."""
    shown = [
        [button(text.button_show.plain(contact=contact), NAME, "show", f"{meeting.id}.{which}")]
        for which, contact in contacts.items()
    ]
    last = [
        button(text.button_other.plain(), NAME, "other", meeting.id),
        button(text.button_hide.plain(), NAME, "show", f"{meeting.id}.none"),
    ]
    told = text.ask_contact.format(name=name_of(meeting, side.other), when=when(meeting, office))
    return told, [*shown, last]
