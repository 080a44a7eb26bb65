"""A clock that stands still."""

from collections.abc import Iterator

import pytest

from bot import clock


@pytest.fixture
def frozen_clock() -> Iterator[None]:
    """A Tuesday, ten in the morning."""
    clock.freeze(clock.parse("2026-11-24T10:00"))
    yield
    clock.freeze(None)
