"""Where a place lies on our map of Germany.

Lambert's conformal conic projection with the parallels that German survey offices use for maps of the whole country
(EPSG:4839; a sphere in place of the ellipsoid, which nobody sees at this size). Source of the formulas: J. P. Snyder,
Map Projections – A Working Manual, USGS 1987, chapter 15.
"""

from math import cos, log, pi, radians, sin, tan
from typing import Final

_FIRST, _SECOND = radians(48 + 2 / 3), radians(53 + 2 / 3)
_LAT_0, _LON_0 = radians(51), radians(10.5)
_EARTH_KM: Final = 6371.0


def _t(lat: float) -> float:
    return tan(pi / 4 + lat / 2)


_N: Final = log(cos(_FIRST) / cos(_SECOND)) / log(_t(_SECOND) / _t(_FIRST))
_F: Final = _EARTH_KM * cos(_FIRST) * _t(_FIRST) ** _N / _N
_RHO_0: Final = _F / _t(_LAT_0) ** _N


def kilometres(lat: float, lon: float) -> tuple[float, float]:
    """Return how far east and how far south of 51° N 10.5° E a place lies on the map; degrees in, kilometres out."""
    rho = _F / _t(radians(lat)) ** _N
    theta = _N * (radians(lon) - _LON_0)
    return rho * sin(theta), rho * cos(theta) - _RHO_0
