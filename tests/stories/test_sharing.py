"""„Weitersagen“: what may be passed on of a public story, and who shows it where."""

import io
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from PIL import Image

from campaign.audit.idempotency import new_token
from campaign.audit.models import AuditEntry, OutboxMail
from campaign.media import orders
from campaign.media.models import CampaignRendition
from campaign.media.storage import released_path
from campaign.publishing import erasure, review
from stories.consents import acts
from stories.consents.rules import Channel
from stories.models import Consent, Person, Reuse, StoryPage
from stories.sharing import crops, texts
from tests import builders
from tests.accounts.login import client_for

pytestmark = pytest.mark.django_db
TOLD = texts.Told(
    "Wieder an der Werkbank",
    "Ich stehe wieder gern auf.",
    "Ein Schlosser findet zurück.",
    ("Beispiel-Person Murat",),
    "job-com Beispiel",
    "https://kampagne.example/menschen-vor-ort/a/b/",
)


@pytest.fixture(autouse=True)
def stores(settings, tmp_path):
    settings.MEDIA_ROOT, settings.PRIVATE_MEDIA_ROOT = tmp_path / "media", tmp_path / "private"
    cache.clear()


@pytest.fixture
def author():
    return builders.officer()


def agree(story: StoryPage, *channels: Channel) -> None:
    """The person signs anew; run what runs within minutes."""
    builders.consent(
        story.persons.first(), channels=frozenset({Channel.WEB, *channels}), declared_on=timezone.localdate()
    )
    run()


def run() -> None:
    crops.job(timezone.now(), force=False)
    assert orders.make_ordered(force=True).failed == 0


def kit(story: StoryPage, rest: str = "") -> str:
    return f"/admin/geschichten/{story.pk}/weitersagen/{rest}"


def entry(**changes) -> dict[str, str]:
    return {
        "token": new_token(),
        "kind": "site",
        "place": "Kreis Beispiel",
        "url": "https://kreis.example/geschichte/",
        "email": "presse@kreis.example",
        "since": "2026-01-05",
    } | changes


def test_the_short_text_is_the_own_sentence_and_the_address():
    assert texts.short(TOLD) == f"„Ich stehe wieder gern auf.“ – Beispiel-Person Murat\n{TOLD.url}"


def test_the_long_text_has_title_sentence_introduction_and_address():
    parts = texts.long(TOLD).split("\n\n")
    assert parts[0] == TOLD.title and parts[2] == TOLD.intro and parts[3].endswith(TOLD.url)


def test_an_address_is_printed_without_scheme():
    assert texts.printed("https://kampagne.example/menschenvorort/7/") == "kampagne.example/menschenvorort/7"


def test_each_channel_gets_what_is_agreed_and_the_page_says_what_is_not(author):
    story, client = builders.published(author=author), client_for(author)
    for channels in ((), (Channel.SOCIAL,), (Channel.PARTNERS,), (Channel.PRESS, Channel.PRINT)):
        agree(story, *channels)
        page = client.get(kit(story)).content.decode()
        assert story.full_url in page and f"menschenvorort/{story.pk}" in page
        assert ('id="text-kurz"' in page) is (Channel.SOCIAL in channels)
        assert ('id="text-lang"' in page) is (Channel.PARTNERS in channels)
        assert page.count(": erlaubt") == len(channels) and page.count("nicht erlaubt") == 4 - len(channels)
        with_pictures = bool(set(channels) & set(crops.WITH_PICTURES))
        assert (kit(story, "bild/quadrat/") in page) is with_pictures
        assert client.get(kit(story, "bild/quadrat/")).status_code == (200 if with_pictures else 404)


def test_the_pictures_have_their_shapes_and_are_never_public(author):
    story = builders.published(author=author)
    agree(story, Channel.SOCIAL)
    for key, ratio in {"quadrat": 1, "quer": 16 / 9, "hoch": 4 / 5}.items():
        answer = client_for(author).get(kit(story, f"bild/{key}/"))
        picture = Image.open(io.BytesIO(b"".join(answer.streaming_content)))
        assert abs(picture.width / picture.height - ratio) < 0.02
        assert answer["Cache-Control"] == "private, no-store"
    made = CampaignRendition.objects.filter(filter_spec__in=crops.SPECS.values())
    assert made.count() == 3 and not any(released_path(one.file.name).exists() for one in made)
    agree(story)
    assert not made.all().exists() and Client().get(story.get_url()).status_code == 200


def test_the_qr_code_leads_to_the_public_address(author):
    story = builders.published(author=author)
    client = client_for(author)
    svg, png = (client.get(kit(story, f"qr/{kind}/")) for kind in ("svg", "png"))
    assert svg["Content-Type"] == "image/svg+xml" and b"<svg" in svg.content
    assert Image.open(io.BytesIO(png.content)).width > 500
    assert client.get(kit(story, "qr/gif/")).status_code == 404


def test_a_story_that_is_not_public_is_not_passed_on(author):
    client = client_for(author)
    draft, waiting = builders.draft(author), builders.submitted(author)
    story = builders.published(author=author)
    Consent.objects.filter(person__story=story).update(rests_since=timezone.now())
    for page in (draft, waiting, story):
        assert client.get(kit(page)).status_code == 404
        assert client.get(kit(page, "qr/svg/")).status_code == 404


def test_only_the_own_centre_and_the_koordination_pass_a_story_on(author):
    story = builders.published(author=author)
    assert kit(story) in client_for(author).get("/admin/geschichten/").content.decode()
    assert client_for(builders.coordinator()).get(kit(story)).status_code == 200
    assert client_for(builders.officer("landkreis-harz")).get(kit(story)).status_code == 404
    assert client_for(builders.technik()).get(kit(story)).status_code == 403


