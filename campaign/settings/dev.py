"""The first start on one's own machine: an embedded database, mails as files, no secret to think of."""

import os
import secrets

from campaign.settings import environment as env
from campaign.settings.base import *  # noqa: F403 - Django's settings are a flat module
from campaign.settings.base import ALLOWED_HOSTS, LOGGING, SECRET_KEY, SITE_HOST, STORAGES, VAR_DIR

VAR_DIR.mkdir(mode=0o700, exist_ok=True)


def _own_secret_key() -> str:
    path = VAR_DIR / "secret_key"
    if not path.exists():
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(60))
    return path.read_text()


SECRET_KEY = SECRET_KEY or _own_secret_key()
ALLOWED_HOSTS = ALLOWED_HOSTS or ["localhost", "127.0.0.1", "[::1]", SITE_HOST or ""]
if not env.text("EMAIL_URL"):
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = VAR_DIR / "mail"
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
# People read this, and only what is odd.
LOGGING["handlers"]["console"]["formatter"] = "line"
LOGGING["loggers"] = {}
