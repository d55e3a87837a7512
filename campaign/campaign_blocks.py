"""Building blocks of the campaign's own pages: what only the Koordination needs."""

from datetime import date
from typing import Any

from wagtail import blocks

from campaign.blocks import Group
from campaign.page_blocks import PageBodyBlock


class StatementBlock(blocks.TextBlock):
    """One sentence that carries the page."""

    class Meta:
        group = Group.TEXT
        icon = "bold"
        label = "Kernsatz"
        description = "Ein Satz, der hängen bleiben soll. Höchstens einer je Seite."
        template = "blocks/statement.html"
        preview_value = "Niemand erzählt dieselbe Geschichte an fünf Stellen."


class PrincipleBlock(blocks.StructBlock):
    """A strength: its name, and what it means in practice."""

    title = blocks.CharBlock(label="Name", max_length=120)
    text = blocks.TextBlock(label="Was das heißt", max_length=600)

    class Meta:
        icon = "pick"
        label = "Grundsatz"
        form_classname = "struct-block"


class PrinciplesBlock(blocks.ListBlock):
    """Strengths or principles in order, told with words, not icons."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(PrincipleBlock(), min_num=1, max_num=8, **kwargs)

    class Meta:
        group = Group.TEXT
        icon = "list-ol"
        label = "Grundsätze"
        description = "Nummerierte Stärken oder Grundsätze, jeder mit Name und Erklärung."
        template = "blocks/principles.html"
        preview_value = [
            {"title": "Kurze Wege", "text": "Wohnhilfe und Schuldnerberatung gehören zur selben Verwaltung."},
            {"title": "Rasche Entscheidungen", "text": "Entschieden wird im Landkreis und in der Stadt."},
        ]


class SourceBlock(blocks.StructBlock):
    """Where the facts of the text above come from."""

    text = blocks.CharBlock(label="Quelle", max_length=250)
    url = blocks.URLBlock(label="Adresse", required=False)
    day = blocks.DateBlock(label="Vom", required=False)

    class Meta:
        group = Group.FACTS
        icon = "info-circle"
        label = "Quelle"
        description = "Woher die Angaben darüber stammen, mit Datum."
        template = "blocks/source.html"
        preview_value = {
            "text": "Deutscher Städtetag, gemeinsame Mitteilung",
            "url": "",
            "day": date(2019, 8, 21),
        }


class CampaignBodyBlock(PageBodyBlock):
    """The text of a campaign page: all of `PageBodyBlock`, and what only the Koordination needs."""

    statement = StatementBlock(max_length=240)
    principles = PrinciplesBlock()
    source = SourceBlock()
