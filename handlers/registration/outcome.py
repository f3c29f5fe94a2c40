"""The first word on what a business is, why, which codes and permits matter, and how big it is."""

from __future__ import annotations

import content.texts
from content.texts import Text
from content.yaml_files import read_yaml
from handlers.local_time import told_date
from models import Business
from services.businesses import activities_of, classification_of, products_of, unlisted_of
from services.classification import Classification, KbliLine
from services.permits import PermitStep, first_permits

words = content.texts.load("classification")
register_text = content.texts.load("register")
_MOST_CODES = 3
_MOST_PERMITS = 4


def told_kind(business: Business) -> Text:
    """What the business is, why, who helps, and the codes of its products."""
    found = classification_of(business)
    if found.needs_decision:
        kind = words[f"told_{found.kind.value}_short"]
        answer = [words.told_likely.format(kind=kind), *(words[doubt] for doubt in found.doubt_texts)]
    else:
        answer = [words[found.says], *(words[reason] for reason in found.reasons)]
    codes = _codes(found)[:_MOST_CODES]
    helps = [words.told_referral] if found.is_referred else [words[office] for office in found.offices]
    last = words.told_needs_decision if found.needs_decision else words.told_is_first_word
    parts = [answer, [words.told_kbli_heading, *codes] if codes else [], [*helps, last]]
    return Text("\n\n").join([Text("\n").join(part) for part in parts if part])


def told_permits(business: Business) -> Text:
    """The permits that matter first for what the business makes, without those it holds, and as of when."""
    held = {row.permit.value for row in business.permits}
    steps = first_permits(
        activities_of(business), products_of(business), bool(unlisted_of(business)), held, most=_MOST_PERMITS
    )
    return register_text.told_permits_first.format(
        permits=Text("\n").join([_permit(step, len(business.products)) for step in steps]),
        checked=words.told_permits_checked.format(checked=told_date(read_yaml("rules/permits.yaml")["as_of"])),
    )


def _permit(step: PermitStep, products: int) -> Text:
    """The words for one permit, with the products it is about unless it is about all."""
    if len(step.products) in (0, products):
        return words[step.says]
    names = Text(", ").join([product.name for product in step.products])
    return register_text.told_permit_of.format(permit=words[step.says], products=names)


def told_sizes(business: Business) -> Text:
    """Kecil or menengah as industry, mikro to menengah as business; both where capital and sales disagree."""
    found = classification_of(business)
    lines = []
    if found.industry_scale is not None:
        lines.append(words.told_industry_scale.format(scale=words[f"scale_{found.industry_scale.value}"]))
    lines += _umkm_size(found)
    return Text("\n").join(lines)


def _umkm_size(found: Classification) -> list[Text]:
    by_capital, by_sales = found.umkm_scale_by_capital, found.umkm_scale_by_sales
    if found.scales_disagree and by_capital is not None and by_sales is not None:
        disagreement = words.told_umkm_scales_disagree.format(
            by_capital=words[f"scale_{by_capital.value}"], by_sales=words[f"scale_{by_sales.value}"]
        )
        return [disagreement, words.doubt_scales_disagree]
    scale = by_capital or by_sales
    return [words.told_umkm_scale.format(scale=words[f"scale_{scale.value}"])] if scale else []


def _codes(found: Classification) -> list[Text]:
    return [*map(_kbli, found.kbli), *(words.told_kbli_unlisted.format(product=own) for own in found.unlisted)]


def _kbli(line: KbliLine) -> Text:
    told = words.told_kbli if line.is_sure else words.told_kbli_unsure
    if line.code_2025 is None:
        told = words.told_kbli_only_2020
    return told.format(product=line.product.name, code_2025=line.code_2025, code_2020=line.code_2020)
