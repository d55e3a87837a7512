"""What the tests of the approval ask again and again."""

from django.test import Client

from stories.models import StoryPage
from tests import builders


def is_public(story: StoryPage) -> bool:
    """As a citizen sees it: the page, the index, the sitemap."""
    story = builders.fresh(story)
    url = story.get_url()
    visitor = Client()
    seen = [
        visitor.get(url).status_code == 200,
        story.title in visitor.get("/menschen-vor-ort/").content.decode(),
        story.slug in visitor.get("/sitemap.xml").content.decode(),
    ]
    assert len(set(seen)) == 1, seen
    return seen[0]


def form_data(story: StoryPage, **more: object) -> dict[str, object]:
    """What the edit form sends."""
    return {
        "title": story.title,
        "slug": story.slug,
        "kind": story.kind,
        "place": story.place,
        "quote": story.quote,
        "intro": "Neue Einleitung",
        "portrait": story.portrait_id or "",
        "body-count": "0",
        "persons-TOTAL_FORMS": "0",
        "persons-INITIAL_FORMS": "0",
        "loaded_revision_id": str(story.latest_revision_id or ""),
        **more,
    }
