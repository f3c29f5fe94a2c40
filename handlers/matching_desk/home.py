"""Jodohkan: how many wait, the last proposal, like requests for one class; and asking for a new proposal."""

from __future__ import annotations

from telegram import Update

from content.texts import Text
from durable.context import BotContext
from handlers.callbacks import button
from handlers.local_time import office_clock, told_time
from handlers.matching_desk.names import NAME, home_button, text
from handlers.mentoring_words import label_of, told_choice
from handlers.replies import Rows, acknowledge, show
from handlers.who import named_writer, writer
from services import roles
from services.like_requests import Group, groups
from services.matchmaking import proposals
from services.roles import Act

_MOST_GROUPS = 3


async def start(update: Update, context: BotContext) -> None:
    """The beginning."""
    roles.require(await named_writer(update, context), Act.MATCH_REQUESTS)
    await acknowledge(update, context)
    count = await proposals.waiting_count(context.session)
    if not count:
        await show(update, context, text.told_nobody_waits)
        return
    parts, rows = [text.told_how], [[button(text.button_reckon.plain(), NAME, "reckon")]]
    run = await proposals.latest_run(context.session)
    pairs = await proposals.pair_count(context.session, run.id) if run is not None else 0
    if run is not None and run.done_at is not None and pairs:
        time = told_time(run.done_at, office_clock(context).zone)
        parts.append(text.told_open_proposal.format(time=time, count=pairs))
        rows[0].append(button(text.button_look.plain(), NAME, "pairs", f"{run.id}.0"))
    rows.append([button(text.button_one_by_one.plain(), NAME, "list", 0)])
    found = (await groups(context.session))[:_MOST_GROUPS]
    if found:
        lines = Text("\n").join(f"{number}. " + _told(group) for number, group in enumerate(found, 1))
        parts.append(text.told_groups.format(groups=lines))
    await show(
        update, context, text.told_home.format(count=count, parts=Text("\n\n").join(parts)), [*rows, *_classes(found)]
    )


async def reckon(update: Update, context: BotContext) -> None:
    """Asks for a proposal; the clock reckons it and sends it."""
    await proposals.ask_run(context.session, await writer(context), context.now)
    await acknowledge(update, context)
    await show(update, context, text.told_reckoning, [[home_button()]])


def _told(group: Group) -> Text:
    topic = label_of(group.topic)
    if group.cluster is None:
        return text.told_group.format(topic=topic, count=group.count)
    return text.told_group_cluster.format(topic=topic, cluster=told_choice(group.cluster), count=group.count)


def _classes(found: list[Group]) -> Rows:
    """One button for each group; the conversation about classes opens with its topic and cluster."""
    row = [
        button(
            text.button_class.plain(number=number), "workshop", "from_group",
            f"{group.topic.value}.{group.cluster.value if group.cluster else '-'}",
        )
        for number, group in enumerate(found, 1)
    ]  # fmt: skip
    return [row] if row else []
