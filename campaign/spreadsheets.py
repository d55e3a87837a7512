"""Cells of downloads that no spreadsheet takes for formulas."""

from typing import Any

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def harmless(value: Any) -> str:
    """Return a cell that a spreadsheet shows and does not compute."""
    text = str(value)
    return f"'{text}" if text.startswith(FORMULA) else text
