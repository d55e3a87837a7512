"""The story as it stands now, for somebody with a personal link: the page as it would be, with its files.

Files that are not public yet come by addresses that we sign for this link and a quarter of an hour.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

from django.core import signing
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string

from campaign.accounts.gate import as_id
from campaign.media import references
from campaign.media.formats import CAPTIONS, POSTERS, RENDITIONS, VIDEOS, content_type_of
from campaign.media.release import file_models
from campaign.media.storage import private_storage
from stories.models import StoryPage

SALT = "stories.consents.preview"
MAX_AGE = 15 * 60
FOLDERS = "|".join((RENDITIONS, POSTERS, VIDEOS, CAPTIONS))
FILE = re.compile(
    rf"(?:https?://[^/\"'\s]+)?/media/((?:{FOLDERS})/[0-9a-f]{{32}}\.[a-z0-9]{{1,8}})", re.ASCII
)
MAIN = '<main id="inhalt" tabindex="-1">'
# What the frame of the page leads to is not the person's story.
LINK = re.compile(r'<a\b([^>]*?)\shref="(?!#)[^"]*"')


def render(
    request: HttpRequest, story: StoryPage, link_hash: str, back: str, address_of: Callable[[str], str]
) -> HttpResponse:
    """Return the newest draft as a page. address_of: from a signed name of a file to its address.

    back: where the person answers.
    """
    draft = story.get_latest_revision_as_object()
    own = {name for shown in _shown_by(draft) for name in shown.public_files()}
    response = draft.serve_preview(request, draft.default_preview_mode)
    response.render()
    text = response.content.decode()
    signer = _signer(link_hash)
    # Only what the story shows: an address that stands in its words opens nobody else's file.
    text = FILE.sub(lambda found: address_of(signer.sign(found[1])) if found[1] in own else found[0], text)
    text = LINK.sub(r"<a\1", text)
    return HttpResponse(
        text.replace(MAIN, MAIN + render_to_string("consents/link_back.html", {"back": back}), 1)
    )


def _shown_by(draft: StoryPage) -> Iterator[Any]:
    """Yield the files the draft refers to."""
    keys: dict[Any, set[int]] = {}
    for one in references.of_page(draft):
        if one.model in file_models() and (number := as_id(one.key)) is not None:
            keys.setdefault(one.model, set()).add(number)
    for model, numbers in keys.items():
        yield from model._default_manager.filter(pk__in=numbers)


def file(link_hash: str, signed: str) -> HttpResponse | FileResponse:
    """Return one file of a preview. Raises Http404 for an address that is over, or of another link."""
    try:
        name = _signer(link_hash).unsign(signed, max_age=MAX_AGE)
        opened = private_storage().open(name)
    except (signing.BadSignature, FileNotFoundError):
        raise Http404 from None
    return FileResponse(opened, content_type=content_type_of(name))


def _signer(link_hash: str) -> signing.TimestampSigner:
    return signing.TimestampSigner(salt=f"{SALT}:{link_hash}")
