"""All public figures as a CSV file: each row carries its source, its date and the licence."""

import csv
from collections.abc import Iterator
from typing import Any, Final

from django.http import HttpResponse

from campaign.figures.centres import of_groups
from campaign.figures.numbers import as_number
from campaign.models.figures import Kennzahl
from campaign.spreadsheets import harmless

# The last part of its address below „Zahlen & Fakten“, and the name it is kept under.
PATH: Final = "csv"
FILE_NAME: Final = "kennzahlen.csv"
LICENCE: Final = "CC BY 4.0 (Zusammenstellung; bitte Quelle und Stand nennen)"
COLUMNS: Final = (
    *("kuerzel", "ebene", "ort", "wert", "zahl", "einheit", "was_gezaehlt_wird", "definition"),
    *("stand", "aelter_als_24_monate", "quelle", "quelle_url", "adresse", "lizenz"),
)


def answer(page_url: str) -> HttpResponse:
    """Return the download. page_url: full address of „Zahlen & Fakten“, which every row leads to."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{FILE_NAME}"'
    writer = csv.writer(response)
    writer.writerow(COLUMNS)
    writer.writerows([harmless(cell) for cell in row] for row in _rows(page_url))
    return response


def _rows(page_url: str) -> Iterator[tuple[Any, ...]]:
    figures = list(Kennzahl.objects.public())
    centres = of_groups(figure.group_id for figure in figures if figure.group_id)
    for figure in figures:
        number = as_number(figure.value)
        place = figure.get_land_display() if figure.land else figure.get_level_display()
        if figure.group_id in centres:
            place = centres[figure.group_id].name
        yield (
            *(figure.key, figure.level, place, figure.value),
            "" if number is None else f"{number.normalize():f}",
            *(figure.unit, figure.label, figure.definition, figure.as_of.isoformat()),
            "ja" if figure.is_outdated() else "nein",
            *(figure.source, figure.source_url, f"{page_url}#{figure.key}", LICENCE),
        )
