"""Downloads for spreadsheets, with cells that no spreadsheet takes for formulas."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.utils.encoding import force_str
from wagtail.admin.views.mixins import SpreadsheetExportMixin

from campaign.printable import printable

# The wide ones of East Asian keyboards begin a formula, too.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
BYTE_ORDER_MARK = "\ufeff"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Row = Sequence[Any]


def harmless(value: Any) -> str:
    """Return a cell that a spreadsheet shows and does not compute; what XML forbids would break the whole file."""
    text = printable(str(value))
    return f"'{text}" if text.startswith(FORMULA) else text


def tame_wagtail() -> None:
    """Let the tables of Wagtail's own lists hold no formulas either: its Excel files do not, its CSV files would."""
    prepare = SpreadsheetExportMixin.preprocess_field_value

    def prepared(view: Any, field: str, value: Any, export_format: str) -> Any:
        text = force_str(prepare(view, field, value, export_format), strings_only=True)
        return harmless(text) if isinstance(text, str) else text

    SpreadsheetExportMixin.preprocess_field_value = prepared


def csv_download(name: str, rows: Iterable[Row]) -> StreamingHttpResponse:
    """Return a CSV file; semicolons and the mark at its beginning are what German spreadsheets expect.

    name: of the file, without ending. rows: the first one is the heading; read while they are sent.
    """
    return StreamingHttpResponse(
        _lines(rows), content_type="text/csv; charset=utf-8", headers=_attachment(f"{name}.csv")
    )


def xlsx_download(name: str, rows: Iterable[Row]) -> HttpResponse:
    """Return an Excel file with one sheet; whole numbers stay numbers, all else is text (see `csv_download`)."""
    # Loaded when somebody wants a table: 20 MB that the other answers do without.
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    def text(value: Any) -> WriteOnlyCell:
        # Said, not guessed: „#DIV/0!“ would become an error.
        cell = WriteOnlyCell(sheet, harmless(value))
        cell.data_type = "s"
        return cell

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Tabelle")
    for row in rows:
        sheet.append([cell if isinstance(cell, int) else text(cell) for cell in row])
    target = BytesIO()
    book.save(target)
    return HttpResponse(target.getvalue(), content_type=XLSX, headers=_attachment(f"{name}.xlsx"))


class _Line:
    """What csv.writer writes to: it hands each line back."""

    def write(self, text: str) -> str:
        return text


def _lines(rows: Iterable[Row]) -> Iterator[str]:
    writer = csv.writer(_Line(), delimiter=";")
    yield BYTE_ORDER_MARK
    for row in rows:
        yield writer.writerow([harmless(cell) for cell in row])


def _attachment(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"'}
