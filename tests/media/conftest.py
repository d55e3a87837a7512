"""Throw-away folders, two centres' collections with their officers, and a page that shows files.

Pytest reads this file before Django is ready, so models are imported inside the fixtures.
"""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from tests.media.files import MP4, PDF, VTT, drawn, encoded, phone_photo

if TYPE_CHECKING:
    from django.test import Client

    from campaign.accounts.models import User
    from campaign.models import ContentPage


@pytest.fixture(autouse=True)
def roots(settings, tmp_path) -> tuple[Path, Path]:
    """Give each test its own (public, private) folders."""
    from django.core.cache import cache

    settings.MEDIA_ROOT, settings.PRIVATE_MEDIA_ROOT = tmp_path / "media", tmp_path / "private"
    settings.MEDIA_SENDFILE = "app"
    # Wagtail remembers renditions by image number and content, which the next test may use again.
    cache.clear()
    return settings.MEDIA_ROOT, settings.PRIVATE_MEDIA_ROOT


@pytest.fixture
def house(db) -> SimpleNamespace:
    """Return two collections (own, foreign), an officer of each, and somebody of the Koordination."""
    from django.contrib.auth.models import Group
    from wagtail.models import Collection, Page

    from campaign.accounts.models import User
    from campaign.accounts.roles import apply_koordination, apply_redaktion
    from campaign.models import ContentPage

    root = Page.objects.get(depth=1)
    found = SimpleNamespace()
    for name in ("own", "foreign"):
        collection = Collection.get_first_root_node().add_child(name=f"Sammlung {name}")
        group = Group.objects.create(name=f"Redaktion {name}")
        section = root.add_child(instance=ContentPage(title=name, slug=f"bereich-{name}", live=False))
        apply_redaktion(group, section, section, collection)
        officer = User.objects.create_user(f"{name}@beispiel.example", "x")
        officer.groups.add(group)
        setattr(found, name, collection)
        setattr(found, f"{name}_officer", officer)
    found.coordinator = User.objects.create_user("koordination@beispiel.example", "x")
    found.coordinator.groups.add(apply_koordination(root))
    return found


@pytest.fixture
def enter() -> "Callable[[User], Client]":
    """Return a function that makes a client of somebody who is logged in with the second factor."""
    from tests.accounts.login import client_for

    return client_for


@pytest.fixture
def officer(house, enter) -> "Client":
    """Return a client of the own centre's officer."""
    return enter(house.own_officer)


def as_uploaded(video):
    """Return a video that is delivered as it came, as where no ffmpeg is installed."""
    type(video).objects.filter(pk=video.pk).update(delivery="original")
    video.refresh_from_db()
    return video


@pytest.fixture
def make(house) -> dict[str, Callable]:
    """Return for each kind of file a function that stores one in the own collection."""
    from campaign.media import creation

    return {
        "image": lambda **meta: creation.create_image(
            "Werkstatt", phone_photo(), house.own, house.own_officer, **meta
        ),
        "document": lambda **meta: creation.create_document(
            "Blatt", PDF, house.own, "a.pdf", house.own_officer, **meta
        ),
        "video": lambda **meta: as_uploaded(
            creation.create_media(
                "Film",
                MP4,
                house.own,
                "a.mp4",
                house.own_officer,
                captions=VTT,
                thumbnail=encoded(drawn()),
                **meta,
            )
        ),
    }


@pytest.fixture
def on_page(house, django_capture_on_commit_callbacks) -> Callable:
    """Return a function that stores a page showing a picture block, and a link to a document in its text."""
    from django.db import transaction
    from wagtail.models import Page

    from campaign.models import ContentPage

    def store(image=None, document=None, live=True, page=None) -> "ContentPage":
        body = []
        if image:
            value = {
                "image": {"image": image.pk, "alt_text": "Werkstatt", "decorative": False},
                "caption": "",
            }
            body.append({"type": "picture", "value": value})
        if document:
            link = f'<p><a linktype="document" id="{document.pk}">Blatt</a></p>'
            body.append({"type": "text", "value": link})
        with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
            if page is None:
                page = ContentPage(
                    title="Probe", slug=f"probe-{len(body)}-{ContentPage.objects.count()}", live=live
                )
                page.body = page.body.stream_block.to_python(body)
                Page.objects.get(depth=1).add_child(instance=page)
            else:
                page.body = page.body.stream_block.to_python(body)
                page.live = live
                page.save()
        return page

    return store
