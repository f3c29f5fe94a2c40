"""The proposal: pairs page by page, each to be agreed to, looked at or dropped; and who got nobody, and why."""

from __future__ import annotations

from telegram import InlineKeyboardButton, Update

from content.texts import Text
from durable.context import BotContext
from handlers.callbacks import button, number, press
from handlers.local_time import office_clock, told_hour
from handlers.matching.reasons import told_reasons
from handlers.matching_desk.names import NAME, home_button, mentor_name, text, two_numbers
from handlers.mentor_card.offers import told_asker
from handlers.mentoring_words import told_choice
from handlers.paging import turning
from handlers.replies import acknowledge, show
from handlers.who import writer
from models import MatchProposal, MatchRun
from services import roles
from services.errors import ProposalMissing
from services.matching import reasons_of
from services.matchmaking import proposals
from services.mentoring import requests
from services.roles import Act

PAGE = 3
_MOST_REASONS = 4


async def show_pairs(update: Update, context: BotContext) -> None:
    """The page that the button names, of the newest proposal."""
    roles.require(await writer(context), Act.MATCH_REQUESTS)
    run_id, page = two_numbers(press(update).what)
    run = await latest(context)
    await acknowledge(update, context, None if run.id == run_id else text.told_newer.plain())
    await show_page(update, context, run, page if run.id == run_id else 0)


async def show_page(update: Update, context: BotContext, run: MatchRun, page: int) -> None:
    """One page; the last there is when there are not so many (any more)."""
    count = await proposals.pair_count(context.session, run.id)
    unserved = button(text.button_unserved.plain(), NAME, "unserved", run.id)
    if not count:
        await show(update, context, text.told_no_pairs, [[unserved], [home_button()]])
        return
    pages = -(-count // PAGE)
    page = min(page, pages - 1)
    found = await proposals.pairs(context.session, run.id, PAGE, page * PAGE)
    numbered = list(enumerate(found, page * PAGE + 1))
    told = text.told_pairs.format(
        count=count, page=page + 1, pages=pages,
        pairs=Text("\n\n").join([await _told(context, number, pair) for number, pair in numbered]),
    )  # fmt: skip
    rows = [_acts(number, pair, page) for number, pair in numbered]
    everything = button(text.button_confirm_all.plain(), NAME, "all", run.id)
    await show(
        update, context, told,
        [*rows, *turning(NAME, "pairs", page, pages, f"{run.id}.{{page}}"), [everything], [unserved, home_button()]],
    )  # fmt: skip


async def show_unserved(update: Update, context: BotContext) -> None:
    """How many got nobody, by why."""
    roles.require(await writer(context), Act.MATCH_REQUESTS)
    await acknowledge(update, context)
    run = await latest(context)
    counts = await proposals.unserved_counts(context.session, run.id)
    one_by_one = button(text.button_one_by_one.plain(), NAME, "list", 0)
    if not counts:
        await show(update, context, text.told_all_served, [[one_by_one], [home_button()]])
        return
    lines = [text[f"told_why_{why.value}"].format(count=count) for why, count in counts.most_common()]
    told = text.told_unserved.format(count=counts.total(), reasons=Text("\n").join(lines))
    await show(update, context, told, [[one_by_one], [home_button()]])


async def latest(context: BotContext) -> MatchRun:
    """The newest finished run. Raises ProposalMissing when there is none."""
    run = await proposals.latest_run(context.session)
    if run is None:
        raise ProposalMissing("refused_no_pair")
    return run


async def _told(context: BotContext, at: int, pair: MatchProposal) -> Text:
    assert pair.mentor_id is not None
    assert pair.starts_at is not None
    zone, request = office_clock(context).zone, pair.request
    reasons = await reasons_of(context.session, requests.wanted(request), pair.mentor_id, pair.starts_at)
    return text.told_pair.format(
        number=at, who=told_asker(request), topic=told_choice(request.topic), way=told_choice(request.way),
        mentor=mentor_name(pair.mentor), reasons=told_reasons(reasons, zone, _MOST_REASONS),
        hour=told_hour(pair.starts_at, zone),
    )  # fmt: skip


def _acts(at: int, pair: MatchProposal, page: int) -> list[InlineKeyboardButton]:
    what = f"{pair.run_id}.{pair.request_id}.{page}"
    return [
        button(text.button_confirm.plain(number=at), NAME, "confirm", what),
        button(text.button_view.plain(number=at), NAME, "view", pair.request_id),
        button(text.button_drop.plain(number=at), NAME, "drop", what),
    ]


def read_run(update: Update) -> int:
    """The run in a button's data; 0 for a forged one."""
    return number(press(update).what) or 0
