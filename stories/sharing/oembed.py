"""Tells other websites how to show something of ours (oEmbed 1.0, https://oembed.com/). It fetches nothing."""

import re
from collections.abc import Callable
from typing import Any, Final
from urllib.parse import SplitResult, urlsplit
from xml.etree import ElementTree

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.views.decorators.http import conditional_page

from campaign.models.figures import Kennzahl
from campaign.printable import printable
from jobcenters.models import JobcenterPage
from jobcenters.views import open_data
from stories.models import StoryPage
from stories.sharing import alternates, asked, frames
from stories.sharing.frames import Frame

PROVIDER = "Kommunale Jobcenter – Stark. Sozial. Vor Ort."
# Seconds; after a withdrawal nobody goes on for longer.
CACHE_AGE = 60
SLUG: Final = r"[a-z0-9-]{1,255}"


@open_data
@conditional_page
def answer(request: HttpRequest) -> HttpResponse:
    """Answer for `url`: 404 for what is not ours, not public or not for partners, 400 for other formats than two.

    The standard proposes 501 there; what a stranger may ask for is no fault of this server.
    """
    form = request.GET.get("format") or "json"
    if form not in alternates.OEMBED:
        return _refusal(400, "Dieses Format gibt es hier nicht, nur json und xml.")
    if not request.GET.get("url"):
        return _refusal(400, "Es fehlt die Adresse: ?url=")
    frame = _frame(request, request.GET["url"])
    if frame is None:
        return _refusal(404, "Unter dieser Adresse gibt es hier nichts zum Einbetten.")
    data = _described(frame, _limit(request, "maxwidth"), _limit(request, "maxheight"))
    if form == "xml":
        return HttpResponse(_xml(data), content_type="text/xml; charset=utf-8")
    return JsonResponse(data)


def _refusal(status: int, message: str) -> HttpResponse:
    return HttpResponse(message, status=status, content_type="text/plain; charset=utf-8")


def _described(frame: Frame, most_wide: int | None, most_high: int | None) -> dict[str, Any]:
    width = min(frames.WIDTH, most_wide or frames.WIDTH)
    height = min(frame.room(width), most_high or frame.room(width))
    data: dict[str, Any] = {
        "type": "rich",
        "version": "1.0",
        "title": printable(frame.title),
        "provider_name": PROVIDER,
        "provider_url": f"{settings.BASE_URL}/",
        "cache_age": CACHE_AGE,
        "width": width,
        "height": height,
        "html": printable(frame.html(width, height)),
    }
    if frame.picture:
        image = frame.picture["image"]
        if image.width <= (most_wide or image.width) and image.height <= (most_high or image.height):
            data |= {
                "thumbnail_url": settings.BASE_URL + frame.picture_path,
                "thumbnail_width": image.width,
                "thumbnail_height": image.height,
            }
    return data


def _xml(data: dict[str, Any]) -> bytes:
    root = ElementTree.Element("oembed")
    for name, value in data.items():
        ElementTree.SubElement(root, name).text = str(value)
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)


def _limit(request: HttpRequest, name: str) -> int | None:
    """Return the most pixels the asker has room for; what is no such number is no limit."""
    text = request.GET.get(name, "")
    return int(text) if re.fullmatch(r"[1-9][0-9]{0,4}", text, re.ASCII) else None


def _frame(request: HttpRequest, url: str) -> Frame | None:
    """Return the card for one of our own public addresses; None for every other."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    ours = {urlsplit(settings.BASE_URL).netloc, request.get_host()}
    if parts.scheme not in ("http", "https") or parts.netloc.lower() not in ours:
        return None
    for pattern, found in KNOWN.items():
        match = re.fullmatch(pattern, parts.path, re.ASCII)
        if match:
            return found(parts, *match.groups())
    return None


def _story(parts: SplitResult, place: str, slug: str) -> Frame | None:
    centre = asked.centre(place)
    stories = StoryPage.objects.for_partners().filter(jobcenter=centre, slug=slug)
    return _of_first(stories) if centre else None


def _numbered_story(parts: SplitResult, number: str) -> Frame | None:
    return _of_first(StoryPage.objects.for_partners().filter(pk=int(number)))


def _of_first(stories: Any) -> Frame | None:
    found = stories.for_cards().first()
    return frames.of_story(found) if found else None


def _list(parts: SplitResult, place: str = "") -> Frame | None:
    filters = {"jobcenter": place} if place else QueryDict(parts.query)
    try:
        return frames.of_list(asked.read_filters(filters))
    except asked.Unknown:
        return None


def _finder(parts: SplitResult) -> Frame | None:
    return frames.of_finder()


def _centre(parts: SplitResult, slug: str) -> Frame | None:
    record = asked.centre(slug)
    if record is None or record.is_closed():
        return None
    return (
        frames.of_centre(record) if JobcenterPage.objects.live().filter(jobcenter=record).exists() else None
    )


def _figure(parts: SplitResult) -> Frame | None:
    figure = Kennzahl.objects.public().filter(key=parts.fragment).first()
    return frames.of_figure(figure) if figure else None


KNOWN: Final[dict[str, Callable[..., Frame | None]]] = {
    rf"/menschen-vor-ort/({SLUG})/({SLUG})/?": _story,
    r"/menschenvorort/([0-9]{1,9})/?": _numbered_story,
    rf"/menschen-vor-ort/(?:({SLUG})/?)?": lambda parts, place=None: _list(parts, place or ""),
    r"/jobcenter/?": _finder,
    rf"/jobcenter/({SLUG})/?": _centre,
    r"/zahlen-und-fakten/?": _figure,
}
