"""Portraits of people who are named: for stories alone, because somebody approves those before they are public.

A type of page may show them if it says so itself (`shows_named_portraits`); this floor knows no types of pages.
"""

from typing import Any
from urllib.parse import urlsplit

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models.signals import pre_save
from django.http import HttpRequest
from django.urls import Resolver404, resolve
from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex

from campaign.accounts.roles import Role
from campaign.media import references
from campaign.media.receivers import DRAFT_FIELDS

REFUSAL = (
    "Dieses Bild ist als Porträt einer namentlich genannten Person gekennzeichnet. Es darf nur in einer Geschichte "
    "erscheinen. Bitte wählen Sie ein anderes Bild."
)
SHOWN_ELSEWHERE = (
    "Das Bild steht schon auf einer Seite, die keine Geschichte ist. Nehmen Sie es zuerst dort heraus."
)
STAYS = (
    "Das kann nur die Koordination zurücknehmen. War es ein Versehen, laden Sie das Bild ohne das Häkchen noch einmal "
    "hoch."
)


class PortraitRefused(PermissionDenied):
    """Something tried to make a portrait public where nobody approves; the text is German and may be shown."""


def connect() -> None:
    """Put the check in front of every save of a page."""
    pre_save.connect(_keep_out, dispatch_uid="media.portraits")


def are_refused_on(page_type: type[models.Model]) -> bool:
    """Say whether pages of this type must not show portraits of named people."""
    return not getattr(page_type, "shows_named_portraits", False)


def fields_with_portraits(found: "list[references.Reference]") -> list[str]:
    """Return the fields among references that refer to a portrait of somebody named; one query, or none."""
    image_model = get_image_model()
    pictures = [one for one in found if one.model is image_model and one.key.isdigit()]
    if not pictures:
        return []
    marked = image_model.objects.filter(pk__in={one.key for one in pictures}, is_named_portrait=True)
    keys = {str(key) for key in marked.values_list("pk", flat=True)}
    return sorted({one.field for one in pictures if one.key in keys})


def is_shown_elsewhere(image: models.Model) -> bool:
    """Say whether a page that may not show such portraits refers to the picture already."""
    rows = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(image), to_object_id=str(image.pk)
    )
    pages = Page.objects.filter(pk__in=[int(key) for key in rows.values_list("object_id", flat=True)])
    return any(are_refused_on(page.specific_class or Page) for page in pages)


def why_mark_stays(image: models.Model, user: Any) -> str:
    """Return why this person cannot take the mark off the picture (German), or "" when she can."""
    stored = type(image)._default_manager.filter(pk=image.pk, is_named_portrait=True).exists()
    may = user is not None and user.is_authenticated and user.has_role(Role.KOORDINATION)
    return STAYS if stored and not may else ""


def are_refused_in_form_of(request: HttpRequest) -> bool:
    """Say whether a chooser was opened from the form of a page that refuses such portraits.

    The browser tells by the Referer. It only spares people a refusal: the form checks what is sent.
    """
    try:
        match = resolve(urlsplit(request.headers.get("Referer", "")).path)
    except (Resolver404, ValueError):
        return False
    page_type = _page_type(match.view_name, match.kwargs, request.user)
    return page_type is not None and are_refused_on(page_type)


def _page_type(view: str, named: dict[str, Any], user: Any) -> type[models.Model] | None:
    if view == "wagtailadmin_pages:add":
        try:
            return apps.get_model(named["content_type_app_name"], named["content_type_model_name"])
        except LookupError:
            return None
    page = Page.objects.filter(pk=named["page_id"]).first() if view == "wagtailadmin_pages:edit" else None
    # Of a page the person could not have opened the lists of the chooser must not tell what it is.
    return page.specific_class if page and page.permissions_for_user(user).can_edit() else None


def _keep_out(
    sender: Any, instance: models.Model, raw: bool = False, update_fields=None, **kwargs: Any
) -> None:
    if raw or not isinstance(instance, Page) or not instance.live or not are_refused_on(type(instance)):
        return
    if update_fields is not None and set(update_fields) <= DRAFT_FIELDS:
        return
    if fields_with_portraits(list(references.of_page(instance))):
        raise PortraitRefused(REFUSAL)
