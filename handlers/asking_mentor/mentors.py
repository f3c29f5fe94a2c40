"""Up to three mentors to choose from, each with the reasons in words; or honest words when there is none."""

from __future__ import annotations

from content.texts import Text
from durable.context import BotContext
from handlers.asking_mentor.steps import NAME, chosen_business, text
from handlers.asking_mentor.summary import language_of
from handlers.callbacks import button
from handlers.draft_form import answers
from handlers.local_time import office_clock, told_hour
from handlers.matching.reasons import told_reasons
from handlers.mentor_requests.names import mentor_name
from handlers.questions.question import in_columns
from handlers.questions.question import text as question_text
from handlers.replies import Rows
from models import Expertise, Mentor, Way
from services import matching
from services.matching import Suggestion, Wanted
from services.mentoring.requests import cluster_of


async def screen(context: BotContext) -> tuple[Text, Rows]:
    """Whom we suggest now; the draft keeps whom, so that no other id is taken from a button."""
    found = await matching.suggest(context.session, await _wanted(context), context.now, office_clock(context).zone)
    context.draft["suggested"] = [each.mentor_id for each in found]
    if not found:
        wait = button(text.button_wait.plain(), NAME, "choose", 0)
        return text.told_nobody, [[wait], *way_out()]
    lines, buttons = [], []
    for suggestion in found:
        mentor = await context.session.get_one(Mentor, suggestion.mentor_id)
        lines.append(_line(context, mentor, suggestion))
        buttons.append(button(mentor_name(mentor), NAME, "choose", mentor.person_id))
    any_ = button(text.button_choose_for_me.plain(), NAME, "choose", 0)
    asked = text.ask_mentor.format(mentors=Text("\n\n").join(lines))
    return asked, [*in_columns(buttons, 1), [any_], *way_out()]


def suggested(context: BotContext) -> list[int]:
    """The mentors that were shown."""
    found: list[int] = context.draft.get("suggested", [])
    return found


async def _wanted(context: BotContext) -> Wanted:
    given, business = answers(context), await chosen_business(context)
    return Wanted(
        producer_id=business.owner_id,
        topic=Expertise(given["topic"]),
        cluster=await cluster_of(context.session, business),
        district_id=business.district_id,
        way=Way(given["way"]),
        hours=frozenset(given["hours"]),
        language=language_of(context),
        waiting_since=context.now,
    )


def _line(context: BotContext, mentor: Mentor, suggestion: Suggestion) -> Text:
    zone = office_clock(context).zone
    reasons = [each for each in suggestion.reasons if each.key != "told_reason_time"]  # the hour itself says more
    return text.told_mentor.format(
        name=mentor_name(mentor),
        reasons=told_reasons(reasons, zone),
        hour=told_hour(suggestion.starts_at, zone),
    )


def way_out() -> Rows:
    """Back to the summary, or out."""
    return [
        [
            button(question_text.button_back.plain(), NAME, "mentors", "back"),
            button(question_text.button_cancel.plain(), NAME, "mentors", "cancel"),
        ]
    ]
