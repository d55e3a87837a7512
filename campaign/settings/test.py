"""Tests: the database that tests/conftest.py provides, mails and files in throw-away places."""

import atexit
import shutil
import tempfile
from pathlib import Path

from campaign.settings.base import *  # noqa: F403 - Django's settings are a flat module
from campaign.settings.base import CACHES, LOGGING, STORAGES

SECRET_KEY = "nur-fuer-tests-" + "0" * 50
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
_FILES = Path(tempfile.mkdtemp(prefix="kjc-test-"))
atexit.register(shutil.rmtree, _FILES, ignore_errors=True)
VAR_DIR, MEDIA_ROOT, PRIVATE_MEDIA_ROOT = _FILES, _FILES / "media", _FILES / "private"
CACHES = CACHES | {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_AUTOREFRESH = True
CHECK_EXTERNAL_LINKS = False
CACHE_PURGE_URLS = []
# Noting each write would cost every test; those of the copies switch it on.
COPIES_IN_MEMORY = False
# People read this, and only what is odd.
LOGGING["handlers"]["console"]["formatter"] = "line"
LOGGING["loggers"] = {}
