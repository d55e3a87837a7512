"""What a story needs before it may be submitted, approved and public. One list for form, check-list and guard."""

from collections.abc import Iterator

from campaign.publishing.checks import Finding, Level
from jobcenters.names import fold
from stories.models import Person, StoryPage

REQUIRED = {
    "kind": "Bitte wählen Sie, wer erzählt.",
    "place": "Bitte nennen Sie den Ort.",
    "quote": "Bitte geben Sie den Satz ein, mit dem die Geschichte beginnt.",
    "intro": "Bitte schreiben Sie ein bis zwei Sätze als Einleitung.",
    "portrait": "Bitte wählen Sie ein Porträt.",
    "body": "Bitte schreiben Sie den Text der Geschichte.",
}


def story_findings(story: StoryPage) -> Iterator[Finding]:
    """Yield everything that blocks or warns, in the order of the form."""
    for field, text in REQUIRED.items():
        if not getattr(story, field):
            yield Finding(field, text)
    persons = list(story.persons.all())
    if not persons:
        yield Finding("persons", "Bitte nennen Sie mindestens eine Person, von der die Geschichte erzählt.")
    yield from _names(story, persons)
    if not story.topics.all():
        yield Finding("topics", "Ohne Thema ist die Geschichte schwer zu finden.", Level.WARNING)


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
