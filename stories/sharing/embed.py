"""Cards in somebody else's website: the only pages that may stand in a frame. Each asks at every request."""

from typing import Any, Final

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import conditional_page, require_safe

from campaign.media import renditions
from campaign.media.formats import content_type_of
from campaign.media.storage import private_storage
from campaign.models.figures import Kennzahl
from campaign.models.figures_page import FiguresPage
from campaign.publishing.models import Approval, Withdrawal
from campaign.statistics import visits
from jobcenters.models import JobcenterPage
from stories import list_counts
from stories.cards import cards as as_cards
from stories.consents.rules import Channel
from stories.models import StoryPage
from stories.pictures import CARD
from stories.sharing import asked, kit

SHOWN, MOST_SHOWN = 3, 6
PICTURE_CACHE: Final = "public, max-age=30, must-revalidate"
# For websites that want it: makes each of our frames as high as what stands in it.
SCRIPT: Final = settings.BASE_DIR / "static" / "js" / "rahmen.js"


@require_safe
def story(request: HttpRequest, number: int) -> HttpResponse:
    """Show the card while the story is public and everybody it shows agreed to partners; else say kindly why not."""
    found = StoryPage.objects.public().filter(pk=number).select_related("jobcenter", "portrait").first()
    if found and Channel.PARTNERS in kit.agreed(found):
        visits.embedded(request, f"story:{number}")
        return TemplateResponse(request, "sharing/embed.html", {"story": found.as_card(request)})
    if Withdrawal.objects.of_public(number).exists():
        return TemplateResponse(request, "sharing/embed_gone.html", {"is_final": True}, status=410)
    if Approval.objects.filter(page=number).exclude(published_at=None).exists():
        return TemplateResponse(request, "sharing/embed_gone.html", {"is_final": False}, status=404)
    raise Http404


@require_safe
def picture(request: HttpRequest, number: int) -> HttpResponseBase:
    """Hand out a story's picture for feeds and oEmbed, while partners may show it; /media/ is for our own pages."""
    found = StoryPage.objects.for_partners().filter(pk=number).select_related("portrait").first()
    shown = found and renditions.shown(found.portrait, CARD)
    if not shown:
        raise Http404
    name = shown["image"].name
    try:
        opened = private_storage().open(name)
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(opened, content_type=content_type_of(name))
    response["Cache-Control"] = PICTURE_CACHE
    return response


@require_safe
def stories(request: HttpRequest) -> HttpResponse:
    """List the newest stories of a selection that partners may show; `anzahl` says how many."""
    try:
        wanted = asked.read_filters(request.GET)
    except asked.Unknown:
        return _missing(request, "Diese Auswahl kennen wir nicht.", asked.INDEX, "Alle Geschichten lesen")
    found = list_counts.matching(StoryPage.objects.for_partners(), wanted.selection).for_cards()
    context = {
        "title": f"Menschen vor Ort{wanted.words}",
        "cards": as_cards(found[: _number(request.GET.get("anzahl", ""))], request),
        "all_url": wanted.path,
    }
    visits.embedded(request, "stories")
    return TemplateResponse(request, "sharing/embed_stories.html", context)


@require_safe
def finder(request: HttpRequest) -> HttpResponse:
    """Ask which Jobcenter is responsible; the answer comes in a new window."""
    visits.embedded(request, "finder")
    return TemplateResponse(request, "sharing/embed_finder.html", {})


@require_safe
def centre(request: HttpRequest, slug: str) -> HttpResponse:
    """Show how to reach a Jobcenter; a former name leads to the present one."""
    record = asked.centre(slug)
    if record is None:
        raise Http404
    if record.slug != slug:
        return redirect("embed_centre", record.slug)
    section = (
        JobcenterPage.objects.live()
        .filter(jobcenter=record)
        .select_related("jobcenter")
        .prefetch_related("locations")
        .first()
    )
    if section is None or record.is_closed():
        return _missing(request, "Dieses Jobcenter gibt es so nicht mehr.", record.url, "Wer jetzt hilft")
    contact = section.contact
    context = {"centre": contact, "land": record.land, "url": record.url, "places": contact["addresses"]}
    visits.embedded(request, f"centre:{record.slug}")
    return TemplateResponse(request, "sharing/embed_centre.html", context)


@require_safe
def figure(request: HttpRequest, key: str) -> HttpResponse:
    """Show a public key figure with its day and source."""
    page = FiguresPage.objects.live().first()
    url = page.get_url(request) if page else "/"
    found = Kennzahl.objects.public().filter(key=key).first()
    if found is None:
        return _missing(request, "Diese Zahl zeigen wir nicht.", url, "Zahlen und Fakten")
    visits.embedded(request, f"figure:{key[:60]}")
    return TemplateResponse(request, "sharing/embed_figure.html", {"figure": found, "url": f"{url}#{key}"})


@require_safe
@conditional_page
def script(request: HttpRequest) -> HttpResponse:
    """The optional script for the page around the frame, at an address that stays."""
    return HttpResponse(SCRIPT.read_bytes(), content_type="text/javascript; charset=utf-8")


def _missing(request: HttpRequest, text: str, url: str, label: str) -> HttpResponse:
    context: dict[str, Any] = {"text": text, "url": url, "label": label}
    return TemplateResponse(request, "sharing/embed_missing.html", context, status=404)


def _number(wanted: str) -> int:
    is_number = wanted.isascii() and wanted.isdigit() and len(wanted) < 3
    return min(max(int(wanted), 1), MOST_SHOWN) if is_number else SHOWN
