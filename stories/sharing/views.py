"""„Weitersagen“ in the admin: link, QR code, texts, pictures of a public story, and who shows it where."""

from io import BytesIO
from typing import Any

import segno
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from campaign.accounts.person import person
from campaign.accounts.roles import Role
from campaign.publishing.models import Approval, Withdrawal
from campaign.publishing.places import knows_several
from stories.consents.rules import Channel
from stories.models import StoryPage
from stories.sharing import crops, frames, kit, reach, texts

PER_PAGE = 25
QR_TYPES = {"svg": "image/svg+xml", "png": "image/png"}
# Millimetre-sharp in print, and small enough for a mail.
QR_SCALE = {"svg": 8, "png": 20}


def _story(request: HttpRequest, page_id: int) -> StoryPage:
    """Return a public story this person may pass on; the same 404 for foreign, missing and hidden ones."""
    stories = reach.public_stories(person(request)).select_related("jobcenter", "portrait")
    return get_object_or_404(stories, pk=page_id)


@require_safe
def show(request: HttpRequest, page_id: int) -> HttpResponse:
    """Show what may be passed on, and say what may not."""
    story = _story(request, page_id)
    channels, told = kit.agreed(story), kit.told(story)
    context = {
        "story": story,
        "url": told.url,
        "printed": texts.printed(kit.short_url(story)),
        "channels": kit.channel_states(story, channels),
        "short_text": texts.short(told) if Channel.SOCIAL in channels else "",
        "long_text": texts.long(told) if Channel.PARTNERS in channels else "",
        "pictures": kit.pictures(story, channels),
        "snippet": frames.of_story(story).html() if Channel.PARTNERS in channels else "",
        "may_social": Channel.SOCIAL in channels,
        "may_partners": Channel.PARTNERS in channels,
        "reuses": _with_gaps(story.reuses.all(), channels),
    }
    return TemplateResponse(request, "sharing/kit.html", context)


@require_safe
def crop(request: HttpRequest, page_id: int, key: str) -> HttpResponseBase:
    """Hand out one shape of the picture, while somebody may pass it on."""
    story = _story(request, page_id)
    if not kit.agreed(story) & set(crops.WITH_PICTURES):
        raise Http404
    made = crops.made(story).get(key)
    if made is None:
        raise Http404
    return _private(
        FileResponse(
            made.file.open("rb"),
            as_attachment=True,
            filename=f"geschichte-{story.pk}-{key}.jpg",
            content_type="image/jpeg",
        )
    )


@require_safe
def qr(request: HttpRequest, page_id: int, key: str) -> HttpResponseBase:
    """Hand out the QR code of the public address, as SVG for print or as PNG."""
    story = _story(request, page_id)
    if key not in QR_TYPES:
        raise Http404
    code, stream = segno.make(story.full_url, error="m", micro=False), BytesIO()
    code.save(stream, kind=key, scale=QR_SCALE[key], border=4, dark="#000", light="#fff")
    response = HttpResponse(stream.getvalue(), content_type=QR_TYPES[key])
    response["Content-Disposition"] = f'attachment; filename="geschichte-{story.pk}.{key}"'
    return _private(response)


@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """List who shows which story, newest first."""
    user = person(request)
    rows = Paginator(reach.reuses(user), PER_PAGE).get_page(request.GET.get("p"))
    context = {"rows": rows, "query": "", "shows_places": knows_several(user)}
    return TemplateResponse(request, "sharing/register.html", context)


@require_safe
def short(request: HttpRequest, number: int) -> HttpResponseBase:
    """The printed address of a story: leads to it, says that it is gone, or that it is not public now."""
    story = StoryPage.objects.public().filter(pk=number).first()
    if story:
        return redirect(story.get_url(request))
    if Withdrawal.objects.of_public(number).exists():
        return TemplateResponse(request, "410.html", status=410)
    if Approval.objects.filter(page=number).exclude(published_at=None).exists():
        return TemplateResponse(request, "stories/not_now.html", status=404)
    raise Http404


def offered(page: Any, user: Any) -> list[tuple[str, str]]:
    """The way here from lists and forms, for what is public."""
    may = page.live and user.roles & {Role.REDAKTION, Role.KOORDINATION}
    return [(reverse("sharing_kit", args=[page.pk]), "Weitersagen")] if may else []


def _with_gaps(reuses: Any, channels: frozenset[Channel]) -> list[dict[str, Any]]:
    return [{"reuse": one, "is_agreed": one.channel in channels} for one in reuses]


def _private(response: Any) -> Any:
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
