"""`/.well-known/security.txt` after RFC 9116: where people who find a hole may say so."""

from datetime import UTC, datetime, time, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse

# The RFC wants less than a year; whoever reads an old copy shall ask again.
VALID = timedelta(days=180)


def security_txt(request: HttpRequest) -> HttpResponse:
    """The contact is the Impressum, which names people; it lies one click away from every page."""
    expires = datetime.combine(datetime.now(UTC).date() + VALID, time(), UTC)
    lines = [
        f"Contact: {settings.BASE_URL}/impressum/",
        f"Expires: {expires.isoformat().replace('+00:00', 'Z')}",
        "Preferred-Languages: de, en",
        f"Canonical: {settings.BASE_URL}/.well-known/security.txt",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
