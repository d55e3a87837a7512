"""Choosing recordings: the own ones and the campaign's shared ones, though only the own ones may be changed.

wagtailmedia knows no right to choose: it offers what one may change. Images and documents need nothing of this.
"""

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from wagtail.admin.modal_workflow import render_modal_workflow
from wagtail.models import Collection
from wagtailmedia.models import MediaQuerySet
from wagtailmedia.permissions import permission_policy
from wagtailmedia.views.chooser import get_media_json

Somebody = AbstractBaseUser | AnonymousUser
ACTIONS = ("change", "delete", "choose")


def choosable(user: Somebody) -> MediaQuerySet:
    """Return the recordings a person may put on a page."""
    return permission_policy.instances_user_has_any_permission_for(user, ACTIONS)


def media_chosen(request: HttpRequest, media_id: int) -> HttpResponse:
    """Hand the chosen recording to the form, as wagtailmedia does with those one may change."""
    recording = get_object_or_404(choosable(request.user), pk=media_id)
    result = {"step": "media_chosen", "result": get_media_json(recording)}
    return render_modal_workflow(request, None, None, None, json_data=result)


def offered(collections: models.QuerySet[Collection], user: Somebody) -> models.QuerySet[Collection]:
    """Return those of the collections that the person may choose from."""
    mine = permission_policy.collections_user_has_any_permission_for(user, ACTIONS)
    return collections.filter(pk__in=mine.values("pk"))
