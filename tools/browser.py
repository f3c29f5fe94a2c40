"""Finds the Chrome or Chromium that the browser tests drive, and says what to type where there is none."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
MAC_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
WINDOWS_FOLDERS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
WINDOWS_PLACES = ("Google/Chrome/Application/chrome.exe", "Microsoft/Edge/Application/msedge.exe")


class BrowserMissing(Exception):
    """No Chrome or Chromium was found; the message is the one line to show."""


def chrome_path(environ: Mapping[str, str] = os.environ) -> str:
    """The Chrome to drive: CHROME_PATH, then the names on PATH, then the usual places. Raises BrowserMissing."""
    named = environ.get("CHROME_PATH", "").strip()
    if named:
        if Path(named).is_file():
            return named
        raise BrowserMissing(f"CHROME_PATH names {named}, but no such file is there: {advice()}")
    for candidate in _known_places(environ):
        if candidate.is_file():
            return str(candidate)
    raise BrowserMissing(f"The browser tests need Chrome or Chromium and found none: {advice()}")


def advice(platform: str = sys.platform) -> str:
    """The line to type, by platform."""
    if platform.startswith("linux"):
        return "type `sudo apt install chromium`, or set CHROME_PATH to a Chrome that is there."
    if platform == "darwin":
        return "type `brew install --cask google-chrome`, or set CHROME_PATH to a Chrome that is there."
    return "type `winget install Google.Chrome`, or set CHROME_PATH to a chrome.exe that is there."


def _known_places(environ: Mapping[str, str]) -> Iterator[Path]:
    for name in NAMES:
        found = shutil.which(name, path=environ.get("PATH", ""))
        if found:
            yield Path(found)
    yield from (Path(place) for place in MAC_PLACES)
    for folder in WINDOWS_FOLDERS:
        if environ.get(folder):
            yield from (Path(environ[folder]) / place for place in WINDOWS_PLACES)
