"""What the hostile tests share."""

import pytest

from bench import servers


@pytest.fixture
def closed_port() -> int:
    """A port of this machine where nobody answers."""
    return servers.free_port()
