"""One announcement as staff see it: how far it is, what became of it, and what can be done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from content.texts import Text
from handlers.announcement_desk.names import MOST_TITLE, NAME, REASONS, SHOWN_STATES, act, steering, text
from handlers.callbacks import button
from handlers.local_time import told_clock, told_full, told_span
from handlers.replies import Rows
from handlers.telling import Notice
from models import Announcement, AnnouncementState, RecipientState, Repeat, Rsvp, Withdrawal
from services.announcements.changing import correctable
from services.announcements.finding import RUNNING
from services.announcements.report import Report
from services.reading.shortening import shortened

BELOW = "below"
"""In the button of the list: it comes as a message of its own, as the card goes on changing."""
_BAR = 20
_MOST_REASONS = 5
_MOST_AUDIENCE = 120


@dataclass(frozen=True)
class Speed:
    """How fast it goes now, and when it goes on where these are quiet hours."""

    per_second: float = 0.0
    quiet_until: datetime | None = None


def is_renewed(announcement: Announcement) -> bool:
    """Whether the clock changes its card in its author's chat every few seconds."""
    return announcement.started_at is not None and announcement.closed_at is None


def title_of(announcement: Announcement) -> str:
    """Its first words, short enough for a line or two."""
    return shortened(announcement.title, MOST_TITLE)


def card(announcement: Announcement, report: Report, zone: tzinfo, speed: Speed | None = None) -> Notice:
    """The state in one look, with the buttons."""
    said = [
        text.told_card.format(
            title=title_of(announcement),
            state=text[f"state_{announcement.state.value}"],
            when=told_full(announcement.send_at, zone),
        )
    ]
    if announcement.repeat is not Repeat.NEVER:
        said.append(text.told_in_series if announcement.started_at is None else text.told_next_is_listed)
    if announcement.withdrawn_at is not None:
        said += [text.told_withdrawn, *_told_withdrawals(report)]
    if report.people:
        said += [_bar(report), *_told_speed(announcement, report, zone, speed), *told_states(report)]
    return Text("\n").join(said), rows_of(announcement)


def rows_of(announcement: Announcement) -> Rows:
    """What can be done about it now."""
    rows = [steering(announcement)]
    if announcement.state is AnnouncementState.APPROVING:
        rows.insert(0, [button(text.button_decide.plain(), "approval", "see", announcement.id)])
    if announcement.started_at is not None:
        changes = [act("correct", "correct", announcement)] if correctable(announcement) else []
        if announcement.withdrawn_at is None:
            changes.append(act("withdraw", "withdraw", announcement))
        rows += [changes, [act("details", "details", announcement), act("export", "export", announcement)]]
    others = button(text.button_list.plain(), NAME, "list", BELOW if is_renewed(announcement) else "")
    rows.append([act("renew", "view", announcement), others])
    return [row for row in rows if row]


def _bar(report: Report) -> Text:
    share = report.over / report.people
    full = int(share * _BAR)
    bar = "█" * full + "░" * (_BAR - full)
    return text.told_bar.format(bar=bar, share=int(share * 100), over=report.over, people=report.people)


def _told_speed(announcement: Announcement, report: Report, zone: tzinfo, speed: Speed | None) -> list[Text]:
    if speed is None or announcement.state not in RUNNING or not report.open:
        return []
    if speed.quiet_until is not None:
        return [text.told_quiet.format(until=f"{told_clock(speed.quiet_until, zone)} WITA")]
    if speed.per_second <= 0:
        return []
    left = told_span(timedelta(seconds=report.open / speed.per_second))
    return [text.told_pace.format(rate=round(speed.per_second * 60), left=left)]


def told_states(report: Report) -> list[Text]:
    """How many have it and how many do not, line by line."""
    return [text[f"told_{state.value}"].format(count=report[state]) for state in SHOWN_STATES if report[state]]


def details(announcement: Announcement, report: Report) -> Notice:
    """For whom it is, why some have it not, and what people did with it."""
    lines: list[Text] = []
    if report.read:
        lines.append(text.told_read.format(count=report.read))
    if announcement.asks_rsvp:
        come = {rsvp: report.rsvps.get(rsvp, 0) for rsvp in Rsvp}
        lines.append(
            text.told_rsvp.format(going=come[Rsvp.GOING], not_going=come[Rsvp.NOT_GOING], waiting=come[Rsvp.WAITLISTED])
        )
    lines += _told_changes(announcement, report) + told_reasons(report)
    told = text.told_details.format(
        title=title_of(announcement),
        audience=shortened(announcement.audience_words, _MOST_AUDIENCE),
        lines=Text("\n").join(lines or [_told_accepted(report)]),
    )
    return told, [[act("back", "view", announcement)]]


def _told_accepted(report: Report) -> Text:
    """For one about which there is nothing else to tell yet."""
    accepted = report[RecipientState.ACCEPTED]
    return text.told_accepted.format(count=accepted) if accepted else text.told_no_details


def _told_changes(announcement: Announcement, report: Report) -> list[Text]:
    found = []
    if announcement.revision:
        found.append(text.told_corrected.format(count=report.revised))
        if report.not_corrected:
            found.append(text.told_not_corrected.format(count=report.not_corrected))
    return found + _told_withdrawals(report)


def _told_withdrawals(report: Report) -> list[Text]:
    """From how many it was taken back, and for how many it was too late."""
    counts = [(key, report.withdrawals.get(withdrawal, 0)) for withdrawal, key in _WITHDRAWALS]
    return [text[key].format(count=count) for key, count in counts if count]


_WITHDRAWALS = (
    (Withdrawal.DONE, "told_back"), (Withdrawal.QUEUED, "told_back_queued"),
    (Withdrawal.TOO_LATE, "told_too_late"), (Withdrawal.FAILED, "told_not_back"),
)  # fmt: skip


def told_reasons(report: Report, *only: RecipientState) -> list[Text]:
    """Why some have it not, in plain words, the most frequent first."""
    counts: dict[str, int] = {}
    for state, of_state in report.reasons.items():
        if not only or state in only:
            for reason, count in of_state.items():
                known = reason if reason in REASONS else "other"
                counts[known] = counts.get(known, 0) + count
    ranked = sorted(counts.items(), key=lambda each: -each[1])[:_MOST_REASONS]
    return [text.told_reason.format(count=count, reason=text[f"reason_{reason}"]) for reason, count in ranked]
