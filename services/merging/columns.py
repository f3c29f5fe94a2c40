"""What of a person moves when two are made one: every column that names a person stands in one of two lists.

The one who is kept is the mentor of the two, so that nothing of a mentor ever moves.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from sqlalchemy import Column, Table

from durable.database import Base


class Place(NamedTuple):
    """A column that says whose a row is. Of two rows alike in `distinct`, one person can have only one."""

    table: str
    column: str
    distinct: tuple[str, ...] = ()

    @property
    def rows(self) -> Table:
        return Base.metadata.tables[self.table]

    @property
    def person(self) -> Column[int]:
        return self.rows.c[self.column]

    @property
    def key(self) -> Column[object] | None:
        """What names a row of one person: the primary key without the person. None: a person has one row at most."""
        return next((column for column in self.rows.primary_key if column.name != self.column), None)

    @property
    def is_single(self) -> bool:
        """Whether the person is part of the primary key, so that rows of two people may clash."""
        return bool(self.person.primary_key)

    @property
    def name(self) -> str:
        """How it stands in what is kept of a merge."""
        return f"{self.table}.{self.column}"


MOVES = (
    Place("accounts", "person_id"),
    Place("roles", "person_id"),
    Place("consents", "person_id"),
    Place("businesses", "owner_id"),
    Place("help_requests", "producer_id"),
    Place("meetings", "producer_id"),
    Place("booked_quarters", "person_id"),
    Place("reminders", "person_id", ("occasion", "meeting_id", "workshop_id", "starts_at")),
    Place("reminder_wishes", "person_id"),
    Place("workshop_seats", "person_id"),
    Place("tickets", "asker_id"),
    Place("reports", "reporter_id"),
    Place("reports", "reported_id"),
    Place("staff_notes", "person_id"),
    Place("announcement_recipients", "person_id"),
    Place("news_stops", "person_id"),
    Place("helped", "person_id"),
    Place("helped", "kader_id"),
    Place("invitation_uses", "person_id", ("invitation_id",)),
)
"""Whose it is. Where both have a row that only one can have, that of the merged person stays behind."""

SET_ASIDE: Mapping[str, str] = {"roles": "revoked_at", "consents": "withdrawn_at", "helped": "ended_at"}
"""What both have in force is ended for the merged person by this column, and in force again when they are parted."""

STAYS = frozenset({
    # Who did something stays who did it.
    "announcements.author_id", "announcements.approved_by_id", "audit_entries.person_id", "businesses.registered_by_id",
    "businesses.decided_by_id", "consents.given_through_id", "faq_topics.pulled_by_id", "faq_versions.author_id",
    "faq_versions.confirmed_by_id", "invitations.inviter_id", "match_runs.asked_by_id", "mentors.approved_by_id",
    "not_the_same.said_by_id", "office_jobs.asked_by_id", "person_merges.merged_by_id", "person_merges.undone_by_id",
    "reports.settled_by_id", "roles.granted_by_id", "roles.revoked_by_id", "segments.created_by_id",
    "service_letters.issued_by_id", "staff_notes.author_id", "ticket_messages.author_id", "tickets.claimed_by_id",
    "workshops.opened_by_id",
    # Of a mentor.
    "help_requests.chosen_mentor_id", "match_proposals.mentor_id", "meetings.mentor_id", "mentor_absences.mentor_id",
    "mentor_cards.mentor_id", "mentor_clusters.mentor_id", "mentor_districts.mentor_id", "mentor_expertise.mentor_id",
    "mentor_hours.mentor_id", "mentor_languages.mentor_id", "mentor_ways.mentor_id", "mentor_weeks.mentor_id",
    "mentors.person_id", "offers.mentor_id", "service_letters.mentor_id", "workshops.mentor_id",
    # About the two themselves.
    "not_the_same.first_id", "not_the_same.second_id", "person_merges.kept_id", "person_merges.merged_id",
})  # fmt: skip
"""What never moves."""
