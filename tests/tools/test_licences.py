"""Licences: a library that nobody has judged is refused."""

from __future__ import annotations

from importlib import metadata

import pytest

from tools import licences


def test_locks_name_what_the_bot_needs() -> None:
    run, dev = (licences.locked(lock) for lock in licences.LOCKS)
    assert run["python-telegram-bot"] == "22.8"
    assert {name: dev.get(name) for name in run} == run


def test_an_unknown_licence_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(licences, "EXCEPTIONS", {})
    with pytest.raises(licences.LicenceFault) as refused:
        licences.licence_of("python-telegram-bot", "22.8")
    assert str(refused.value) == (
        "python-telegram-bot 22.8: 'LGPL-3.0-only' is not on the list of tools/licences.py: read it and decide."
    )


def test_a_library_that_is_not_installed_is_told() -> None:
    with pytest.raises(licences.LicenceFault) as refused:
        licences.licence_of("no-such-library", "1")
    assert str(refused.value) == "no-such-library is locked but not installed: type `python3 tools/setup.py test`."


def test_another_version_than_the_locked_one_is_told() -> None:
    installed = metadata.version("pytest")
    with pytest.raises(licences.LicenceFault) as refused:
        licences.licence_of("pytest", "0.1")
    assert str(refused.value) == f"pytest {installed} is not the locked 0.1: `python3 tools/setup.py test`."
