"""Set-up as a person meets it: run as a command in a checkout of its own, with a small lock."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bot.settings import ROOT
from tools.browser import advice

# An address where nobody answers, at once: nothing leaves this machine.
NO_NETWORK = {"PIP_INDEX_URL": "http://127.0.0.1:1/", "PIP_EXTRA_INDEX_URL": "", "PIP_RETRIES": "1", "PIP_TIMEOUT": "1"}
NO_NETWORK |= {"PIP_FIND_LINKS": "", "PIP_CONFIG_FILE": os.devnull}


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with tools/ and a lock that wants nothing."""
    shutil.copytree(ROOT / "tools", tmp_path / "tools", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements" / "run.txt").write_text("# nothing\n")
    return tmp_path


def set_up(checkout: Path, word: str = "run", **environ: str) -> subprocess.CompletedProcess[str]:
    """Runs tools/setup.py of that checkout as `make` does."""
    command = [sys.executable, str(checkout / "tools" / "setup.py"), word]
    return subprocess.run(command, env={**os.environ, **NO_NETWORK, **environ}, capture_output=True, text=True)


def test_second_run_has_nothing_to_do_until_the_lock_changes(checkout: Path) -> None:
    first = set_up(checkout)
    second = set_up(checkout)
    (checkout / "requirements" / "run.txt").write_text("# still nothing, but written anew\n")
    third = set_up(checkout)
    assert [first.returncode, second.returncode, third.returncode] == [0, 0, 0], first.stderr
    assert first.stdout.splitlines()[0] == "Making .venv ..."
    assert second.stdout == ""
    assert third.stdout.startswith("Installing the libraries of run.txt into .venv")


def test_failed_download_is_one_line_and_the_next_run_tries_again(checkout: Path) -> None:
    wanted = f"some-library-of-nobody==1.0 --hash=sha256:{'0' * 64}\n"
    (checkout / "requirements" / "run.txt").write_text(wanted)
    expected = (
        "The libraries could not be downloaded: check the internet connection, then type the same command again. "
        f"(Details: {Path('.venv/setup.log')})\n"
    )
    for _ in range(2):
        finished = set_up(checkout)
        assert (finished.returncode, finished.stderr) == (1, expected)


def test_missing_ensurepip_is_one_line_and_leaves_no_venv(checkout: Path) -> None:
    (checkout / "sitecustomize.py").write_text("import sys\nsys.modules['ensurepip'] = None\n")
    finished = set_up(checkout, PYTHONPATH=str(checkout))
    package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    assert finished.returncode == 1
    assert finished.stderr == (
        f"This Python cannot make a virtual environment yet: type `sudo apt install {package}`, then this again.\n"
    )
    assert not (checkout / ".venv").exists()


def test_an_older_python_is_told_so(checkout: Path) -> None:
    (checkout / "sitecustomize.py").write_text("import sys\nsys.version_info = (3, 9, 2)\n")
    finished = set_up(checkout, PYTHONPATH=str(checkout))
    assert finished.returncode == 1
    assert finished.stderr == (
        "Pendamping IKM needs Python 3.11 or newer, and this is 3.9: "
        "install a newer one, then type `make run PYTHON=python3.12` (or whatever its name is).\n"
    )


def test_an_unknown_word_says_which_ones_there_are(checkout: Path) -> None:
    finished = set_up(checkout, "everything")
    assert finished.returncode == 2
    assert finished.stdout.startswith("Type `python3 tools/setup.py run`")


def ensure_browser(folder: Path, user: int) -> subprocess.CompletedProcess[str]:
    """Looks for a browser as that user, on a PATH that holds only the folder."""
    (folder / "sitecustomize.py").write_text(f"import os\nos.geteuid = lambda: {user}\n")
    code = "from tools import setup\ntry: setup.ensure_browser()\nexcept setup.SetupFailed as fault: print(fault)"
    environ = {**os.environ, "PYTHONPATH": str(folder), "PATH": str(folder), "CHROME_PATH": ""}
    return subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environ, capture_output=True, text=True)


def write_apt_get(folder: Path, script: str) -> None:
    """An apt-get of our own: what it is asked for goes to a file."""
    (folder / "apt-get").write_text(f'#!/bin/sh\necho "$@" >> {folder}/asked\n{script}\n')
    (folder / "apt-get").chmod(0o755)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="apt is Debian's")
class TestBrowserOnDebian:
    def test_root_gets_chromium_through_apt(self, tmp_path: Path) -> None:
        chromium = tmp_path / "chromium"
        write_apt_get(tmp_path, f": > {chromium}; /bin/chmod 755 {chromium}")
        finished = ensure_browser(tmp_path, user=0)
        assert finished.stdout == "Installing Debian's chromium for the browser tests (once, some 100 MB) ...\n"
        assert (tmp_path / "asked").read_text() == "-q update\n-q install -y --no-install-recommends chromium\n"

    def test_failing_apt_is_told(self, tmp_path: Path) -> None:
        write_apt_get(tmp_path, "exit 100")
        last = ensure_browser(tmp_path, user=0).stdout.splitlines()[-1]
        assert last == "`apt-get update` failed, see above: put that right, then type this again."

    def test_others_get_the_line_to_type(self, tmp_path: Path) -> None:
        write_apt_get(tmp_path, "")
        finished = ensure_browser(tmp_path, user=1000)
        assert finished.stdout == f"The browser tests need Chrome or Chromium and found none: {advice()}\n"
        assert not (tmp_path / "asked").exists()
