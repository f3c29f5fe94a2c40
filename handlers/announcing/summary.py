"""The look at the whole: what, to whom, when; each part can be changed, and only the second tap sends it."""

from __future__ import annotations

from content.texts import Text, escaped
from durable.context import BotContext
from handlers.announcing.form import QUESTIONS
from handlers.announcing.names import NAME, Announce, act, text
from handlers.announcing.people.dry_run import told_dry_run
from handlers.announcing.reached import alone_up_to, held_until
from handlers.announcing.steps import plan
from handlers.callbacks import button
from handlers.draft_form import answers
from handlers.local_time import told_full
from handlers.questions.question import in_columns
from handlers.questions.question import text as question_text
from handlers.replies import Rows
from handlers.who import line
from services.announcements.audience import reach_of


async def words(context: BotContext) -> Text:
    """Everything that was told, and whom it would reach."""
    fields = [(text.field_content, Text(escaped(plan(context).title)))]
    fields += [(question.field, question.shown(answers(context)[key])) for key, question in QUESTIONS.items()]
    lines = [text.told_summary_line.format(field=field, answer=answer) for field, answer in fields]
    return text.told_summary.format(lines=Text("\n").join(lines), reach=await told_dry_run(context))


def rows() -> Rows:
    """Send it, see it, change a part, back, or out."""
    fields = {Announce.CONTENT.value: text.field_content, **{key: each.field for key, each in QUESTIONS.items()}}
    edits = [button(field.plain(), NAME, "edit", key) for key, field in fields.items()]
    return [
        [act(text.button_send, "confirm"), act(text.button_see_again, "see")],
        *in_columns(edits, 3),
        [act(question_text.button_back, "summary", "back"), act(question_text.button_cancel, "summary", "cancel")],
    ]


async def question(context: BotContext) -> tuple[Text, Rows]:
    """The last question before it goes out."""
    made = plan(context)
    reach = await reach_of(context.session, made.audience, made.topic, line(context), context.now)
    when = QUESTIONS[Announce.WHEN].shown(answers(context)[Announce.WHEN])
    lines = [text.ask_sure.format(count=reach.reachable, when=when)]
    if until := held_until(context, made.send_at or context.now):
        lines.append(text.told_quiet.format(time=told_full(until)))
    if reach.reachable > (most := alone_up_to(context)):
        lines.append(text.told_second_needed.format(most=most))
    return Text("\n\n").join(lines), [[act(text.button_yes_send, "send"), act(text.button_not_yet, "not_yet")]]
