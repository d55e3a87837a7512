"""A refused act is answered as refused: Wagtail sends people to the dashboard with a message instead."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse


class RefusalMiddleware:
    """Turns Wagtail's redirect after a PermissionDenied (wagtail.admin.auth.permission_denied) into a 403 page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if (
            response.status_code == 302
            and response["Location"] == reverse("wagtailadmin_home")
            and _refused(request)
        ):
            return render(request, "403.html", status=403)
        return response


def _refused(request: HttpRequest) -> bool:
    """Whether this very request queued an error message; reading takes all messages out of the queue."""
    storage = messages.get_messages(request)
    return getattr(storage, "added_new", False) and any(
        message.level == messages.ERROR for message in storage
    )
