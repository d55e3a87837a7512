"""A story that moves to another folder, because two centres became one, belongs to the centre of that folder."""

from typing import Any

from wagtail.models import Page

from stories.models import StoryPage


def moved(instance: Page, **kwargs: Any) -> None:
    """Receiver of `post_page_move`: saving finds the centre; the guard looks on, the approval stays what it is."""
    story = StoryPage.objects.filter(pk=instance.pk).first()
    if story is not None:
        story.save(update_fields=["jobcenter"])
