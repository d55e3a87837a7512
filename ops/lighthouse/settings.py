"""The site as browsers meet it: its pages packed, as nginx hands them out."""

from tests.browser.site_settings import *  # noqa: F403 - Django's settings are a flat module
from tests.browser.site_settings import MIDDLEWARE

MIDDLEWARE = ["django.middleware.gzip.GZipMiddleware", *MIDDLEWARE]
