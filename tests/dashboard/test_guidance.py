"""The forms of the admin lead: what is missing, what comes next, what is being decided."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from campaign.publishing import checks, review
from stories.models import Person
from tests import builders
from tests.accounts.login import client_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def author():
    return builders.officer()


@pytest.fixture
def picture():
    return builders.image()


def editor(user, page) -> str:
    answer = client_for(user).get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def checklist(html: str) -> str:
    return re.search(r'<div class="checklist">.*?\n</div>', html, re.S)[0]


def test_the_editor_lists_what_is_missing_with_a_way_to_each_place(author):
    story = builders.draft(author, portrait=None, quote="", place="", kind="")
    Person.objects.filter(story=story).delete()
    html = editor(author, story)
    found = checks.blockers(story)
    assert {one.field for one in found} >= {"portrait", "quote", "place", "kind", "persons"}
    for one in found:
        assert f'<a href="#{one.anchor}">{one.text}</a>' in checklist(html)
        assert html.count(f'id="{one.anchor}"') == 1, one.field
    assert "Es fehlt nichts" not in checklist(html)


def test_a_complete_draft_leads_to_the_submission(author, picture):
    story = builders.draft(author, portrait=picture)
    words = checklist(editor(author, story))
    assert "Entwurf" in words and "Es fehlt nichts" in words and "reichen Sie ihn ein" in words
    assert f'href="{reverse("publishing_submit", args=[story.pk])}"' in words


def test_a_warning_is_no_obstacle_and_says_so(author, picture):
    story = builders.draft(author, portrait=picture)
    story.topics.clear()
    story.save_revision(user=author)
    words = checklist(editor(author, story))
    assert "Was sie besser machen würde" in words and "Was noch fehlt" not in words


def test_the_request_for_a_change_stands_above_the_form(author, picture):
    story = builders.submitted(author, portrait=picture)
    reviewer = builders.coordinator()
    review.send_back(story, reviewer, revision_id=story.latest_revision_id, reason="Der <b>Ort</b> fehlt.")
    words = checklist(editor(author, story))
    assert f"{reviewer} bittet um eine Änderung (heute):" in words
    assert "Der &lt;b&gt;Ort&lt;/b&gt; fehlt." in words


def test_the_koordination_is_not_told_what_only_the_centre_can_do(author, picture):
    story = builders.submitted(author, portrait=picture)
    words = checklist(editor(builders.coordinator(), story))
    assert "holen Sie die Geschichte zurück" not in words and "Prüfen</a>" in words
    assert "holen Sie die Geschichte zurück" in checklist(editor(author, story))


def test_a_new_story_says_who_will_see_it_and_what_fits_in(author):
    address = reverse("wagtailadmin_pages:add", args=["stories", "storypage", builders.centre().folder_id])
    html = client_for(author).get(address).content.decode()
    assert "Eine neue Geschichte." in checklist(html)
    steps = re.findall(r"data-panel-heading-text>(\d) · ", html)
    assert steps == ["1", "2", "3", "4"]
    assert "Schritt 1 von 5" in checklist(html)
    assert "Höchstens 300 Zeichen" in html and "Adresse und Suche" in html


def test_the_section_asks_for_what_citizens_look_for_first(author):
    html = editor(author, builders.centre().section)
    assert re.findall(r"data-panel-heading-text>(\d) · ([^<]+)", html) == [
        ("1", "Kontakt"),
        ("2", "Standorte und Öffnungszeiten"),
        ("3", "So helfen wir"),
        ("4", "Sprachen"),
        ("5", "Pressekontakt"),
    ]


def test_the_reviewer_sees_the_very_revision_she_decides_on(author, picture):
    story = builders.submitted(author, portrait=picture)
    client = client_for(builders.coordinator())
    page = client.get(reverse("publishing_approve", args=[story.pk])).content.decode()
    frame = reverse("wagtailadmin_pages:revisions_view", args=[story.pk, story.latest_revision_id])
    assert f'<iframe class="act__frame" src="{frame}"' in page
    shown = client.get(frame)
    assert story.quote in shown.content.decode() and shown["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in shown["Content-Security-Policy"]
    assert f"von {author}" in page and f'href="{reverse("publishing_send_back", args=[story.pk])}"' in page
    assert len(re.findall(r'class="button"', page)) == 1, "nur ein Hauptknopf"


def test_the_list_puts_what_was_sent_back_first_and_names_states_exactly(author, picture):
    draft = builders.draft(author, portrait=picture)
    back = builders.submitted(author, portrait=picture)
    review.send_back(back, builders.coordinator(), revision_id=back.latest_revision_id, reason="Ort?")
    waiting = builders.submitted(author, portrait=picture)
    live = builders.published(author=author, portrait=picture)
    client = client_for(author)

    def titles(query: str = "") -> list[str]:
        page = client.get(reverse("publishing_index") + query).content.decode()
        return re.findall(r'class="story-row__title"[^>]*>([^<]+)<', page)

    assert titles() == [one.draft_title for one in (back, waiting, draft, live)]
    for state, story in (
        ("draft", draft),
        ("changes_requested", back),
        ("in_review", waiting),
        ("live", live),
    ):
        assert titles(f"?status={state}") == [story.draft_title]
    assert titles("?status=withdrawn") == []
    assert len(titles("?status=gibt-es-nicht")) == 4


def test_an_empty_list_says_why_and_what_next(author):
    empty = client_for(author).get(reverse("publishing_index")).content.decode()
    assert "Noch keine Geschichte." in empty and "Neue Geschichte" in empty
    filtered = client_for(author).get(reverse("publishing_index") + "?status=live").content.decode()
    assert "Keine Geschichte hat den Stand „öffentlich“." in filtered
    queue = client_for(builders.coordinator()).get(reverse("publishing_index") + "?status=in_review")
    assert "Nichts wartet auf die Freigabe." in queue.content.decode()


def test_mistakes_at_the_login_are_summed_up_with_a_way_to_each_field(client: Client):
    page = client.post("/admin/login/", {"login": "", "password": ""}).content.decode()
    assert "<title>Fehler: Anmelden – Kommunale Jobcenter</title>" in " ".join(page.split())
    for field, label in (("login", "E-Mail-Adresse"), ("password", "Passwort")):
        assert f'<a href="#id_{field}">{label}: Bitte füllen Sie dieses Feld aus.</a>' in page
        assert f'id="id_{field}"' in page
    first = client.get("/admin/login/").content.decode()
    assert 'autocomplete="username"' in first and 'autocomplete="current-password"' in first
    assert 'role="alert"' not in first
