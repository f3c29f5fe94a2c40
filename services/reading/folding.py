"""Makes what people write comparable: small letters, no signs, words as they are usually spelled."""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = {"Cc", "Cf", "Co", "Cs", "Cn"}
_SIGNS = re.compile(r"[^a-z0-9]+")
_STRETCHED = re.compile(r"([a-z])\1{2,}")


def visible(text: str) -> str:
    """The text without characters that cannot be seen, its spaces made single and plain."""
    kept = [" " if unicodedata.category(sign) in _INVISIBLE else sign for sign in unicodedata.normalize("NFC", text)]
    return " ".join("".join(kept).split())


def folded(text: str) -> str:
    """Small letters and digits with single spaces; accents and stretched letters (`enaaak`) taken away."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return _STRETCHED.sub(r"\1", _SIGNS.sub(" ", plain)).strip()


def holds_words(text: str, phrase: str) -> bool:
    """Whether the phrase stands in the folded text as whole words."""
    return f" {phrase} " in f" {text} "
