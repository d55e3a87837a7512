"""What people agreed to, and which people an approval shows."""

from typing import Any

from django.conf import settings
from django.core.files.base import File
from django.db import models
from django.utils import timezone

from campaign.media.checked import CheckedFile
from campaign.media.fields import PrivateFileField
from campaign.media.storage import consent_storage
from campaign.publishing.models import Approval
from stories.consents import proofs, rules, texts
from stories.consents.rules import Channel, Declaration, Giver, State
from stories.models.person import Person


class ProofField(PrivateFileField):
    """The signed form as PDF, JPEG or PNG, in the store that nothing serves."""

    folder = "scans"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("storage", consent_storage)
        super().__init__(*args, **kwargs)

    def checked(self, instance: Any, content: File) -> CheckedFile:
        return proofs.clean_proof(content)


class Consent(models.Model):
    """One declaration of one person or guardian: what was agreed to, in which words, since when. Never edited.

    A new declaration replaces the former one of the same giver; both stay. Only what ends it is written later:
    withdrawn, resting (the person has died), replaced. `acts` is the only writer, and every act is in the log.
    """

    class By(models.TextChoices):
        SELF = Giver.SELF.value, "die Person selbst"
        GUARDIAN_1 = Giver.GUARDIAN_1.value, "sorgeberechtigte Person"
        GUARDIAN_2 = Giver.GUARDIAN_2.value, "zweite sorgeberechtigte Person"

    class Form(models.TextChoices):
        PAPER = "paper", "unterschrieben auf Papier"
        STAFF = "staff", "Formular für Beschäftigte, unterschrieben"
        ONLINE = "online", "über den persönlichen Link"

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="consents")
    giver = models.CharField("Wer einwilligt", max_length=10, choices=By.choices, default=By.SELF)
    giver_name = models.CharField("Vor- und Nachname", max_length=200)
    name_form = models.CharField(
        "Namensform", max_length=10, choices=Person.NameForm.choices, default=Person.NameForm.FIRST
    )
    form = models.CharField("Wie", max_length=10, choices=Form.choices)
    text_version = models.CharField("Fassung des Textes", max_length=40)
    text_hash = models.CharField("Prüfsumme des Textes", max_length=64)
    declared_on = models.DateField("erklärt am")
    valid_until = models.DateField("gilt bis", null=True, blank=True)
    web = models.BooleanField(default=False)
    press = models.BooleanField(default=False)
    social = models.BooleanField(default=False)
    print = models.BooleanField(default=False)
    partners = models.BooleanField(default=False)
    special_categories = models.BooleanField("besondere Angaben ausdrücklich", default=False)
    scan = ProofField("Nachweis", blank=True)
    scan_hash = models.CharField("Prüfsumme des Nachweises (SHA-256)", max_length=64, blank=True)
    email = models.EmailField("E-Mail", blank=True)
    recorded_at = models.DateTimeField("eingetragen am", default=timezone.now)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="von"
    )
    asked_at = models.DateTimeField("zuletzt nachgefragt am", null=True)
    withdrawn_at = models.DateTimeField("widerrufen am", null=True)
    # Only for stories that were never public; see drafts.py.
    draft_ends_at = models.DateTimeField("Entwurf wird gelöscht am", null=True, db_index=True)
    rests_since = models.DateTimeField("ruht seit", null=True)
    replaced_by = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = "Einwilligung"
        verbose_name_plural = "Einwilligungen"
        ordering = ["-declared_on", "-pk"]
        indexes = [
            models.Index(
                fields=["valid_until"],
                condition=models.Q(valid_until__isnull=False),
                name="consent_until_idx",
            )
        ]

    def __str__(self) -> str:
        return f"Einwilligung {self.pk}"

    @property
    def channels(self) -> frozenset[Channel]:
        """The channels that were agreed to."""
        return frozenset(channel for channel in Channel if getattr(self, channel.value))

    @property
    def channel_labels(self) -> list[str]:
        """The same in words, the website first."""
        return [label for channel, label in rules.CHANNELS.items() if channel in self.channels]

    @property
    def is_proven(self) -> bool:
        """Whether there is a signed form, or none is needed."""
        return self.form == self.Form.ONLINE or bool(self.scan_hash)

    @property
    def state(self) -> State:
        """Where it stands today."""
        return rules.state(self.as_declaration(), timezone.localdate())

    def as_declaration(self) -> Declaration:
        """Return what the rules need to know."""
        return Declaration(
            giver=Giver(self.giver),
            channels=self.channels,
            declared_on=self.declared_on,
            valid_until=self.valid_until,
            special_categories=self.special_categories,
            proven=self.is_proven,
            withdrawn=self.withdrawn_at is not None,
            rests=self.rests_since is not None,
            replaced=self.replaced_by_id is not None,
            name_form=rules.NameForm(self.name_form),
            number=self.pk or 0,
            for_staff=texts.is_for_staff(self.text_version),
        )


class Portrayal(models.Model):
    """Somebody whom an approved revision shows. While one of them lacks consent, the public sees no story.

    As it was when the revision was approved: `special`, whether it tells of her health, origin or the like,
    `name_form`, how much of her name it shows, and who had to agree. Editing the draft changes nothing of that.
    """

    KEPT = ("special", "name_form", "age", "adult_on", "guardians")

    approval = models.ForeignKey(Approval, on_delete=models.CASCADE, related_name="portrayals")
    # RESTRICT, not PROTECT: with its approval and its story a person may go.
    person = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="portrayals")
    special = models.BooleanField(default=False)
    name_form = models.CharField(
        max_length=10, choices=Person.NameForm.choices, default=Person.NameForm.FIRST
    )
    age = models.CharField(max_length=5, choices=Person.AgeGroup.choices, default=Person.AgeGroup.ADULT)
    adult_on = models.DateField(null=True)
    guardians = models.PositiveSmallIntegerField(default=2)

    class Meta:
        verbose_name = "gezeigte Person"
        verbose_name_plural = "gezeigte Personen"
        constraints = [
            models.UniqueConstraint(fields=["approval", "person"], name="one_portrayal_per_approval")
        ]

    def __str__(self) -> str:
        return f"Person {self.person_id} in Freigabe {self.approval_id}"

    @classmethod
    def of(cls, approval: Approval, person: Person) -> "Portrayal":
        """Return the row for a person as she stands now, not yet saved."""
        return cls(approval=approval, person=person, **{name: getattr(person, name) for name in cls.KEPT})
