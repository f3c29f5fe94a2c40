"""The requests that wait for a mentor's answer, as items of the card."""

from __future__ import annotations

from collections.abc import Sequence

from content.texts import Text
from handlers.callbacks import button
from handlers.local_time import told_hour, told_weekday
from handlers.mentor_card.item import CardView, Item
from handlers.mentor_card.names import NAME, hour_button, text
from handlers.mentoring_words import told_choice
from handlers.replies import Rows
from handlers.told_business import told_business
from models import HelpRequest, MessageKind, Offer, Spoken
from services.mentoring import asked, deadlines
from services.reading.shortening import shortened

_MOST_WORDS = 300


async def items(view: CardView) -> Sequence[Item]:
    """Each request that waits for this mentor, oldest first; a silent one comes once more under another name."""
    return [_item(view, offer) for offer in await asked.waiting_for(view.session, view.mentor.person_id)]


def _item(view: CardView, offer: Offer) -> Item:
    is_again = deadlines.is_to_be_nudged(offer, view.now)

    async def when_told() -> None:
        deadlines.mark_told(offer, view.now, view.office)
        if is_again:
            deadlines.nudge(offer, view.now, view.office)

    kind = "offer-again" if is_again or offer.nudged_at is not None else "offer"
    return Item(f"{kind}:{offer.id}", told_offer(view, offer), offer_rows(view, offer), when_told=when_told)


def told_offer(view: CardView, offer: Offer) -> Text:
    """Who asks, for what, how and when. Never a phone number: that is asked for after a yes."""
    request, zone = offer.request, view.office.zone
    lines = [text.told_who.format(who=told_asker(request), topic=told_choice(request.topic))]
    if words := told_trouble(request):
        lines.append(words)
    lines.append(text.told_way.format(way=told_choice(request.way)))
    if request.language not in (None, Spoken.INDONESIAN):
        lines.append(text.told_language.format(language=told_choice(request.language)))
    has_passed = offer.starts_at <= view.now
    lines.append(text.told_hour_passed if has_passed else text.told_hour.format(hour=told_hour(offer.starts_at, zone)))
    if deadlines.is_to_be_nudged(offer, view.now) or offer.nudged_at is not None:
        lines.append(text.told_waits_since.format(day=told_weekday(offer.told_at or offer.offered_at, zone)))
    return Text("\n").join(lines)


def told_asker(request: HelpRequest) -> Text:
    """The business, or the person where it is gone."""
    if request.business is None:
        return text.told_somebody.format(district=request.district.name)
    return told_business(request.business)


def told_trouble(request: HelpRequest) -> Text | None:
    """The words of the trouble, or that there is a file."""
    if request.words:
        return text.told_words.format(words=shortened(request.words, _MOST_WORDS))
    return text[f"told_{request.file_kind.value}"] if request.file_kind else None


def offer_rows(view: CardView, offer: Offer) -> Rows:
    """Yes to the hour while it lies ahead, another hour, no; and the file."""
    yes = [hour_button(text.button_yes.plain(), "yes", offer, offer.starts_at)] if offer.starts_at > view.now else []
    other = button(text.button_other_hour.plain(), NAME, "other", offer.id)
    no = button(text.button_no.plain(), NAME, "no", offer.id)
    kind = offer.request.file_kind
    file = [[button(text[f"button_{kind.value}"].plain(), NAME, "file", offer.id)]] if kind else []
    return [*file, [*yes, other, no]]


text.require(*(f"{place}_{kind.value}" for kind in MessageKind if kind is not MessageKind.TEXT
               for place in ("told", "button")))  # fmt: skip
