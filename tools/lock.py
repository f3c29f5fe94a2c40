"""`make lock`: chooses the newest allowed libraries and writes requirements/*.txt, with hashes, for every platform.

It fetches uv into a folder that it removes again: nobody has to install it. `--keep` changes no version
that need not change.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMPILE = ["pip", "compile", "--quiet", "--universal", "--python-version", "3.11", "--generate-hashes"]
COMPILE += ["--no-emit-index-url", "--no-emit-find-links", "--custom-compile-command", "make lock"]


def main(words: list[str]) -> int:
    """Writes both locks, the tests' first: what they need at most must hold for the bot too."""
    upgrade = [] if "--keep" in words else ["--upgrade"]
    with tempfile.TemporaryDirectory() as folder:
        print("Fetching uv ...", flush=True)
        venv.create(folder, with_pip=True)
        python = Path(folder) / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
        try:
            subprocess.run([str(python), "-m", "pip", "install", "--quiet", "uv"], check=True)
            for name, bounds in (("dev", []), ("run", ["--constraint", "requirements/dev.txt"])):
                print(f"Writing requirements/{name}.txt ...", flush=True)
                files = [f"requirements/{name}.in", "--output-file", f"requirements/{name}.txt"]
                subprocess.run([str(python), "-m", "uv", *COMPILE, *upgrade, *bounds, *files], check=True, cwd=ROOT)
        except subprocess.CalledProcessError:
            print("The locks could not be written, see above: check the internet connection, then `make lock` again.")
            return 1
    print("Done: now `make test`, then `make format` for the table of licences, and commit.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
