"""Leichte Sprache and sign language in the demonstration: start page, a page of the campaign, a section, a story."""

import json
from typing import Any

from wagtail.models import Page

from campaign.accounts.models import User
from campaign.demo.easy import EasyPageText, load
from campaign.models import HomePage, LeichteSpracheIndexPage, LeichteSprachePage
from campaign.models.start_parts import EASY, SIGNED, SUBJECTS
from jobcenters.models import Jobcenter
from stories.demo import signed


def fill(centre: Jobcenter, officer: User, coordinator: User) -> None:
    """Fill what is still empty and make the pages that are missing."""
    texts = load()
    _start(HomePage.objects.get(), coordinator)
    index: Any = LeichteSpracheIndexPage.objects.get()
    if not index.body:
        index.body = json.dumps([{"type": "lines", "value": texts.index}])
        index.save_revision(user=coordinator).publish(user=coordinator)
    for text in texts.pages:
        counterpart = Page.objects.filter(slug=text.counterpart, depth=3).first()
        _page(index, text, coordinator, counterpart)
    _page(centre.section, texts.section, officer, centre.section)


def _start(home: HomePage, coordinator: User) -> None:
    """Fill the required parts of the start page that are empty; without ffmpeg the videos stay empty."""
    texts, changed = load(), False
    for subject in SUBJECTS:
        easy, video = f"{EASY}_{subject.key}", f"{SIGNED}_{subject.key}"
        if home.is_missing(easy):
            setattr(home, easy, texts.start[subject.key])
            changed = True
        if home.is_missing(video):
            clip = signed.clip(subject, texts.videos[subject.key], coordinator)
            setattr(home, video, clip)
            changed = changed or clip is not None
    if changed:
        home.save_revision(user=coordinator).publish(user=coordinator)


def _page(parent: Page, text: EasyPageText, author: User, counterpart: Page | None) -> None:
    if parent.get_children().filter(slug=text.slug).exists():
        return
    blocks: list[dict[str, Any]] = []
    for heading, words in text.sections:
        blocks += [{"type": "heading", "value": heading}, {"type": "lines", "value": words}]
    page = LeichteSprachePage(
        title=text.title,
        slug=text.slug,
        body=json.dumps(blocks),
        counterpart=counterpart,
        owner=author,
        live=False,
    )
    Page.objects.get(pk=parent.pk).add_child(instance=page)
    page.save_revision(user=author).publish(user=author)
