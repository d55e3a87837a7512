"""The block for tables: with a caption and a heading for each column, as screen readers need them."""

from typing import Any

from django.core.exceptions import BadRequest
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import (
    TypedTable,
    TypedTableBlock,
    TypedTableBlockValidationError,
)

from campaign.blocks import Group

MAX_COLUMNS, MAX_ROWS = 6, 60
NO_CAPTION = "Bitte schreiben Sie eine Überschrift für die Tabelle. Sie sagt, was darin steht."
NO_HEADING = "Bitte geben Sie jeder Spalte eine Überschrift."
NO_ROWS = "Die Tabelle ist leer. Bitte legen Sie Spalten und Zeilen an."
TOO_LARGE = f"Höchstens {MAX_COLUMNS} Spalten und {MAX_ROWS} Zeilen. Teilen Sie die Tabelle, oder bieten Sie eine Datei an."


class CellBlock(blocks.CharBlock):
    """Words in a cell."""

    class Meta:
        icon = "pilcrow"
        label = "Wörter"


class NumberCellBlock(blocks.CharBlock):
    """A number in a cell as it is to be read („1.234,5“); stands to the right."""

    class Meta:
        icon = "order"
        label = "Zahlen"


class TableBlock(TypedTableBlock):
    """A table of words and numbers. The first column names the rows."""

    # The gate takes a block called „text“ for rich text.
    words = CellBlock(required=False, max_length=200)
    number = NumberCellBlock(required=False, max_length=30)

    class Meta:
        icon = "table"
        group = Group.FACTS
        label = "Tabelle"
        description = "Angaben in Zeilen und Spalten. Jede Spalte hat eine Überschrift, die erste Spalte benennt die Zeile."
        template = "blocks/table.html"
        preview_value = {
            "caption": "Sprechzeiten im Beispielhaus",
            "columns": [{"type": "words", "heading": "Tag"}, {"type": "number", "heading": "Uhrzeit"}],
            "rows": [
                {"values": ["Montag bis Mittwoch", "8–12"]},
                {"values": ["Donnerstag", "8–12, 14–17"]},
            ],
        }

    def value_from_datadict(self, data: Any, files: Any, prefix: str) -> TypedTable:
        """As in Wagtail; what no form of ours sends is a bad request, not an error of ours."""
        try:
            return super().value_from_datadict(data, files, prefix)
        except (KeyError, ValueError) as error:
            raise BadRequest from error

    def clean(self, value: TypedTable) -> TypedTable:
        cleaned = super().clean(value)
        if problems := [] if self.is_deferred_validation else list(_problems(cleaned)):
            raise TypedTableBlockValidationError(non_block_errors=problems)
        return cleaned

    def get_context(self, value: TypedTable, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        columns = [
            {"heading": column["heading"], "is_number": isinstance(column["block"], NumberCellBlock)}
            for column in value.columns
        ]
        rows = [list(zip(columns, row["values"], strict=True)) for row in value.row_data]
        context = super().get_context(value, parent_context=parent_context)
        return context | {"table": {"caption": value.caption, "columns": columns, "rows": rows}}


def _problems(table: TypedTable) -> list[str]:
    if not table.columns or not table.row_data:
        return [NO_ROWS]
    too_large = len(table.columns) > MAX_COLUMNS or len(table.row_data) > MAX_ROWS
    found = {
        NO_CAPTION: not (table.caption or "").strip(),
        NO_HEADING: not all((column["heading"] or "").strip() for column in table.columns),
        TOO_LARGE: too_large,
    }
    return [words for words, is_so in found.items() if is_so]
