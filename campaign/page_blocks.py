"""Building blocks of pages that are no stories: the campaign's own and those in a centre's section."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.documents import get_document_model
from wagtail.documents.blocks import DocumentChooserBlock

from campaign import teasers
from campaign.blocks import EXAMPLE_PICTURE, TEXT_FEATURES, BodyBlock, Context, Group, StepBlock, WithExample
from campaign.contacts import check_phone, tel_uri
from campaign.figure_blocks import FiguresBlock
from campaign.tables import TableBlock

EXAMPLE_STORY: Context = {
    "title": "Um sechs steht der Kaffee auf dem Tisch",
    "url": "#",
    "quote": "Ich stehe wieder gern auf.",
    "kind_label": "Hat Arbeit gefunden",
    "centre_name": "Jobcenter Beispielkreis",
    "land": "Hessen",
    "picture": EXAMPLE_PICTURE,
}
EXAMPLE_EVENT: Context = {
    "title": "Tag der offenen Tür (Beispiel)",
    "url": "#",
    "when": "Donnerstag, 7. Mai 2026, 10 bis 16 Uhr",
    "where": "Beispielhaus, Musterstadt",
    "host_names": "Jobcenter Beispielkreis",
    "kind_label": "Offene Tür",
}
NOT_PUBLIC = "Diese Geschichte ist nicht öffentlich. Wählen Sie eine andere, oder entfernen Sie sie hier."


class StepsBlock(blocks.ListBlock):
    """A way in steps, in their order."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(StepBlock(), min_num=2, max_num=8, **kwargs)

    class Meta:
        icon = "list-ol"
        group = Group.TEXT
        label = "Schritte"
        description = "Ein Weg in zwei bis acht Schritten, zum Beispiel bis zum ersten Gespräch."
        template = "blocks/steps.html"
        preview_value = [
            {"title": "Ankommen", "text": "Sie nennen Ihr Anliegen. Eine Person bleibt für Sie zuständig."},
            {"title": "Planen", "text": "Sie legen zusammen fest, was als Nächstes hilft."},
            {"title": "Anfangen", "text": "Auch nach dem ersten Arbeitstag ist jemand für Sie da."},
        ]


class StoryBlock(blocks.PageChooserBlock):
    """One story. Which pages are stories, the app above says."""

    @property
    def target_models(self) -> list[type]:
        return teasers.page_types()

    class Meta:
        label = "Geschichte"


class StoryChoiceBlock(blocks.StructBlock):
    """A story by its page; the name of the field tells the gate what is chosen."""

    page = StoryBlock()

    class Meta:
        icon = "doc-full-inverse"
        label = "Geschichte"

    def clean(self, value: Any) -> Any:
        """Refuse what no visitor would see."""
        cleaned = super().clean(value)
        page = cleaned.get("page")
        if page and not teasers.cards([page.pk]):
            raise blocks.StructBlockValidationError(block_errors={"page": ValidationError(NOT_PUBLIC)})
        return cleaned


