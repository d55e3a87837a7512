"""„Protokoll“: every centre reads its own, in sentences; the whole is for those who answer for it."""

import csv
import io
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse

from campaign.audit import log
from campaign.audit.models import AuditEntry
from campaign.publishing import review
from campaign.spreadsheets import harmless
from jobcenters.models import NewsPage
from jobcenters.protocol import sentences
from jobcenters.whose import ags_of
from tests import builders
from tests.accounts.login import client_for

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]
PAGE, EXPORT = "/admin/protokoll/", "/admin/protokoll/export/"


def read(user, query=""):
    answer = client_for(user).get(PAGE + query)
    assert answer.status_code == 200
    return answer.content.decode()


def rows(user, query=""):
    answer = client_for(user).get(EXPORT + query)
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


@pytest.fixture
def officer():
    return builders.officer(first_name="Rosa", last_name="Beispiel")


@pytest.fixture
def story(officer):
    return builders.submitted(officer, title="Wieder da")


def test_what_is_done_with_a_page_belongs_to_its_centre(story, officer):
    entry = AuditEntry.objects.get(action="page.submitted")
    assert entry.centre == builders.centre().ags
    review.approve(story, builders.coordinator(), revision_id=story.latest_revision_id)
    review.withdraw(builders.fresh(story), officer)
    about = AuditEntry.objects.filter(action__startswith="page.").values_list("action", "centre")
    assert {action for action, _ in about} >= {"page.approved", "page.published", "page.withdrawn"}
    assert {centre for _, centre in about} == {builders.centre().ags}


def test_whose_an_object_is():
    centre, image = builders.centre(), builders.image()
    news = centre.section.add_child(instance=NewsPage(title="x", slug="x", date="2026-11-02", intro="x"))
    for obj in (centre, centre.section, centre.folder, news, image):
        assert ags_of(obj) == centre.ags, obj
    for obj in (centre.section.get_parent(), builders.officer(), builders.coordinator(), object()):
        assert ags_of(obj) == "", obj


def test_the_redaktion_reads_sentences_about_her_centre(story, officer):
    body = read(officer)
    assert "<b>Rosa Beispiel</b> hat „Wieder da“ zur Freigabe eingereicht" in body
    assert reverse("wagtailadmin_pages:edit", args=[story.pk]) in body


def test_another_centre_reads_nothing_of_it(story):
    body = read(builders.officer("stadt-jena"))
    assert "Wieder da" not in body
    assert "Rosa" not in body
    assert "0 Einträge" in body


def test_she_reads_what_she_did_herself_and_not_what_colleagues_did_with_their_accounts(officer):
    log.record("account.password_changed", actor=officer, obj=officer, label=officer.email)
    assert "hat das eigene Passwort geändert" in read(officer)
    assert "Passwort" not in read(builders.officer())


def test_the_koordination_reads_everything_and_filters(story):
    builders.submitted(builders.officer("stadt-jena"), builders.centre("stadt-jena"), title="Aus Jena")
    coordinator = builders.coordinator()
    assert {"Wieder da", "Aus Jena"} <= set(re.findall("Wieder da|Aus Jena", read(coordinator)))
    of_one = read(coordinator, "?jobcenter=stadt-jena")
    assert ("Aus Jena" in of_one, "Wieder da" in of_one) == (True, False)
    assert "Aus Jena" not in read(coordinator, "?vorgang=account")
    tomorrow = (AuditEntry.objects.latest("created_at").created_at + timedelta(days=2)).date()
    assert "Aus Jena" not in read(coordinator, f"?von={tomorrow}")
    assert "Aus Jena" in read(coordinator, f"?bis={tomorrow}")


def test_the_technik_reads_numbers_for_titles(story):
    body = read(builders.technik())
    assert "Wieder da" not in body
    assert f"Seite {story.pk}" in body
    review.approve(story, builders.coordinator(), revision_id=story.latest_revision_id)
    assert f"hat Seite {story.pk} veröffentlicht" in read(builders.technik())


