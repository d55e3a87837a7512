"""What somebody has closed in the admin and does not want to see again: Wagtail's view takes whatever JSON is sent."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from wagtail.admin.views import dismissibles
from wagtail.users.models import UserProfile

# Far more than there is to close, and than a name has characters.
MOST, LONGEST = 50, 200


class DismissiblesView(dismissibles.DismissiblesView):
    """As Wagtail's, for names with yes, no or a version, and no more of them than one can close."""

    def patch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            updates = json.loads(request.body)
        except (ValueError, RecursionError):
            return HttpResponseBadRequest()
        if not isinstance(updates, dict) or not all(map(_fits, updates.items())):
            return HttpResponseBadRequest()
        if len(UserProfile.get_for_user(request.user).dismissibles | updates) > MOST:
            return HttpResponseBadRequest()
        return super().patch(request, *args, **kwargs)


def _fits(item: tuple[str, Any]) -> bool:
    name, value = item
    words = [name, value] if isinstance(value, str) else [name]
    return isinstance(value, bool | str) and all(len(one) <= LONGEST and one.isprintable() for one in words)
