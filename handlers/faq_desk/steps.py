"""What is being written, as it is kept in the draft, and the answer that it makes."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any

from telegram import Update

from content.answers.document import FaqDocument, Source
from content.answers.problems import Problem
from content.language import LANGUAGES
from content.text_faults import lines_on_screen, visible
from durable.context import BotContext
from durable.conversation import suspend
from handlers.answers import MOST_CHARACTERS, MOST_LINES, told_answer
from handlers.faq_desk.buttons import NAME
from handlers.local_time import local_date
from services.errors import AnswerMissing
from services.faq import from_tickets, known, proposals, wording
from services.faq.known import KnownAnswer


class Desk(StrEnum):
    """The questions of whoever writes, and the look at the whole."""

    TITLE = "title"
    KIND = "kind"
    WORDS = "words"
    SOURCE = "source"
    SHOWN = "shown"


Act = Callable[[Update, BotContext], Coroutine[Any, Any, object]]
STATES = frozenset(state.value for state in Desk)
FIXING = (Desk.WORDS, Desk.SOURCE)
MAKING = (Desk.TITLE, Desk.KIND, Desk.WORDS, Desk.SOURCE)


def begin_draft(context: BotContext, order: tuple[Desk, ...], subject: int, base: int = 0) -> None:
    """Forgets what was written before. `subject`: the topic that is corrected, or the ticket that becomes an answer.

    `base`: the wording that is corrected, to see when somebody else was faster.
    """
    context.draft.clear()
    context.draft.update(order=[step.value for step in order], subject=subject, base=base, answers={})


def is_fix(context: BotContext) -> bool:
    """Whether an answer is corrected (and not a new one made)."""
    return Desk.TITLE.value not in context.draft["order"]


def first_open(context: BotContext) -> Desk:
    """The first question without an answer, or the look at the whole."""
    answers = context.draft["answers"]
    return next((Desk(key) for key in context.draft["order"] if key not in answers), Desk.SHOWN)


async def corrected(context: BotContext) -> KnownAnswer:
    """The answer in force that is being corrected. Raises AnswerMissing."""
    answer = await known.answer_of_topic(context.session, context.draft["subject"])
    if answer is None:
        raise AnswerMissing
    return answer


@dataclass(frozen=True)
class Sources:
    """The answer to the question for sources. `typed`: named now, not taken over from the wording before."""

    rows: tuple[Source, ...]
    typed: bool

    def kept(self) -> dict[str, Any]:
        """As JSON."""
        return {"rows": [asdict(row) for row in self.rows], "typed": self.typed}

    @staticmethod
    def of(kept: dict[str, Any]) -> Sources:
        """Back from JSON."""
        return Sources(tuple(Source(**row) for row in kept["rows"]), kept["typed"])


async def written_answer(context: BotContext) -> FaqDocument:
    """The answer that the draft makes; for a question that is open still, something that is no fault."""
    answers, today = context.draft["answers"], local_date(context)
    bodies = wording.bodies_of(answers.get("words", "-"))
    sources = Sources.of(answers["source"]) if "source" in answers else Sources((), False)
    base = (await corrected(context)).document if is_fix(context) else await _new_answer(context)
    return wording.reworded(base, bodies, sources.rows, today, typed=sources.typed)


async def _new_answer(context: BotContext) -> FaqDocument:
    ticket_id, answers = context.draft["subject"], context.draft["answers"]
    ticket = await from_tickets.answered_ticket(context.session, ticket_id)
    questions = await from_tickets.new_ways_to_ask(context.session, ticket.questions or (answers["title"],))
    taken = {answer.document.button[LANGUAGES[0]] for answer in await known.all_answers(context.session)}
    title = answers["title"]
    return wording.new_answer(
        key=from_tickets.key_of(ticket_id),
        title=title,
        label=wording.label_from(title, taken, ticket_id),
        category=answers["kind"],
        questions=questions,
        bodies={},
        today=local_date(context),
    )


async def problems(context: BotContext, key: str) -> list[Problem]:
    """What is wrong with the answer to this question, or with the whole once every question has one."""
    answers = context.draft["answers"]
    if first_open(context) is Desk.SHOWN:
        return await _problems_of_all(context, await written_answer(context))
    if key == Desk.WORDS:
        return wording.problems_of_bodies(wording.bodies_of(answers[key]))
    return list(wording.problems_of_title(answers[key])) if key == Desk.TITLE else []


async def _problems_of_all(context: BotContext, document: FaqDocument) -> list[Problem]:
    found = wording.problems_in(document)
    if not document.sources:
        found.append(Problem("no_source", "no source"))
    if not found:
        found += [*await proposals.clashes(context.session, document), *_too_long(context, document)]
    return found


def _too_long(context: BotContext, document: FaqDocument) -> list[Problem]:
    told = told_answer(replace(document, bodies=dict(document.bodies)), local_date(context))
    lines = lines_on_screen(told)
    if lines <= MOST_LINES and len(visible(told)) <= MOST_CHARACTERS:
        return []
    return [Problem("whole_long", f"{lines} lines with the source", count=lines, most=MOST_LINES)]


def aside(act: Act) -> Act:
    """An act that may leave what is being written alone (it returns None): that stays open, or kept, as it was."""

    async def done(update: Update, context: BotContext) -> object:
        state = await act(update, context)
        if state is None and context.chat.name == NAME and context.chat.state not in STATES:
            suspend(context.chat)
        return state

    return done
