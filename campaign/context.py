"""What every template may use."""

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, object]:
    """Return the demo flag and the outside address."""
    return {"DEMO": settings.DEMO, "BASE_URL": settings.BASE_URL}
