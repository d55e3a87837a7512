"""The demo's settings for measuring: everything that is written lies in the folder that `bench.run` names."""

import os
from pathlib import Path

from campaign.settings.dev import *  # noqa: F403 - Django's settings are a flat module

VAR_DIR = Path(os.environ["BENCH_FOLDER"])
MEDIA_ROOT, PRIVATE_MEDIA_ROOT = VAR_DIR / "media", VAR_DIR / "private"
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
