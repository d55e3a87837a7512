"""What the job finds on public pages, who sees it, and how it goes away again."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from campaign.accounts import todo
from campaign.accounts.models import User
from campaign.audit.models import AuditEntry
from campaign.models import ContentPage, HomePage, LinkCheck, OutdatedTerm, PageLink, PageReading, TermFinding
from campaign.proofreading import checking, links, reading, terms, todos
from campaign.proofreading.asking import Verdict
from campaign.publishing import erasure, review
from jobcenters.models import Jobcenter, NewsPage
from tests import builders
from tests.accounts.login import client_for

pytestmark = pytest.mark.django_db
INDEX = "/admin/website-pruefen/"
NOW = timezone.now()


def news(slug: str = "kreis-dueren", text: str = "Das Bürgergeld.", **fields) -> NewsPage:
    page = NewsPage(
        title=f"Meldung {slug}",
        intro="Kurz.",
        date=date(2026, 11, 1),
        body=[("text", f"<p>{text}</p>")],
        **fields,
    )
    builders.centre(slug).section.specific.add_child(instance=page)
    page.save_revision().publish()
    return page


@pytest.fixture(autouse=True)
def _read_before() -> None:
    """The pages of the prepared database were read a moment ago: the tests are about those they make."""
    known = reading.checksum(terms.current(), timezone.localdate(NOW))
    pages = Page.objects.filter(live=True, depth__gt=1)
    PageReading.objects.bulk_create(
        PageReading(page=page, published_at=page.last_published_at, terms=known, read_at=NOW)
        for page in pages
    )


def run(*again: Page) -> None:
    PageReading.objects.filter(page__in=again).delete()
    reading.job(NOW)


def words(page: Page) -> list[tuple[str, str]]:
    return list(TermFinding.objects.filter(page=page).values_list("place", "word"))


def problems(page: Page) -> dict[str, str]:
    return dict(PageLink.objects.filter(page=page).values_list("address", "problem"))


def test_words_are_found_in_titles_texts_blocks_and_what_pictures_say():
    image = builders.image(description="Zeichnung: ein Schild „Hartz IV“", credit="Zeichnung: Beispiel")
    page = ContentPage(
        title="Bürgergeld",
        search_description="ALG II",
        intro="Früher hieß es Hartz IV.",
        body=[
            ("picture", {"image": image, "caption": "Bürgergeldes"}),
            ("quote", {"text": "Hartz 4!", "by": ""}),
        ],
    )
    HomePage.objects.get().add_child(instance=page)
    page.save_revision().publish()
    run()
    found = dict.fromkeys(word for _, word in words(page))
    assert list(found) == ["Bürgergeld", "ALG II", "Hartz IV", "Bürgergeldes", "Hartz 4"]
    places = [place for place, _ in words(page)]
    assert places[0] == "Titel" and any("Zitat" in place for place in places)
    assert any("Alternativtext" in place or "Beschreibung" in place for place in places)


def test_what_is_mended_leaves_the_list_and_drafts_are_never_in_it():
    page, draft = news(), news("landkreis-harz")
    draft.unpublish()
    run()
    assert len(words(page)) == 1 and not words(draft)
    page.body = [("text", "<p>Das Grundsicherungsgeld.</p>")]
    page.save_revision().publish()
    run()
    assert not words(page)


def test_a_new_word_of_the_list_is_looked_for_on_all_pages_and_the_rest_daily():
    page = news(text="Die Maßnahme beginnt.")
    run()
    everything = Page.objects.filter(live=True, depth__gt=1).count()
    known = reading.checksum(terms.current(), timezone.localdate(NOW))
    assert reading.due_pages(NOW + timedelta(hours=19), known).count() == 0
    assert reading.due_pages(NOW + timedelta(hours=21), known).count() == everything
    OutdatedTerm.objects.create(
        word="Maßnahme", spellings="massnahme*", since=date(2026, 1, 1), instead="Kurs"
    )
    listed = terms.current()
    known = reading.checksum(listed, timezone.localdate(NOW))
    assert reading.due_pages(NOW, known).count() == everything
    reading.read(page, listed, known, NOW)
    assert words(page) == [("Text", "Maßnahme")]


def test_nothing_is_read_twice_without_need(django_assert_max_num_queries):
    run()
    with django_assert_max_num_queries(8):
        assert reading.job(NOW).done == 0


def _with_roles(user: User) -> User:
    """The roles are asked for once per request, by whoever comes first."""
    assert user.roles
    return user


def test_a_redaktion_sees_its_own_pages_and_the_koordination_all(django_assert_num_queries):
    news(), news("landkreis-harz")
    run()
    own = client_for(builders.officer("kreis-dueren")).get(INDEX).content.decode()
    assert "Meldung kreis-dueren" in own and "Meldung landkreis-harz" not in own
    assert "<mark>Bürgergeld</mark>" in own and "heute heißt es „Grundsicherungsgeld“" in own
    everything = client_for(builders.coordinator()).get(INDEX).content.decode()
    assert "Meldung kreis-dueren" in everything and "Meldung landkreis-harz" in everything
    texts = [one.text for one in todo.agenda_for(builders.officer("kreis-dueren")).to_do]
    assert "Auf Ihren Seiten steht ein veraltetes Wort." in texts
    coordinator = _with_roles(builders.coordinator())
    with django_assert_num_queries(1):
        found = [one.text for one in todos.website(coordinator)]
    assert found == ["Auf öffentlichen Seiten stehen 2 veraltete Wörter."]


def test_a_word_in_a_quotation_may_stay_until_its_sentence_changes():
    page = news()
    run()
    finding = TermFinding.objects.get(page=page)
    officer = client_for(builders.officer("kreis-dueren"))
    address = reverse("proofreading_allow", args=[finding.pk])
    assert client_for(builders.officer("landkreis-harz")).post(address).status_code == 404
    assert officer.get(address).status_code == 405
    assert officer.post(address).status_code == 302
    assert AuditEntry.objects.filter(action="wording.allowed").count() == 1
    run(page)
    assert TermFinding.objects.get(page=page).allowed_at
    assert "Meldung kreis-dueren" not in officer.get(INDEX).content.decode()
    assert "Meldung kreis-dueren" in officer.get(f"{INDEX}?zeige=erlaubt").content.decode()
    page.body = [("text", "<p>Das neue Bürgergeld.</p>")]
    page.save_revision().publish()
    run()
    assert TermFinding.objects.get(page=page).allowed_at is None


def test_a_withdrawn_story_leaves_the_list_at_once_and_no_sentence_behind(picture):
    story = builders.published(portrait=picture, intro="Sie bekam Bürgergeld.")
    run()
    assert words(story)
    withdrawal = review.withdraw(story, builders.officer(), reason="Beispiel")
    assert story.title not in client_for(builders.coordinator()).get(INDEX).content.decode()
    number = story.pk
    erasure.erase(withdrawal)
    run()
    assert not TermFinding.objects.filter(page_id=number).exists()


def test_links_to_what_is_gone_are_found_and_those_to_what_is_there_are_not():
    press = Page.objects.get(slug="presse")
    gone = news("landkreis-harz", text="Ziel")
    text = (
        f'<a linktype="page" id="{press.pk}">gut</a><a linktype="page" id="{gone.pk}">weg</a>'
        '<a linktype="page" id="999999999">nie</a><a linktype="document" id="999999999">Dokument</a>'
        '<a href="/markenkern/">gut</a><a href="/menschenvorort">gut</a><a href="/gibt-es-nicht/">weg</a>'
        '<a href="/markenkern/#main">?</a><a href="/markenkern/#gibt-es-nicht">Stelle</a>'
        '<a href="mailto:wer@beispiel.de">Mail</a>'
    )
    page = news(text=text)
    gone.unpublish()
    run()
    found = problems(page)
    bad = {address for address, problem in found.items() if problem}
    assert bad >= {"Seite", "Dokument", "/gibt-es-nicht/", "/markenkern/#gibt-es-nicht", gone.title}
    assert bad.isdisjoint({press.title, "/markenkern/", "/menschenvorort"})
    assert not any("mailto" in address for address in found)
    html = client_for(builders.officer("kreis-dueren")).get(INDEX).content.decode()
    assert "/gibt-es-nicht/" in html and "Diese Seite gibt es nicht mehr." in html


def test_what_is_no_address_at_all_is_named_and_the_next_page_is_read():
    broken = news(text='<a href="http://[x">Sehen Sie hier</a>')
    other = news("landkreis-harz", text='<a href="/gibt-es-nicht/">hier</a>')
    run()
    assert problems(broken) == {"http://[x": "Die Adresse ist falsch geschrieben."}
    assert list(problems(other)) == ["/gibt-es-nicht/"]
    assert checking.check_due(NOW, lambda address: Verdict(), pause=0).failed == 0


def test_the_website_of_a_centre_is_asked_for_also_where_only_the_registry_knows_it():
    centre = Jobcenter.objects.exclude(website="").filter(section__website="")[0]
    run(centre.section)
    assert centre.website in problems(centre.section)


def test_another_website_is_broken_after_three_days_and_mended_at_once():
    page = news(text='<a href="https://www.beispiel.de/weg">Link</a>')
    run()
    asked: list[str] = []

    def silent(address: str) -> Verdict:
        asked.append(address)
        return Verdict("Die Website antwortet nicht.")

    for day in range(3):
        for hour in (0, 1):
            checking.check_due(NOW + timedelta(days=day, hours=hour), silent, pause=0)
        assert bool(problems(page)["https://www.beispiel.de/weg"]) == (day == 2)
    assert asked.count("https://www.beispiel.de/weg") == 3
    run(page)
    assert problems(page)["https://www.beispiel.de/weg"] == "Die Website antwortet nicht."
    checking.check_due(NOW + timedelta(days=10), lambda address: Verdict(), pause=0)
    assert problems(page)["https://www.beispiel.de/weg"] == ""
    page.delete()
    checking.check_due(NOW + timedelta(days=11), lambda address: Verdict(), pause=0)
    assert not LinkCheck.objects.filter(address="https://www.beispiel.de/weg").exists()


def test_nobody_is_asked_where_the_setting_is_off(settings):
    LinkCheck.objects.create(address="https://www.beispiel.de/", due_at=NOW)
    assert settings.CHECK_EXTERNAL_LINKS is False
    assert checking.job(NOW).done == 0


def test_the_koordination_keeps_the_list_and_nobody_finds_everything():
    client = client_for(builders.coordinator())
    fields = {"word": "Kunde", "spellings": "kund*", "since": "2026-01-01", "instead": "Mensch", "note": ""}
    assert client.post(reverse("begriff:add"), fields).status_code == 302
    assert client.post(reverse("begriff:add"), fields | {"word": "x", "spellings": "a*"}).status_code == 200
    assert list(OutdatedTerm.objects.filter(word__in=("Kunde", "x")).values_list("word")) == [("Kunde",)]
    assert AuditEntry.objects.filter(action="term.created").count() == 1
    assert client_for(builders.officer()).get(reverse("begriff:index")).status_code == 403


def test_while_we_ask_our_own_pages_no_transaction_keeps_everybody_waiting(monkeypatch):
    outside, depths, asked = len(connection.savepoint_ids), [], links.problem_at_home

    def ask(address: str) -> str:
        depths.append(len(connection.savepoint_ids))
        return asked(address)

    monkeypatch.setattr(links, "problem_at_home", ask)
    run(news(text='<a href="/jobcenter/">Alle</a>'))
    assert depths and set(depths) == {outside}
