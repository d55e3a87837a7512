"""The people a story tells of."""

from django.db import models


class Person(models.Model):
    """Somebody who is portrayed. Points at the story by a plain foreign key: reverting a revision changes nobody here.

    What the public sees of a person is the snapshot the approval took, never this row as it is now.
    """

    class NameForm(models.TextChoices):
        FULL = "full", "voller Name"
        FIRST = "first", "nur Vorname"
        CHANGED = "changed", "geänderter Name"

    story = models.ForeignKey("stories.StoryPage", on_delete=models.CASCADE, related_name="persons")
    shown_name = models.CharField("Name, wie er erscheint", max_length=120)
    name_form = models.CharField(
        "Namensform", max_length=10, choices=NameForm.choices, default=NameForm.FIRST
    )
    role = models.CharField(
        "Beruf oder Rolle", max_length=120, blank=True, help_text="Zum Beispiel: Schlosser"
    )
    position = models.PositiveSmallIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = "Person"
        verbose_name_plural = "Personen"
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.shown_name

    def as_shown(self) -> dict[str, str]:
        """Return what the public page shows, with a note where the name was changed."""
        return {
            "name": self.shown_name,
            "role": self.role,
            "note": "Name geändert" if self.name_form == self.NameForm.CHANGED else "",
        }
