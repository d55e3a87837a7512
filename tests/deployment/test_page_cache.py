"""Copies of pages in nginx: a change shows on the next request, and nobody gets what was made for somebody else."""

import re
import time
import urllib.parse
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.conf import settings as django_settings
from django.urls import reverse
from django.utils import timezone

from campaign.figures import acts as figures
from campaign.models import ContentPage, HomePage
from campaign.operations.models import CacheChange, CachedCopy
from campaign.operations.page_cache import refreshing
from campaign.operations.page_cache.copies import KEY_HEADER
from campaign.publishing import review
from campaign.publishing.models import Approval
from jobcenters.life import acts as registry
from jobcenters.life.acts import Kind, Wanted
from stories.consents.rules import Channel
from tests import builders
from tests.accounts.login import client_for
from tests.deployment import deployment
from tests.deployment.copies import copied, settled, shown
from tests.deployment.deployment import Answer, Deployment

pytestmark = [pytest.mark.requires("nginx", "redis-server")]
INDEX, FEED, EMBED = "/menschen-vor-ort/", "/menschen-vor-ort/feed/", "/einbetten/geschichten/"
SECTION = "/jobcenter/kreis-dueren/"


def act(user, path: str, data: dict[str, str]) -> None:
    """Send a form as somebody logged in; this process answers like a third one behind nginx."""
    answer = client_for(user).post(path, data)
    assert answer.status_code == 302, answer.content.decode()[:2000]


def post(site: Deployment, user, path: str, port: int = 0, **data: str) -> Answer:
    """Send a form of the admin to one of the processes (the first behind nginx), as somebody's browser does."""
    cookie, port = deployment.cookie(user), port or site.web[0]
    page = site.get(path, port=port, Cookie=cookie)
    text = page.body.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', text)[1]
    crumb = page.header("Set-Cookie").partition(";")[0]
    hidden = {
        name: re.search(r'value="([^"]*)"', tag)[1]
        for tag in re.findall(r'<input type="hidden"[^>]*>', text)
        if (name := re.search(r'name="([^"]*)"', tag)[1]) in ("token", "revision")
    }
    body = urllib.parse.urlencode(hidden | {"csrfmiddlewaretoken": token} | data)
    origin = f"https://{deployment.NAME}"
    return site.get(path, port=port, data=body, Cookie=f"{cookie}; {crumb}", Origin=origin)


def lifetime(site: Deployment, path: str = "/impressum/") -> int:
    """Return how many seconds a copy made now may last, as the application tells nginx."""
    key = {KEY_HEADER: f"{deployment.NAME}{path}"}
    return int(site.get(path, port=site.web[0], **key).header("X-Accel-Expires") or 0)


def test_a_second_visitor_gets_the_copy_and_browsers_ask_each_time(site: Deployment):
    copied(site, "/leichte-sprache/", "/gebaerdensprache/", "/ar/")
    copied(site, "/", INDEX, "/jobcenter/", SECTION, "/impressum/", FEED, "/sitemap.xml", EMBED)
    answer = site.get("/")
    assert answer.header("Cache-Control") == "public, max-age=0, must-revalidate"
    assert "ookie" not in answer.header("Vary") and not answer.header("X-Accel-Expires")
    again = site.get("/", **{"If-None-Match": answer.header("ETag")})
    assert (again.status, again.body) == (304, b"")


def test_a_story_appears_everywhere_when_the_koordination_says_yes(site: Deployment):
    story = builders.submitted(builders.officer())
    builders.consent(story.persons.get(), channels=frozenset({Channel.WEB, Channel.PARTNERS}))
    places = (INDEX, FEED, SECTION, "/sitemap.xml", EMBED)
    assert not any(story.slug in body for body in copied(site, *places))
    review.approve(story, builders.coordinator(), revision_id=story.latest_revision_id)
    settled()
    for path in places:
        answer = site.get(path)
        assert story.slug in answer.body.decode(), path
        assert answer.header("X-Cache") == "HIT", path


def test_a_withdrawn_story_is_gone_everywhere_before_the_act_is_answered(site: Deployment):
    officer = builders.officer()
    story = builders.published(author=officer)
    embed = f"/einbetten/geschichte/{story.pk}/"
    places = (INDEX, FEED)
    assert all(story.slug in body for body in copied(site, *places))
    for path in (story.get_url(), embed):
        site.get(path)
    began = timezone.now()
    answer = post(site, officer, reverse("publishing_withdraw", args=[story.pk]), reason="")
    assert answer.status == 302, answer.body.decode()
    assert CachedCopy.objects.filter(stored_at__gt=began).exists()
    settled()
    gone = site.get(story.get_url())
    assert (gone.status, gone.header("X-Cache")) == (410, "HIT")
    assert story.title not in shown(site, embed)
    for path in places:
        assert story.slug not in shown(site, path), path


