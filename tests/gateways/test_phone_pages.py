"""What a browser gets: kind pages for wrong addresses, and parts of files."""

import re

import pytest

from gateways.phone.ranges import RangeRefused, read_range
from tests.phone_server import Phone

LINE = re.compile(r'data-testid="sorry">(.*)</p>')


NO_SUCH_PERSON = "Orang ini tidak ada di telepon ini. Pilih orang di daftar, atau buat orang baru."
INCOMPLETE = "Tautan ini tidak lengkap. Minta tautan yang baru."
NO_SUCH_PAGE = "Halaman ini tidak ada. Periksa lagi alamatnya."


async def test_wrong_address_is_a_page_with_a_way_back(phone: Phone) -> None:
    for path, status, line in (
        ("/p/siapa", 404, NO_SUCH_PERSON),
        ("/open/siapa?start=a", 404, NO_SUCH_PERSON),
        ("/open?start=%3Cb%3E", 400, INCOMPLETE),
        ("/open/siti?start=a%20b", 400, INCOMPLETE),
        ("/halaman", 404, NO_SUCH_PAGE),
        ("/static/js/tidak-ada.js", 404, NO_SUCH_PAGE),
    ):
        async with phone.session.get(phone.url + path, allow_redirects=False) as response:
            page = await response.text()
            assert (response.status, response.content_type) == (status, "text/html"), path
            assert response.headers["Content-Security-Policy"].startswith("default-src 'self'")
        assert LINE.findall(page) == [line]
        assert 'href="/"' in page


async def test_wrong_address_of_the_api_stays_json(phone: Phone) -> None:
    for path in ("/api/people/siapa", "/api/people/siapa/events", "/api/nothing", "/control/nothing"):
        async with phone.session.get(phone.url + path) as response:
            assert (response.status, response.content_type) == (404, "application/json")
            assert set(await response.json()) == {"ok", "error"}


async def test_pages_let_in_nothing_from_elsewhere(phone: Phone) -> None:
    for path in ("/", "/desk", "/p/siti", "/open?start=a", "/static/css/base.css"):
        async with phone.session.get(phone.url + path) as response:
            rules = dict(one.strip().split(" ", 1) for one in response.headers["Content-Security-Policy"].split(";"))
        assert (rules["default-src"], rules["style-src"], rules["connect-src"]) == ("'self'", "'self'", "'self'")


async def test_files_of_a_page_are_kept_by_the_browser_until_they_change(phone: Phone) -> None:
    async with phone.session.get(f"{phone.url}/p/siti") as response:
        assert response.headers["Cache-Control"] == "no-cache"
        [script] = re.findall(r'src="(/static-\w+/js/phone.js)"', await response.text())
    old = re.sub(r"-\w+/", "-0/", script, count=1)
    plain = re.sub(r"-\w+/", "/", script, count=1)
    for path, kept in ((script, "public, max-age=31536000, immutable"), (old, "no-cache"), (plain, "no-cache")):
        async with phone.session.get(phone.url + path) as response:
            assert (response.status, response.headers["Cache-Control"]) == (200, kept), path


async def test_part_of_a_file_is_given_by_range(phone: Phone) -> None:
    siti = phone.person("siti")
    film = bytes(range(256)) * 40
    await siti.sends_file("video", film, name="a.mp4", replies=0)
    assert siti.last_sent is not None
    address = f"{phone.url}/api/people/siti/files/{siti.last_sent['video']['file_id']}"

    async def get(asked: str, **more: str) -> tuple[int, str | None, bytes]:
        async with phone.session.get(address, headers={"Range": asked, **more}) as response:
            return response.status, response.headers.get("Content-Range"), await response.read()

    assert await get("bytes=0-1") == (206, "bytes 0-1/10240", film[:2])
    assert await get("bytes=1000-") == (206, "bytes 1000-10239/10240", film[1000:])
    assert await get("bytes=-5") == (206, "bytes 10235-10239/10240", film[-5:])
    assert await get("bytes=10240-") == (416, "bytes */10240", b"")
    assert await get("bytes=0-1,5-6") == (200, None, film)
    assert await get("bytes=0-1", **{"If-Range": '"of another file"'}) == (200, None, film)
    async with phone.session.get(address) as response:
        assert (response.status, response.headers["Accept-Ranges"]) == (200, "bytes")
        tag = response.headers["ETag"]
    assert await get("bytes=0-1", **{"If-Range": tag}) == (206, "bytes 0-1/10240", film[:2])


@pytest.mark.parametrize(
    ("header", "place"),
    [
        ("", None),
        ("bytes=-", None),
        ("bytes=5-4", None),
        ("items=0-4", None),
        ("bytes=a-b", None),
        ("bytes=0-0", (0, 1)),
        ("bytes=9-99", (9, 10)),
        ("bytes=-99", (0, 10)),
    ],
)
def test_range_is_read_or_ignored(header: str, place: tuple[int, int] | None) -> None:
    assert read_range(header, 10) == place


@pytest.mark.parametrize("header", ["bytes=10-", "bytes=99-100", "bytes=-0"])
def test_range_beyond_the_file_is_refused(header: str) -> None:
    with pytest.raises(RangeRefused):
        read_range(header, 10)
