"""What a story needs before it may be submitted, approved and public. One list for form, check-list and guard."""

from collections.abc import Iterator
from datetime import date

from django.utils import timezone

from campaign.proofreading import terms, words
from campaign.publishing.checks import Finding, Level
from jobcenters.names import fold
from stories import wording
from stories.consents import rules
from stories.consents.rules import Channel, Giver
from stories.models import Person, StoryPage

REQUIRED = {
    "kind": "Bitte wählen Sie, wer erzählt.",
    "place": "Bitte nennen Sie den Ort.",
    "quote": "Bitte geben Sie den Satz ein, mit dem die Geschichte beginnt.",
    "intro": "Bitte schreiben Sie ein bis zwei Sätze als Einleitung.",
    "portrait": "Bitte wählen Sie ein Porträt.",
    "body": "Bitte schreiben Sie den Text der Geschichte.",
}


# Topics that nearly always mean data which Art. 9 DSGVO protects.
SPECIAL_TOPICS = {"gesundheit", "ankommen"}
PERHAPS_SPECIAL = (
    "Das Thema lässt vermuten, dass besondere Angaben vorkommen. Dann kreuzen Sie das bei der Person an."
)
# Shorter parts of a name are ordinary words („von“, „de“).
NAME_PART = 3


def story_findings(story: StoryPage) -> Iterator[Finding]:
    """Yield everything that blocks or warns, in the order of the form."""
    for field, text in REQUIRED.items():
        if not story.serializable_value(field):
            yield Finding(field, text)
    persons = _with_consents(story) if story.pk else []
    if not persons:
        yield Finding("persons", "Bitte nennen Sie mindestens eine Person, von der die Geschichte erzählt.")
    yield from _names(story, persons)
    yield from consent_findings(persons, story.appears_on or timezone.localdate())
    text = plain_text(story)
    for person in persons:
        yield from _real_name(person, text)
    topics = {topic.key for topic in story.topics.all()}
    if not topics:
        yield Finding("topics", "Ohne Thema ist die Geschichte schwer zu finden.", Level.WARNING)
    if topics & SPECIAL_TOPICS and not any(person.special for person in persons):
        yield Finding("persons", PERHAPS_SPECIAL, Level.WARNING)
    yield from _wording(text, timezone.localdate())


def _with_consents(story: StoryPage) -> list[Person]:
    """Return the persons of the story; the form may have asked for them already."""
    if "persons" in getattr(story, "_prefetched_objects_cache", {}):
        return list(story.persons.all())
    return list(story.persons.prefetch_related("consents"))


def consent_findings(persons: list[Person], day: date) -> Iterator[Finding]:
    """Yield what keeps people off the website on this day: missing consents, and more of a name than minors may show."""
    for person in persons:
        portrayed = person.as_portrayed()
        for gap in rules.missing(portrayed, Channel.WEB, day):
            yield Finding("persons", gap.text)
        if not rules.is_adult(portrayed, day) and _shows_surname(person):
            yield Finding(
                "persons", f"{person.shown_name} ist minderjährig: Der Nachname darf nicht erscheinen."
            )


def plain_text(story: StoryPage) -> str:
    """Return all that a reader reads, a line for each piece."""
    pieces = [story.title, story.quote, story.intro]
    if story.body:
        pieces += story.body.stream_block.get_searchable_content(story.body)
    return "\n".join([*pieces, story.easy_text])


def _names(story: StoryPage, persons: list[Person]) -> Iterator[Finding]:
    """Titles and addresses outlive a withdrawal in logs and links: they must not hold a full name."""
    for person in persons:
        words = fold(person.shown_name).split()
        if len(words) < 2:
            continue
        if set(words) <= set(fold(story.title).split()):
            yield Finding("title", "Der Titel darf keinen vollen Namen enthalten.")
        if set(words) <= set(fold(story.slug).split()):
            yield Finding("slug", "Die Adresse der Seite darf keinen vollen Namen enthalten.")


def _shows_surname(person: Person) -> bool:
    surnames = {
        parts[-1]
        for consent in person.consents.all()
        if not consent.replaced_by_id and len(parts := fold(consent.giver_name).split()) > 1
    }
    return person.name_form == Person.NameForm.FULL or bool(surnames & set(fold(person.shown_name).split()))


def _real_name(person: Person, text: str) -> Iterator[Finding]:
    """The text must not say more of a name than was agreed to; for minors that blocks."""
    if person.name_form == Person.NameForm.FULL:
        return
    shown, said = set(fold(person.shown_name).split()), set(fold(text).split())
    for consent in person.consents.all():
        if consent.replaced_by_id:
            continue
        parts = fold(consent.giver_name).split()
        if consent.giver != Giver.SELF.value:
            parts = parts[-1:]
        told = sorted(part for part in set(parts) - shown if len(part) >= NAME_PART and part in said)
        if told:
            adult = rules.is_adult(person.as_portrayed(), timezone.localdate())
            sentence = f"Im Text steht „{told[0].title()}“. Gezeigt werden soll nur „{person.shown_name}“."
            yield Finding("body", sentence, Level.WARNING if adult else Level.BLOCKER)
            return


def _wording(text: str, today: date) -> Iterator[Finding]:
    outdated = {hit.term.key: hit for hit in words.find(text, terms.current(), today)}
    for hit in outdated.values():
        yield Finding("body", f"„{hit.word}“ heißt heute „{hit.term.instead}“.", Level.WARNING)
    if beginnings := wording.long_sentences(text):
        yield Finding(
            "body", f"Dieser Satz ist lang: „{beginnings[0]} …“ Machen Sie zwei daraus.", Level.WARNING
        )
    measure = wording.lix(text)
    if measure is not None and measure > wording.LIX_LIMIT:
        how = f"LIX {measure}, gut ist bis {wording.LIX_LIMIT}"
        yield Finding(
            "body",
            f"Der Text liest sich schwer ({how}): Kürzere Sätze und Wörter helfen.",
            Level.WARNING,
        )
