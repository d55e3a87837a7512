"""Wagtail's own limits are the ones the house names."""

from django.conf import settings

from campaign.media import formats


def test_settings_and_formats_agree():
    assert settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE == formats.IMAGE_MB * formats.MB
    assert settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS == formats.IMAGE_MP * 1_000_000
    assert settings.WAGTAILDOCS_MAX_UPLOAD_SIZE == formats.DOCUMENT_MB * formats.MB
    assert settings.WAGTAILIMAGES_EXTENSIONS == formats.IMAGE_EXTENSIONS
