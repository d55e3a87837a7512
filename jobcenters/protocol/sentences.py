"""Entries of the log as German sentences; what is said is data (sentences.toml)."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

TABLE = Path(__file__).with_name("sentences.toml")


@cache
def _table() -> dict[str, dict[str, str]]:
    return tomllib.loads(TABLE.read_text())


def groups() -> dict[str, str]:
    """Return first part of an action -> its heading, in the order of the filter."""
    return _table()["groups"]


def sentence(action: str, data: Any, what: str) -> str:
    """Return what an entry says after the name of who acted; the key of the action when nobody has put it in words.

    data: the entry's, any JSON. what: the object as the reader may know it, "" when there is none.
    """
    known = _table()["sentences"]
    flags = [key for key, value in data.items() if value is True] if isinstance(data, Mapping) else []
    text = next(
        (known[f"{action}/{flag}"] for flag in flags if f"{action}/{flag}" in known), known.get(action)
    )
    return text.replace("{what}", what or "etwas") if text else f"{action} {what}".strip()
