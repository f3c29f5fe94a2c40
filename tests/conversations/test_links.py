"""Links and their QR codes: small enough for a poor line, each its own."""

from __future__ import annotations

import struct

from handlers.links import qr_picture

LINK = "https://t.me/pendamping_ikm_bot?start=xDnRF_xMt3DjVwMDFBSfFg"


def test_qr_code_is_a_small_square_png() -> None:
    picture = qr_picture(LINK)
    width, height = struct.unpack(">II", picture[16:24])
    assert (picture[:8], width) == (b"\x89PNG\r\n\x1a\n", height)
    assert 200 <= width <= 600
    assert len(picture) < 2_000


def test_qr_code_is_of_its_link() -> None:
    assert qr_picture(LINK) == qr_picture(LINK)
    assert qr_picture(LINK) != qr_picture(LINK + "x")
