"""The start page's choice of stories; what is public of it is asked with every visit (stories/start_places.py)."""

from django.db import models

from stories.models.story import StoryPage


class StartPlace(models.Model):
    """A story that the Koordination wants on the start page, and its place. It says nothing of the story itself."""

    position = models.PositiveSmallIntegerField("Platz", unique=True)
    story = models.OneToOneField(
        StoryPage, on_delete=models.CASCADE, related_name="start_place", verbose_name="Geschichte"
    )

    class Meta:
        verbose_name = "Platz auf der Startseite"
        verbose_name_plural = "Plätze auf der Startseite"
        ordering = ["position"]

    def __str__(self) -> str:
        return f"Platz {self.position}"
