"""What a change brings about, in sentences, before anybody decides; nothing is written."""

from collections.abc import Iterator
from datetime import date

from django.utils import timezone
from wagtail.models import Page

from campaign.accounts.german_dates import MONTHS
from campaign.counting import as_sentence, counted
from campaign.models import Kennzahl
from jobcenters import facts, kreise, names
from jobcenters.life import ending
from jobcenters.life.acts import Kind, Wanted
from jobcenters.models import Jobcenter


def of(centre: Jobcenter, wanted: Wanted) -> list[str]:
    """Return the effects of a change, the most important first."""
    sentences = {
        Kind.FACTS: _of_facts,
        Kind.MERGE: _of_merger,
        Kind.CLOSE: _of_closing,
        Kind.BORDER: _of_border,
    }[wanted.kind]
    return list(sentences(centre, wanted))


def day_in_words(day: date) -> str:
    """Return „1. Januar 2027“ for a date or a moment."""
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"


def addresses_of(centre: Jobcenter) -> int:
    """Count the public addresses of a centre: its section, what lies below, its folder and its stories."""
    return sum(
        Page.objects.descendant_of(part, inclusive=True).live().count()
        for part in (centre.section, centre.folder)
    )


def _of_facts(centre: Jobcenter, wanted: Wanted) -> Iterator[str]:
    when = f"Ab dem {day_in_words(wanted.effective_on)}"
    for name, value in facts.fields(wanted.values).items():
        if label := facts.LABELS.get(name):
            yield f"{when} gilt: {label} „{value}“." if value else f"{when} ist {label} leer."
    if "jobcenter_name" in wanted.values or "traeger" in wanted.values:
        yield f"Der Finder kennt weiter auch „{centre.name}“ und sagt dazu, wie es heute heißt."
    if wanted.values.get("slug", centre.slug) != centre.slug:
        number = counted(addresses_of(centre), "eine Adresse leitet", "Adressen leiten")
        yield f"{as_sentence(number)} für immer weiter, auch gedruckte. Geschichten brauchen keine neue Freigabe."


def _of_merger(centre: Jobcenter, wanted: Wanted) -> Iterator[str]:
    new = wanted.successor
    if new is None:
        return
    pages = ending.stories(centre)
    public = len([page for page in pages if page.live])
    stories = as_sentence(counted(len(pages), "eine Geschichte zieht", "Geschichten ziehen"))
    yield f"Ab dem {day_in_words(wanted.effective_on)} ist {new.name} zuständig. Der Finder sagt es von diesem Tag an."
    yield f"{stories} um zu {new.name}, davon öffentlich: {public}. Einwilligungen und Freigaben bleiben gültig."
    below = centre.section.get_children().count()
    yield f"{as_sentence(counted(below, 'eine Meldung oder Textseite zieht', 'Meldungen und Textseiten ziehen'))} um."
    files = sum(found.count() for found in ending.files_of(centre))
    yield f"{as_sentence(counted(files, 'eine Datei geht', 'Dateien gehen'))} in die Sammlung von {new.name} über."
    yield from _figures(centre)
    number = counted(addresses_of(centre) - 2, "eine Adresse leitet", "Adressen leiten")
    yield f"{as_sentence(number)} für immer weiter, auch gedruckte."
    yield f"Die Seite von {centre.name} bleibt und nennt Anschrift und Telefon von {new.name}."
    yield _people(centre, new if wanted.values.get("people_follow") else None)
    yield _way_back(wanted)


def _of_closing(centre: Jobcenter, wanted: Wanted) -> Iterator[str]:
    where = names.in_kreis(centre.traeger)
    yield (
        f"Ab dem {day_in_words(wanted.effective_on)} ist {where} eine gemeinsame Einrichtung zuständig. "
        "Der Finder sagt es von diesem Tag an."
    )
    yield f"Die Seite von {centre.name} bleibt und nennt die Behördennummer 115."
    below = counted(
        centre.section.get_children().live().count(),
        "eine Meldung oder Textseite ist",
        "Meldungen und Textseiten sind",
    )
    yield f"{as_sentence(below)} danach nicht mehr öffentlich."
    yield from _figures(centre)
    public = len([page for page in ending.stories(centre) if page.live])
    stories = as_sentence(counted(public, "eine Geschichte bleibt", "Geschichten bleiben"))
    yield f"{stories} öffentlich, solange die Einwilligungen gelten. Um sie kümmert sich dann die Koordination."
    yield _people(centre, None)
    yield _way_back(wanted)


def _of_border(centre: Jobcenter, wanted: Wanted) -> Iterator[str]:
    target = next(one for one in kreise.alle_kreise() if one.ags == wanted.values["kreis"])
    places = wanted.values["places"]
    number = as_sentence(counted(len(places), "ein Ort gehört", "Orte gehören"))
    yield f"{number} im Finder ab dem {day_in_words(wanted.effective_on)} zu: {target.name}."
    yield f"Es entstehen Korrekturen des Finders: {', '.join(' '.join(place).strip() for place in places[:20])}."


def _figures(centre: Jobcenter) -> Iterator[str]:
    number = Kennzahl.objects.public().filter(group=centre.group_id).count()
    if number:
        figures = as_sentence(counted(number, "eine Kennzahl verschwindet", "Kennzahlen verschwinden"))
        yield f"{figures} von der Website: Gezählt wurde, was es dann nicht mehr gibt. Der Verlauf bleibt."


def _way_back(wanted: Wanted) -> str:
    if wanted.effective_on <= timezone.localdate():
        return "Das geschieht sofort und lässt sich nicht zurücknehmen."
    return "Bis zu diesem Tag können Sie es hier im Register absagen."


def _people(centre: Jobcenter, new: Jobcenter | None) -> str:
    number = len(ending.people_of(centre))
    if not number:
        return "Niemand verliert einen Zugang: Für das Jobcenter schreibt zurzeit niemand."
    if new is not None:
        people = as_sentence(counted(number, "eine Person arbeitet", "Personen arbeiten"))
        return f"{people} danach für {new.name}."
    people = as_sentence(counted(number, "eine Person verliert", "Personen verlieren"))
    return (
        f"{people} an diesem Tag den Zugang zu diesem Jobcenter und bekommt eine Nachricht."
        if number == 1
        else (f"{people} an diesem Tag den Zugang zu diesem Jobcenter und bekommen eine Nachricht.")
    )
