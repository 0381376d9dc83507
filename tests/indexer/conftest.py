"""What several tests of the web share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from .website import Site, website


@pytest.fixture
def site() -> Iterator[Site]:
    with website() as served:
        yield served
