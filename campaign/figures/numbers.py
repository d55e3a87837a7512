"""Reads the number in a value as it stands on the page: „mehr als 250.000“, „1,5 Millionen“, „von 407 Jobcentern“."""

import re
from decimal import Decimal
from typing import Final

SCALES: Final = {
    "Tausend": 1_000,
    "Million": 1_000_000,
    "Millionen": 1_000_000,
    "Mio": 1_000_000,
    "Milliarde": 1_000_000_000,
    "Milliarden": 1_000_000_000,
}
# German notation: points between groups of three digits, a comma before decimals.
NUMBER = r"(?P<number>-?\d{1,3}(?:\.\d{3})+(?:,\d+)?|-?\d+(?:,\d+)?)"
VALUE = re.compile(rf"(?<![\d.,]){NUMBER}(?![\d.,]*\d)(?:\s+(?P<scale>{'|'.join(SCALES)})\b)?")
WHOLE = re.compile(rf"\bvon\s+(?:insgesamt\s+)?{NUMBER}(?![\d.,]*\d)(?:\s+(?P<scale>{'|'.join(SCALES)})\b)?")


def as_number(text: str) -> Decimal | None:
    """Return the first number of a text with its scale word; None where there is none in German notation."""
    return _number(VALUE.search(text))


def whole_of(unit: str) -> Decimal | None:
    """Return what a value is a part of („von 407 Jobcentern“ is 407); None where the unit names no whole."""
    return _number(WHOLE.search(unit))


def share(value: str, unit: str) -> float | None:
    """Return value divided by the whole its unit names, between 0 and 1; None where that makes no sense."""
    part, whole = as_number(value), whole_of(unit)
    if part is None or not whole or not 0 <= part <= whole:
        return None
    return float(part / whole)


def _number(found: re.Match[str] | None) -> Decimal | None:
    if found is None:
        return None
    number = Decimal(found["number"].replace(".", "").replace(",", "."))
    return number * SCALES.get(found["scale"] or "", 1)
