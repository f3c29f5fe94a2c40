"""What the platform's answer to a call means: the table of refusals, as one pure function."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from durable.bot_api import Answer, NoAnswer, NoConnection
from durable.tables import Kind

RETRY_AFTER = tuple(timedelta(seconds=s) for s in (1, 2, 5, 15, 60))
RETRY_LATER = timedelta(minutes=5)
MOST_COPIES = 5
"""A line on which every answer is lost would otherwise bring the same message for a whole day."""


class Verdict(StrEnum):
    """What happens to the call's row."""

    SENT = "sent"
    DROPPED = "dropped"
    UNKNOWN = "unknown"
    DEAD = "dead"
    AGAIN = "again"
    UNREACHABLE = "unreachable"
    MIGRATED = "migrated"
    WAIT = "wait"
    WRONG_TOKEN = "wrong_token"  # noqa: S105  a verdict, not a secret


@dataclass(slots=True, frozen=True)
class Outcome:
    """A verdict with its reason (a code, never the person's words), the wait, or the chat's new id."""

    verdict: Verdict
    reason: str | None = None
    wait: timedelta | None = None
    chat_id: int | None = None


# Telegram's own words (docs/reference/bot-api-errors.md); what they mean for a row in the outbox.
_NOTHING_LEFT_TO_DO = (
    ("message is not modified", "not_modified"),
    ("query is too old", "query_too_old"),
    ("query id is invalid", "query_too_old"),
    ("message to edit not found", "message_gone"),
    ("message to delete not found", "message_gone"),
    ("message can't be deleted", "too_old_to_delete"),
)
_NOBODY_THERE = (
    ("bot was blocked by the user", "blocked"),
    ("user is deactivated", "deactivated"),
    ("chat not found", "chat_not_found"),
    ("bot can't initiate conversation", "never_started"),
    ("bot was kicked", "blocked"),
)


def judge(
    kind: Kind, answer: Answer | NoAnswer | NoConnection, attempts: int, *, repeats_harmlessly: bool = False
) -> Outcome:
    """What to do with a call of this kind after its `attempts`-th earlier failure and this answer.

    `repeats_harmlessly`: made twice it does what it does once, as an edit or a delete.
    """
    if isinstance(answer, NoConnection):
        return Outcome(Verdict.AGAIN, "no_connection", backoff(attempts))
    if isinstance(answer, NoAnswer):
        return _end_unknown(kind, attempts, repeats_harmlessly)
    if answer.is_ok:
        return Outcome(Verdict.SENT)
    if answer.status == 429:
        return Outcome(Verdict.WAIT, "too_many_requests", _retry_after(answer))
    if answer.status in (401, 404):
        return Outcome(Verdict.WRONG_TOKEN, "wrong_token_or_address")
    if answer.status >= 500 or "ok" not in answer.body:
        # Not the Bot API speaks but something on the way to it (a proxy, a page of the provider).
        if kind == Kind.CALLBACK:
            return Outcome(Verdict.DROPPED, "callback_failed")
        return Outcome(Verdict.AGAIN, "server_error", backoff(attempts))
    return _refusal(answer)


def _refusal(answer: Answer) -> Outcome:
    """What a 400 or 403 says in the platform's words."""
    if "migrate_to_chat_id" in answer.parameters:
        return Outcome(Verdict.MIGRATED, "migrated", chat_id=int(answer.parameters["migrate_to_chat_id"]))
    words = answer.description.lower()
    for text, reason in _NOTHING_LEFT_TO_DO:
        if text in words:
            return Outcome(Verdict.SENT, reason)
    for text, reason in _NOBODY_THERE:
        if text in words:
            return Outcome(Verdict.UNREACHABLE, reason)
    if answer.status == 403:
        return Outcome(Verdict.UNREACHABLE, "forbidden")
    return Outcome(Verdict.DEAD, f"refused: {answer.description[:150]}")


def _end_unknown(kind: Kind, attempts: int, repeats_harmlessly: bool) -> Outcome:
    """No answer came: the message may be there. Asking twice is better than not answering; a broadcast is not."""
    if kind == Kind.CALLBACK:
        return Outcome(Verdict.DROPPED, "no_answer")
    if (kind == Kind.BROADCAST and not repeats_harmlessly) or attempts >= MOST_COPIES - 1:
        return Outcome(Verdict.UNKNOWN, "no_answer")
    return Outcome(Verdict.AGAIN, "no_answer", backoff(attempts))


def backoff(attempts: int) -> timedelta:
    """How long to wait after the failure number `attempts` (0 = the first)."""
    return RETRY_AFTER[attempts] if attempts < len(RETRY_AFTER) else RETRY_LATER


def _retry_after(answer: Answer) -> timedelta:
    try:
        return timedelta(seconds=max(1.0, float(answer.parameters.get("retry_after", 1))))
    except (TypeError, ValueError):
        return timedelta(seconds=1)
