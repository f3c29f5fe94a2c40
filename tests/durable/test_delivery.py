"""The table of refusals: what each answer of the platform means for each kind of call."""

from __future__ import annotations

from datetime import timedelta

import pytest

from durable.bot_api import Answer, NoAnswer, NoConnection
from durable.delivery import MOST_COPIES, RETRY_AFTER, RETRY_LATER, Outcome, Verdict, backoff, judge
from durable.tables import Kind


def said(status: int, description: str = "", **parameters: object) -> Answer:
    return Answer(status, {"ok": status == 200, "description": description, "parameters": parameters})


SECOND = timedelta(seconds=1)
TABLE = [
    (Kind.ANSWER, said(200), Outcome(Verdict.SENT)),
    (Kind.ANSWER, NoConnection(), Outcome(Verdict.AGAIN, "no_connection", SECOND)),
    (Kind.BROADCAST, NoConnection(), Outcome(Verdict.AGAIN, "no_connection", SECOND)),
    (Kind.CALLBACK, NoAnswer(), Outcome(Verdict.DROPPED, "no_answer")),
    (Kind.ANSWER, NoAnswer(), Outcome(Verdict.AGAIN, "no_answer", SECOND)),
    (Kind.NOTICE, NoAnswer(), Outcome(Verdict.AGAIN, "no_answer", SECOND)),
    (Kind.REMINDER, NoAnswer(), Outcome(Verdict.AGAIN, "no_answer", SECOND)),
    (Kind.BROADCAST, NoAnswer(), Outcome(Verdict.UNKNOWN, "no_answer")),
    (Kind.ANSWER, said(429, retry_after=7), Outcome(Verdict.WAIT, "too_many_requests", timedelta(seconds=7))),
    (Kind.ANSWER, said(429, retry_after="nonsense"), Outcome(Verdict.WAIT, "too_many_requests", SECOND)),
    (Kind.ANSWER, said(401, "Unauthorized"), Outcome(Verdict.WRONG_TOKEN, "wrong_token_or_address")),
    (Kind.ANSWER, said(404, "Not Found"), Outcome(Verdict.WRONG_TOKEN, "wrong_token_or_address")),
    (Kind.ANSWER, said(502, "Bad Gateway"), Outcome(Verdict.AGAIN, "server_error", SECOND)),
    (Kind.CALLBACK, said(502, "Bad Gateway"), Outcome(Verdict.DROPPED, "callback_failed")),
    (Kind.ANSWER, said(403, "Forbidden: bot was blocked by the user"), Outcome(Verdict.UNREACHABLE, "blocked")),
    (Kind.ANSWER, said(403, "Forbidden: user is deactivated"), Outcome(Verdict.UNREACHABLE, "deactivated")),
    (Kind.ANSWER, said(403, "Forbidden: something new"), Outcome(Verdict.UNREACHABLE, "forbidden")),
    (Kind.ANSWER, said(400, "Bad Request: chat not found"), Outcome(Verdict.UNREACHABLE, "chat_not_found")),
    (Kind.ANSWER, said(400, "Bad Request: message is not modified: x"), Outcome(Verdict.SENT, "not_modified")),
    (Kind.CALLBACK, said(400, "Bad Request: query is too old and"), Outcome(Verdict.SENT, "query_too_old")),
    (Kind.ANSWER, said(400, "Bad Request: message to edit not found"), Outcome(Verdict.SENT, "message_gone")),
    (
        Kind.BROADCAST,
        said(400, "Bad Request: message can't be deleted for everyone"),
        Outcome(Verdict.SENT, "too_old_to_delete"),
    ),
    (Kind.ANSWER, said(400, "x", migrate_to_chat_id=-100), Outcome(Verdict.MIGRATED, "migrated", chat_id=-100)),
    (Kind.ANSWER, said(400, "Bad Request: x"), Outcome(Verdict.DEAD, "refused: Bad Request: x")),
    # A page of something on the way is nobody's refusal: the person must not count as gone.
    (Kind.ANSWER, Answer(200, {}), Outcome(Verdict.AGAIN, "server_error", SECOND)),
    (Kind.BROADCAST, Answer(403, {}), Outcome(Verdict.AGAIN, "server_error", SECOND)),
    (Kind.NOTICE, Answer(400, {}), Outcome(Verdict.AGAIN, "server_error", SECOND)),
]


@pytest.mark.parametrize(("kind", "answer", "expected"), TABLE)
def test_answer_has_one_meaning(kind: Kind, answer: Answer | NoAnswer | NoConnection, expected: Outcome) -> None:
    assert judge(kind, answer, attempts=0) == expected


@pytest.mark.pitfall(17)
def test_message_whose_answer_is_always_lost_is_given_up_as_unknown() -> None:
    ends = [judge(Kind.ANSWER, NoAnswer(), attempts).verdict for attempts in range(MOST_COPIES)]
    assert ends == [Verdict.AGAIN] * (MOST_COPIES - 1) + [Verdict.UNKNOWN]


def test_waits_grow_and_then_stay() -> None:
    assert [backoff(number) for number in range(7)] == [*RETRY_AFTER, RETRY_LATER, RETRY_LATER]


@pytest.mark.parametrize("kind", [Kind.NOTICE, Kind.BROADCAST])
def test_what_repeats_harmlessly_is_tried_again_when_its_answer_is_lost(kind: Kind) -> None:
    again = judge(kind, NoAnswer("cut"), 0, repeats_harmlessly=True)
    assert (again.verdict, again.reason) == (Verdict.AGAIN, "no_answer")
    assert judge(kind, NoAnswer("cut"), MOST_COPIES - 1, repeats_harmlessly=True).verdict is Verdict.UNKNOWN
