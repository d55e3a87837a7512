"""The error pages work when nothing else does: no database, no request, no context."""

import re
from pathlib import Path

import pytest
from django.template.loader import render_to_string

PAGES = ["403.html", "404.html", "410.html", "429.html", "500.html", "503.html", "503_full.html"]


@pytest.mark.parametrize("page", PAGES)
def test_an_error_page_renders_without_database_and_context(page: str) -> None:
    html = render_to_string(page)
    assert html.count("<h1>") == 1
    assert '<html lang="de">' in html
    assert 'name="robots" content="noindex"' in html


@pytest.mark.parametrize("page", PAGES)
def test_an_error_page_fits_the_strict_content_policy(page: str) -> None:
    html = render_to_string(page)
    assert not re.search(r"<script|<style|\sstyle=|\son[a-z]+=", html)
    loaded = re.findall(r"<(?:link|img|script)[^>]+(?:href|src)=\"([^\"]+)\"", html)
    assert [address for address in loaded if not address.startswith("/static/")] == []


@pytest.mark.parametrize("page", ["500.html", "503.html", "503_full.html", "errors/alone.html"])
def test_the_last_resort_pages_need_nothing_but_each_other(page: str) -> None:
    source = Path(__file__).resolve().parent.parent.joinpath("templates", page).read_text(encoding="utf-8")
    without_note = re.sub(r"{% comment %}.*?{% endcomment %}|{#.*?#}", "", source, flags=re.S)
    assert set(re.findall(r"{% (\w+)", without_note)) <= {"extends", "block", "endblock"}
    assert set(re.findall(r'{% extends "(.*?)"', without_note)) <= {"errors/alone.html"}
    assert "{{" not in without_note


def test_the_404_page_offers_the_finder_and_two_ways_on() -> None:
    html = render_to_string("404.html")
    assert 'action="/jobcenter/" method="get"' in html
    assert 'name="q"' in html
    assert 'href="/jobcenter/"' in html
    assert 'href="/menschen-vor-ort/"' in html


def test_the_410_page_tells_neither_who_nor_why() -> None:
    told = {"page": {"title": "Zurück an die Werkbank"}, "exception": "Widerruf von Jana Beispiel"}
    html = render_to_string("410.html", told)
    assert html == render_to_string("410.html")
    assert not re.search("Widerruf|widerrufen|Einwilligung|Person", html)


@pytest.mark.parametrize(
    ("minutes", "wait"), [(None, "in einigen Minuten"), (1, "in einer Minute"), (5, "in 5 Minuten")]
)
def test_the_429_page_says_when_to_try_again(minutes: int | None, wait: str) -> None:
    assert wait in render_to_string("429.html", {"retry_after_minutes": minutes})


def test_the_403_page_tells_a_person_without_role_whom_to_ask() -> None:
    assert "Person, die Sie eingeladen hat" in render_to_string("403.html", {"no_role": True})
    assert "Person, die Sie eingeladen hat" not in render_to_string("403.html")
