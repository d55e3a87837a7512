"""Bar charts from figures: one per thing that several Länder are counted for. No database."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.text import capfirst

from campaign.figures.numbers import as_number

# One bar alone compares nothing.
FEWEST = 2


@dataclass(frozen=True)
class Bar:
    """One row of a chart and of its table: whose figure, as written, and the length of its bar in percent."""

    name: str
    value: str
    percent: float
    as_of: date
    source: str
    source_url: str
    top: float

    @property
    def bar_top(self) -> float:
        """Where the bar begins below its words, in em."""
        return self.top + 1.55


@dataclass(frozen=True)
class Chart:
    """What components/bar_chart.html shows."""

    key: str
    unit: str
    label: str
    bars: tuple[Bar, ...]
    height: float
    definition: str
    # The one source of all bars, where there is but one.
    source: str
    source_url: str
    as_of: date | None
    outdated: bool

    @property
    def title(self) -> str:
        """What is compared."""
        return capfirst(f"{self.unit} {self.label}")


ROW = 3.1


def by_land(figures: Iterable[Any]) -> list[Chart]:
    """Return a chart for each (label, unit) counted for several Länder, longest bar first.

    figures: Kennzahl rows of the level Land; those without a number in their value are left out.
    """
    series: dict[tuple[str, str], list[tuple[Decimal, Any]]] = {}
    for figure in figures:
        number = as_number(figure.value)
        if number is not None and number >= 0:
            series.setdefault((figure.label, figure.unit), []).append((number, figure))
    return [_chart(title, rows) for title, rows in series.items() if len(rows) >= FEWEST]


def _chart(title: tuple[str, str], rows: list[tuple[Decimal, Any]]) -> Chart:
    label, unit = title
    rows = sorted(rows, key=lambda row: (-row[0], row[1].get_land_display()))
    longest = rows[0][0] or Decimal(1)
    bars = tuple(
        Bar(
            name=figure.get_land_display(),
            value=figure.value,
            percent=round(float(number / longest) * 100, 1),
            as_of=figure.as_of,
            source=figure.source,
            source_url=figure.source_url,
            top=round(place * ROW, 2),
        )
        for place, (number, figure) in enumerate(rows)
    )
    first = rows[0][1]
    is_one = len({(one.source, one.source_url, one.as_of) for _, one in rows}) == 1
    return Chart(
        key=first.key,
        unit=unit,
        label=label,
        bars=bars,
        height=round(len(rows) * ROW, 2),
        definition=first.definition,
        source=first.source if is_one else "",
        source_url=first.source_url if is_one else "",
        as_of=first.as_of if is_one else None,
        outdated=any(one.is_outdated() for _, one in rows),
    )
