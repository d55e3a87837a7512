"""Who is working: behind the gate a request's user is always one of ours."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from campaign.accounts.models import User


def person(request: HttpRequest) -> User:
    """Return the logged-in person; PermissionDenied for a visitor."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user
