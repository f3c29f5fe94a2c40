"""Host and Origin, case by case, for IPv6 and odd headers too."""

import pytest

from gateways.phone.guard import is_allowed, is_loopback

CASES = [
    ("/", ["127.0.0.1:8800"], [], True),
    ("/", ["[::1]:8800"], ["http://[::1]:8800"], True),
    ("/", ["LOCALHOST:8800"], ["http://localhost:8800"], True),
    ("/", ["localhost"], [], False),
    ("/", ["localhost:8801"], [], False),
    ("/", ["localhost.evil.example:8800"], [], False),
    ("/", ["127.0.0.1.evil.example:8800"], [], False),
    ("/", ["localhost:8800@evil.example"], [], False),
    ("/", ["localhost:port"], [], False),
    ("/", [], [], False),
    ("/", ["localhost:8800", "evil.example"], [], False),
    ("/", ["localhost:8800"], ["https://localhost:8800"], False),
    ("/", ["localhost:8800"], ["http://localhost:8800", "http://evil.example"], False),
    ("/", ["localhost:8800"], ["null"], False),
    ("/bot1:a/getMe", ["127.0.0.1"], [], True),
    ("/bot1:a/getMe", ["10.0.0.1"], [], False),
    ("/bot1:a/getMe", ["localhost:1"], ["http://evil.example"], False),
    ("/file/bot1:a/x", ["evil.example"], [], False),
]


@pytest.mark.parametrize(("path", "hosts", "origins", "allowed"), CASES)
def test_only_this_computer_is_let_in(path: str, hosts: list[str], origins: list[str], allowed: bool) -> None:
    headers = [(b"host", host.encode()) for host in hosts] + [(b"origin", origin.encode()) for origin in origins]
    scope = {"type": "http", "path": path, "headers": headers, "server": ("127.0.0.1", 8800)}
    assert is_allowed(scope) is allowed


def test_loopback_is_known_by_name_and_number() -> None:
    names = ["localhost", "127.0.0.1", "127.1.2.3", "::1", "[::1]", "0.0.0.0", "192.168.1.5", "localhost.evil", ""]
    assert [name for name in names if is_loopback(name)] == ["localhost", "127.0.0.1", "127.1.2.3", "::1", "[::1]"]
