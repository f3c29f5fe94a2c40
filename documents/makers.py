"""How each kind of document is made. This mapping is the only one to extend."""

from __future__ import annotations

from collections.abc import Mapping

from documents.letter import LETTER
from documents.maker import Maker
from documents.pictures.maker import PICTURES
from documents.poster import POSTER
from documents.quarter.maker import QUARTER
from documents.tables.announcements import ANNOUNCEMENTS, RECIPIENTS
from documents.tables.audit import AUDIT
from documents.tables.businesses import BUSINESSES, REFERRALS
from documents.tables.talks import QUESTIONS, SESSIONS
from models import JobKind

MAKERS: Mapping[JobKind, Maker] = {
    JobKind.FIGURES: PICTURES,
    JobKind.QUARTER: QUARTER,
    JobKind.BUSINESSES: BUSINESSES,
    JobKind.MEETINGS: SESSIONS,
    JobKind.QUESTIONS: QUESTIONS,
    JobKind.ANNOUNCEMENTS: ANNOUNCEMENTS,
    JobKind.RECIPIENTS: RECIPIENTS,
    JobKind.REFERRALS: REFERRALS,
    JobKind.AUDIT: AUDIT,
    JobKind.LETTER: LETTER,
    JobKind.POSTER: POSTER,
}
