"""python -m gateways.phone: the web phone."""

from __future__ import annotations

import argparse
import logging
import os
import sys
from pathlib import Path

from gateways.phone.guard import is_loopback
from gateways.phone.phone import open_phone
from gateways.phone.server import PortTaken, listen, serve
from gateways.phone.store import DataUnusable

DEFAULT_PORT = 8800


def read_options(arguments: list[str] | None = None) -> argparse.Namespace:
    """Reads the command line; what is not given comes from the environment."""
    parser = argparse.ArgumentParser(
        prog="python -m gateways.phone",
        description="The web phone: try the bot in a browser, as several people, without any account.",
    )
    port = os.environ.get("PHONE_PORT") or str(DEFAULT_PORT)
    data = os.environ.get("PHONE_DATA") or "data/phone.db"
    parser.add_argument("--port", default=port, help="port to listen on (PHONE_PORT, else 8800; 0 = any free one)")
    parser.add_argument("--data", default=data, type=Path, help="its database (PHONE_DATA, else data/phone.db)")
    parser.add_argument("--host", default="127.0.0.1", help="loopback address to listen on")
    options = parser.parse_args(arguments)
    if not (options.port.isdigit() and int(options.port) < 65536):
        parser.error(f"--port is a number from 0 to 65535, such as 8800, not {options.port}")
    options.port = int(options.port)
    if not is_loopback(options.host):
        parser.error("--host is a loopback address: the phone has no passwords, so it serves this computer only")
    return options


def main() -> int:
    """Runs the phone; returns the exit code."""
    options = read_options()
    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s: %(message)s", level=logging.WARNING)
    try:
        listener = listen(options.host, options.port)
        phone = open_phone(options.data, os.environ.get("PHONE_TOKEN") or None)
    except (PortTaken, DataUnusable) as error:
        print(error, file=sys.stderr)
        return 1
    shown = f"[{options.host}]" if ":" in options.host else options.host
    phone.address = f"http://{shown}:{listener.getsockname()[1]}"
    print(f"Web phone: {phone.address}/", flush=True)
    serve(phone, listener)
    return 0


if __name__ == "__main__":
    sys.exit(main())