def test_a_page_is_gone_when_it_is_unpublished_and_back_when_it_is_published(site: Deployment):
    page = ContentPage(title="Rückblick", slug="rueckblick", intro="Wie es war.")
    HomePage.objects.get().add_child(instance=page)
    page.save_revision().publish()
    user = builders.coordinator()
    copied(site, "/rueckblick/", "/sitemap.xml")
    assert post(site, user, reverse("wagtailadmin_pages:unpublish", args=[page.pk])).status == 302
    settled()
    assert site.get("/rueckblick/").status == 404
    assert "/rueckblick/" not in shown(site, "/sitemap.xml")
    page.refresh_from_db()
    page.title = "Blick zurück"
    page.save_revision(user=user).publish()
    settled()
    assert "Blick zurück" in shown(site, "/rueckblick/")


def test_a_figure_changes_wherever_it_stands(site: Deployment):
    user = builders.coordinator()
    content = {"value": "12345", "unit": "Stück", "label": "zur Probe", "source": "Probe"}
    content |= {"definition": "", "source_url": "", "as_of": date(2026, 1, 1)}
    figure = figures.begin(content, actor=user)
    embed = f"/einbetten/kennzahl/{figure.key}/"
    assert all("12345" in body for body in copied(site, "/zahlen-und-fakten/", embed))
    content |= {"value": "98765"}
    loaded = figure.versions.values_list("pk", flat=True)[0]
    figures.change(figure, content, figures.Why("Neue Meldung"), actor=user, loaded=loaded)
    settled()
    for path in ("/zahlen-und-fakten/", embed):
        assert "98765" in shown(site, path), path


def test_a_correction_of_the_finder_counts_at_once_and_no_question_leaves_a_copy(site: Deployment):
    question = "/daten/finder.json?q=38820"
    copied(site)
    assert '"one"' in shown(site, question)
    fields = {"plz": "38820", "place": "", "kreis": "15001", "valid_from": "2026-01-01", "valid_to": ""}
    act(
        builders.coordinator(),
        reverse("korrektur:add"),
        fields | {"reason": "Beispiel", "source": "Beispiel"},
    )
    for path in (question, "/jobcenter/?q=38820"):
        answer = site.get(path)
        assert "Dessau" in answer.body.decode() and answer.header("X-Cache") == "BYPASS", path
    assert not CachedCopy.objects.filter(uri__contains="q=").exists()


def test_a_new_name_of_a_centre_stands_on_its_section_in_the_register_and_in_the_data(site: Deployment):
    places = ("/jobcenter/", "/daten/jobcenter.json")
    copied(site, "/jobcenter/landkreis-harz/", *places)
    values = {"jobcenter_name": "Jobcenter Brocken", "slug": "landkreis-brocken"}
    wanted = Wanted(Kind.FACTS, timezone.localdate(), "Beschluss", values, "Amtsblatt")
    registry.schedule(builders.centre("landkreis-harz"), wanted, builders.coordinator())
    settled()
    moved = site.get("/jobcenter/landkreis-harz/")
    assert (moved.status, moved.header("Location")) == (301, "/jobcenter/landkreis-brocken/")
    for path in ("/jobcenter/landkreis-brocken/", *places):
        assert "Jobcenter Brocken" in shown(site, path), path


def test_a_story_whose_time_is_over_is_gone_and_no_copy_outlives_a_set_hour(site: Deployment):
    story = builders.published()
    copied(site, story.get_url(), INDEX)
    assert 0 < lifetime(site) <= 60
    waiting = builders.submitted(builders.officer())
    hour = timezone.now() + timedelta(seconds=20)
    review.approve(
        waiting,
        builders.coordinator(),
        revision_id=waiting.latest_revision_id,
        publish_at=hour,
    )
    settled()
    # Whether it is that hour or the whole minute, depends on how fast this machine is.
    assert 0 < lifetime(site) <= max(20, 60 * (timezone.now() > hour))
    Approval.objects.filter(page=waiting).update(publish_at=timezone.now() + timedelta(hours=3))
    Approval.objects.filter(page=story).update(shown_until=timezone.localdate() - timedelta(days=1))
    settled()
    assert site.get(story.get_url()).status != 200 and story.slug not in shown(site, INDEX)


