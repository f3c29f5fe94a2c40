"""How each kind of document is made. This mapping is the only one to extend."""

from __future__ import annotations

from collections.abc import Mapping

from documents.maker import Maker
from documents.pictures.maker import PICTURES
from models import JobKind

MAKERS: Mapping[JobKind, Maker] = {
    JobKind.FIGURES: PICTURES,
}