class StoriesBlock(WithExample, blocks.ListBlock):
    """Stories chosen by hand. Asked again with every visit: what is withdrawn leaves no hole."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(StoryChoiceBlock(), min_num=1, max_num=3, **kwargs)

    class Meta:
        icon = "group"
        group = Group.ONWARD
        label = "Geschichten"
        description = "Eine bis drei Geschichten aus „Menschen vor Ort“. Wird eine zurückgezogen, verschwindet sie hier."
        template = "blocks/stories.html"
        preview_value: list[Any] = [{"page": None}]

    def get_context(self, value: Any, parent_context: Context | None = None) -> Context:
        context = super().get_context(value, parent_context=parent_context)
        if context.get("is_example"):
            return context | {"cards": [EXAMPLE_STORY]}
        chosen = [one["page"].pk for one in value if one["page"]]
        return context | {"cards": teasers.cards(chosen, context.get("request")) if chosen else []}


class EventsBlock(WithExample, blocks.StructBlock):
    """The next public events of all centres, asked with every visit; nothing when there are none."""

    number = blocks.ChoiceBlock(label="Wie viele", choices=[("3", "drei"), ("6", "sechs")], default="3")

    class Meta:
        icon = "date"
        group = Group.ONWARD
        label = "Nächste Termine"
        description = "Die nächsten Termine aus „Aktionen“. Was vorbei ist, verschwindet von selbst."
        template = "blocks/events.html"
        preview_value = {"number": "3"}

    def get_context(self, value: Any, parent_context: Context | None = None) -> Context:
        context = super().get_context(value, parent_context=parent_context)
        return context | {"number": int(value["number"] or 3), "examples": [EXAMPLE_EVENT]}


class ActionBlock(WithExample, blocks.StructBlock):
    """The way on: one button to a page of the site."""

    text = blocks.CharBlock(label="Satz davor", required=False, max_length=200)
    page = blocks.PageChooserBlock(label="Seite")
    label = blocks.CharBlock(
        label="Aufschrift",
        max_length=60,
        help_text="Was geschieht, zum Beispiel „Jobcenter finden“, nicht „Hier“.",
    )

    class Meta:
        group = Group.ONWARD
        icon = "link"
        label = "Knopf"
        description = "Führt zu einer Seite dieser Website. Die Aufschrift sagt, was geschieht."
        template = "blocks/action.html"
        preview_value = {
            "text": "Wie das aussieht, erzählen andere.",
            "page": None,
            "label": "Geschichten lesen",
        }

    def get_context(self, value: Any, parent_context: Context | None = None) -> Context:
        context = super().get_context(value, parent_context=parent_context)
        page = value.get("page")
        url = page.get_url(context.get("request")) if page and page.live else ""
        return context | {"url": url or ("/" if context.get("is_example") else "")}


class ContactBlock(blocks.StructBlock):
    """Whom to ask."""

    office = blocks.CharBlock(label="Stelle", max_length=120)
    name = blocks.CharBlock(label="Name", required=False, max_length=120)
    phone = blocks.CharBlock(
        label="Telefon",
        required=False,
        max_length=40,
        validators=[check_phone],
        help_text="Zum Beispiel 030 23125-100",
    )
    email = blocks.EmailBlock(label="E-Mail", required=False)

    class Meta:
        group = Group.ONWARD
        icon = "user"
        label = "Kontakt"
        description = "Stelle oder Person mit Telefon und E-Mail."
        template = "blocks/contact.html"
        preview_value = {
            "office": "Beispiel-Pressestelle",
            "name": "Kim Beispiel",
            "phone": "030 23125-100",
            "email": "presse@beispiel.example",
        }

    def get_context(self, value: Any, parent_context: Context | None = None) -> Context:
        context = super().get_context(value, parent_context=parent_context)
        return context | {"contact": {**value, "phone_uri": tel_uri(value.get("phone") or "")}}


class DownloadBlock(blocks.StructBlock):
    """A document; kind and size are said before anybody loads it."""

    document = DocumentChooserBlock(label="Dokument")
    text = blocks.CharBlock(label="Was darin steht", required=False, max_length=200)

    class Meta:
        group = Group.ONWARD
        icon = "download"
        label = "Download"
        description = "Ein Dokument zum Herunterladen, mit Art und Größe."
        template = "blocks/download.html"

    def get_preview_value(self) -> Any:
        document = get_document_model()(
            title="Beispiel: Faltblatt", file="documents/beispiel.pdf", file_size=412_000
        )
        return self.normalize({"document": document, "text": "Zwei Seiten, zum Ausdrucken"})

    def get_context(self, value: Any, parent_context: Context | None = None) -> Context:
        context = super().get_context(value, parent_context=parent_context)
        document = value.get("document")
        shown = document is not None and not document.licence_has_ended
        return context | {"shown": shown, "kind": document.file_extension.upper() if shown else ""}


class FoldOutBlock(blocks.StructBlock):
    """A definition or answer that opens on request."""

    title = blocks.CharBlock(label="Frage oder Begriff", max_length=160)
    # The name tells the gate that this part of a form is rich text.
    richtext = blocks.RichTextBlock(label="Antwort", features=TEXT_FEATURES)

    class Meta:
        group = Group.TEXT
        icon = "help"
        label = "Zum Aufklappen"
        description = (
            "Eine Frage oder ein Begriff; die Antwort öffnet sich auf Wunsch. Gedruckt steht sie da."
        )
        template = "blocks/fold_out.html"
        preview_value = {
            "title": "Was ist eine gemeinsame Einrichtung?",
            "richtext": "<p>Ein Jobcenter, das eine Kommune und die Bundesagentur für Arbeit zusammen führen.</p>",
        }


class PageBodyBlock(BodyBlock):
    """The text of a page that is no story: all of `BodyBlock`, and what explains, proves and leads on."""

    steps = StepsBlock()
    fold_out = FoldOutBlock()
    table = TableBlock()
    figures = FiguresBlock()
    stories = StoriesBlock()
    events = EventsBlock()
    action = ActionBlock()
    contact = ContactBlock()
    download = DownloadBlock()
