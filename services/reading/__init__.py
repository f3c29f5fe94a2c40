"""How people really write, made into values: pure functions, no database."""

from services.reading.counts import read_count
from services.reading.folding import folded
from services.reading.money import read_money, read_money_per_year
from services.reading.names import clean_business_name, clean_person_name, clean_village
from services.reading.phones import read_phone
from services.reading.questions import looks_like_question
from services.reading.years import read_year

__all__ = [
    "clean_business_name",
    "clean_person_name",
    "clean_village",
    "folded",
    "looks_like_question",
    "read_count",
    "read_money",
    "read_money_per_year",
    "read_phone",
    "read_year",
]