def test_many_at_once_make_one_page(site: Deployment):
    story = builders.published()
    copied(site)
    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(lambda _: site.get(story.get_url()), range(20)))
    assert [answer.status for answer in answers] == [200] * 20
    assert sorted(answer.header("X-Cache") for answer in answers) == ["HIT"] * 19 + ["MISS"]


def test_what_somebody_logged_in_sees_is_nobody_elses(site: Deployment):
    user = builders.coordinator()
    mine = {"Cookie": deployment.cookie(user)}
    draft = builders.draft(builders.officer(), title="Nur ein Entwurf")
    copied(site)
    for path in ("/leitbild-2030/", SECTION, draft.get_url(), "/presse/", INDEX):
        own = site.get(path, **mine)
        assert own.header("X-Cache") == "BYPASS" and own.header("Cache-Control") == "private, no-store"
        other = site.get(path)
        assert other.header("X-Cache") in ("MISS", "HIT", "EXPIRED") and not other.header("Set-Cookie")
        assert user.email not in other.body.decode()
        assert site.get(path, **mine).header("X-Cache") == "BYPASS"
    preview = reverse("wagtailadmin_pages:view_draft", args=[draft.pk])
    assert "Nur ein Entwurf" in site.get(preview, **mine).body.decode()
    assert site.get(draft.get_url()).status == 404
    site.get("/admin/login/")
    assert not CachedCopy.objects.filter(uri__startswith="/admin/").exists()


def test_the_entrance_for_orders_wants_its_word(site: Deployment):
    assert site.get("/impressum/", port=site.cache).status == 403
    secret = {refreshing.SECRET_HEADER: deployment.SECRET}
    assert site.get("/impressum/", port=site.cache, **secret).header("X-Accel-Expires")
    # From outside nobody passes the copy by.
    copied(site, "/impressum/")
    assert site.get("/impressum/", **secret, **{"X-Cache-Refresh": "1"}).header("X-Cache") == "HIT"


def test_what_a_cache_did_not_take_a_job_does_later(site: Deployment, monkeypatch: pytest.MonkeyPatch):
    copied(site, "/impressum/")
    monkeypatch.setattr(django_settings, "CACHE_PURGE_URLS", [("127.0.0.1", 9, "x"), *site.caches])
    page = ContentPage.objects.get(slug="impressum").specific
    page.title = "Impressum und Kontakt"
    began = time.monotonic()
    page.save_revision().publish()
    refreshing.after_act()
    assert time.monotonic() - began < 2 * refreshing.OF_AN_ACT
    assert CacheChange.objects.filter(done_at=None).exists()
    assert "Impressum und Kontakt" in shown(site, "/impressum/")
    monkeypatch.undo()
    refreshing.job(timezone.now())
    assert not CacheChange.objects.filter(done_at=None).exists()


def test_while_no_process_answers_texts_are_shown_from_their_last_copy_and_stories_are_not(site: Deployment):
    story = builders.published()
    waiting = builders.submitted(builders.officer())
    hour = timezone.now() + timedelta(seconds=8)
    review.approve(waiting, builders.coordinator(), revision_id=waiting.latest_revision_id, publish_at=hour)
    copied(site)
    for path in ("/impressum/", "/jobcenter/", INDEX, story.get_url(), EMBED):
        site.get(path)
    site.stop("web0")
    site.stop("web1")
    try:
        for path, expected in [("/impressum/", 200), ("/jobcenter/", 200), (INDEX, 503), (EMBED, 503)]:
            while (answer := site.get(path)).header("X-Cache") == "HIT":
                assert timezone.now() < hour + timedelta(seconds=60)
                time.sleep(0.5)
            assert answer.status == expected, path
        assert site.get(story.get_url()).status == 503
    finally:
        site.start_web(0)
        site.start_web(1)


@pytest.mark.django_db  # one test with this mark, and the session prepares the database that the site shares
def test_the_longest_life_of_a_copy_ends_at_midnight():
    from campaign.operations.page_cache import lifetime as life

    midnight = timezone.localtime().replace(hour=23, minute=59, second=30, microsecond=0)
    early = midnight - timedelta(minutes=5)
    assert (life.seconds(midnight, midnight), life.seconds(early, early)) == (30, 60)
    # Asked before midnight, ready after it: it may show what ended in between.
    assert life.seconds(midnight, midnight + timedelta(seconds=31)) == 0
    assert life.next_moment(midnight).date() == (midnight + timedelta(days=1)).date() != date.min
