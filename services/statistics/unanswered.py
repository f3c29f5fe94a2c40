"""The words of questions that the bot had no answer to, as far as several people used them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from Sastrawi.StopWordRemover.StopWordRemoverFactory import StopWordRemoverFactory
from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession

from content.rules.stop_words import stop_words
from models import Account, AnswerGiven, Question, QuestionOutcome
from services.statistics.periods import Period
from services.understanding.words import repaired

MOST_READ = 5000
LEAST_PEOPLE = 2
"""Words of one person alone are that person's own: they are shown to nobody."""
_LEAST_LETTERS = 2
_Asker = tuple[str, int] | int
_UNANSWERED = (QuestionOutcome.UNSURE, QuestionOutcome.OUTSIDE)


@dataclass(frozen=True)
class UnansweredWords:
    """One word, or two that followed each other, and how many different people asked with them."""

    words: str
    people: int


async def words_unanswered_in(session: AsyncSession, period: Period, most: int) -> list[UnansweredWords]:
    """What most people asked about without being helped, of the newest 5,000 such questions."""
    rows = await session.execute(unanswered_query(period))
    # A person on two phones is one person; somebody the office does not know is known by the chat.
    return counted(((person or (channel, chat), words) for person, channel, chat, words in rows), most)


def unanswered_query(period: Period) -> Select[int | None, str, int, str | None]:
    """The questions that got no answer, or only one that did not help, newest first."""
    answered = (
        select(AnswerGiven.id)
        .where(AnswerGiven.question_id == Question.id, AnswerGiven.helped.is_not(False))
        .exists()
    )  # fmt: skip
    return (
        select(Account.person_id, Question.channel, Question.chat_id, Question.words)
        .outerjoin(Account, (Account.channel == Question.channel) & (Account.chat_id == Question.chat_id))
        .where(
            Question.outcome.in_(_UNANSWERED), Question.asked_at > period.start, Question.asked_at <= period.end,
            Question.words.is_not(None), ~answered
        )
        .order_by(Question.asked_at.desc())
        .limit(MOST_READ)
    )  # fmt: skip


def counted(asked: Iterable[tuple[_Asker, str | None]], most: int) -> list[UnansweredWords]:
    """The words and pairs that most people used, at least two; a word that only stood in a pair is told by the pair."""
    askers: dict[str, set[_Asker]] = defaultdict(set)
    for asker, words in asked:
        for term in terms_of(words or ""):
            askers[term].add(asker)
    shared = {term: len(people) for term, people in askers.items() if len(people) >= LEAST_PEOPLE}
    told_by_pair = {
        word for pair, people in shared.items() if " " in pair for word in pair.split() if shared.get(word) == people
    }
    ranked = sorted(shared.keys() - told_by_pair, key=lambda term: (-shared[term], term))
    return [UnansweredWords(term, shared[term]) for term in ranked[:most]]


def terms_of(text: str) -> Iterator[str]:
    """The words that say something, and the pairs in which they follow each other."""
    words = [word for word in repaired(text).split() if _says_something(word)]
    yield from words
    for first, second in pairwise(words):
        if first != second:
            yield f"{first} {second}"


def _says_something(word: str) -> bool:
    """A number may be somebody's, and a single letter is nothing."""
    return word.isalpha() and len(word) >= _LEAST_LETTERS and word not in _stop_words()


@cache
def _stop_words() -> frozenset[str]:
    return stop_words() | frozenset(StopWordRemoverFactory().get_stop_words())
