"""`make check`: lint, format, types and the generated pages; `--fix` puts right what can be put right."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# name -> words after `python -m`
CHECKS = {
    "lint": ("ruff", "check", "."),
    "format": ("ruff", "format", "--check", "."),
    "types": ("mypy",),
    "licences": ("tools.licences", "--check"),
    "pitfalls": ("tools.pitfalls", "--check"),
    "states": ("tools.state_charts", "--check"),
}
FIXES = {
    "lint": ("ruff", "check", "--fix", "--quiet", "."),
    "format": ("ruff", "format", "--quiet", "."),
    "licences": ("tools.licences",),
    "pitfalls": ("tools.pitfalls",),
    "states": ("tools.state_charts",),
}


def run(words: tuple[str, ...]) -> subprocess.CompletedProcess[str]:
    """Runs one check with this Python, in the checkout."""
    command = [sys.executable, "-m", *words]
    return subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def main(words: list[str]) -> int:
    """Runs all of them, each to its end; 1 if one has something to say."""
    failed = []
    for name, command in (FIXES if "--fix" in words else CHECKS).items():
        finished = run(command)
        print(f"{name:<9} {'ok' if finished.returncode == 0 else 'FAILED'}", flush=True)
        if finished.returncode != 0:
            print(finished.stdout.rstrip())
            failed.append(name)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