def test_the_printed_address_leads_on_and_says_when_the_story_is_gone(author):
    story = builders.published(author=author)
    path = f"/menschenvorort/{story.pk}"
    for one in (path, f"{path}/"):
        assert Client().get(one)["Location"] == story.get_url()
    Consent.objects.filter(person__story=story).update(rests_since=timezone.now())
    assert Client().get(path).status_code == 404
    review.withdraw(story, author, reason="Die Person möchte es nicht mehr.")
    assert Client().get(path).status_code == 410
    erasure.erase(builders.fresh(story).withdrawal)
    assert Client().get(path).status_code == 410
    assert Client().get("/menschenvorort/999999").status_code == 404


def test_an_entry_is_added_changed_and_removed_and_each_is_in_the_log(author):
    story = builders.published(author=author)
    client = client_for(author)
    data = entry()
    for _ in range(2):
        assert client.post(kit(story, "neu/"), data).status_code == 302
    reuse = Reuse.objects.get()
    assert (reuse.place, reuse.source, reuse.recorded_by) == ("Kreis Beispiel", "manual", author)
    page = client.get(kit(story)).content.decode()
    assert "Kreis Beispiel" in page and "Einwilligung dafür fehlt" in page
    path = f"/admin/verwendungen/{reuse.pk}/"
    assert 'value="Kreis Beispiel"' in client.get(path).content.decode()
    assert client.post(path, entry(place="Neuer Name")).status_code == 302
    assert "Neuer Name" in client.get("/admin/verwendungen/").content.decode()
    assert client.post(f"{path}loeschen/", {"token": new_token()}).status_code == 302
    assert not Reuse.objects.exists()
    log = AuditEntry.objects.filter(action__startswith="reuse.").order_by("pk")
    assert [one.action for one in log] == ["reuse.added", "reuse.changed", "reuse.removed"]
    assert all(one.centre == story.jobcenter.ags for one in log)


def test_an_entry_that_cannot_be_reached_is_not_taken(author):
    story, client = builders.published(author=author), client_for(author)
    for wrong in ({"place": ""}, {"email": "x"}, {"url": ""}, {"since": "2999-01-01"}, {"kind": "radio"}):
        answer = client.post(kit(story, "neu/"), entry(**wrong))
        assert answer.status_code == 200 and "Es ist noch nichts gespeichert" in answer.content.decode()
    assert not Reuse.objects.exists()


def test_nobody_sees_or_changes_entries_of_another_centre(author):
    story = builders.published(author=author)
    client_for(author).post(kit(story, "neu/"), entry())
    reuse, foreign = Reuse.objects.get(), client_for(builders.officer("landkreis-harz"))
    for path in (f"/admin/verwendungen/{reuse.pk}/", f"/admin/verwendungen/{reuse.pk}/loeschen/"):
        assert foreign.get(path).status_code == 404
        assert foreign.post(path, entry()).status_code == 404
    assert "Kreis Beispiel" not in foreign.get("/admin/verwendungen/").content.decode()
    assert "Kreis Beispiel" in client_for(builders.coordinator()).get("/admin/verwendungen/").content.decode()


def test_after_a_withdrawal_everybody_who_shows_the_story_is_asked_to_take_it_down(author):
    story = builders.published(author=author, title="Kanarienwort im Titel")
    client = client_for(author)
    client.post(kit(story, "neu/"), entry())
    client.post(
        kit(story, "neu/"), entry(kind="paper", place="Beispiel-Zeitung", url="", email="red@zeitung.example")
    )
    acts.withdraw(Consent.objects.get(person__story=story), "Persönlicher Link")
    assert client.get(kit(story)).status_code == 404
    withdrawal = builders.fresh(story).withdrawal
    erasure.erase(withdrawal)
    mails = {mail.to: mail for mail in OutboxMail.objects.filter(subject__startswith="Bitte zeigen Sie")}
    assert set(mails) == {"presse@kreis.example", "red@zeitung.example"}
    assert "https://kreis.example/geschichte/" in mails["presse@kreis.example"].text
    assert all(word not in mail.text for mail in mails.values() for word in ("Kanarienwort", "Murat"))
    assert all(mail.about.startswith("private:") for mail in mails.values())
    withdrawal.refresh_from_db()
    assert withdrawal.proof["reuses_told"] == 2 and not Reuse.objects.exists()
    assert not CampaignRendition.objects.filter(image=story.portrait_id).exists()


def test_one_of_two_persons_decides_for_both(author):
    story = builders.draft(author)
    second = Person.objects.create(story=story, shown_name="Beispiel-Person Zwei", position=1)
    builders.consent(second)
    review.submit(story, author, revision_id=story.latest_revision_id)
    review.approve(builders.fresh(story), builders.coordinator(), revision_id=story.latest_revision_id)
    agree(builders.fresh(story), Channel.SOCIAL)
    page = client_for(author).get(kit(story)).content.decode()
    assert 'id="text-kurz"' not in page and "Beispiel-Person Zwei" in page


def test_queries_do_not_grow(author, django_assert_max_num_queries):
    story = builders.published(author=author)
    client = client_for(author)
    for number in range(8):
        client.post(
            kit(story, "neu/"),
            entry(place=f"Ort {number}", since=str(timezone.localdate() - timedelta(number))),
        )
    for path in (kit(story), "/admin/verwendungen/"):
        client.get(path)
        with django_assert_max_num_queries(40):
            assert client.get(path).content.decode().count("Ort ") >= 8


def test_a_consent_for_a_draft_asks_nothing_dear_of_its_crops(author, django_assert_num_queries):
    """Each consent comes by here; who may be shown is asked only where there is a file or could be one."""
    story = builders.draft(author)
    with django_assert_num_queries(3):
        crops.refresh(story.pk)