def test_a_foreign_centre_in_the_filter_is_as_missing_as_one_that_is_none(officer):
    client = client_for(officer)
    answers = {
        client.get(f"{PAGE}?jobcenter={slug}").status_code for slug in ("stadt-jena", "gibt-es-nicht", "%00x")
    }
    assert answers <= {400, 404}
    assert client.get(f"{PAGE}?jobcenter=stadt-jena").status_code == 404
    assert client.get(f"{PAGE}?jobcenter=kreis-dueren").status_code == 200


@pytest.mark.parametrize(
    "query", ["?von=abc", "?bis=99999-1-1", "?vorgang=x", "?p=abc", "?von=2026-02-02&bis=2026-01-01"]
)
def test_odd_filters_are_answered(query):
    body = read(builders.coordinator(), query)
    assert "Protokoll" in body


def test_somebody_of_two_centres_chooses_between_them(story):
    both = builders.officer("kreis-dueren", "stadt-jena")
    assert "Wieder da" in read(both)
    assert "Wieder da" not in read(both, "?jobcenter=stadt-jena")


def test_the_table_is_for_those_who_answer_for_all(story, officer):
    assert client_for(officer).get(EXPORT).status_code == 403
    (row,) = [row for row in rows(builders.coordinator()) if row["Vorgang"] == "page.submitted"]
    assert row["Person"] == "Rosa Beispiel"
    assert row["In Worten"] == "hat „Wieder da“ zur Freigabe eingereicht"
    assert row["AGS"] == builders.centre().ags
    assert rows(builders.technik(), "?vorgang=page")[0]["In Worten"].startswith("hat Seite")
    assert "protocol.exported" in [row["Vorgang"] for row in rows(builders.coordinator())]


def test_no_cell_becomes_a_formula():
    log.record("=1+1|cmd", actor="@SUM(A1)", label="+49", data={"x": "=1"})
    (row,) = [row for row in rows(builders.technik()) if "1+1" in row["Vorgang"]]
    assert row["Vorgang"] == "'=1+1|cmd"
    assert row["Person"] == "'@SUM(A1)"
    assert [harmless(cell) for cell in ("-1", "\tx", "a=1", 7)] == ["'-1", "'\tx", "a=1", "7"]


def test_an_act_that_nobody_put_in_words_shows_its_key():
    assert sentences.sentence("something.new", {}, "Seite 7") == "something.new Seite 7"
    assert sentences.sentence("page.approved", None, "") == "hat etwas freigegeben"
    assert (
        sentences.sentence("access.broken_glass", {"changes": True}, "Seite 7")
        == "hat Seite 7 als Technik geändert"
    )


def test_every_act_that_the_code_records_has_a_sentence():
    found = set()
    for folder in ("campaign", "jobcenters", "stories"):
        for path in (ROOT / folder).rglob("*.py"):
            code = path.read_text()
            if "record(" in code:
                found |= set(
                    re.findall(r'"((?:page|account|invitation|jobcenter|access|mail)\.[a-z_]+)"', code)
                )
    found -= {"jobcenter.csv"}
    assert len(found) > 15
    assert {action for action in found if sentences.sentence(action, {}, "").startswith(action)} == set()


def test_who_publishes_without_asking_is_on_record(officer):
    section = builders.centre().section
    news = section.add_child(
        instance=NewsPage(title="Neues", slug="neues", date="2026-11-02", intro="x", live=False)
    )
    news.save_revision(user=officer).publish(user=officer)
    assert "hat „Neues“ veröffentlicht" in read(officer)


def test_the_freigabe_is_not_recorded_twice(story):
    review.approve(story, builders.coordinator(), revision_id=story.latest_revision_id)
    assert AuditEntry.objects.filter(action="page.published").count() == 1


def test_queries_do_not_grow_with_the_entries(story, django_assert_max_num_queries):
    client = client_for(builders.coordinator())
    client.get(PAGE)
    for number in range(40):
        log.record("page.created", actor=builders.officer(), obj=story, label=f"Seite {number}")
    with django_assert_max_num_queries(25):
        assert client.get(PAGE).status_code == 200
