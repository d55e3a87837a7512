"""What the start page must say in Leichte Sprache and in sign language (BITV 2.0 § 4): four subjects, twice."""

from collections.abc import Iterator
from typing import Any, ClassVar, NamedTuple

from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel
from wagtailmedia.edit_handlers import MediaChooserPanel

from campaign.leichte_sprache.lines import Part, parts
from campaign.media.models import CampaignMedia
from campaign.media.video_player import player
from campaign.written_once import written_once


class Subject(NamedTuple):
    """One of the four subjects: last part of the fields' names, heading for readers, what the law asks for."""

    key: str
    title: str
    asked: str


SUBJECTS = (
    Subject("content", "Das finden Sie hier", "die wichtigsten Inhalte dieser Website"),
    Subject("navigation", "So benutzen Sie die Seite", "Hinweise zur Navigation"),
    Subject("statement", "Eine Seite für alle", "das Wichtigste aus der Erklärung zur Barrierefreiheit"),
    Subject("further", "Das gibt es noch", "weitere Angebote in dieser Form"),
)
EASY, SIGNED = "easy", "dgs"
FORMS = {EASY: "Leichte Sprache", SIGNED: "Gebärdensprache"}
EASY_HELP = "Jeder Satz in einer eigenen Zeile. Eine leere Zeile trennt Absätze, ein Strich am Anfang macht eine Liste."
SIGNED_HELP = (
    "Ein Video in Deutscher Gebärdensprache, mindestens 320 × 240 Bildpunkte und 25 Bilder je Sekunde."
)


def _text(subject: Subject) -> models.TextField:
    return models.TextField(f"Leichte Sprache: {subject.asked}", blank=True, help_text=EASY_HELP)


def _video(subject: Subject) -> models.ForeignKey:
    return models.ForeignKey(
        "media.CampaignMedia",
        verbose_name=f"Gebärdensprache: {subject.asked}",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=SIGNED_HELP,
    )


class StartParts(models.Model):
    """Mixin of the start page: the eight required parts. An empty one is a gap (campaign/leichte_sprache/gaps.py)."""

    easy_content = _text(SUBJECTS[0])
    easy_navigation = _text(SUBJECTS[1])
    easy_statement = _text(SUBJECTS[2])
    easy_further = _text(SUBJECTS[3])
    dgs_content = _video(SUBJECTS[0])
    dgs_navigation = _video(SUBJECTS[1])
    dgs_statement = _video(SUBJECTS[2])
    dgs_further = _video(SUBJECTS[3])

    # Every field with its subject, in the order of the form.
    PARTS: ClassVar[dict[str, Subject]] = {f"{form}_{one.key}": one for form in FORMS for one in SUBJECTS}

    class Meta:
        abstract = True

    def is_missing(self, field: str) -> bool:
        """Whether a part has no content; asks for no video."""
        value = getattr(self, f"{field}_id" if field.startswith(SIGNED) else field)
        return not value or (isinstance(value, str) and not value.strip())

    def easy_parts(self) -> list[dict[str, Any]]:
        """Return {title, parts} of what is said in Leichte Sprache."""
        return list(self._easy_parts())

    def _easy_parts(self) -> Iterator[dict[str, Any]]:
        for subject in SUBJECTS:
            found: list[Part] = parts(getattr(self, f"{EASY}_{subject.key}"))
            if found:
                yield {"title": subject.title, "parts": found}

    def signed_parts(self) -> list[dict[str, Any]]:
        """Return {title, video} of what may be shown in sign language; two queries, or none."""
        videos = self._videos()
        chosen = {subject: videos.get(f"{SIGNED}_{subject.key}") for subject in SUBJECTS}
        return [
            {"title": subject.title, "video": player(video)}
            for subject, video in chosen.items()
            if video is not None and not video.publication_gaps()
        ]

    def gaps(self) -> dict[str, str]:
        """Return field -> why visitors do not get this part: "" for nothing there, else what its video lacks."""
        videos = self._videos()
        lacking = {field: "; ".join(video.publication_gaps()) for field, video in videos.items()}
        return {
            field: lacking.get(field, "")
            for field in self.PARTS
            if self.is_missing(field) or lacking.get(field)
        }

    def _videos(self) -> dict[str, CampaignMedia]:
        """Return field -> its video, with the versions."""
        chosen = {field: getattr(self, f"{field}_id") for field in self.PARTS if field.startswith(SIGNED)}
        keys = sorted({key for key in chosen.values() if key})
        found = {video.pk: video for video in _with_versions(*keys)} if keys else {}
        return {field: found[key] for field, key in chosen.items() if key in found}


@written_once
def _with_versions(*keys: int) -> models.QuerySet[CampaignMedia]:
    return CampaignMedia.objects.prefetch_related("versions").filter(pk__in=keys)


def _group(form: str, *fields: Panel) -> MultiFieldPanel:
    return MultiFieldPanel(fields, heading=f"{FORMS[form]} (vier Pflichtteile)")


PART_PANELS = [
    _group(EASY, *(FieldPanel(f"{EASY}_{one.key}") for one in SUBJECTS)),
    _group(SIGNED, *(MediaChooserPanel(f"{SIGNED}_{one.key}", media_type="video") for one in SUBJECTS)),
]
