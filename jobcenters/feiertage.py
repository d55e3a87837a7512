"""Public holidays of the Länder, and the days on which nobody outside can know whether an office is open.

Source: the holiday laws of the Länder (Feiertagsgesetze) as in force since 2023. A test compares every Land and year
with the library `holidays`; why that library does not run on the site: docs/entscheidungen/0012.
"""

from datetime import date, timedelta
from functools import cache
from typing import Final

from jobcenters.laender import LAENDER

_EVERYWHERE: Final = ((1, 1), (5, 1), (10, 3), (12, 25), (12, 26))
_EASTER_EVERYWHERE: Final = (-2, 1, 39, 50)
_ON_A_DATE: Final = {
    (1, 6): "BW BY ST",
    (3, 8): "BE MV",
    (8, 15): "SL",
    (9, 20): "TH",
    (10, 31): "BB HB HH MV NI SH SN ST TH",
    (11, 1): "BW BY NW RP SL",
}
_AFTER_EASTER: Final = {0: "BB", 49: "BB", 60: "BW BY HE NW RP SL"}
# Fronleichnam and Mariä Himmelfahrt: a holiday in some municipalities of these Länder only.
_SOME_PLACES_AFTER_EASTER: Final = {60: "SN TH"}
_SOME_PLACES_ON_A_DATE: Final = {(8, 15): "BY"}
_OFTEN_CLOSED: Final = ((12, 24), (12, 31))


@cache
def holidays(land_code: str, year: int) -> frozenset[date]:
    """The public holidays of a Land (ISO 3166-2, „DE-HE“) that hold in all of it. ValueError for an unknown Land."""
    land = _short(land_code)
    easter = easter_sunday(year)
    days = {date(year, month, day) for month, day in _EVERYWHERE}
    days |= {date(year, month, day) for (month, day), where in _ON_A_DATE.items() if land in where.split()}
    days |= {easter + timedelta(days=offset) for offset in _EASTER_EVERYWHERE}
    days |= {
        easter + timedelta(days=offset) for offset, where in _AFTER_EASTER.items() if land in where.split()
    }
    if land == "SN":
        days.add(_repentance_day(year))
    return frozenset(days)


@cache
def uncertain_days(land_code: str, year: int) -> frozenset[date]:
    """Days that are a holiday in parts of the Land, or on which many offices close without one."""
    land = _short(land_code)
    easter = easter_sunday(year)
    days = {date(year, month, day) for month, day in _OFTEN_CLOSED}
    days |= {
        easter + timedelta(days=offset)
        for offset, where in _SOME_PLACES_AFTER_EASTER.items()
        if land in where.split()
    }
    days |= {
        date(year, month, day)
        for (month, day), where in _SOME_PLACES_ON_A_DATE.items()
        if land in where.split()
    }
    return frozenset(days)


def easter_sunday(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (algorithm of Meeus, Jones and Butcher, Nature 1876)."""
    golden = year % 19
    century, rest = divmod(year, 100)
    leap, leap_rest = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap - correction + 15) % 30
    weekday = (32 + 2 * leap_rest + 2 * (rest // 4) - epact - rest % 4) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def _repentance_day(year: int) -> date:
    """Buß- und Bettag: the Wednesday before 23 November."""
    latest = date(year, 11, 22)
    return latest - timedelta(days=(latest.weekday() - 2) % 7)


def _short(land_code: str) -> str:
    if land_code not in LAENDER:
        raise ValueError(f"Kein Land: {land_code}")
    return land_code.removeprefix("DE-")
