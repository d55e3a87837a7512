"""„Dateien“: what somebody keeps in the house, and what of it needs attention. Questions here, the page in library_views.

Images, documents and recordings stand in one list, so each question is a condition per model and one query over all.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.apps import apps
from django.core.paginator import Page as Part
from django.core.paginator import Paginator
from django.db import models
from django.db.models import Q, QuerySet, Value
from django.urls import reverse
from wagtail.models import Collection

from campaign.accounts.models import User
from campaign.accounts.ownership import FILE_POLICIES
from campaign.media import library_uses, licences

PER_PAGE = 30
SMALL = "max-165x165"


@dataclass(frozen=True)
class Kind:
    """One sort of file: how forms and addresses call it, its model, and what it lacks when words are missing."""

    name: str
    model_name: str
    edit: str
    lacks: Q

    @property
    def model(self) -> Any:
        """The model, known once the apps are ready."""
        return apps.get_model("media", self.model_name)


NO_CREDIT = Q(credit="")
NOT_DESCRIBED = Q(type="video", descriptions="", described="", description_waiver="")
KINDS = (
    Kind("image", "CampaignImage", "wagtailimages:edit", NO_CREDIT | Q(description="", is_decorative=False)),
    Kind("document", "CampaignDocument", "wagtaildocs:edit", Q(pk__in=[])),
    Kind(
        "media",
        "CampaignMedia",
        "wagtailmedia:edit",
        NO_CREDIT | Q(type="video", captions="") | Q(transcript="") | NOT_DESCRIBED,
    ),
)
BY_NAME = {kind.name: kind for kind in KINDS}
# What may be asked for, in the words of the address -> in the words of the page.
QUESTIONS = {
    "unbenutzt": "Nirgends verwendet",
    "lizenz": "Lizenz endet bald",
    "abgelaufen": "Lizenz abgelaufen",
    "luecken": "Angaben fehlen",
}


@dataclass(frozen=True)
class Entry:
    """A file as the list shows it; `edit_url` is empty where the person may only choose it."""

    file: Any
    kind: Kind
    collection: str
    is_unused: bool
    edit_url: str
    notes: list[str] = field(default_factory=list)

    @property
    def key(self) -> str:
        """How forms name the file, „image-12“."""
        return f"{self.kind.name}-{self.file.pk}"

    @property
    def kind_label(self) -> str:
        """What sort of file it is, in a word."""
        words = {"audio": "Tonaufnahme", "video": "Video"}
        return words.get(getattr(self.file, "type", ""), "") or str(self.file._meta.verbose_name)

    @property
    def small(self) -> Any:
        """A small picture of an image; None for everything else."""
        return self.file.get_rendition(SMALL) if self.kind.name == "image" else None


class Library:
    """What one person may see of the files, in one collection or all of hers; drafts are read once."""

    def __init__(self, user: User, collection: Collection | None = None, on: date | None = None) -> None:
        self.user = user
        self.collection = collection
        self.on = on or licences.today()
        self._drafted: dict[Any, set[int]] | None = None

    def counts(self) -> dict[str, int]:
        """Return question -> number of files; a query for each, and those for the drafts."""
        return {question: self._rows(question).count() for question in QUESTIONS}

    def part(self, question: str, number: str | None) -> tuple[Part, list[Entry]]:
        """Return one page of the list, newest first. question: of QUESTIONS, „gemeinsam“, or "" for all own files."""
        rows = self._rows(question).order_by("-created_at", "name", "-pk")
        part = Paginator(rows, PER_PAGE).get_page(number)
        return part, self.entries([(row["name"], row["pk"]) for row in part])

    def entries(self, keys: Iterable[tuple[str, int]]) -> list[Entry]:
        """Return the files of these kinds and keys that the person may see, in that order."""
        wanted: dict[str, set[int]] = {kind.name: set() for kind in KINDS}
        keys = list(keys)
        for name, pk in keys:
            wanted[name].add(pk)
        found = {}
        for kind in KINDS:
            for file in self._loaded(kind, wanted[kind.name]):
                found[kind.name, file.pk] = file
        unused = self._unused_among(found)
        changeable = {
            (kind.name, pk)
            for kind in KINDS
            for pk in self.own(kind).filter(pk__in=wanted[kind.name]).values_list("pk", flat=True)
        }
        return [
            self._entry(found[key], key, key in unused, key in changeable) for key in keys if key in found
        ]

    def own(self, kind: Kind) -> QuerySet:
        """Return what the person may change and delete."""
        return self._within(FILE_POLICIES[kind.name].instances_user_has_permission_for(self.user, "delete"))

    def seen(self, kind: Kind) -> QuerySet:
        """Return what the person may change or choose."""
        actions = ["change", "delete", "choose"]
        return self._within(
            FILE_POLICIES[kind.name].instances_user_has_any_permission_for(self.user, actions)
        )

    def unused(self, kind: Kind) -> QuerySet:
        """Return own files that nothing refers to: no page, no draft, no other record."""
        free = self.own(kind).filter(~library_uses.referenced(kind.model))
        return free.exclude(pk__in=self._in_drafts().get(kind.model, ()))

    def _within(self, files: QuerySet) -> QuerySet:
        return files.filter(collection=self.collection) if self.collection else files

    def _rows(self, question: str) -> QuerySet:
        """Return {name, pk, created_at} of all kinds in one query."""
        parts = [
            self._asked(kind, question)
            .order_by()
            .annotate(name=Value(kind.name, models.CharField()))
            .values("name", "pk", "created_at")
            for kind in KINDS
        ]
        return parts[0].union(*parts[1:], all=True)

    def _asked(self, kind: Kind, question: str) -> QuerySet:
        conditions: dict[str, Callable[[], QuerySet]] = {
            "unbenutzt": lambda: self.unused(kind),
            "lizenz": lambda: self.own(kind).filter(licence_until__range=(self.on, self.on + licences.SOON)),
            "abgelaufen": lambda: self.own(kind).filter(licence_until__lt=self.on),
            "luecken": lambda: self.own(kind).filter(kind.lacks),
            "gemeinsam": lambda: self.seen(kind).exclude(pk__in=self.own(kind).values("pk")),
        }
        return conditions.get(question, lambda: self.own(kind))()

    def _in_drafts(self) -> dict[Any, set[int]]:
        """Return model -> keys of own files that nothing stored refers to, but a draft; the drafts are read once."""
        if self._drafted is None:
            files = {
                kind.model: set(
                    self.own(kind).filter(~library_uses.referenced(kind.model)).values_list("pk", flat=True)
                )
                for kind in KINDS
            }
            self._drafted = {kind.model: set() for kind in KINDS}
            for model, pk in library_uses.drafts_using(files):
                self._drafted[model].add(pk)
        return self._drafted

    def _unused_among(self, found: Iterable[tuple[str, int]]) -> set[tuple[str, int]]:
        keys = list(found)
        return {
            (kind.name, pk)
            for kind in KINDS
            if (wanted := [pk for name, pk in keys if name == kind.name])
            for pk in self.unused(kind).filter(pk__in=wanted).values_list("pk", flat=True)
        }

    def _loaded(self, kind: Kind, keys: set[int]) -> Any:
        if not keys:
            return ()
        files: Any = self.seen(kind).filter(pk__in=keys).select_related("collection")
        return files.prefetch_renditions(SMALL) if kind.name == "image" else files

    def _entry(self, file: Any, key: tuple[str, int], is_unused: bool, may_change: bool) -> Entry:
        kind = BY_NAME[key[0]]
        # Of the remarks on a document what is odd; its form says what that means for whom.
        remarks = (remark.partition(". ")[0] for remark in getattr(file, "remarks", ()))
        notes = [*file.publication_gaps(), *remarks]
        until = file.licence_until
        if licences.ends_within(until, licences.SOON, self.on):
            notes.append(f"Lizenz endet am {licences.in_words(until)}{_in_days(until - self.on)}")
        url = reverse(kind.edit, args=[file.pk]) if may_change else ""
        return Entry(file, kind, file.collection.name, is_unused, url, notes)


def _in_days(left: timedelta) -> str:
    if left.days < 2:
        return (" (heute)", " (morgen)")[left.days]
    return f" (in {left.days} Tagen)"
