"""A running web phone for each test of the gateways."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.phone_server import Phone


@pytest.fixture
async def phone(tmp_path: Path) -> AsyncIterator[Phone]:
    async with Phone(tmp_path) as running:
        yield running
