"""The parts of the statistics in words and bars."""

from __future__ import annotations

from babel.numbers import format_decimal, format_percent

import content.texts
from content.language import language
from content.texts import Text
from durable.context import BotContext
from handlers.answers import told_button
from handlers.statistics.bars import Bar, drawn
from services.faq import known
from services.statistics import Statistics, TicketFigures, TopicFigures
from services.statistics.periods import Period

text = content.texts.load("statistics")
_MOST_TOPICS = 10
_MOST_COMPLAINED = 5


def told_period(period: Period) -> Text:
    """Which time it is about: `30 hari terakhir`."""
    key, values = period.named
    return text[key].format(**values)


async def told_summary(_: BotContext, figures: Statistics) -> Text:
    """How many asked, what became of it, whether it helped, and what went to staff."""
    values = {"period": told_period(figures.period), "rated": _rated(figures), "tickets": _tickets(figures.tickets)}
    if not figures.questions:
        return text.told_no_questions.format(**values)
    shares = {outcome: count / figures.questions for outcome, count in figures.outcomes.items()}
    bars = [Bar(text[f"outcome_{what.value}"].plain(), _percent(share), share) for what, share in shares.items()]
    return text.told_summary.format(
        questions=_number(figures.questions),
        people=_number(figures.people),
        answers=_number(figures.answers),
        bars=drawn(bars),
        **values,
    )


def _rated(figures: Statistics) -> Text:
    if not figures.rated:
        return text.told_none_rated
    return text.told_rated.format(share=_percent(figures.helped / figures.rated), rated=_number(figures.rated))


def _tickets(tickets: TicketFigures) -> Text:
    if not tickets.opened:
        return text.told_no_tickets
    if tickets.median_hours is None:
        return text.told_tickets_unanswered.format(opened=_number(tickets.opened))
    return text.told_tickets.format(
        opened=_number(tickets.opened), answered=_number(tickets.answered), hours=_number(tickets.median_hours)
    )


async def told_topics(context: BotContext, figures: Statistics) -> Text:
    """Which topics were given most often, and which most often did not fit."""
    given, least = figures.most_given(_MOST_TOPICS), figures.least_fitting(_MOST_COMPLAINED)
    if not given:
        return text.told_no_topics.format(period=told_period(figures.period))
    answers = await known.answers_of_topics(context.session, {topic.topic_id for topic in (*given, *least)})

    def label(topic: TopicFigures) -> str:
        return told_button(answers[topic.topic_id].document) if topic.topic_id in answers else topic.key

    bars = [Bar(label(topic), _number(topic.given), topic.given) for topic in given]
    complained = [Bar(label(topic), f"{topic.not_helped}/{topic.rated}", topic.not_helped) for topic in least]
    not_helped = text.told_not_helped.format(bars=drawn(complained)) if complained else text.told_all_fitted
    return text.told_topics.format(period=told_period(figures.period), bars=drawn(bars), not_helped=not_helped)


async def told_words(_: BotContext, figures: Statistics) -> Text:
    """With which words several people asked for what the bot did not know."""
    if not figures.unanswered:
        return text.told_no_words.format(period=told_period(figures.period))
    bars = [Bar(row.words, _number(row.people), row.people) for row in figures.unanswered]
    return text.told_words.format(period=told_period(figures.period), bars=drawn(bars))


async def told_mentoring(_: BotContext, figures: Statistics) -> Text:
    """What became of the sessions, and what waits."""
    meetings = figures.meetings
    waiting = {
        "period": told_period(figures.period),
        "asked": _number(meetings.asked),
        "waiting": _number(meetings.waiting),
    }
    if not meetings.booked:
        return text.told_no_mentoring.format(**waiting)
    bars = [
        Bar(text[f"meeting_{what.value}"].plain(), _number(count), count) for what, count in meetings.states.items()
    ]
    stars = text.told_no_stars if meetings.stars is None else text.told_stars.format(stars=_number(meetings.stars))
    return text.told_mentoring.format(bars=drawn(bars), stars=stars, **waiting)


def _number(value: float) -> str:
    return format_decimal(value, locale=language.get())


def _percent(share: float) -> str:
    return format_percent(share, locale=language.get())
