"""For which mentor staff open a class: by button, in pages, or by name."""

from __future__ import annotations

from content.texts import Text, escaped
from handlers.callbacks import number
from handlers.questions.question import Answer, Asking, Rows, Screen, in_columns
from handlers.questions.question import text as question_text
from handlers.replies import show
from handlers.workshops.names import text as class_text
from handlers.workshops.opening.choices import OwnQuestion
from handlers.workshops.opening.steps import Opening, text
from services.errors import FieldRefused
from services.workshops import holders
from services.workshops.holders import Holder

_ON_A_PAGE = 10


class ForMentor(OwnQuestion):
    """The answer is the mentor's id."""

    key = Opening.MENTOR.value

    async def screen(self, asking: Asking) -> Screen:
        return Screen(text.ask_mentor, await _page(asking, 0))

    async def rows(self, asking: Asking) -> Rows:
        return await _page(asking, 0)

    async def read_text(self, asking: Asking, said: str) -> Answer | None:
        return (await holders.by_name(asking.context.session, said)).id

    async def read_press(self, asking: Asking, what: str) -> Answer | None:
        if what.startswith("page-"):
            page = number(what.removeprefix("page-"))
            if page is None or page * _ON_A_PAGE >= await holders.count(asking.context.session):
                raise FieldRefused
            rows = [*await _page(asking, page), *asking.way_out]
            await show(asking.update, asking.context, asking.whole(text.ask_mentor), rows)
            return None
        chosen = number(what)
        if chosen is None or await holders.named(asking.context.session, chosen) is None:
            raise FieldRefused
        return chosen


def told_holder(holder: Holder | None) -> Text:
    """How the mentor is called."""
    return Text(escaped(holder.name)) if holder is not None and holder.name else class_text.told_nameless


async def _page(asking: Asking, page: int) -> Rows:
    session = asking.context.session
    here = await holders.active(session, _ON_A_PAGE, page * _ON_A_PAGE)
    turns = [asking.button(question_text.button_previous.plain(), f"page-{page - 1}")] if page else []
    if (page + 1) * _ON_A_PAGE < await holders.count(session):
        turns.append(asking.button(question_text.button_next.plain(), f"page-{page + 1}"))
    buttons = [asking.button(told_holder(each).plain(), each.id) for each in here]
    return [row for row in (*in_columns(buttons, 2), turns) if row]
