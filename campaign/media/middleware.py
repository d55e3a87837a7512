"""Answers what the models refuse about files: 403 with the reason instead of an error page."""

from collections.abc import Callable

from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from campaign.media.quota import QuotaExceeded
from campaign.media.usage import FileInUse

PROTECTED = (
    "Das wird noch an anderer Stelle verwendet und kann deshalb nicht gelöscht werden. "
    "Nehmen Sie es zuerst dort heraus."
)


class FileInUseMiddleware:
    """Catches what the models refuse, so that every present and future admin view refuses alike."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Return the German refusal for something in use or a full store, None for every other exception."""
        if isinstance(exception, FileInUse):
            return _refusal(request, str(exception))
        if isinstance(exception, ProtectedError):
            return _refusal(request, PROTECTED)
        if isinstance(exception, QuotaExceeded):
            return _refusal(request, str(exception), "Der Platz reicht nicht")
        return None


def _refusal(request: HttpRequest, text: str, heading: str = "Noch in Verwendung") -> HttpResponse:
    if request.headers.get("x-requested-with") == "XMLHttpRequest":
        return JsonResponse({"success": False, "error_message": text}, status=403)
    return render(request, "media/file_in_use.html", {"heading": heading, "refusal": text}, status=403)
