"""No file of what is not public reaches a stranger, by any address it has or ever had.

The files are drawn from all models and from the disk, so a new field or a new folder is asked for by itself; a new state
of a story lets the first test fail until the world has one.
"""

from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from campaign.anonymous_forms import FIELD, new_token
from campaign.media import release, renditions
from campaign.media.models import CampaignDocument, CampaignImage
from campaign.media.views import serve
from campaign.publishing import erasure, review
from campaign.publishing.states import State, state_of
from tests import builders
from tests.accounts.login import client_for
from tests.media.states import World, names_on_disk

pytestmark = pytest.mark.django_db
# What only an answer with a file tells.
TELLING = {"X-Accel-Redirect", "Content-Range", "ETag", "Last-Modified", "Accept-Ranges"}
WAYS = (("get", ""), ("head", ""), ("get", "bytes=0-9"))
SHOWN = ("live", "live_with_draft", "mitteilung")


@pytest.fixture
def world(roots, django_capture_on_commit_callbacks) -> SimpleNamespace:
    """Every state a page with files can be in, one page each; `public` are the names that may be public."""
    now, soon = timezone.now(), timezone.now() + timedelta(days=3)

    def committing():
        return django_capture_on_commit_callbacks(execute=True)

    made = World(committing, roots)
    made.act(made.approved, "live")
    made.act(made.edited, made.act(made.approved, "live_with_draft"))
    made.act(made.drafted, "draft")
    made.act(made.submitted, "in_review")
    made.act(made.sent_back, "changes_requested")
    made.act(made.approved, "approved_scheduled", publish_at=soon)
    made.act(review.withdraw, made.act(made.approved, "withdrawn"), made.author)
    made.act(made.expired, made.act(made.approved, "lapsed"), now)
    made.act(made.unconsented, made.act(made.approved, "without_consent"), now)
    made.act(Page.objects.get(pk=made.act(made.drafted, "deleted").pk).delete)
    made.act(made.news, "entwurf", live=False)
    made.act(made.act(made.news, "zurueck", live=True).unpublish)
    made.act(Page.objects.get(pk=made.act(made.news, "weg", live=True).pk).delete)
    made.act(made.release, "mitteilung-entwurf", live=False)
    made.act(made.act(made.release, "mitteilung-zurueck", live=True).unpublish)
    made.act(made.release, "mitteilung", live=True)
    made.act(made.parked)
    public = public_names([file for name in SHOWN for file in made.files[name]])
    return SimpleNamespace(made=made, public=public, committing=committing)


def public_names(files: list) -> set[str]:
    """Say what of these a visitor needs: sizes of a picture but the printable one, a document, what is made of a video."""
    names: set[str] = set()
    for file in files:
        if isinstance(file, CampaignImage):
            shown = file.renditions.exclude(filter_spec=renditions.PRINT_SPEC)
            names |= set(shown.values_list("file", flat=True))
        elif isinstance(file, CampaignDocument):
            names.add(file.file.name)
        else:
            names |= {file.thumbnail.name, file.captions.name, file.descriptions.name}
            names |= set(file.versions.values_list("file", flat=True))
    return names


def came(client: Client, names: set[str]) -> list[tuple[str, int]]:
    """Ask for each file over HTTP; return what was answered with anything but the plain page „nicht gefunden“."""
    answers = ((name, client.get(f"{settings.MEDIA_URL}{name}")) for name in sorted(names))
    return [
        (name, answer.status_code)
        for name, answer in answers
        if answer.status_code != 404 or answer.streaming or TELLING & set(answer.headers)
    ]


def handed_out(rf: RequestFactory, user, names: set[str], ways=WAYS) -> list[tuple[str, str, str]]:
    """Ask the view of files for the whole, the head and a part of each; return where it did not refuse."""
    found = []
    for name in sorted(names):
        for method, span in ways:
            request = getattr(rf, method)(
                f"{settings.MEDIA_URL}{name}", headers={"Range": span} if span else {}
            )
            request.user = user
            with suppress(Http404):
                serve(request, path=name)
                found.append((name, method, span))
    return found


def assert_kept(names: set[str], client: Client, rf: RequestFactory, mode) -> None:
    """Nobody from outside and no officer of another centre gets one of these files, in whatever way."""
    stranger = builders.officer("landkreis-harz")
    one_of_each_folder = set({name.partition("/")[0]: name for name in names}.values())
    assert came(client, names) == came(client_for(stranger), one_of_each_folder) == []
    for mode.MEDIA_SENDFILE, ways in (("app", WAYS), ("nginx", WAYS[:1])):
        for user in (AnonymousUser(), stranger):
            assert handed_out(rf, user, names, ways) == []


def assert_complete(world: SimpleNamespace, client: Client, public: Path) -> None:
    """The world has every state a story can be in, and what is live is really there."""
    stories = world.made.stories
    states = {name: state_of(builders.fresh(stories[name])) for name in stories if name in State.values}
    assert states == {state: state for state in State}
    assert set(names_on_disk(public)) == world.public
    assert all(client.get(f"{settings.MEDIA_URL}{name}").status_code == 200 for name in world.public)


def assert_no_picture_for_newsrooms(world: SimpleNamespace, client: Client) -> None:
    """Newsrooms get what a live press page offers; what an officer may look at, no other officer may."""
    stranger = client_for(builders.officer("landkreis-harz"))
    pictures = {
        name: {one.pk for one in files if isinstance(one, CampaignImage)}
        for name, files in world.made.files.items()
    }
    for number in pictures.pop("mitteilung"):
        assert client.get(f"/presse/bilder/{number}/").status_code == 200
    for number in set().union(*pictures.values()):
        url, token = f"/presse/bilder/{number}/", {FIELD: new_token(f"press-download-{number}")}
        complete = token | {"medium": "Beispiel", "email": "a@beispiel.example", "accepts": "on"}
        for visitor in (client, stranger):
            assert visitor.get(url).status_code == visitor.post(url, complete).status_code == 404
        assert stranger.get(reverse("wagtailimages:preview", args=[number, "original"])).status_code == 404


def test_nothing_of_what_is_not_live_is_there_for_a_stranger(world, client, rf, roots, settings):
    assert_complete(world, client, roots[0])
    private = world.made.ever - world.public
    assert len(private) > 250
    drafted = {file.file.name for file in world.made.files["draft"]}
    assert len(handed_out(rf, world.made.author, drafted)) == 3 * len(drafted)
    assert_kept(private, client, rf, settings)
    assert_no_picture_for_newsrooms(world, client)

    gone = {
        name for file in world.made.files["withdrawn"] for name in {file.file.name} | public_names([file])
    }
    with world.committing():
        assert erasure.job(timezone.now(), force=True).failed == 0
        release.resync_all()
    assert not gone & set(names_on_disk(*roots))
    assert set(names_on_disk(roots[0])) == world.public
    assert_kept(gone, client, rf, settings)
