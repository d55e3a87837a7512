"""Fetching a press picture: medium, mail and the promise to name the credit; then the file, and a row of it."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.db import models, transaction
from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from campaign import anonymous_forms, press_scope
from campaign.accounts.throttle import too_many_requests
from campaign.audit.tally import Tally
from campaign.media import renditions
from campaign.media.models import CampaignImage
from campaign.models import PressIndexPage
from campaign.models.press_pictures import SHOWN, PressDownload, PressPicture, offered, placed, why_not
from campaign.press_recall import file_name

KEPT = timedelta(days=730)
PER_PAGE = 50
# Per address and hour; a picture desk of a newsroom may sit behind one address.
MOST, HOUR = 60, 60 * 60


class DownloadForm(forms.ModelForm):
    """What a newsroom says before it gets the file."""

    accepts = forms.BooleanField(label="Wir nennen den Bildnachweis direkt am Bild.")

    class Meta:
        model = PressDownload
        fields = ("medium", "email")
        help_texts: dict[str, str] = {
            "medium": "Zum Beispiel „Beispiel-Zeitung“ oder „freie Journalistin“.",
            "email": "Für Rückfragen, und falls das Bild nicht mehr verwendet werden darf.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("medium", "email"):
            self.fields[name].widget.attrs["class"] = "kern-form-input__input"
        self.fields["email"].widget.attrs["autocomplete"] = "email"
        self.fields["medium"].widget.attrs["autocomplete"] = "organization"
        self.fields["accepts"].error_messages["required"] = (
            "Ohne diese Zusage dürfen wir das Bild nicht weitergeben."
        )


@csrf_exempt  # no cookie for visitors; anonymous_forms stands in
@require_http_methods(["GET", "HEAD", "POST"])
def download(request: HttpRequest, number: str) -> HttpResponseBase:
    """Show the form of a press picture, or answer a complete one with the file.

    What is not offered answers 404 and says so, alike for what never was: nobody learns who ended a consent.
    """
    picture = offered(int(number))
    if picture is None:
        return _not_offered(request)
    purpose = f"press-download-{number}"
    form, notice = DownloadForm(request.POST or None), ""
    if request.method == "POST":
        if anonymous_forms.too_many(request, "press-download", most=MOST, seconds=HOUR):
            return too_many_requests(request, retry_after=HOUR)
        try:
            anonymous_forms.check(request, purpose)
        except anonymous_forms.Outdated as outdated:
            notice = str(outdated)
        else:
            if form.is_valid():
                return _file(form, picture) or _not_offered(request)
    context = {
        "page_title": "Pressebild laden",
        "noindex": True,
        "form": form,
        "notice": notice,
        "caption": picture.caption,
        "credit": picture.image.credit,
        "picture": renditions.shown(picture.image, SHOWN),
        "token_field": anonymous_forms.FIELD,
        "token": anonymous_forms.new_token(purpose),
    }
    response = render(request, "campaign/press_download.html", context)
    response["Cache-Control"] = "private, no-store"
    return response


def _not_offered(request: HttpRequest) -> HttpResponseBase:
    response = render(request, "campaign/press_not_offered.html", status=404)
    response["Cache-Control"] = "private, no-store"
    return response


def _file(form: DownloadForm, picture: PressPicture) -> FileResponse | None:
    """Note who fetches the picture, and hand it out: never the original, always without the camera's words.

    None when it is offered no more: whoever is noted here gets the file, and is told when the consent ends.
    """
    image = picture.image
    made = image.renditions.filter(filter_spec=renditions.PRINT_SPEC).order_by("pk").last()
    rendition = made or image.get_rendition(renditions.PRINT_SPEC)
    with transaction.atomic():
        CampaignImage.objects.select_for_update().get(pk=image.pk)
        if offered(image.pk) is None:
            return None
        form.instance.image, form.instance.title, form.instance.credit = image, image.title, image.credit
        form.save()
    response = FileResponse(
        rendition.file.open("rb"),
        as_attachment=True,
        filename=file_name(image),
        content_type="image/jpeg",
    )
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_GET
def listed(request: HttpRequest) -> TemplateResponse:
    """„Pressebilder“ in the admin: what is offered, or why not; and who fetched what, newest first."""
    rows: models.QuerySet[PressDownload] = PressDownload.objects.all()
    part = Paginator(rows, PER_PAGE).get_page(request.GET.get("p"))
    pictures = placed()
    renditions.prefetch(row.image for row in pictures)
    refused = press_scope.refused([row.image_id for row in pictures])
    entries = [
        {"row": row, "why": why_not(row, refused), "picture": renditions.shown(row.image, SHOWN)}
        for row in pictures
    ]
    context = {"rows": part, "entries": entries, "press": PressIndexPage.objects.first()}
    return TemplateResponse(request, "campaign/press_downloads.html", context)


def forget(now: datetime, *, force: bool) -> Tally:
    """Job: delete what is older than 24 months."""
    deleted, _ = PressDownload.objects.filter(at__lt=now - KEPT).delete()
    return Tally(done=deleted)
