"""Figures of the demonstration: the campaign's real ones with their sources, and examples of centres."""

from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from campaign.accounts.models import User
from campaign.demo.content import FigureText
from campaign.figures import acts
from campaign.models import HomePage, Kennzahl, KennzahlFassung
from jobcenters.models import Jobcenter
from stories.demo.people import People

ON_START_PAGE = 3
EXAMPLE = {
    "value": "1.240",
    "unit": "Beratungen im Monat (Beispiel)",
    "label": "führt dieses Jobcenter",
    "definition": "Beispiel: Die Zahl ist erfunden. Gezählt wird jedes Gespräch ab zehn Minuten.",
    "source": "Beispiel: eigene Statistik des Jobcenters",
    "source_url": "",
}


def national(texts: tuple[FigureText, ...], coordinator: User) -> None:
    """Make the figures of Germany and of the Länder that are missing, as the Koordination would."""
    known = set(Kennzahl.objects.values_list("key", flat=True))
    for position, text in enumerate(texts):
        if text.key in known:
            continue
        content = {name: getattr(text, name) for name in Kennzahl.CONTENT}
        figure = acts.begin(content, actor=coordinator, land=text.land, key=text.key)
        acts.place(figure, position=position, actor=coordinator)
    _on_start_page([text.key for text in texts[:ON_START_PAGE]], coordinator)


def _on_start_page(keys: list[str], coordinator: User) -> None:
    """Put the first figures on the start page, where nobody has chosen any."""
    home: Any = HomePage.objects.get()
    if home.figures:
        return
    chosen = {figure.key: figure for figure in Kennzahl.objects.public().filter(key__in=keys)}
    home.figures = [("figure", chosen[key]) for key in keys if key in chosen]
    home.save_revision(user=coordinator).publish(user=coordinator)


def local(centres: list[Jobcenter], people: People) -> None:
    """Give each of these centres one example; all but the last one's are public, that one waits for the Koordination."""
    day = timezone.localdate() - timedelta(days=30)
    for centre in centres:
        if Kennzahl.objects.filter(group=centre.group).exists():
            continue
        figure = acts.begin(EXAMPLE | {"as_of": day}, actor=people.officers[centre.slug], group=centre.group)
        if centre is not centres[-1]:
            waiting = figure.versions.get()
            acts.approve(figure, actor=people.coordinators[0], loaded=waiting.pk)


def figure_entry(figure: Kennzahl, centre: str | None) -> dict[str, Any]:
    """Return what the manifest says of a figure; `centre` is the slug of its centre."""
    waits = figure.versions.filter(state=KennzahlFassung.State.WAITING).exists()
    return {
        "key": f"figure/{figure.key}",
        "kind": "figure",
        "centre": centre,
        "state": "live" if figure.is_public else "in_review" if waits else "draft",
        "id": figure.pk,
        "title": figure.label,
        "public_url": "/zahlen-und-fakten/",
        "edit_url": reverse("figures_edit", args=[figure.pk]),
        "history_url": reverse("figures_figure", args=[figure.pk]),
        "files": [],
    }
