"""The people a story tells of."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from stories.consents import rules
from stories.consents.rules import Age, Portrayed


class PresentPersons(models.Manager["Person"]):
    """Those whom the story names today: who was taken out of a story stays only as the owner of a consent."""

    def get_queryset(self) -> models.QuerySet["Person"]:
        return super().get_queryset().filter(removed_at=None)


class Person(models.Model):
    """Somebody who is portrayed. Points at the story by a plain foreign key: reverting a revision changes nobody here.

    What the public sees of a person is the snapshot the approval took, never this row as it is now. The civil name
    stands in the consents alone.
    """

    class NameForm(models.TextChoices):
        FULL = "full", "voller Name"
        FIRST = "first", "nur Vorname"
        CHANGED = "changed", "geänderter Name"

    class Kind(models.TextChoices):
        CLIENT = "client", "war oder ist Kundin oder Kunde"
        STAFF = "staff", "arbeitet im Jobcenter"
        EMPLOYER = "employer", "stellt ein"
        RELATIVE = "relative", "gehört zur Familie oder zum Umfeld"

    class AgeGroup(models.TextChoices):
        ADULT = Age.ADULT.value, "volljährig"
        YOUTH = Age.YOUTH.value, "14 bis 17 Jahre"
        CHILD = Age.CHILD.value, "unter 14 Jahren"

    class Guardians(models.IntegerChoices):
        TWO = 2, "zwei Personen gemeinsam"
        ONE = 1, "eine Person allein"

    story = models.ForeignKey("stories.StoryPage", on_delete=models.CASCADE, related_name="persons")
    shown_name = models.CharField("Name, wie er erscheint", max_length=120)
    name_form = models.CharField(
        "Namensform", max_length=10, choices=NameForm.choices, default=NameForm.FIRST
    )
    kind = models.CharField("Wer das ist", max_length=10, choices=Kind.choices, default=Kind.CLIENT)
    role = models.CharField(
        "Beruf oder Rolle", max_length=120, blank=True, help_text="Zum Beispiel: Schlosser"
    )
    special = models.BooleanField(
        "Die Geschichte nennt besondere Angaben über die Person",
        default=False,
        help_text="Zum Beispiel Gesundheit, Herkunft, Religion: Dafür braucht es eine ausdrückliche Einwilligung.",
    )
    age = models.CharField("Alter", max_length=5, choices=AgeGroup.choices, default=AgeGroup.ADULT)
    guardians = models.PositiveSmallIntegerField(
        "Sorgerecht", choices=Guardians.choices, default=Guardians.TWO, help_text="Nur bei Minderjährigen"
    )
    adult_on = models.DateField(
        "18. Geburtstag",
        null=True,
        blank=True,
        help_text="Freiwillig, nur bei Minderjährigen: Dann fragen wir die Person selbst.",
    )
    position = models.PositiveSmallIntegerField(default=0, editable=False)
    removed_at = models.DateTimeField("aus der Geschichte genommen am", null=True, editable=False)

    objects = PresentPersons()
    everybody: ClassVar[models.Manager["Person"]] = models.Manager()

    class Meta:
        verbose_name = "Person"
        verbose_name_plural = "Personen"
        ordering = ["position", "pk"]
        indexes = [
            models.Index(
                fields=["adult_on"], condition=models.Q(adult_on__isnull=False), name="person_adult_idx"
            )
        ]

    def __str__(self) -> str:
        return self.shown_name

    def take_out(self) -> None:
        """Take the person out of the story; who was ever shown or consented stays as a row, for the proof."""
        if self.consents.exists() or self.portrayals.exists():
            self.removed_at = timezone.now()
            self.save(update_fields=["removed_at"])
        else:
            self.delete()

    def as_shown(self) -> dict[str, str]:
        """Return what the public page shows, with a note where the name was changed."""
        return {
            "name": self.shown_name,
            "role": self.role,
            "note": "Name geändert" if self.name_form == self.NameForm.CHANGED else "",
        }

    def as_portrayed(self) -> Portrayed:
        """Return the person with all consents as the rules take them."""
        return Portrayed(
            name=self.shown_name,
            age=Age(self.age),
            adult_on=self.adult_on,
            guardians=self.guardians,
            is_staff=self.kind == self.Kind.STAFF,
            special=self.special,
            name_form=rules.NameForm(self.name_form),
            declarations=tuple(consent.as_declaration() for consent in self.consents.all()),
        )
