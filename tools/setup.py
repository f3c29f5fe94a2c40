"""Makes .venv and fills it with the locked libraries: `python3 tools/setup.py run`, or `test` for the tests too.

Standard library only. It does nothing, in a few milliseconds, when nothing has changed.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - it is exactly the older ones that must hear this
    sys.exit(
        "Pendamping IKM needs Python 3.11 or newer, and this is "
        + ".".join(map(str, sys.version_info[:2]))
        + ": install a newer one, then type `make run PYTHON=python3.12` (or whatever its name is)."
    )

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools.browser import BrowserMissing, chrome_path  # noqa: E402

VENV = ROOT / ".venv"
VENV_PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LOCKS = {"run": ROOT / "requirements" / "run.txt", "test": ROOT / "requirements" / "dev.txt"}
PIP_LOG = VENV / "setup.log"


class SetupFailed(Exception):
    """Something outside is missing; the message is the one line to show."""


def main(words: list[str]) -> int:
    """Prepares what the word names; 0 when all is there, 1 after one line about what is not, 130 after Ctrl-C."""
    if len(words) != 1 or words[0] not in LOCKS:
        print("Type `python3 tools/setup.py run`, or `python3 tools/setup.py test` to run the tests too.")
        return 2
    try:
        install(words[0])
        if words[0] == "test":
            ensure_browser()
    except SetupFailed as fault:
        print(fault, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. The same command goes on where this ended.", file=sys.stderr)
        return 130
    return 0


def install(purpose: str) -> None:
    """Brings .venv to the lock of `purpose` ("run" or "test"); at once when it is there already."""
    lock, stamp = LOCKS[purpose], VENV / f"installed-{purpose}"
    wanted = f"{hashlib.sha256(lock.read_bytes()).hexdigest()} {sys.version_info[0]}.{sys.version_info[1]}"
    if VENV_PYTHON.exists() and stamp.is_file() and stamp.read_text() == wanted:
        return
    if not _venv_works():
        make_venv()
    print(f"Installing the libraries of {lock.name} into .venv; the first time takes a minute or two.", flush=True)
    pip_install(lock)
    stamp.write_text(wanted)


def make_venv() -> None:
    """Makes .venv anew; leaves none behind when that fails."""
    if importlib.util.find_spec("ensurepip") is None:
        raise SetupFailed(no_ensurepip())
    print("Making .venv ...", flush=True)
    command = [sys.executable, "-m", "venv", "--clear", str(VENV)]
    try:
        subprocess.run(command, check=True, capture_output=True, text=True)
    except subprocess.CalledProcessError as fault:
        shutil.rmtree(VENV, ignore_errors=True)
        if "ensurepip" in fault.stdout + fault.stderr:
            raise SetupFailed(no_ensurepip()) from fault
        reason = (fault.stderr or fault.stdout).strip().splitlines()[-1:] or ["no reason given"]
        raise SetupFailed(f".venv could not be made: {reason[0]}") from fault
    except BaseException:
        shutil.rmtree(VENV, ignore_errors=True)
        raise


def no_ensurepip() -> str:
    """The line for a Python that comes without what makes a virtual environment."""
    package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    return f"This Python cannot make a virtual environment yet: type `sudo apt install {package}`, then this again."


def pip_install(lock: Path) -> None:
    """Installs exactly what the lock names; pip's warnings and errors go to a file, one line of ours to the person."""
    command = [str(VENV_PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    command += ["--require-hashes", "-r", str(lock)]
    with PIP_LOG.open("w+", encoding="utf-8", errors="replace") as log:
        pip = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=log, cwd=ROOT, encoding="utf-8", errors="replace"
        )
        assert pip.stdout is not None
        show_progress(pip.stdout, lock)
        returncode = pip.wait()
        log.seek(0)
        said = log.read()
    if returncode != 0:
        raise SetupFailed(f"{what_pip_meant(said)} (Details: {PIP_LOG.relative_to(ROOT)})")


def show_progress(lines: Iterable[str], lock: Path) -> None:
    """Boils pip's many lines down to one that counts; each tenth library where nobody watches a terminal."""
    total = len(re.findall(r"^[\w.-]+(\[.*\])?==", lock.read_text(encoding="utf-8"), re.MULTILINE))
    count = 0
    for line in lines:
        named = re.match(r"(?:Collecting|Processing|Requirement already satisfied:) (\S+)", line)
        count += bool(named)
        if named and sys.stdout.isatty():
            print(f"\r\033[K  {count} of {total}: {Path(named[1]).name}", end="", flush=True)
        elif named and count % 10 == 0:
            print(f"  {count} of {total}", flush=True)
        elif line.startswith("Installing collected"):
            print(("\r\033[K" if sys.stdout.isatty() else "") + "  unpacking ...", flush=True)


def what_pip_meant(said: str) -> str:
    """One line for the kinds of failure that people meet."""
    if "DO NOT MATCH THE HASHES" in said:
        return "A library arrived changed on its way, so it was not installed: type the same command again."
    if "No space left" in said:
        return "The disk is full: make about 500 MB free, then type the same command again."
    if any(sign in said for sign in ("NewConnectionError", "Retrying", "timed out", "Temporary failure", "SSLError")):
        return "The libraries could not be downloaded: check the internet connection, then type the same command again."
    if "No matching distribution" in said:
        lines = [line for line in said.splitlines() if "No matching distribution" in line]
        return f"{lines[0].removeprefix('ERROR: ').strip()}: check the internet connection, or try Python 3.11 to 3.13."
    return "The libraries could not be installed: type the same command again; if it fails again, see the details."


def ensure_browser() -> None:
    """Sees that there is a Chrome; root on Debian gets Debian's chromium, others the line to type."""
    try:
        chrome_path()
        return
    except BrowserMissing as missing:
        reason = str(missing)
    if os.environ.get("CHROME_PATH") or os.name == "nt" or os.geteuid() != 0 or shutil.which("apt-get") is None:
        raise SetupFailed(reason)
    print("Installing Debian's chromium for the browser tests (once, some 100 MB) ...", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for words in (["update"], ["install", "-y", "--no-install-recommends", "chromium"]):
        if subprocess.run(["apt-get", "-q", *words], env=environment).returncode != 0:
            raise SetupFailed(f"`apt-get {' '.join(words)}` failed, see above: put that right, then type this again.")
    try:
        chrome_path()
    except BrowserMissing as missing:
        raise SetupFailed(str(missing)) from missing


def _venv_works() -> bool:
    if not VENV_PYTHON.exists():
        return False
    finished = subprocess.run([str(VENV_PYTHON), "-m", "pip", "--version"], capture_output=True, text=True)
    return finished.returncode == 0 and f"(python {sys.version_info[0]}.{sys.version_info[1]})" in finished.stdout


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
