"""The map: built from the borders, light enough, and every centre's dot in its own area."""

import re
from pathlib import Path

import brotli
import pytest
from django.db import connection
from django.template import Context, Template
from django.test.utils import CaptureQueriesContext

from jobcenters import karte, registry
from jobcenters.data import build_map
from jobcenters.models import Jobcenter
from jobcenters.projection import kilometres
from tests import builders

ROOT = Path(__file__).resolve().parents[2]
SPRITE_BYTES = 14 * 1024
COMPONENT = (
    "{% load map_tags %}{% jobcenter_map as map %}{% include 'components/map.html' with map=map only %}"
)


def test_the_committed_files_are_those_of_a_fresh_build():
    sprite, areas = build_map.build()
    assert build_map.SPRITE.read_text(encoding="utf-8") == sprite
    assert build_map.AREAS.read_text(encoding="utf-8") == areas


def test_the_sprite_is_light_and_names_its_source():
    sprite = build_map.SPRITE.read_bytes()
    assert len(brotli.compress(sprite)) <= SPRITE_BYTES
    assert build_map.CREDIT.encode() in sprite
    readme = (ROOT / "jobcenters/data/README.md").read_text(encoding="utf-8")
    assert build_map.CREDIT in readme and "GeoNutzV" in readme


def test_the_projection_keeps_its_origin_and_its_distances():
    assert kilometres(51, 10.5) == pytest.approx((0, 0))
    (x, y), (x2, y2) = kilometres(52.52, 13.405), kilometres(48.137, 11.575)
    assert ((x - x2) ** 2 + (y - y2) ** 2) ** 0.5 == pytest.approx(504, rel=0.01)
    assert y < y2


def test_all_sixteen_laender_and_all_104_areas_are_drawn():
    sheet = karte.sheet()
    assert len(sheet.laender) == 16
    assert len(sheet.areas) == 104
    assert all(sheet.areas.values())


@pytest.mark.django_db
def test_every_area_belongs_to_a_centre_and_holds_its_dot_or_lies_beside_it():
    sheet = karte.sheet()
    assert {centre.ags for centre in registry.current().centres} == set(sheet.areas)
    for centre in registry.current().centres:
        box = _box(sheet.areas[centre.ags])
        # Some seats lie in a town that is no part of the Kreis around it.
        assert box[0] - 20 <= centre.x <= box[2] + 20, centre.name
        assert box[1] - 20 <= centre.y <= box[3] + 20, centre.name


def _box(path: str) -> tuple[int, int, int, int]:
    xs, ys = [], []
    for start, steps in re.findall(r"M([^l]+)l([^z]+)z", path):
        x, y = (int(number) for number in re.findall(r"-?\d+", start))
        numbers = [int(number) for number in re.findall(r"-?\d+", steps)]
        for step_x, step_y in zip(numbers[::2], numbers[1::2], strict=True):
            xs.append(x)
            ys.append(y)
            x, y = x + step_x, y + step_y
    return min(xs), min(ys), max(xs), max(ys)


@pytest.mark.django_db
def test_the_map_costs_one_query_and_shows_a_dot_for_each_centre():
    registry.current()
    with CaptureQueriesContext(connection) as queries:
        html = Template(COMPONENT).render(Context())
    assert len(queries) == 1
    dots = re.search(r'class="map__dots" d="([^"]+)"', html)
    assert dots and dots[1].count("M") == 104
    assert 'role="img"' in html
    assert "Karte von Deutschland mit 104 kommunalen Jobcentern in 13 Ländern" in html
    assert "GeoBasis-DE" in html


@pytest.mark.django_db
def test_a_centre_that_moves_takes_its_dot_along():
    before = registry.current()
    centre = builders.centre("landkreis-harz")
    place = next(one for one in before.centres if one.ags == centre.ags)
    assert registry.current() is before
    Jobcenter.objects.get(pk=centre.pk).save()
    assert registry.current() is not before
    centre.lat += 1
    centre.save()
    moved = next(one for one in registry.current().centres if one.ags == centre.ags)
    assert moved.y < place.y - 200
