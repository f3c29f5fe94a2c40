"""A business in one line, for somebody who does not know it: `Dapur Siti (keripik pisang) di Busang`."""

from __future__ import annotations

import content.texts
from content.texts import Text
from models import Business
from services.businesses import products_of, unlisted_of

text = content.texts.load("mentor_card")
_MOST_PRODUCTS = 2


def told_business(business: Business) -> Text:
    """Its name, what it makes, and its district. Nothing by which somebody could be called."""
    products = [*(product.name for product in products_of(business)), *unlisted_of(business)][:_MOST_PRODUCTS]
    if not products:
        return text.told_business_plain.format(name=business.name, district=business.district.name)
    return text.told_business.format(
        name=business.name, products=", ".join(products).lower(), district=business.district.name
    )
