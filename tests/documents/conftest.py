"""An office's rows on both databases, as tests of services have them."""

from __future__ import annotations

from tests.services.conftest import empty_session, new_business, new_person, session

__all__ = ["empty_session", "new_business", "new_person", "session"]
