"""The people of an announcement in words: `Pelaku usaha klaster pisang di Kaliorang; belum punya P-IRT`."""

from __future__ import annotations

from collections.abc import Iterable

import content.texts
from content.districts import district_book
from content.products import product_book
from content.texts import Text
from handlers.mentoring_words import told_choice
from models import Cluster, IndustryScale, Permit, RoleKind
from services.announcements.audience import Activeness, Audience

text = content.texts.load("announcing_people").require(*(f"people_{each.value}" for each in Activeness))
of_businesses = content.texts.load("classification").require(
    *(f"scale_{scale.value}" for scale in IndustryScale), *(f"button_permit_{permit.value}" for permit in Permit)
)
of_roles = content.texts.load("roles").require(*(f"role_{kind.value}" for kind in RoleKind))
MOST_CHARACTERS = 300
_MOST_NAMES = 4
"""Of more the first ones stand for all."""


def audience_words(audience: Audience) -> Text:
    """Whom it is for, in at most 300 characters."""
    told = _people(audience, Text("; "))
    told = Text(told[:1].upper() + told[1:])
    return told if len(told) <= MOST_CHARACTERS else Text(told[: MOST_CHARACTERS - 1].rstrip() + "…")


def _people(audience: Audience, between: Text) -> Text:
    parts = [_producers(audience), *_conditions(audience)] if audience.asks_producers else []
    if audience.roles:
        holders = _names(of_roles[f"role_{kind.value}"].lower() for kind in RoleKind if kind in audience.roles)
        parts.append(text.people_also.format(roles=holders) if parts else holders)
    if not parts:
        parts = [text.people_everybody]
    if audience.activeness is not None:
        parts.append(text[f"people_{audience.activeness.value}"])
    if audience.excluded is not None:
        parts.append(text.people_except.format(people=_people(audience.excluded, Text(", "))))
    return between.join(parts)


def _producers(audience: Audience) -> Text:
    told = text.people_all_producers if audience.is_all_producers else text.people_producers
    if audience.scales:
        scales = _names(of_businesses[f"scale_{scale.value}"] for scale in IndustryScale if scale in audience.scales)
        told = text.people_of_size.format(producers=told, scales=scales)
    clusters = _names(told_choice(cluster) for cluster in Cluster if cluster in audience.clusters)
    products = _names(product.name for product in product_book().products if product.number in audience.products)
    if clusters and products:
        told = text.people_of_both.format(producers=told, clusters=clusters, products=products)
    elif clusters:
        told = text.people_of_clusters.format(producers=told, clusters=clusters)
    elif products:
        told = text.people_of_products.format(producers=told, products=products)
    districts = _names(place.name for place in district_book().districts if place.id in audience.districts)
    return text.people_in_districts.format(producers=told, districts=districts) if districts else told


def _conditions(audience: Audience) -> list[Text]:
    told = []
    if audience.permits_held:
        told.append(text.people_holding.format(permits=_permits(audience.permits_held)))
    if audience.permits_missing:
        told.append(text.people_missing.format(permits=_permits(audience.permits_missing)))
    if audience.has_mentor is not None:
        told.append(text.people_with_mentor if audience.has_mentor else text.people_without_mentor)
    return told


def _permits(permits: frozenset[Permit]) -> Text:
    return _names(of_businesses[f"button_permit_{permit.value}"] for permit in Permit if permit in permits)


def _names(names: Iterable[str]) -> Text:
    """`pisang, kakao`; of many the first few and how many more."""
    found = [Text(name) for name in names]
    if len(found) <= _MOST_NAMES:
        return Text(", ").join(found)
    first = Text(", ").join(found[: _MOST_NAMES - 1])
    return text.people_and_others.format(names=first, count=len(found) - _MOST_NAMES + 1)
