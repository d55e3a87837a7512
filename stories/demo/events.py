"""Aktionen and events of the demonstration: the Aktionswoche of 2019 as it is known, everything else an example."""

import json
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from campaign.accounts.models import User
from jobcenters.events import answers, hosting
from jobcenters.models import (
    AktionAnswer,
    AktionIndexPage,
    AktionPage,
    CoHost,
    ConferencePage,
    EventKind,
    EventPage,
    Jobcenter,
)
from stories.demo.pages import paragraphs
from stories.demo.people import People

INTRO = "Einmal im Jahr öffnen kommunale Jobcenter gemeinsam ihre Türen. Hier stehen alle Termine, auch die dazwischen."
INVITATION = (
    "Liebe Kolleginnen und Kollegen,\n\nin dieser Woche zeigen wir gemeinsam, was vor Ort gelingt. Ein offener "
    "Vormittag genügt. Plakate und Vorlagen bekommen Sie von uns.\n\nBitte sagen Sie uns, ob Sie dabei sind."
)
SOURCE = "Deutscher Landkreistag und Deutscher Städtetag, gemeinsame Mitteilung"
AKTION, PAST_AKTION = "aktionswoche-beispiel", "aktionswoche-2019"
ACCESS = "Eingang ohne Stufen, Aufzug, rollstuhlgerechte Toilette. Gebärdensprache auf Wunsch (Beispiel)."


@dataclass(frozen=True)
class EventText:
    """An example event; `day` counts from the Monday of the Aktion."""

    slug: str
    title: str
    kind: EventKind
    intro: str
    day: int
    starts_at: time | None = time(10)
    ends_at: time | None = time(14)
    live: bool = True
    fields: dict[str, Any] = field(default_factory=dict)


OPEN_DAY = EventText(
    *("offene-tuer-beispiel", "Offene Tür im Jobcenter (Beispiel)", EventKind.OPEN_DAY),
    *("Sehen Sie sich um, fragen Sie, was Sie wollen, und gehen Sie mit einem Termin nach Hause.", 1),
)
FAIR = EventText(
    *("jobmesse-beispiel", "Jobmesse der Nachbarn (Beispiel)", EventKind.JOB_FAIR),
    *("Betriebe aus zwei Regionen stellen sich vor. Bewerbungsmappen werden kostenlos durchgesehen.", 2),
    fields={"registration": "Gäste kommen ohne Anmeldung. Betriebe melden sich bis eine Woche vorher an."},
)
TALK = EventText(
    *("gespraech-beispiel", "Zurück in Arbeit: Drei erzählen (Beispiel)", EventKind.TALK),
    *("Drei Menschen erzählen, was ihnen geholfen hat. Danach ist Zeit für Fragen.", 3),
    *(time(18), time(20)),
    fields={"cancelled": True, "cancelled_note": "Wir holen ihn im Herbst nach (Beispiel)."},
)
DRAFT = EventText(
    *("fachtag-beispiel", "Gemeinsamer Fachtag (Beispiel)", EventKind.WORKSHOP),
    *("Wie Beratung gelingt, wenn zwei Verwaltungen zusammenarbeiten.", 4),
    live=False,
)
PLAN = EventText(
    *("infotag-beispiel", "Infotag Weiterbildung (Beispiel)", EventKind.INFO),
    *("Welche Kurse es gibt, was sie kosten und wer sie bezahlt.", 0),
    live=False,
)
EARLIER = EventText(
    *("sprechtag-beispiel", "Sprechtag im Rathaus (Beispiel)", EventKind.INFO),
    *("Zwei Beraterinnen waren einen Vormittag lang im Rathaus zu sprechen.", -120),
)


def fill(centres: list[Jobcenter], people: People) -> None:
    """Make what is missing: index, Aktionen, conference, and events of the first three centres."""
    coordinator = people.coordinators[0]
    index = AktionIndexPage.objects.get()
    if not index.intro:
        index.intro = INTRO
        _publish(index, coordinator)
    _past_aktion(index, coordinator)
    _conferences(index, coordinator)
    aktion = _aktion(index, coordinator)
    first, second, third = centres[0], centres[1], centres[2 % len(centres)]
    _event(first, OPEN_DAY, aktion, people)
    _event(second, FAIR, aktion, people, ask=first)
    _event(first, EARLIER, None, people)
    _event(first, DRAFT, aktion, people, ask=second, only_together=True)
    _event(second, PLAN, None, people)
    if third != first:
        _event(third, TALK, aktion, people)


def event_entry(event: EventPage, centre: str) -> dict[str, Any]:
    """Return what the manifest says of an event; `centre` is the slug of the one that owns it."""
    return {
        "key": f"event/{centre}/{event.slug}",
        "kind": "event",
        "centre": centre,
        "state": "live" if event.live else "draft",
        "id": event.pk,
        "title": event.draft_title,
        "public_url": event.get_url(),
        "edit_url": reverse("wagtailadmin_pages:edit", args=[event.pk]),
        "history_url": reverse("wagtailadmin_pages:history", args=[event.pk]),
        "files": [],
    }


def _past_aktion(index: AktionIndexPage, coordinator: User) -> None:
    report = [
        _text(
            "Vom 26. bis 30. August 2019 war die Aktionswoche der kommunalen Jobcenter.",
            "Die fünf kommunalen Jobcenter des Münsterlands haben sich dafür zusammengetan: "
            "Sie haben einen gemeinsamen Tag in Münster veranstaltet.",
        ),
        {"type": "source", "value": {"text": SOURCE, "url": "", "day": "2019-08-21"}},
    ]
    _child(
        index,
        AktionPage(
            title="Aktionswoche der kommunalen Jobcenter 2019",
            slug=PAST_AKTION,
            starts_on=date(2019, 8, 26),
            ends_on=date(2019, 8, 30),
            intro="Eine Woche lang haben sich kommunale Jobcenter vor Ort vorgestellt.",
            report=json.dumps(report),
        ),
        coordinator,
    )


