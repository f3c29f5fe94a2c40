"""Staff's word on a proposal: one pair, all of them, or none."""

from __future__ import annotations

from telegram import Update

from durable.context import BotContext
from handlers.callbacks import button, press
from handlers.local_time import office_clock
from handlers.matching_desk.names import NAME, home_button, text, two_numbers
from handlers.matching_desk.notices import tell_producer
from handlers.matching_desk.proposal import latest, read_run, show_page
from handlers.replies import acknowledge, show
from handlers.who import writer
from models import MatchProposal, Person
from services import roles
from services.errors import ProposalMissing
from services.matchmaking import deciding, proposals
from services.roles import Act

AT_ONCE = 30
"""Pairs confirmed by one press: each is an offer with all its checks, and nobody else is answered meanwhile."""


async def confirm(update: Update, context: BotContext) -> None:
    """Asks the mentor of this pair."""
    by, pair, page = await _pressed(update, context)
    offer = await deciding.confirm(context.session, by, pair, context.now, office_clock(context))
    await acknowledge(update, context, (text.told_confirmed if offer is not None else text.told_skipped).plain())
    if offer is not None:
        await tell_producer(context, offer)
    await show_page(update, context, await latest(context), page)


async def drop(update: Update, context: BotContext) -> None:
    """Takes this pair off the proposal."""
    by, pair, page = await _pressed(update, context)
    await deciding.turn_down(context.session, by, pair, context.now)
    await acknowledge(update, context, text.told_dropped.plain())
    await show_page(update, context, await latest(context), page)


async def ask_all(update: Update, context: BotContext) -> None:
    """Asks once more before all mentors are asked."""
    run_id, count = await _of_newest(update, context)
    await acknowledge(update, context)
    yes = button(text.button_yes_all.plain(), NAME, "all_yes", run_id)
    no = button(text.button_no.plain(), NAME, "pairs", f"{run_id}.0")
    await show(update, context, text.ask_confirm_all.format(count=min(count, AT_ONCE)), [[yes, no]])


async def confirm_all(update: Update, context: BotContext) -> None:
    """Asks the mentors of the best AT_ONCE pairs; the rest by another press."""
    run_id, _ = await _of_newest(update, context)
    made, skipped = await deciding.confirm_some(
        context.session, await writer(context), run_id, AT_ONCE, context.now, office_clock(context)
    )
    await acknowledge(update, context)
    for offer in made:
        await tell_producer(context, offer)
    left = await proposals.pair_count(context.session, run_id)
    told = text.told_confirmed_some.format(made=len(made), skipped=skipped, left=left)
    go_on = [button(text.button_confirm_all.plain(), NAME, "all", run_id)] if left else []
    await show(update, context, told, [go_on, [home_button()]] if go_on else [[home_button()]])


async def _of_newest(update: Update, context: BotContext) -> tuple[int, int]:
    """The newest run, which the button must name, and how many pairs wait. Raises ProposalMissing."""
    roles.require(await writer(context), Act.MATCH_REQUESTS)
    run = await latest(context)
    count = await proposals.pair_count(context.session, run.id)
    if read_run(update) != run.id or not count:
        raise ProposalMissing("refused_no_pair")
    return run.id, count


async def _pressed(update: Update, context: BotContext) -> tuple[Person, MatchProposal, int]:
    """Who pressed, the pair, and the page on which it stood. Raises NotAllowed or ProposalMissing."""
    by = roles.require(await writer(context), Act.MATCH_REQUESTS)
    run_id, _, rest = press(update).what.partition(".")
    request_id, page = two_numbers(rest)
    run, _ = two_numbers(f"{run_id}.0")
    return by, await deciding.proposed_pair(context.session, by, run, request_id), page
