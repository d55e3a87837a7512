"""The bodies of the Länder: entered from a file once, kept by the Koordination from then on."""

import tomllib
from pathlib import Path

from campaign.laender import LAENDER
from campaign.models.accessibility import Durchsetzungsstelle

TABLE = Path(__file__).with_name("durchsetzungsstellen.toml")


def enter_missing() -> None:
    """Add the body of each Land that has none yet; what somebody changed stays as it is."""
    known = set(Durchsetzungsstelle.objects.values_list("land", flat=True))
    table = tomllib.loads(TABLE.read_text())
    Durchsetzungsstelle.objects.bulk_create(
        Durchsetzungsstelle(land=code, position=position, **table[code])
        for position, code in enumerate(LAENDER, 1)
        if code not in known
    )


def body_of(code: str) -> Durchsetzungsstelle | None:
    """Return the body of a Land, by its ISO code; None where nobody entered one."""
    return Durchsetzungsstelle.objects.filter(land=code).first()
