"""/aduan: the complaints that wait; each can be settled, or the mentor suspended."""

from __future__ import annotations

from telegram import Update
from telegram.ext import CallbackQueryHandler, CommandHandler, filters

from content.texts import Text
from durable.context import BotContext
from handlers.callbacks import button, number, pattern, press
from handlers.local_time import office_clock, told_time
from handlers.mentor_desk.acts import suspend as suspend_mentor
from handlers.passing_on import send_said
from handlers.questions.question import in_columns
from handlers.replies import Rows, acknowledge, say, show
from handlers.report_desk.notices import NAME, is_about_mentor, reported, reporter, rows, text, told
from handlers.talk import Talk
from handlers.who import named_writer, writer
from models import MessageKind, Person, Report, ReportState
from services import roles
from services.errors import FieldRefused
from services.mentoring import reports
from services.mentors.approving import mentor_for_staff
from services.roles import Act
from services.tickets import Said


async def list_open(update: Update, context: BotContext) -> None:
    """What waits, oldest first."""
    waiting = await reports.open_reports(context.session, await named_writer(update, context))
    await acknowledge(update, context)
    if not waiting:
        await show(update, context, text.told_none)
        return
    lines = [
        text.told_line.format(
            number=each.id,
            reporter=reporter(each),
            reported=reported(each),
            when=told_time(each.reported_at, office_clock(context).zone),
        )
        for each in waiting[:8]
    ]
    buttons = [button(text.button_view.plain(number=each.id), NAME, "view", each.id) for each in waiting[:9]]
    whole = text.told_list.format(count=len(waiting), lines=Text("\n").join(lines))
    await show(update, context, whole, in_columns(buttons, 3))


async def view(update: Update, context: BotContext) -> None:
    """One of them in full, with its file."""
    _, report = await _pressed(update, context)
    await acknowledge(update, context)
    await say(context, told(report, office_clock(context)), rows(report))
    if report.file_id is not None and report.file_kind is not None:
        said = Said(MessageKind(report.file_kind), None, report.file_id, "")
        await send_said(context, context.chat.chat_id, said, text.told_file_of.format(number=report.id))


async def settle(update: Update, context: BotContext) -> None:
    """It was looked into, and nobody is suspended."""
    by, report = await _pressed(update, context)
    await acknowledge(update, context)
    await reports.settle(context.session, report, by, ReportState.SETTLED, context.now)
    await show(update, context, text.told_settled.format(number=report.id), _list())


async def ask_suspend(update: Update, context: BotContext) -> None:
    """Asks once more."""
    _, report = await _pressed(update, context)
    if not is_about_mentor(report):
        raise FieldRefused
    await acknowledge(update, context)
    yes = button(text.button_yes_suspend.plain(), NAME, "suspend_yes", report.id)
    no = button(text.button_no.plain(), NAME, "view", report.id)
    await say(context, text.ask_suspend.format(name=reported(report)), [[yes, no]])


async def suspend(update: Update, context: BotContext) -> None:
    """The mentor is out of service, and the complaint settled by it; who complained is named to nobody."""
    by, report = await _pressed(update, context)
    if not is_about_mentor(report):
        raise FieldRefused
    mentor = await mentor_for_staff(context.session, report.reported_id, by)
    await acknowledge(update, context)
    name = reported(report)
    handover = await suspend_mentor(context, mentor, by)
    await reports.settle(context.session, report, by, ReportState.SUSPENDED, context.now)
    told = text.told_suspended.format(name=name, count=len(handover.meetings))
    await show(update, context, told, _list())


async def _pressed(update: Update, context: BotContext) -> tuple[Person, Report]:
    by = roles.require(await writer(context), Act.SETTLE_REPORTS)
    return by, await reports.office_report(context.session, by, number(press(update).what))


def _list() -> Rows:
    return [[button(text.button_list.plain(), NAME, "list")]]


report_desk = Talk(
    name=NAME,
    entry_points=[
        CommandHandler("aduan", list_open, filters.UpdateType.MESSAGE),
        CallbackQueryHandler(list_open, pattern(NAME, "list")),
        CallbackQueryHandler(view, pattern(NAME, "view")),
        CallbackQueryHandler(settle, pattern(NAME, "settle")),
        CallbackQueryHandler(ask_suspend, pattern(NAME, "suspend")),
        CallbackQueryHandler(suspend, pattern(NAME, "suspend_yes")),
    ],
    states={},
)
