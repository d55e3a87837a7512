"""The edit form of a story in the order in which one tells it, with examples and limits."""

from typing import Any

from django import forms
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel, TitleFieldPanel

from campaign.publishing.checks import anchor
from campaign.publishing.panels import ChecklistPanel
from campaign.publishing.steps import Step

# What a field expects, with its limit; the form puts it under the label.
HELP = {
    "title": "Kurz und ohne den vollen Namen der Person: Der Titel bleibt in Verweisen und Protokollen stehen.",
    "kind": "Danach ordnet die Website die Geschichten.",
    "place": "Wo die Geschichte spielt, zum Beispiel: Jülich. Höchstens 120 Zeichen.",
    "quote": (
        "Ein Satz, den die Person so gesagt hat. Er steht groß oben und endet mit dem, was bleibt. "
        "Höchstens 300 Zeichen. Zum Beispiel: Ich stehe wieder gern auf."
    ),
    "intro": "Ein bis zwei Sätze: wer, wo, was sich geändert hat. Höchstens 500 Zeichen.",
    "portrait": (
        "Hochformat 4:5 auf Augenhöhe, am Arbeitsplatz statt vor einer Wand. Beschreibung (Alternativtext) und "
        "Bildnachweis gehören zum Bild; ohne sie lässt sich die Geschichte nicht einreichen."
    ),
    "body": (
        "Drei bis sechs Abschnitte mit Zwischenüberschriften. Kurze Sätze, keine Abkürzungen, "
        "nichts, was die Person nicht über sich lesen möchte."
    ),
    "easy_text": (
        "Freiwillig: die ganze Geschichte noch einmal, in Leichter Sprache. Jeder Satz in einer eigenen Zeile, eine leere "
        "Zeile trennt Absätze. Nach dem Speichern steht oben, welche Zeile noch schwer ist. Sie wird zusammen mit der "
        "Geschichte geprüft und freigegeben."
    ),
    "topics": "Eins bis drei genügen. Über Themen finden Leserinnen und Leser die Geschichte.",
}


class PersonsPanel(Panel):
    """The formset that `StoryForm` carries, and how each person's consent stands; no cluster children (see Person)."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "stories/persons_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            return context | {"formset": self.form.persons, "idempotency_token": self.form.fresh_token()}


def _step(number: int, heading: str, *fields: Panel) -> MultiFieldPanel:
    return MultiFieldPanel(fields, heading=f"{number} · {heading}")


def _field(name: str, **kwargs: Any) -> FieldPanel:
    """A field that the check-list can lead to."""
    return FieldPanel(name, attrs={"id": anchor(name)}, **kwargs)


WHO, PEOPLE, WORDS, PICTURE = (
    Step("Wer, wo und worum", ("kind", "title", "slug", "place", "topics")),
    Step("Personen und Einwilligungen", ("persons",)),
    Step("Text", ("quote", "intro", "body")),
    Step("Bild", ("portrait",)),
)
STEPS = (WHO, PEOPLE, WORDS, PICTURE)

CONTENT_PANELS = [
    ChecklistPanel(),
    TitleFieldPanel("title", classname="title", heading="Titel"),
    _step(
        1,
        WHO.heading,
        _field("kind"),
        _field("place"),
        _field("topics", heading="Worum es geht", widget=forms.CheckboxSelectMultiple),
    ),
    PersonsPanel(heading=f"2 · {PEOPLE.heading}"),
    _step(3, WORDS.heading, _field("quote"), _field("intro"), _field("body", heading="Abschnitte")),
    _step(4, PICTURE.heading, _field("portrait", heading="Porträt")),
    MultiFieldPanel(
        [_field("easy_text", heading="Die Geschichte in Leichter Sprache")],
        heading="Freiwillig · Leichte Sprache",
    ),
]
