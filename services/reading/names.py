"""Names of people, businesses and villages, cleaned of what is no part of them."""

from __future__ import annotations

import re
import unicodedata

from content import spoken
from services.errors import BusinessNameRefused, PersonNameRefused, Refused, VillageRefused
from services.reading.folding import folded, visible

PERSON_NAME_CHARACTERS = (2, 60)
BUSINESS_NAME_CHARACTERS = (2, 80)
VILLAGE_CHARACTERS = (2, 60)

_LINK = re.compile(r"https?:|www\.|t\.me/|wa\.me/|@\w{3,}|\w\.(?:com|co\.id|id|net|org)\b", re.IGNORECASE)
_MANY_DIGITS = re.compile(r"(?:\d[\s\-.]?){7,}")


def clean_person_name(text: str) -> str:
    """The name without `nama saya`, emoji and odd spaces, and with capitals; raises PersonNameRefused."""
    if text.strip().isdigit() and not _MANY_DIGITS.search(text):
        raise PersonNameRefused("refused_name_digits")
    name = _clean(text, "before_person", PERSON_NAME_CHARACTERS, PersonNameRefused)
    if re.search(r"\d", name):
        raise PersonNameRefused("refused_name_digits")
    return _with_capitals(name)


def clean_business_name(text: str) -> str:
    """The name without `nama usaha saya`, emoji and odd spaces, else as written; raises BusinessNameRefused."""
    return _clean(text, "before_business", BUSINESS_NAME_CHARACTERS, BusinessNameRefused)


def clean_village(text: str) -> str:
    """The village's name with capitals; raises VillageRefused."""
    name = re.sub(r"^(?:desa|ds|kampung|kp|kelurahan|kel)\b[.\s]*", "", visible(text), flags=re.IGNORECASE)
    return _with_capitals(_clean(name, "before_person", VILLAGE_CHARACTERS, VillageRefused))


def holds_link_or_number(text: str) -> bool:
    """Whether an address of the internet or a phone number stands in it."""
    return bool(_LINK.search(text) or _MANY_DIGITS.search(text))


def _clean(text: str, lead: str, characters: tuple[int, int], refused: type[Refused]) -> str:
    least, most = characters
    if len(text) > 10 * most:
        raise refused("refused_too_long", most=most)
    if _LINK.search(text):
        raise refused("refused_name_link")
    name = _without_lead(_without_pictures(visible(text)), lead)
    if _MANY_DIGITS.search(name):
        raise refused("refused_name_phone")
    if len(name) > most:
        raise refused("refused_too_long", most=most)
    if sum(sign.isalpha() for sign in name) < least or folded(name) in spoken.words("names", "no_name"):
        raise refused
    return name


def _without_pictures(text: str) -> str:
    """Emoji and other pictures taken away, and signs at the ends that belong to no name."""
    kept = [" " if unicodedata.category(sign) in ("So", "Sk", "Mn", "Me") else sign for sign in text]
    return " ".join("".join(kept).split()).strip(" .,:;!*_~\"“”'`-=#/\\|")


def _without_lead(name: str, lead: str) -> str:
    for words in spoken.longest_first("names", lead):
        match = re.match(rf"{re.escape(words)}(?:\s+(?:adalah|itu|ialah|is)\b)?[\s:=,-]+(?=\S)", name, re.IGNORECASE)
        if match:
            return name[match.end() :].strip(" :=,\"“”'")
    return name


def _with_capitals(name: str) -> str:
    if name != name.lower() and name != name.upper():
        return name
    return re.sub(r"[^\W\d_][^\s\-.]*", lambda word: word.group().capitalize(), name.lower())
