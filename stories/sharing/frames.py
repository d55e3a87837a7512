"""What may stand in frames of other websites: where it lies, what it is called, and how much room it needs."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from campaign.media import renditions
from campaign.models.figures import Kennzahl
from jobcenters.models import Jobcenter
from stories.models import StoryPage
from stories.pictures import CARD
from stories.sharing.asked import Asked

WIDTH = 600
# From this width on a story's picture stands beside its words; see static/css/embed.css.
WIDE = 480


@dataclass(frozen=True)
class Frame:
    """One card. `height` is what it needs in pixels where it is at least WIDE, `narrow_height` on a phone.

    `picture` is what components/picture.html shows of the story; other cards have none.
    """

    path: str
    title: str
    height: int
    narrow_height: int
    picture: dict[str, Any] | None = None
    picture_path: str = ""

    @property
    def url(self) -> str:
        """The whole address."""
        return settings.BASE_URL + self.path

    def room(self, width: int) -> int:
        """Return how high the frame must be at this width."""
        return self.height if width >= WIDE else self.narrow_height

    def html(self, width: int | str = "100%", height: int | None = None) -> SafeString:
        """Return the HTML for somebody's page: no script, nothing stored with visitors."""
        return format_html(
            '<iframe src="{}" title="{}" width="{}" height="{}" loading="lazy" referrerpolicy="origin"></iframe>',
            self.url,
            self.title,
            width,
            height or self.narrow_height,
        )


def of_story(story: StoryPage) -> Frame:
    """The card of one story."""
    picture = renditions.shown(story.portrait, CARD)
    return Frame(
        reverse("story_embed", args=[story.pk]),
        story.title,
        480,
        760,
        picture,
        reverse("embed_picture", args=[story.pk]) if picture else "",
    )


def of_list(asked: Asked) -> Frame:
    """The newest stories of a selection."""
    path, query = reverse("embed_stories"), asked.selection.query
    return Frame(f"{path}?{query}" if query else path, f"Menschen vor Ort{asked.words}", 800, 1240)


def of_finder() -> Frame:
    """The search for the responsible Jobcenter."""
    return Frame(reverse("embed_finder"), "Jobcenter finden", 300, 440)


def of_centre(record: Jobcenter) -> Frame:
    """The card of a Jobcenter: how to reach it."""
    return Frame(reverse("embed_centre", args=[record.slug]), record.name, 440, 540)


def of_figure(figure: Kennzahl) -> Frame:
    """One key figure with its source."""
    return Frame(reverse("embed_figure", args=[figure.key]), figure.sentence, 380, 500)
