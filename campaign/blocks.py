"""Building blocks of page texts; each has icon, label and description, and its template under templates/blocks/."""

from wagtail import blocks
from wagtail.images.blocks import ImageBlock

TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link"]


class HeadingBlock(blocks.CharBlock):
    """A subhead; the page's title is the only h1."""

    class Meta:
        icon = "title"
        label = "Zwischenüberschrift"
        description = "Gliedert den Text in Abschnitte."
        template = "blocks/heading.html"
        preview_value = "Der erste Tag"


class TextBlock(blocks.RichTextBlock):
    """Paragraphs, lists and links."""

    class Meta:
        icon = "pilcrow"
        label = "Text"
        description = "Absätze, Listen und Links."
        template = "blocks/text.html"
        preview_value = "<p>Um sieben beginnt die Schicht. Um sechs steht der Kaffee auf dem Tisch.</p>"


class QuoteBlock(blocks.StructBlock):
    """What somebody said."""

    text = blocks.TextBlock(label="Zitat", max_length=400)
    by = blocks.CharBlock(label="Wer das sagt", required=False, max_length=120)

    class Meta:
        icon = "openquote"
        label = "Zitat"
        description = "Ein Satz, den jemand gesagt hat."
        template = "blocks/quote.html"
        preview_value = {"text": "Ich stehe wieder gern auf.", "by": "Beispiel-Person"}


class PictureBlock(blocks.StructBlock):
    """A picture with its alternative text and caption."""

    image = ImageBlock(label="Bild")
    caption = blocks.CharBlock(label="Bildunterschrift", required=False, max_length=250)

    class Meta:
        icon = "image"
        label = "Bild"
        description = "Ein Bild mit Alternativtext und Bildunterschrift."
        template = "blocks/picture.html"


class BodyBlock(blocks.StreamBlock):
    """The text of a page."""

    heading = HeadingBlock()
    text = TextBlock(features=TEXT_FEATURES)
    quote = QuoteBlock()
    picture = PictureBlock()

    class Meta:
        required = False


class StepBlock(blocks.StructBlock):
    """One step of „Hilfe aus einer Hand“."""

    title = blocks.CharBlock(label="Schritt", max_length=80)
    text = blocks.TextBlock(label="Beschreibung", max_length=300)

    class Meta:
        icon = "list-ol"
        label = "Schritt"
        description = "Ein Schritt auf dem Weg durch das Jobcenter."
        template = "blocks/step.html"
        preview_value = {
            "title": "Ankommen",
            "text": "Sie nennen Ihr Anliegen. Eine Person bleibt für Sie zuständig.",
        }
