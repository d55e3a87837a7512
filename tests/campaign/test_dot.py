"""The full stop ends the heading of the start page, of indexes, of our own forms; names and titles stay without."""

import re

import pytest
from django.test import Client

from tests import builders

pytestmark = pytest.mark.django_db

DOT = '<span class="dot">.</span>'
INDEXES = [
    "/",
    "/jobcenter/",
    "/menschen-vor-ort/",
    "/presse/",
    "/aktionen/",
    "/zahlen-und-fakten/",
    "/material/",
]


def heading(path: str) -> str:
    found = re.search(r"<h1[^>]*>(.*?)</h1>", Client().get(path).content.decode(), re.S)
    assert found, f"{path} hat keine Überschrift"
    return found[1].strip()


@pytest.mark.parametrize("path", [*INDEXES, "/suche/", "/daten/", "/gibt/es/nicht/"])
def test_the_heading_ends_with_the_dot(path):
    assert heading(path).endswith(DOT)


@pytest.mark.parametrize("path", ["/impressum/", "/markenkern/"])
def test_the_title_of_a_text_has_none(path):
    assert DOT not in heading(path)


def test_names_of_centres_and_titles_of_stories_have_none():
    story = builders.fresh(builders.published())
    assert heading(story.jobcenter.url) == story.jobcenter.name
    assert heading(story.url) == story.title
