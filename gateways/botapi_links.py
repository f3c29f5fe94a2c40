"""Which addresses the platform makes into links."""

from __future__ import annotations

import re
from typing import Any

WITH_SCHEME = re.compile(r"(https?|ton|tg|tonsite)://([^\s/?#]+)(.*)", re.IGNORECASE | re.DOTALL)
HOST = re.compile(r"(?:[^\s@:/]+(?::[^\s@/]*)?@)?(\[[0-9a-fA-F:.]+\]|[^\s:@/]+)(?::\d{1,5})?", re.IGNORECASE)
USER = re.compile(r"tg://(?:user|openmessage)\?(?:user_)?id=(\d+)", re.IGNORECASE)


def checked_link(address: str) -> str | None:
    """Returns the address as the platform would keep it (scheme added, host closed by a slash), or None."""
    address = address.strip()
    if not address or re.search(r"\s", address):
        return None
    found = WITH_SCHEME.fullmatch(address) or WITH_SCHEME.fullmatch(f"http://{address}")
    if found is None:
        return None
    scheme, host, rest = found.groups()
    scheme = scheme.lower()
    if scheme in ("tg", "ton", "tonsite"):
        return f"{scheme}://{host}{rest}"
    name = HOST.fullmatch(host)
    if name is None or not ("." in name[1] or name[1].startswith("[") or name[1].lower() == "localhost"):
        return None
    if not rest.startswith("/"):
        rest = f"/{rest}"
    return f"{scheme}://{host}{rest}"


def mentioned_user(address: str) -> dict[str, Any] | None:
    """Returns the user object that a tg://user?id= link names, or None."""
    found = USER.fullmatch(address.strip())
    return {"id": int(found[1]), "is_bot": False, "first_name": found[1]} if found else None
