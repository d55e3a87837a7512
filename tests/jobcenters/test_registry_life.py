"""Names, Träger and borders change on their day; centres merge and end; what led somewhere goes on leading there."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from campaign.audit.models import AuditEntry, OutboxMail
from campaign.publishing import review
from campaign.publishing.guard import PublicationRefused
from jobcenters import karte, listing
from jobcenters.life import acts, settling
from jobcenters.life.acts import Kind, Obstacle, Wanted
from jobcenters.models import Jobcenter, NewsPage, RegistryChange
from stories.models import StoryPage
from tests import builders
from tests.accounts.login import client_for
from tests.clock import in_days

pytestmark = pytest.mark.django_db

OLD, NEW = "kreis-dueren", "landkreis-harz"


def today():
    return timezone.localdate()


def facts(**values) -> Wanted:
    return Wanted(Kind.FACTS, today(), "Beschluss des Kreistags", values, "Amtsblatt")


def merger(**values) -> Wanted:
    return Wanted(Kind.MERGE, today(), "Kreisreform", values, successor=builders.centre(NEW))


def closing() -> Wanted:
    return Wanted(Kind.CLOSE, today(), "Der Kreistag gibt die Option zurück")


def finder(query: str) -> dict:
    return Client().get("/daten/finder.json", {"q": query}).json()


def news(slug: str = "neues", of: str = OLD) -> NewsPage:
    page = NewsPage(title="Neues", slug=slug, date=today(), intro="Es gibt Neues.")
    builders.centre(of).section.add_child(instance=page)
    page.save_revision().publish()
    return page


def test_a_renamed_centre_is_found_by_both_names_and_every_old_address_leads_on():
    story, page = builders.published(), news()
    approval = story.released_approval
    change = acts.schedule(
        builders.centre(),
        facts(jobcenter_name="Jobcenter Rureifel", slug="kreis-rureifel"),
        builders.coordinator(),
    )
    assert change.state == RegistryChange.State.APPLIED
    for path in ("/jobcenter/{}/", f"/jobcenter/{{}}/{page.slug}/", f"/menschen-vor-ort/{{}}/{story.slug}/"):
        answer = Client().get(path.format(OLD), {"a": "1"})
        assert (answer.status_code, answer.url) == (301, path.format("kreis-rureifel") + "?a=1")
        assert Client().get(path.format("kreis-rureifel")).status_code == 200
    assert "Jobcenter Rureifel" in Client().get("/jobcenter/kreis-rureifel/").content.decode()
    assert Client().get(f"/menschen-vor-ort/{OLD}/").url.startswith("/menschen-vor-ort/kreis-rureifel/")
    # The approval is the same one: nobody had to approve anew.
    assert builders.fresh(story).released_approval == approval
    answer = finder("job-com Jobcenter Kreis Düren")
    assert answer["results"][0]["url"] == "/jobcenter/kreis-rureifel/"
    assert "Früher „job-com – Jobcenter Kreis Düren“, heute „Jobcenter Rureifel“." in answer["message"]
    assert finder("Jobcenter Rureifel")["kind"] == "one"
    assert "Früher" not in finder("Jobcenter Rureifel")["message"]


def test_a_draft_from_before_the_new_name_does_not_bring_the_old_one_back():
    centre = builders.centre()
    centre.section.intro = "Entwurf"
    draft = centre.section.save_revision()
    acts.schedule(
        centre, facts(jobcenter_name="Jobcenter Rureifel", slug="kreis-rureifel"), builders.coordinator()
    )
    draft.refresh_from_db()
    draft.publish()
    section = builders.centre("kreis-rureifel").section
    assert (section.title, section.slug, section.intro) == ("Jobcenter Rureifel", "kreis-rureifel", "Entwurf")


def test_a_renaming_back_needs_no_way_round():
    by = builders.coordinator()
    acts.schedule(builders.centre(), facts(slug="kreis-rureifel"), by)
    acts.schedule(builders.centre("kreis-rureifel"), facts(slug=OLD), by)
    assert Client().get(f"/jobcenter/{OLD}/").status_code == 200
    assert Client().get("/jobcenter/kreis-rureifel/").url == f"/jobcenter/{OLD}/"
    assert Client().get(f"/jobcenter/{OLD}/gibt-es-nicht/").status_code == 404


def test_nobody_gets_the_address_that_another_centre_has_or_had():
    by = builders.coordinator()
    acts.schedule(builders.centre(), facts(slug="kreis-rureifel"), by)
    for taken in (OLD, "kreis-rureifel"):
        with pytest.raises(Obstacle):
            acts.schedule(builders.centre(NEW), facts(slug=taken), by)
    assert builders.centre(NEW).slug == NEW


def test_a_withdrawn_story_stays_gone_at_its_old_address():
    story = builders.published()
    review.withdraw(story, builders.officer(), reason="")
    acts.schedule(builders.centre(), facts(slug="kreis-rureifel"), builders.coordinator())
    assert Client().get(f"/menschen-vor-ort/{OLD}/{story.slug}/").status_code == 410


def test_what_is_decided_for_later_is_true_on_its_day_even_before_the_job_ran(settings):
    centre = builders.centre()
    wanted = Wanted(
        Kind.FACTS, today() + timedelta(days=3), "Beschluss", {"jobcenter_name": "Jobcenter Rureifel"}
    )
    change = acts.schedule(centre, wanted, builders.coordinator())
    assert "Rureifel" not in Client().get(f"/jobcenter/{OLD}/").content.decode()
    assert finder("Jobcenter Rureifel")["kind"] != "one"
    # Three days later, as far as anybody who asks can tell.
    RegistryChange.objects.filter(pk=change.pk).update(effective_on=today())
    Jobcenter.objects.filter(pk=centre.pk).update(next_change_on=today())
    Jobcenter.objects.get(pk=centre.pk).save()
    assert "Jobcenter Rureifel" in Client().get(f"/jobcenter/{OLD}/").content.decode()
    assert finder("Jobcenter Rureifel")["kind"] == "one"
    assert settling.job(timezone.now(), force=False).done == 1
    assert builders.centre().name == "Jobcenter Rureifel"
    assert settling.job(timezone.now(), force=False).done == 0


def test_the_job_settles_what_is_due_and_nothing_else():
    wanted = Wanted(
        Kind.FACTS, today() + timedelta(days=3), "Beschluss", {"adresse": "Neuer Weg 1, 52349 Düren"}
    )
    acts.schedule(builders.centre(), wanted, builders.coordinator())
    assert settling.job(in_days(2), force=False).done == 0
    assert settling.job(in_days(3), force=False).done == 1
    assert builders.centre().adresse == "Neuer Weg 1, 52349 Düren"


def test_a_merger_takes_pages_stories_and_files_along_and_keeps_what_was_approved():
    officer, page = builders.officer(), news()
    story = builders.published(author=officer)
    waiting = builders.submitted(officer)
    approval, picture = story.released_approval, story.portrait
    acts.schedule(builders.centre(), merger(), builders.coordinator())
    new, story = builders.centre(NEW), builders.fresh(story)
    assert (story.jobcenter, story.released_approval, story.get_parent().pk) == (new, approval, new.folder_id)
    picture.refresh_from_db()
    assert picture.collection_id == new.collection_id
    for path, target in (
        (f"/menschen-vor-ort/{OLD}/{story.slug}/", f"/menschen-vor-ort/{NEW}/{story.slug}/"),
        (f"/jobcenter/{OLD}/{page.slug}/", f"/jobcenter/{NEW}/{page.slug}/"),
    ):
        assert Client().get(path).url == target
        assert Client().get(target).status_code == 200
    # What waited for approval is approved as it stands, and is the new centre's.
    review.approve(builders.fresh(waiting), builders.coordinator(), revision_id=waiting.latest_revision_id)
    waiting = builders.fresh(waiting)
    assert (waiting.live, waiting.jobcenter) == (True, new)
    assert Client().get(waiting.get_url()).status_code == 200


def test_after_a_merger_page_and_finder_say_who_is_responsible():
    acts.schedule(builders.centre(), merger(), builders.coordinator())
    answer = Client().get(f"/jobcenter/{OLD}/")
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "Teil von KoBa Jobcenter Landkreis Harz" in text or "Teil von" in text
    assert f'href="/jobcenter/{NEW}/"' in text
    for query in ("52349", "Kreis Düren", "job-com"):
        found = finder(query)
        assert {one["url"] for one in found["results"]} == {f"/jobcenter/{NEW}/"}, query
        assert found["kind"] == "one", query
    assert len(Client().get("/daten/jobcenter.json").json()["results"]) == 103
    assert f'"/jobcenter/{OLD}/"' not in Client().get("/jobcenter/").content.decode()


def test_the_map_draws_the_area_of_a_merged_centre_as_that_of_its_heir():
    areas = karte.sheet().areas
    acts.schedule(builders.centre(), merger(), builders.coordinator())
    heir = builders.centre(NEW)
    page = Client().get("/jobcenter/").content.decode()
    assert f'd="{areas[heir.ags]}{areas[builders.centre().ags]}"' in page
    assert listing.drawing_of(heir)["area"].endswith(areas[builders.centre().ags])


def test_a_merger_opens_nothing_to_the_people_unless_it_is_said():
    officer = builders.officer()
    draft = builders.draft(builders.officer(NEW), builders.centre(NEW))
    acts.schedule(builders.centre(), merger(people_follow=False), builders.coordinator())
    assert not officer.groups.exists()
    path = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    assert client_for(officer).get(path).status_code == 403
    mail = OutboxMail.objects.get(to=officer.email)
    assert "Ihr Zugang zu job-com – Jobcenter Kreis Düren ist beendet." in mail.text


def test_people_follow_when_the_koordination_says_so():
    officer = builders.officer()
    draft = builders.draft(officer)
    acts.schedule(builders.centre(), merger(people_follow=True), builders.coordinator())
    path = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    assert client_for(officer).get(path).status_code == 200
    left, joined = AuditEntry.objects.filter(
        action__startswith="account.", object_id=str(officer.pk)
    ).order_by("pk")
    assert (left.centre, joined.centre) == (builders.centre().ags, builders.centre(NEW).ags)


def test_two_stories_with_one_address_stop_a_merger_before_it_begins():
    builders.published(slug="werkbank")
    builders.draft(builders.officer(NEW), builders.centre(NEW), slug="werkbank")
    with pytest.raises(Obstacle, match="derselben Adresse"):
        acts.schedule(builders.centre(), merger(), builders.coordinator())
    assert not builders.centre().is_closed()


def test_a_page_of_the_section_whose_address_is_taken_gets_another_one():
    mine, theirs = news(), news(of=NEW)
    acts.schedule(builders.centre(), merger(), builders.coordinator())
    mine = Page.objects.get(pk=mine.pk)
    assert mine.slug == f"neues-{OLD}"
    assert Client().get(f"/jobcenter/{OLD}/neues/").url == f"/jobcenter/{NEW}/neues-{OLD}/"
    assert Client().get(theirs.get_url()).status_code == 200


def test_a_closed_centre_names_115_and_its_stories_stay_while_people_agree():
    officer, page = builders.officer(), news()
    story = builders.published(author=officer)
    acts.schedule(builders.centre(), closing(), builders.coordinator())
    answer = Client().get(f"/jobcenter/{OLD}/")
    assert answer.status_code == 200
    assert "gemeinsame Einrichtung" in answer.content.decode()
    assert Client().get(f"/jobcenter/{OLD}/{page.slug}/").url == f"/jobcenter/{OLD}/"
    found = finder("52349")
    assert (found["kind"], found["results"][0]["type"]) == ("ge", "ge")
    assert Client().get(story.get_url()).status_code == 200
    assert not officer.groups.exists()
    consent = story.persons.get().consents.get()
    consent.withdrawn_at = timezone.now()
    consent.save()
    assert Client().get(story.get_url()).status_code in (404, 410)


def test_moving_a_story_is_no_way_round_the_guard():
    acts.schedule(builders.centre(), merger(), builders.coordinator())
    draft = builders.draft(builders.officer(NEW), builders.centre(NEW))
    draft.live = True
    with pytest.raises(PublicationRefused):
        draft.save()
    story = builders.published(builders.centre(NEW))
    story.intro = "Heimlich geändert"
    with pytest.raises(PublicationRefused):
        StoryPage.objects.get(pk=story.pk).__class__.save(story)


def test_a_border_moves_in_the_finder_on_its_day():
    wanted = Wanted(
        Kind.BORDER,
        today() + timedelta(days=5),
        "Gebietsreform",
        {"kreis": "15085", "places": [["52349", ""]]},
    )
    change = acts.schedule(builders.centre(), wanted, builders.coordinator())
    assert finder("52349")["results"][0]["url"] == f"/jobcenter/{OLD}/"
    acts.cancel(change, "Doch nicht", builders.coordinator())
    now = Wanted(Kind.BORDER, today(), "Gebietsreform", wanted.values)
    acts.schedule(builders.centre(), now, builders.coordinator())
    assert finder("52349")["results"][0]["url"] == f"/jobcenter/{NEW}/"


def test_a_change_that_cannot_come_true_stays_and_the_koordination_reads_why():
    builders.published(slug="werkbank")
    later = merger()
    later = Wanted(Kind.MERGE, today() + timedelta(days=1), "Kreisreform", {}, successor=later.successor)
    by = builders.coordinator()
    acts.schedule(builders.centre(), later, by)
    builders.draft(builders.officer(NEW), builders.centre(NEW), slug="werkbank")
    for _ in range(2):
        tally = settling.job(in_days(1), force=False)
        assert (tally.done, tally.failed) == (0, 1)
    change = RegistryChange.objects.get()
    assert "derselben Adresse" in change.problem
    assert OutboxMail.objects.filter(to=by.email, subject__startswith="Nicht eingetragen").count() == 1
    assert Client().get(f"/menschen-vor-ort/{OLD}/werkbank/").status_code == 200
