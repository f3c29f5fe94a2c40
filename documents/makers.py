"""How each kind of document is made. This mapping is the only one to extend."""

from __future__ import annotations

from collections.abc import Mapping

from documents.letter import LETTER_MAKER
from documents.maker import Maker
from models import JobKind

MAKERS: Mapping[JobKind, Maker] = {JobKind.LETTER: LETTER_MAKER}
