"""The pages: files of static/, and deep links."""

from __future__ import annotations

import hashlib
from html import escape
from pathlib import Path

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from gateways.phone.acts import PAYLOAD, ActRefused, Acts
from gateways.phone.phone import Phone

STATIC = Path(__file__).parent / "static"
PAGES = {"/": "index.html", "/desk": "desk.html"}
NO_SUCH_PERSON = "Orang ini tidak ada di telepon ini. Pilih orang di daftar, atau buat orang baru."
INCOMPLETE_LINK = "Tautan ini tidak lengkap. Minta tautan yang baru."
# Words of people are shown here, so no script may come from anywhere but our own files.
PAGE_RULES = (
    "default-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:; style-src 'self'; "
    "connect-src 'self'; frame-ancestors 'self'; base-uri 'none'; form-action 'self'; object-src 'none'"
)
HEADERS = {
    b"content-security-policy": PAGE_RULES.encode(),
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"same-origin",
    b"cache-control": b"no-cache",
}


class Pages:
    """Handlers of everything that a browser shows."""

    def __init__(self, phone: Phone) -> None:
        self.phone = phone

    def routes(self) -> list[Route | Mount]:
        """Returns the routes."""
        return [
            Route("/", self.page),
            Route("/desk", self.page),
            Route("/p/{key}", self.person),
            Route("/open", self.choose),
            Route("/open/{key}", self.open),
            Mount("/static", StaticFiles(directory=STATIC)),
            Mount("/static-{version}", _VersionedFiles(directory=STATIC)),
        ]

    async def page(self, request: Request) -> Response:
        return HTMLResponse(_page(PAGES[request.url.path]))

    async def person(self, request: Request) -> Response:
        if request.path_params["key"] not in self.phone.people.by_key:
            raise ActRefused(NO_SUCH_PERSON, 404)
        return HTMLResponse(_page("phone.html"))

    async def choose(self, request: Request) -> Response:
        payload = request.query_params.get("start", "")
        if payload and not PAYLOAD.fullmatch(payload):
            raise ActRefused(INCOMPLETE_LINK)
        return HTMLResponse(_page("choose.html"))

    async def open(self, request: Request) -> Response:
        """A deep link: the person opens the bot with its payload, and the phone shows the chat."""
        person = self.phone.people.by_key.get(request.path_params["key"])
        if person is None:
            raise ActRefused(NO_SUCH_PERSON, 404)
        Acts(self.phone, person).start(request.query_params.get("start", ""))
        return RedirectResponse(f"/p/{person.key}", 303)


def sorry_page(words: str, status: int) -> Response:
    """Returns a page with one kind line and a way back, for whoever typed or kept a wrong address."""
    return HTMLResponse(_page("sorry.html").replace("{words}", escape(words)), status)


def _page(name: str) -> str:
    """Returns a page's HTML; its files are named with the version of now."""
    return (STATIC / name).read_text(encoding="utf-8").replace("/static/", f"/static-{_version()}/")


def _version() -> str:
    """Returns a name for the state of all static files; it changes with any of them."""
    marks = sorted(f"{path} {path.stat().st_mtime_ns}" for path in STATIC.rglob("*.*"))
    return hashlib.sha256("\n".join(marks).encode()).hexdigest()[:12]


class _VersionedFiles(StaticFiles):
    """Files under an address with their version, which a browser need not ask for again: seven phones load at once."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        if scope["path_params"].get("version") == _version():
            response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response