def _aktion(index: AktionIndexPage, coordinator: User) -> AktionPage:
    """The coming Aktionswoche, to which all centres are invited."""
    monday = _monday()
    page = _child(
        index,
        AktionPage(
            title="Aktionswoche (Beispiel)",
            slug=AKTION,
            starts_on=monday,
            ends_on=monday + timedelta(days=4),
            intro="Fünf Tage, an denen kommunale Jobcenter zeigen, was sie tun. Kommen Sie vorbei.",
            invitation=INVITATION,
            answers_until=monday - timedelta(days=28),
            body=json.dumps(
                [
                    _text(
                        "In der Aktionswoche können Sie Ihr Jobcenter kennenlernen, ohne Antrag und ohne Anmeldung.",
                        "Alle Termine dieser Seite sind Beispiele.",
                    )
                ]
            ),
        ),
        coordinator,
    )
    if page.live:
        answers.invite(page, actor=coordinator)
    return page


def _conferences(index: AktionIndexPage, coordinator: User) -> None:
    day = _monday() + timedelta(days=30)
    _child(
        index,
        ConferencePage(
            title="Tag der kommunalen Jobcenter im Vorjahr (Beispiel)",
            slug="tag-der-kommunalen-jobcenter-vorjahr-beispiel",
            starts_on=day - timedelta(days=364),
            place="Berlin",
            intro="Vorträge, Werkstätten und viele Gespräche: So war der Tag im vorigen Jahr.",
        ),
        coordinator,
    )
    items = [
        ("10:00", "Begrüßung (Beispiel)", "Kim Beispiel, Deutscher Landkreistag"),
        ("10:30", "Was Beratung leisten kann (Beispiel)", "Robin Beispiel, Deutscher Städtetag"),
        ("13:00", "Werkstätten: Erfahrungen aus sechs Jobcentern (Beispiel)", ""),
    ]
    programme = [
        {"type": "item", "value": {"starts_at": at, "title": title, "people": who, "note": ""}}
        for at, title, who in items
    ]
    _child(
        index,
        ConferencePage(
            title="Tag der kommunalen Jobcenter (Beispiel)",
            slug="tag-der-kommunalen-jobcenter-beispiel",
            starts_on=day,
            place="Berlin",
            intro="Einmal im Jahr treffen sich die kommunalen Jobcenter und sprechen über ihre Arbeit.",
            programme=json.dumps(programme),
        ),
        coordinator,
    )


def _event(
    centre: Jobcenter,
    text: EventText,
    aktion: AktionPage | None,
    people: People,
    *,
    ask: Jobcenter | None = None,
    only_together: bool = False,
) -> None:
    """Make one event as its Redaktion would; who is asked for a public one agrees."""
    officer = people.officers[centre.slug]
    section = Page.objects.get(pk=centre.section_id).specific
    if section.get_children().filter(slug=text.slug).exists():
        return
    page = _page(centre, text, aktion, officer)
    section.add_child(instance=page)
    page.save_revision(user=officer)
    if ask is not None:
        hosting.ask(
            page, [ask], "Machen wir das zusammen? (Beispiel)", only_together=only_together, actor=officer
        )
    if text.live:
        for asked in page.co_hosts.all():
            hosting.answer(asked, CoHost.Says.YES, "Gern.", actor=people.officers[asked.centre.slug])
        _publish(page, officer)
    if aktion is not None and text.live:
        answer = aktion.answers.filter(centre=centre, answered_at=None).first()
        if answer is not None:
            answers.answer(answer, AktionAnswer.Says.YES, "", actor=officer)


def _page(centre: Jobcenter, text: EventText, aktion: AktionPage | None, officer: User) -> EventPage:
    return EventPage(
        title=text.title,
        slug=text.slug,
        kind=text.kind,
        intro=text.intro,
        starts_on=_monday() + timedelta(days=text.day),
        starts_at=text.starts_at,
        ends_at=text.ends_at,
        place_name="Beispielhaus, Saal 1",
        street="Beispielstraße 1",
        postcode="12345",
        town=centre.verwaltungssitz,
        access=ACCESS,
        contact_name="Beispiel-Team Veranstaltungen",
        contact_email="termine@beispiel.example",
        aktion=aktion,
        owner=officer,
        live=False,
        **text.fields,
    )


def _text(*texts: str) -> dict[str, Any]:
    return {"type": "text", "value": paragraphs(texts)}


def _child(parent: Page, page: Any, user: User) -> Any:
    """Add a page and publish it, unless one is there."""
    there = parent.get_children().filter(slug=page.slug).specific().first()
    if there is not None:
        return there
    page.owner, page.live = user, False
    Page.objects.get(pk=parent.pk).specific.add_child(instance=page)
    _publish(page, user)
    return type(page).objects.get(pk=page.pk)


def _monday() -> date:
    """The first Monday in eight weeks, or where the example was put before."""
    known = AktionPage.objects.filter(slug=AKTION).first()
    if known is not None:
        return known.starts_on
    day = timezone.localdate() + timedelta(weeks=8)
    return day - timedelta(days=day.weekday())


def _publish(page: Page, user: User) -> None:
    page.save_revision(user=user).publish(user=user)
