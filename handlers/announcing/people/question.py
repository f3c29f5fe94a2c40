"""For whom: the one question of an announcement that is a small conversation of its own."""

from __future__ import annotations

from content.texts import Text
from handlers.announcing.people import groups
from handlers.announcing.people.choosing import Side, chooser, is_chosen, keep, reach, side_of, taken
from handlers.announcing.people.pages import PAGES, with_all_producers
from handlers.announcing.people.screens import HOME, only_cancelling, shown, ways_out
from handlers.announcing.people.typed import with_typed
from handlers.announcing.people.words import audience_words, text
from handlers.callbacks import number
from handlers.questions.question import Answer, Asking, Question, Rows, Screen
from handlers.replies import say, show
from services.announcements.audience import from_json
from services.errors import AnnouncementRefused, FieldRefused
from services.reading.short_answers import says


class People(Question):
    """The answer is an Audience as JSON; a group of people is kept under its name on the way, if wanted."""

    key = "people"
    shows_former = True

    @property
    def field(self) -> Text:
        return text.field_people

    async def screen(self, asking: Asking) -> Screen:
        return await shown(asking, Side.IN, HOME)

    async def rows(self, asking: Asking) -> Rows:
        side, view = Side(asking.notes.get("side", Side.IN)), asking.notes.get("view", HOME)
        return (await shown(asking, side, view)).rows

    async def read_text(self, asking: Asking, said: str) -> Answer | None:
        await chooser(asking.context)
        if asking.notes.get("naming"):
            news = await groups.save(asking, said)
            del asking.notes["naming"]
            await self._say(asking, await shown(asking, Side.IN, HOME), news)
            return None
        if says(said, "done"):
            return await self._finished(asking)
        side = Side(asking.notes.get("side", Side.IN))
        keep(asking, side, with_typed(side_of(asking, side), said))
        await self._say(asking, await shown(asking, side, HOME))
        return None

    async def read_press(self, asking: Asking, what: str) -> Answer | None:
        await chooser(asking.context)
        asking.notes.pop("naming", None)
        act, _, rest = what.partition(".")
        if act in {*Side}:
            await self._show(asking, await self._turned(asking, Side(act), rest))
            return None
        match act:
            case "done":
                return await self._finished(asking)
            case "groups":
                await self._show_groups(asking, await groups.listed(asking, number(rest or "0")))
            case "use":
                await groups.use(asking, rest)
                await self._show(asking, await shown(asking, Side.IN, HOME))
            case "drop":
                await self._show_groups(asking, await groups.ask_delete(asking, rest))
            case "drop_yes":
                news = await groups.delete(asking, rest)
                await self._show_groups(asking, await groups.listed(asking, 0), news)
            case "name":
                await self._show_groups(asking, groups.ask_name(asking))
            case _:
                raise FieldRefused
        return None

    def shown(self, answer: Answer) -> Text:
        return audience_words(from_json(answer))

    async def _turned(self, asking: Asking, side: Side, what: str) -> Screen:
        """A page turned to, or a choice turned on or off on it."""
        act, _, rest = what.partition(".")
        if act == "page":
            return await shown(asking, side, rest)
        field, _, code = rest.partition(".")
        if act not in ("on", "off") or field not in ("all", *PAGES):
            raise FieldRefused
        before, on = side_of(asking, side), act == "on"
        after = with_all_producers(before, on=on) if field == "all" else PAGES[field].turned(before, code, on=on)
        keep(asking, side, after)
        return await shown(asking, side, self._view_of(asking, field))

    def _view_of(self, asking: Asking, field: str) -> str:
        """The page on which the choice stands: the open leaf of it, if it is open."""
        view: str = asking.notes.get("view", HOME)
        return HOME if field == "all" else view if view.partition(".")[0] == field else field

    async def _finished(self, asking: Asking) -> Answer:
        """The answer; raises AnnouncementRefused when nobody would get it."""
        if not is_chosen(asking):
            raise AnnouncementRefused("refused_people_typed")
        if not (await reach(asking)).reachable:
            raise AnnouncementRefused("refused_people_nobody")
        return taken(asking)

    async def _show(self, asking: Asking, screen: Screen) -> None:
        await show(asking.update, asking.context, asking.whole(screen.text), [*screen.rows, *ways_out(asking)])

    async def _show_groups(self, asking: Asking, screen: Screen, news: Text | None = None) -> None:
        rows = [*screen.rows, *only_cancelling(asking)]
        await show(asking.update, asking.context, asking.whole(_below(news, screen.text)), rows)

    async def _say(self, asking: Asking, screen: Screen, news: Text | None = None) -> None:
        rows = [*screen.rows, *ways_out(asking)]
        await say(asking.context, asking.whole(_below(news, screen.text)), rows)


def _below(news: Text | None, told: Text) -> Text:
    return told if news is None else news + "\n\n" + told
