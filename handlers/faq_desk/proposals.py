"""Proposals as staff read them, and their way from the author to the others and back."""

from __future__ import annotations

from datetime import datetime

from telegram import Update

from content.answers.document import FaqDocument
from content.texts import Text
from durable.context import BotContext
from handlers.answers import told_answer, told_title
from handlers.callbacks import button, number, press
from handlers.categories import told_category
from handlers.colleagues import name_of, place, tell, tell_colleagues
from handlers.faq_desk.buttons import NAME, buttons_of_proposal, text
from handlers.faq_desk.colleagues import officer
from handlers.local_time import local_date, told_time
from handlers.replies import Rows, acknowledge, say, show
from models import FaqVersion, Person
from services.errors import ProposalMissing
from services.faq import corrections, known, proposals
from services.faq.known import KnownAnswer, read
from services.faq.wording import ADDED, MOST_WAY_CHARACTERS, MOST_WAYS
from services.roles import Act
from services.second_person import alone_from


async def send_proposal(update: Update, context: BotContext, author: Person, version: FaqVersion) -> None:
    """Tells the author what happens now, and everybody else what is proposed, in full."""
    before = await known.answer_of_topic(context.session, version.topic_id)
    from_ = await alone_from(context.session, place(context), author.id, version.made_at)
    told = text.told_proposed.format(title=told_title(read(version.document)), time=_told(context, from_))
    await say(context, told, [buttons_of_proposal(version, author)])

    def message(colleague: Person) -> tuple[Text, Rows]:
        return told_proposal(context, version, author, before), [buttons_of_proposal(version, colleague)]

    await tell_colleagues(context, author, Act.EDIT_FAQ, message)


async def see(update: Update, context: BotContext) -> None:
    """One proposal, with what may be done about it."""
    person = await officer(context)
    version = await _pressed(update, context)
    author = await context.session.get(Person, version.author_id or 0)
    before = await known.answer_of_topic(context.session, version.topic_id)
    await acknowledge(update, context)
    await say(context, told_proposal(context, version, author, before), [buttons_of_proposal(version, person)])


def told_proposal(context: BotContext, version: FaqVersion, author: Person | None, before: KnownAnswer | None) -> Text:
    """What is proposed, as people would read it."""
    document = read(version.document)
    name, title, answer = name_of(author), told_title(document), told_answer(document, local_date(context))
    if before is None:
        category = told_category(document.category)
        told = text.told_proposal_new.format(name=name, title=title, category=category, answer=answer)
        return told + "\n\n" + text.told_asked_in + "\n" + told_questions(document.questions)
    if before.document == document:
        return text.told_proposal_back.format(name=name, title=title, answer=answer)
    if before.document.bodies == document.bodies and (added := _added(before.document, document)):
        return text.told_proposal_ways.format(name=name, title=title, questions=told_questions(added))
    return text.told_proposal_words.format(name=name, title=title, answer=answer)


def _added(before: FaqDocument, after: FaqDocument) -> tuple[str, ...]:
    had = before.ask.get(ADDED, ())
    return tuple(question for question in after.ask.get(ADDED, ()) if question not in had)


def told_questions(questions: tuple[str, ...]) -> Text:
    """Questions as a list; all that become ways to ask."""
    shown = [f"• {question[:MOST_WAY_CHARACTERS]}" for question in questions[:MOST_WAYS]]
    more = [text.told_more_titles.format(count=len(questions) - len(shown))] if len(questions) > len(shown) else []
    return Text("\n").join([*shown, *more])


async def approve(update: Update, context: BotContext) -> None:
    """Puts the proposal in force, or tells its author from when that may be done alone."""
    person = await officer(context)
    version = await _pressed(update, context)
    if version.author_id == person.id:
        from_ = await alone_from(context.session, place(context), person.id, version.made_at)
        if context.now < from_:
            await acknowledge(update, context)
            told = text.told_not_alone_yet.format(time=_told(context, from_))
            await say(context, told, [buttons_of_proposal(version, person)])
            return
    await approve_now(update, context, person, version)


async def approve_now(update: Update, context: BotContext, person: Person, version: FaqVersion) -> None:
    """Puts it in force; the author is told, and both may have the correction told to who got other words."""
    approved = await proposals.approve(context.session, version.id, person, place(context), context.now)
    count = await corrections.count_to_tell(context.session, version, place(context), context.now)
    await acknowledge(update, context)
    told = text.told_approved_alone if approved.is_alone else text.told_approved
    await show(update, context, *_with_correction(version, told.format(title=_title(version)), count))
    author = await context.session.get(Person, version.author_id or 0)
    if author is not None and not approved.is_alone:

        def message(colleague: Person) -> tuple[Text, Rows]:
            told = text.told_your_proposal_approved.format(name=name_of(person), title=_title(version))
            return _with_correction(version, told, count)

        await tell(context, author, message)


def _with_correction(version: FaqVersion, told: Text, count: int) -> tuple[Text, Rows]:
    if not count:
        return told, []
    correct = button(text.button_correct.plain(count=count), NAME, "correct", version.id)
    return told + "\n\n" + text.ask_correct.format(count=count), [[correct]]


async def correct(update: Update, context: BotContext) -> None:
    """Has everybody told who got other words; the clock does it."""
    person = await officer(context)
    version_id = number(press(update).what) or 0
    is_new = await corrections.ask_correction(context.session, version_id, person, context.now)
    version = await context.session.get(FaqVersion, version_id)
    assert version is not None
    count = await corrections.count_to_tell(context.session, version, place(context), context.now)
    await acknowledge(update, context)
    told = text.told_correction_asked.format(count=count) if is_new else text.told_correction_asked_already
    await say(context, told)


async def withdraw(update: Update, context: BotContext) -> None:
    """The author takes a proposal back."""
    person = await officer(context)
    version = await _pressed(update, context)
    if version.author_id != person.id:
        raise ProposalMissing
    await proposals.reject(context.session, version.id, person, context.now, "own")
    await acknowledge(update, context)
    await show(update, context, text.told_withdrawn.format(title=_title(version)))


async def _pressed(update: Update, context: BotContext) -> FaqVersion:
    """The proposal that a button names, if it waits still."""
    _, version = await proposals.waiting_proposal(context.session, number(press(update).what) or 0)
    return version


def _title(version: FaqVersion) -> str:
    return told_title(read(version.document))


def _told(context: BotContext, instant: datetime) -> str:
    return told_time(instant, place(context).zone)
