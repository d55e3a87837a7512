"""The newest stories as RSS 2.0 and JSON Feed 1.1: asked of the consents at each request, like the pages.

Title and address of a public story may stand anywhere; sentence, introduction and picture only where everybody shown
agreed to partners' websites.
"""

from typing import Any, Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.feedgenerator import Rss201rev2Feed
from django.views.decorators.http import conditional_page

from campaign.media import renditions
from campaign.printable import printable
from jobcenters.views import open_data
from stories import list_counts
from stories.models import StoryPage
from stories.sharing import alternates, asked, frames, kit
from stories.sharing.asked import Asked

MOST = 20
DESCRIPTION: Final = (
    "Menschen aus kommunalen Jobcentern erzählen. Titel und Adresse dürfen Sie überall zeigen. "
    "Zeigen Sie nur, was gerade im Feed steht: Was zurückgezogen ist, steht nicht mehr darin."
)
JSON_VERSION = "https://jsonfeed.org/version/1.1"


@open_data
@conditional_page
def rss(request: HttpRequest) -> HttpResponse:
    """Answer with RSS 2.0; `?land=&wer=&thema=&jobcenter=` as on the index page, 404 for what nobody knows."""
    wanted = _read(request)
    feed = Rss201rev2Feed(
        title=_title(wanted),
        link=settings.BASE_URL + wanted.path,
        description=DESCRIPTION,
        language="de",
        feed_url=alternates.feed_url("story_feed", wanted.selection.query),
    )
    for item in (_item(request, story) for story in _newest(wanted)):
        feed.add_item(
            title=item["title"],
            link=item["url"],
            description=item["html"],
            unique_id=item["id"],
            unique_id_is_permalink=True,
            author_name=item["author"],
            pubdate=item["published"],
            updateddate=item["changed"],
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)


@open_data
@conditional_page
def json_feed(request: HttpRequest) -> HttpResponse:
    """Answer with JSON Feed 1.1; the filters are the same."""
    wanted = _read(request)
    data = {
        "version": JSON_VERSION,
        "title": _title(wanted),
        "home_page_url": settings.BASE_URL + wanted.path,
        "feed_url": alternates.feed_url("story_json_feed", wanted.selection.query),
        "description": DESCRIPTION,
        "language": "de",
        "authors": [{"name": "Kommunale Jobcenter", "url": f"{settings.BASE_URL}/"}],
        "items": [_json_item(_item(request, story)) for story in _newest(wanted)],
    }
    response = JsonResponse(data, json_dumps_params={"ensure_ascii": False})
    response["Content-Type"] = "application/feed+json; charset=utf-8"
    return response


def _read(request: HttpRequest) -> Asked:
    try:
        return asked.read_filters(request.GET)
    except asked.Unknown as error:
        raise Http404 from error


def _title(wanted: Asked) -> str:
    return printable(f"{alternates.LIST_TITLE}{wanted.words}")


def _newest(wanted: Asked) -> list[StoryPage]:
    public = list_counts.matching(StoryPage.objects.public(), wanted.selection)
    found = list(public.with_partners().for_cards()[:MOST])
    renditions.prefetch(story.portrait for story in found)
    return found


def _item(request: HttpRequest, story: Any) -> dict[str, Any]:
    """Return what both feeds say of a story of `_newest`. The printed address is the one that stays."""
    frame = frames.of_story(story)
    picture = frame.picture if story.is_for_partners else None
    picture_url = settings.BASE_URL + frame.picture_path if picture else ""
    context = {"story": story, "picture": picture, "picture_url": picture_url}
    return {
        "id": kit.short_url(story),
        "url": story.get_full_url(request),
        "title": printable(story.title),
        "html": printable(render_to_string("sharing/feed_item.html", context)).strip(),
        "author": printable(story.jobcenter.name),
        "published": story.first_published_at,
        "changed": story.last_published_at,
        "picture": picture_url,
    }


def _json_item(item: dict[str, Any]) -> dict[str, Any]:
    shown = {
        "id": item["id"],
        "url": item["url"],
        "title": item["title"],
        "content_html": item["html"],
        "date_published": item["published"],
        "date_modified": item["changed"],
        "authors": [{"name": item["author"]}],
        "image": item["picture"],
    }
    return {name: value for name, value in shown.items() if value}
