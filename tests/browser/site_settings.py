"""The site the browser walks through: settings as in production, on throw-away files, with a fast hasher.

`campaign.settings.production` only refuses what is unsafe; DEMO, which fills the site, is among that.
"""

from campaign.settings.base import *  # noqa: F403 - Django's settings are a flat module
from campaign.settings.base import MEDIA_ROOT

VAR_DIR = MEDIA_ROOT.parent
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
