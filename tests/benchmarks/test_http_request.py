"""Requests are taken whole out of what arrives in pieces."""

import pytest

from benchmarks.load.http_request import BadRequest, Request, take_request
from benchmarks.load.parameters import Upload, parameters

PLAIN = b"POST /bot1:a/getMe HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"
CHUNKED = b"POST /x HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n4;x=1\r\ndefg\r\n0\r\n\r\n"


@pytest.mark.parametrize(("sent", "body"), [(PLAIN, b"{}"), (CHUNKED, b"abcdefg")])
def test_a_request_is_taken_only_when_its_last_byte_is_there(sent: bytes, body: bytes) -> None:
    for length in range(len(sent)):
        assert take_request(bytearray(sent[:length])) is None
    buffer = bytearray(sent + b"GET ")
    taken = take_request(buffer)
    assert taken is not None
    assert taken.body == body
    assert buffer == b"GET "


@pytest.mark.parametrize("sent", [b"nonsense\r\n\r\n", b"GET / HTTP/1.1\r\nContent-Length: many\r\n\r\n", b"x" * 70000])
def test_what_is_no_request_is_refused(sent: bytes) -> None:
    with pytest.raises(BadRequest):
        take_request(bytearray(sent))


def test_parameters_are_the_same_in_every_form() -> None:
    wanted = {"text": "Apa kabar?", "reply_markup": {"inline_keyboard": []}}
    multipart = (
        b'--b\r\nContent-Disposition: form-data; name="text"\r\n\r\nApa kabar?\r\n'
        b'--b\r\nContent-Disposition: form-data; name="reply_markup"\r\n\r\n{"inline_keyboard": []}\r\n--b--\r\n'
    )
    forms = [
        Request("/m", "application/json", b'{"text": "Apa kabar?", "reply_markup": {"inline_keyboard": []}}', False),
        Request(
            "/m",
            "application/x-www-form-urlencoded",
            b"text=Apa+kabar%3F&reply_markup=%7B%22inline_keyboard%22%3A[]%7D",
            False,
        ),
        Request("/m?text=Apa%20kabar%3F", "application/json", b'{"reply_markup": {"inline_keyboard": []}}', False),
        Request("/m", "multipart/form-data; boundary=b", multipart, False),
    ]  # fmt: skip
    assert [parameters(form) for form in forms] == [wanted] * 4


def test_an_uploaded_file_is_known_by_its_name() -> None:
    body = b'--b\r\nContent-Disposition: form-data; name="photo"; filename="a.png"\r\n\r\n\x89PNG\r\n--b--\r\n'
    found = parameters(Request("/m", "multipart/form-data; boundary=b", body, False))
    assert found == {"photo": "a.png"}
    assert isinstance(found["photo"], Upload)
