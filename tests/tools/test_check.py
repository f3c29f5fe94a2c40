"""`make test` also lints, checks types and compares the generated pages: each is one test."""

from __future__ import annotations

import pytest

from tools.check import CHECKS, run


@pytest.mark.parametrize("name", CHECKS)
def test_check_has_nothing_to_say(name: str) -> None:
    finished = run(CHECKS[name])
    assert finished.returncode == 0, finished.stdout
