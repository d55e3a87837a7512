"""One line of log and one count per answer: which view, which status, how long – never who, and never the address.

Addresses hold what people typed, personal links and titles of stories; the name of the view holds none of that.
"""

import logging
import os
import re
import time
import uuid
from collections.abc import Callable
from contextvars import ContextVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from prometheus_client import Counter, Histogram, values

logger = logging.getLogger("kjc.requests")

HEADER = "X-Request-ID"
_GIVEN = re.compile(r"[A-Za-z0-9-]{8,64}")
_current: ContextVar[str] = ContextVar("request_id", default="")

if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
    # Who takes the place of a process that ended counts on in its file (ops/gunicorn.conf.py).
    values.ValueClass = values.MultiProcessValue(lambda: os.environ.get("WORKER_SEAT", "0"))
ANSWERS = Counter("kjc_http_answers", "Antworten nach Methode und Status", ["method", "status"])
SECONDS = Histogram(
    "kjc_http_seconds",
    "Dauer der Antworten in Sekunden",
    ["area"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10),
)
OF_DJANGO = ("django.request", "django.security")
NO_PATH = "…"
METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS"})


class OfRequest(logging.Filter):
    """Gives each line the number of the request it was written in ("" outside of one), and no line its address."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = _current.get()
        if record.name.startswith(OF_DJANGO) and isinstance(record.args, tuple):
            # Django writes the path in the one or the other place of its texts, and hands the request on.
            path = getattr(record.__dict__.pop("request", None), "path", None)
            record.args = tuple(NO_PATH if one == path else one for one in record.args)
        return True


class RequestLogMiddleware:
    """The outermost layer: whatever happens further in, one answer is one line."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        number, began = request_id(request), time.monotonic()
        # Not taken back at the end: Django still writes about this answer when it has left us.
        _current.set(number)
        response = self.get_response(request)
        self._note(request, response, time.monotonic() - began)
        response[HEADER] = number
        return response

    def _note(self, request: HttpRequest, response: HttpResponse, seconds: float) -> None:
        method = request.method if request.method in METHODS else "other"
        match = request.resolver_match
        ANSWERS.labels(method, response.status_code).inc()
        SECONDS.labels("admin" if request.path_info.startswith("/admin/") else "public").observe(seconds)
        logger.info(
            "Antwort",
            extra={
                "method": method,
                "view": match.view_name if match else "",
                "status": response.status_code,
                "ms": round(seconds * 1000),
            },
        )


def request_id(request: HttpRequest) -> str:
    """Return the number that our proxy gave the request; without proxy, or with an odd one, a new number."""
    given = request.headers.get(HEADER, "") if settings.TRUSTED_PROXY_COUNT else ""
    return given if _GIVEN.fullmatch(given) else uuid.uuid4().hex
