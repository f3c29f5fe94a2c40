"""What the clock tells about answers: a broken file, what is due, what is out of date, a correction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from content.answers.document import FaqDocument
from content.answers.reading import Fault
from content.texts import Text
from handlers.answers import told_answer, told_title
from handlers.callbacks import button
from handlers.faq_desk.buttons import NAME, button_list, text
from handlers.replies import Rows

Notice = tuple[Text, Rows]
"""Words and buttons, in the language that is current where they are made."""
_MOST_SHOWN = 10
_MOST_PROBLEM_CHARACTERS = 160


def files_broken(faults: Sequence[Fault]) -> Notice:
    """For staff: which files cannot be read, and why."""
    lines = [
        text.told_file_fault.format(
            file=fault.file, line=fault.line, problem=str(fault.problem)[:_MOST_PROBLEM_CHARACTERS]
        )
        for fault in faults[:_MOST_SHOWN]
    ]
    if len(faults) > len(lines):
        lines.append(text.told_more_faults.format(count=len(faults) - len(lines)))
    return text.told_file_broken.format(faults=Text("\n").join(lines)), []


def reviews_due(documents: Sequence[FaqDocument]) -> Notice:
    """For staff: which answers are due to be checked again."""
    lines = [text.told_due_title.format(title=told_title(document)) for document in documents[:_MOST_SHOWN]]
    if len(documents) > len(lines):
        lines.append(text.told_more_titles.format(count=len(documents) - len(lines)))
    return text.told_reviews_due.format(titles=Text("\n").join(lines)), [[button_list()]]


def proposals_wait(count: int) -> Notice:
    """For staff: that a colleague waits for them."""
    return text.told_proposals_wait.format(count=count), [[button_list()]]


def proposal_outdated(topic_id: int, document: FaqDocument, today: date) -> Notice:
    """For an author: the proposal came too late; its words are not lost."""
    told = text.told_your_proposal_outdated.format(title=told_title(document), answer=told_answer(document, today))
    return told, [[button(text.button_fix.plain(), NAME, "fix", topic_id)]]


def correction(document: FaqDocument, today: date, office: str) -> Notice:
    """For somebody who got other words: the ones that hold."""
    answer = told_answer(document, today)
    return text.told_correction.format(office=office, title=told_title(document), answer=answer), []
