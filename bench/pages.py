"""Which pages are measured, and the goals they are measured against."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import CharField, Value
from django.db.models.functions import Cast, Concat
from django.urls import reverse
from wagtail.models import TaskState

from bench import seeding
from campaign.accounts.models import User
from campaign.publishing.models import Submission
from jobcenters.models import Jobcenter
from stories.models import StoryPage
from tests import builders
from tests.accounts.login import client_for

QUEUE: Final = 104
# What may grow with the number of stories: processor time with 10,000 and with 100,000 against 100.
TEN, HUNDRED = 1.5, 1.5


@dataclass(frozen=True)
class Measured:
    """A page and its goals; 0: none. queries: statements of a page made anew.

    cpu_ms: of processes without threads; a guide, machines differ.
    grows: (with 10,000, with 100,000 stories) how many times the processor time of 100 stories.
    """

    name: str
    path: str
    queries: int = 12
    cpu_ms: float = 0
    gzipped: int = 8 * 1024
    grows: tuple[float, float] = (0, 0)
    status: int = 200
    who: str = ""

    @property
    def made_anew(self) -> str:
        """The address of the same page with a word to which no copy answers."""
        return f"{self.path}{'&' if '?' in self.path else '?'}ohne=kopie"


def public() -> Iterator[Measured]:
    """Yield the pages of visitors."""
    story = StoryPage.objects.public().exclude(slug__startswith=seeding.SLUG).order_by("pk").first()
    assert story is not None
    section = story.jobcenter.section
    number = max(1, seeding.number_of_copies() // 2)
    parts = StoryPage.objects.public().count() // 24 + 1
    yield Measured("Startseite", "/", cpu_ms=14, grows=(TEN, 0))
    yield Measured("Liste, 24 Karten", "/menschen-vor-ort/", cpu_ms=23, grows=(TEN, HUNDRED))
    yield Measured("Liste, letzte Seite", f"/menschen-vor-ort/?seite={parts}", grows=(TEN, 3))
    yield Measured("Liste, gefiltert", "/menschen-vor-ort/?land=niedersachsen&thema=ausbildung", grows=(0, 0))
    yield Measured("Geschichte", story.get_url() or "", cpu_ms=13, grows=(TEN, HUNDRED))
    yield Measured("Seite eines Jobcenters", section.get_url() or "", grows=(TEN, HUNDRED))
    yield Measured("Register der 104", "/jobcenter/", queries=10, gzipped=42 * 1024)
    yield Measured(
        "Suche, seltenes Wort", f"/suche/?q={seeding.RARE.format(number=number)}", 8, 16, grows=(TEN, HUNDRED)
    )
    yield Measured("Suche, häufiges Wort", f"/suche/?q={seeding.COMMON}", 8, 16, grows=(TEN, 10))
    yield Measured("Finder", "/jobcenter/?q=38820", queries=12, gzipped=42 * 1024, grows=(TEN, 0))
    yield Measured("Finder als JSON", "/daten/finder.json?q=38820", queries=3, grows=(TEN, HUNDRED))
    yield Measured("Sitemap", "/sitemap.xml", queries=12, gzipped=0)
    yield Measured("nicht gefunden", "/gibt-es-nicht/", queries=5, cpu_ms=7, status=404)


def admin() -> Iterator[Measured]:
    """Yield the pages of people with an account; call `people` first."""
    centre = _centre()
    story = StoryPage.objects.filter(jobcenter=centre, slug__startswith=seeding.SLUG).order_by("pk").first()
    assert story is not None
    explorer = reverse("wagtailadmin_explore", args=[centre.folder_id])
    editor = reverse("wagtailadmin_pages:edit", args=[story.pk])
    section = reverse("wagtailadmin_pages:edit", args=[centre.section_id])
    for who in ("Redaktion", "Koordination", "Technik"):
        yield Measured(f"Übersicht, {who}", "/admin/", 0, gzipped=0, grows=(TEN, 0), who=who)
        yield Measured(f"Seitenbaum, {who}", explorer, 0, gzipped=0, grows=(0, 0), who=who)
        yield Measured(f"Bearbeiten, {who}", editor, 0, gzipped=0, grows=(TEN, 0), who=who)
    yield Measured("eigener Bereich, Redaktion", section, 0, gzipped=0, grows=(TEN, 0), who="Redaktion")
    queue = reverse("publishing_index")
    yield Measured(f"Warteschlange, {QUEUE}", queue, 30, gzipped=0, grows=(TEN, 0), who="Koordination")


def people() -> dict[str, Any]:
    """Return role → a logged in client; each call makes new accounts."""
    made = {
        "Redaktion": builders.officer(_centre().slug),
        "Koordination": builders.coordinator(),
        "Technik": builders.technik(),
    }
    return {role: client_for(user, HTTP_HOST="127.0.0.1") for role, user in made.items()}


def make_room() -> None:
    """Let the accounts of an earlier run give up their names: this one makes new ones of the same names."""
    earlier = User.objects.filter(email__endswith="@beispiel.example")
    earlier.update(email=Concat(Cast("pk", CharField()), Value("-"), "email", output_field=CharField()))


def fill_queue() -> None:
    """Let one story of each centre wait for approval."""
    waiting = Submission.objects.filter(task_state__status=TaskState.STATUS_IN_PROGRESS).count()
    for centre in Jobcenter.objects.order_by("ags")[waiting:QUEUE]:
        author = builders.officer(centre.slug)
        builders.submitted(author, centre)


def _centre() -> Jobcenter:
    return Jobcenter.objects.order_by("ags")[1]
