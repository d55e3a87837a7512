import pytest


@pytest.fixture(autouse=True)
def own_stores(settings, tmp_path):
    """Files of other tests are none of ours."""
    settings.MEDIA_ROOT, settings.PRIVATE_MEDIA_ROOT = tmp_path / "media", tmp_path / "private"
