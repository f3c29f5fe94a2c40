"""The pages: files of static/, and deep links."""

from __future__ import annotations

from html import escape
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

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
        ]

    async def page(self, request: Request) -> Response:
        return _file(PAGES[request.url.path])

    async def person(self, request: Request) -> Response:
        if request.path_params["key"] not in self.phone.people.by_key:
            raise ActRefused(NO_SUCH_PERSON, 404)
        return _file("phone.html")

    async def choose(self, request: Request) -> Response:
        payload = request.query_params.get("start", "")
        if payload and not PAYLOAD.fullmatch(payload):
            raise ActRefused(INCOMPLETE_LINK)
        return _file("choose.html")

    async def open(self, request: Request) -> Response:
        """A deep link: the person opens the bot with its payload, and the phone shows the chat."""
        person = self.phone.people.by_key.get(request.path_params["key"])
        if person is None:
            raise ActRefused(NO_SUCH_PERSON, 404)
        Acts(self.phone, person).start(request.query_params.get("start", ""))
        return RedirectResponse(f"/p/{person.key}", 303)


def _file(name: str) -> Response:
    return FileResponse(STATIC / name)


def sorry_page(words: str, status: int) -> Response:
    """Returns a page with one kind line and a way back, for whoever typed or kept a wrong address."""
    page = (STATIC / "sorry.html").read_text(encoding="utf-8")
    return HTMLResponse(page.replace("{words}", escape(words)), status)
