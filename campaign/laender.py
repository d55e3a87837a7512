"""The 16 Länder: ISO 3166-2 code, name, first two digits of the AGS (Kreisschlüssel)."""

from typing import Final, NamedTuple


class Land(NamedTuple):
    """One Bundesland; `ags_prefix` are the two digits every Kreisschlüssel of that Land begins with."""

    code: str
    name: str
    ags_prefix: str


LAENDER: Final[dict[str, Land]] = {
    land.code: land
    for land in (
        Land("DE-BW", "Baden-Württemberg", "08"),
        Land("DE-BY", "Bayern", "09"),
        Land("DE-BE", "Berlin", "11"),
        Land("DE-BB", "Brandenburg", "12"),
        Land("DE-HB", "Bremen", "04"),
        Land("DE-HH", "Hamburg", "02"),
        Land("DE-HE", "Hessen", "06"),
        Land("DE-MV", "Mecklenburg-Vorpommern", "13"),
        Land("DE-NI", "Niedersachsen", "03"),
        Land("DE-NW", "Nordrhein-Westfalen", "05"),
        Land("DE-RP", "Rheinland-Pfalz", "07"),
        Land("DE-SL", "Saarland", "10"),
        Land("DE-SN", "Sachsen", "14"),
        Land("DE-ST", "Sachsen-Anhalt", "15"),
        Land("DE-SH", "Schleswig-Holstein", "01"),
        Land("DE-TH", "Thüringen", "16"),
    )
}


def in_land(name: str) -> str:
    """Return the Land after „in“: „in Hessen“, „im Saarland“."""
    return f"im {name}" if name == "Saarland" else f"in {name}"
