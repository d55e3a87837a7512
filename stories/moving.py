"""A story that moves to another folder, because two centres became one, belongs to the centre of that folder."""

from typing import Any

from wagtail.models import Page
from wagtail.signals import post_page_move

from stories.models import StoryPage


def connect() -> None:
    """Follow every move."""
    post_page_move.connect(_moved, dispatch_uid="stories.moving")


def _moved(instance: Page, **kwargs: Any) -> None:
    """Saving finds the centre; the guard looks on, and the approval stays what it is."""
    story = StoryPage.objects.filter(pk=instance.pk).first()
    if story is not None:
        story.save(update_fields=["jobcenter"])
