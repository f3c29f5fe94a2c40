"""Finding the browser, and the line where there is none."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tools import browser


def test_chrome_path_of_the_environment_wins() -> None:
    assert browser.chrome_path({"CHROME_PATH": sys.executable}) == sys.executable


def test_chrome_path_that_names_nothing_is_told() -> None:
    with pytest.raises(browser.BrowserMissing) as missing:
        browser.chrome_path({"CHROME_PATH": "/no/such/chrome"})
    assert str(missing.value) == f"CHROME_PATH names /no/such/chrome, but no such file is there: {browser.advice()}"


def test_a_chrome_on_the_path_is_found(tmp_path: Path) -> None:
    found = tmp_path / "google-chrome"
    found.write_text("#!/bin/sh\n")
    found.chmod(0o755)
    assert browser.chrome_path({"PATH": str(tmp_path)}) == str(found)


def test_a_chrome_in_the_usual_windows_folder_is_found(tmp_path: Path) -> None:
    found = tmp_path / "Google" / "Chrome" / "Application" / "chrome.exe"
    found.parent.mkdir(parents=True)
    found.touch()
    assert browser.chrome_path({"LOCALAPPDATA": str(tmp_path)}) == str(found)


def test_no_browser_gives_the_line_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browser, "MAC_PLACES", ())
    with pytest.raises(browser.BrowserMissing) as missing:
        browser.chrome_path({"PATH": ""})
    assert str(missing.value) == f"The browser tests need Chrome or Chromium and found none: {browser.advice()}"


@pytest.mark.parametrize(
    ("platform", "command"), [("linux", "sudo apt install"), ("darwin", "brew install"), ("win32", "winget install")]
)
def test_advice_names_a_command_of_the_platform(platform: str, command: str) -> None:
    assert browser.advice(platform).startswith(f"type `{command} ")
