"""Entry point of the web server; production unless told otherwise."""

import os
import re
import sys
from collections.abc import Callable, Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "campaign.settings.production")

_CHARSET = re.compile(r";\s*charset=[^;]*", re.IGNORECASE)
# By this gunicorn sees that a new child would end as this one did.
_CANNOT_BEGIN = 3
try:
    _django = get_wsgi_application()
except SystemExit as refused:
    sys.stderr.write(f"{refused}\n")
    raise SystemExit(_CANNOT_BEGIN) from None


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer a request. What comes in is UTF-8: Django would decode with any codec a client names, even one for no text."""
    if "CONTENT_TYPE" in environ:
        environ["CONTENT_TYPE"] = _CHARSET.sub("", environ["CONTENT_TYPE"])
    return _django(environ, start_response)
