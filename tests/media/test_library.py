"""„Dateien“: what a centre keeps, what of it nobody uses, and that only this goes."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from campaign.accounts.roles import shared_collection
from campaign.audit.models import AuditEntry
from campaign.media import creation
from campaign.media.library import BY_NAME, KINDS, Library
from campaign.media.models import CampaignImage
from campaign.publishing import review
from stories.models import StoryPage
from tests import builders
from tests.accounts.login import client_for
from tests.media.files import MP4, PDF, drawn, encoded

pytestmark = pytest.mark.django_db
INDEX, DELETE = "/admin/dateien/", "/admin/dateien/loeschen/"


@pytest.fixture
def author():
    return builders.officer()


@pytest.fixture
def client(author):
    return client_for(author)


def picture(title: str, collection, **fields) -> CampaignImage:
    return creation.create_image(title, encoded(drawn(30, 40)), collection, **fields)


@pytest.fixture
def files() -> dict[str, CampaignImage]:
    return {
        "eigen": picture("BILD-eigen", builders.centre().collection),
        "gemeinsam": picture("BILD-gemeinsam", shared_collection()),
        "fremd": picture("BILD-fremd", builders.centre("stadt-jena").collection),
    }


def unused(author) -> set[int]:
    return set(Library(author).unused(BY_NAME["image"]).values_list("pk", flat=True))


def picture_block(image) -> list[dict]:
    value = {"image": {"image": image.pk, "alt_text": "Werkstatt", "decorative": False}, "caption": ""}
    return [{"type": "picture", "value": value}]


@pytest.mark.parametrize(
    ("query", "titles"),
    [("", {"eigen"}), ("?zeige=unbenutzt", {"eigen"}), ("?zeige=gemeinsam", {"gemeinsam"})],
)
def test_an_officer_sees_the_own_files_and_the_shared_ones_to_read(client, files, query, titles):
    answer = client.get(INDEX + query).content.decode()
    assert {name for name in files if f"BILD-{name}" in answer} == titles
    edit = reverse("wagtailimages:edit", args=[files["gemeinsam"].pk])
    assert edit not in answer
    assert client.get(edit).status_code == 403


@pytest.mark.parametrize("slug", ["stadt-jena"])
def test_a_foreign_collection_is_not_there(client, slug):
    foreign = builders.centre(slug).collection_id
    assert client.get(f"{INDEX}?collection_id={foreign}").status_code == 404
    assert client.get(f"{INDEX}?collection_id=999999").status_code == 404


def test_the_koordination_sees_all_filters_by_centre_and_sees_the_room(files):
    client = client_for(builders.coordinator())
    everything = client.get(INDEX).content.decode()
    assert all(f"BILD-{name}" in everything for name in files)
    jena = client.get(f"{INDEX}?collection_id={builders.centre('stadt-jena').collection_id}").content.decode()
    assert "BILD-fremd" in jena
    assert "BILD-eigen" not in jena
    room = client.get(f"{INDEX}?zeige=speicher").content.decode()
    assert room.count("von 5 GB belegt") == 104
    assert "ohne Grenze" in room
    assert (
        "Speicher der Jobcenter"
        not in client_for(builders.officer()).get(f"{INDEX}?zeige=speicher").content.decode()
    )


def test_the_technik_has_no_business_here():
    assert client_for(builders.technik()).get(INDEX).status_code == 403


class TestUnused:
    """A file counts as used as soon as anything shows it, or will."""

    def test_a_fresh_file(self, author, files):
        assert unused(author) == {files["eigen"].pk}

    def test_on_a_page(self, author, files):
        builders.draft(author, portrait=files["eigen"])
        assert files["eigen"].pk not in unused(author)

    @pytest.mark.parametrize("where", ["portrait", "body"])
    def test_in_a_draft_alone(self, author, files, where):
        story = builders.draft(author)
        if where == "portrait":
            story.portrait = files["eigen"]
        else:
            story.body = StoryPage._meta.get_field("body").to_python(picture_block(files["eigen"]))
        story.save_revision(user=author)
        assert files["eigen"].pk not in unused(author)

    def test_in_the_text_of_a_draft_as_a_link(self, author):
        paper = creation.create_document("Blatt", PDF, builders.centre().collection, "a.pdf")
        story = builders.draft(author)
        link = f'<p><a linktype="document" id="{paper.pk}">Blatt</a></p>'
        story.body = StoryPage._meta.get_field("body").to_python([{"type": "text", "value": link}])
        story.save_revision(user=author)
        assert not Library(author).unused(BY_NAME["document"]).exists()

    def test_not_any_more(self, author, files):
        story = builders.draft(author)
        before = story.portrait
        story.portrait = files["eigen"]
        story.save_revision(user=author)
        story.portrait = before
        story.save_revision(user=author)
        assert unused(author) == {files["eigen"].pk}

    def test_in_what_is_approved_and_still_to_appear(self, author, files):
        from django.utils import timezone

        story = builders.published(author=author)
        CampaignImage.objects.filter(pk=files["eigen"].pk).update(
            credit="Foto: Beispiel", description="Ein Haus am Hang"
        )
        old = story.portrait
        story.portrait = files["eigen"]
        revision = story.save_revision(user=author)
        review.submit(builders.fresh(story), author, revision_id=revision.pk)
        review.approve(
            builders.fresh(story),
            builders.coordinator(),
            revision_id=revision.pk,
            publish_at=timezone.now() + timezone.timedelta(days=3),
        )
        story = builders.fresh(story)
        story.portrait = old
        story.save_revision(user=author)
        assert files["eigen"].pk not in unused(author)


def test_the_questions_for_missing_words_are_those_of_the_files(author):
    own = builders.centre().collection
    for number, (credit, words) in enumerate(
        [("", ""), ("Foto: X", ""), ("", "Ein Haus"), ("Foto: X", "Ein Haus")]
    ):
        picture(f"{number}", own, credit=credit, description=words)
        film = creation.create_media(f"{number}", MP4, own, "a.mp4", credit=credit, transcript=words)
        captions = "captions/a.vtt" if words else ""
        type(film).objects.filter(pk=film.pk).update(captions=captions, description_waiver=words)
    creation.create_document("Blatt", PDF, own, "a.pdf")
    for kind in KINDS:
        lacking = set(kind.model.objects.filter(kind.lacks).values_list("pk", flat=True))
        gaps = {
            file.pk
            for file in kind.model.objects.all()
            if any("fehl" in gap for gap in file.publication_gaps())
        }
        assert lacking == gaps, kind.name


def key(image) -> str:
    return f"image-{image.pk}"


def delete(client, *keys: str, token: str = "eins"):
    with transaction.atomic():
        return client.post(DELETE, {"datei": keys, "token": token})


def test_unused_files_are_shown_and_deleted_and_that_is_logged(client, author, files):
    assert "BILD-eigen" in client.get(f"{DELETE}?datei={key(files['eigen'])}").content.decode()
    assert CampaignImage.objects.filter(pk=files["eigen"].pk).exists()
    for _ in range(2):
        assert delete(client, key(files["eigen"])).status_code == 302
    assert not CampaignImage.objects.filter(pk=files["eigen"].pk).exists()
    entry = AuditEntry.objects.get(action="file.deleted")
    assert (entry.actor_id, entry.centre) == (author.pk, builders.centre().ags)
    assert entry.object_label == f"Bild {files['eigen'].pk}"


def test_what_came_into_use_meanwhile_stays(client, author, files):
    story = builders.draft(author)
    story.portrait = files["eigen"]
    story.save_revision(user=author)
    assert "Diese bleiben" in client.get(f"{DELETE}?datei={key(files['eigen'])}").content.decode()
    assert delete(client, key(files["eigen"])).status_code == 302
    assert CampaignImage.objects.filter(pk=files["eigen"].pk).exists()


@pytest.mark.parametrize("which", ["fremd", "gemeinsam", "image-999999", "image-x", "page-1", "image"])
def test_what_is_not_the_own_is_not_there(client, files, which):
    named = key(files[which]) if which in files else which
    assert client.get(f"{DELETE}?datei={named}").status_code == 404
    assert delete(client, key(files["eigen"]), named).status_code == 404
    assert CampaignImage.objects.filter(pk__in=[file.pk for file in files.values()]).count() == 3


def test_a_get_deletes_nothing(client, files):
    client.get(f"{DELETE}?datei={key(files['eigen'])}&token=eins")
    assert CampaignImage.objects.filter(pk=files["eigen"].pk).exists()


def test_the_page_costs_the_same_however_many_files_there_are(client, author):
    own = builders.centre().collection
    picture("erstes", own)
    client.get(INDEX)
    counts = []
    for number in (1, 8):
        for one in range(number):
            picture(f"{number}-{one}", own)
        client.get(INDEX)
        with CaptureQueriesContext(connection) as captured:
            client.get(INDEX)
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 60
