"""Makes what tests need, through the functions people's clicks end in."""

import io
from datetime import timedelta
from itertools import count
from typing import Any

from django.contrib.auth.models import Group
from django.utils import timezone
from PIL import Image
from wagtail.models import Page

from campaign.accounts.models import User
from campaign.accounts.roles import KOORDINATION_GROUP
from campaign.media.creation import create_image
from campaign.media.models import CampaignImage
from campaign.publishing import review
from jobcenters.models import Jobcenter
from stories.consents import acts
from stories.consents.acts import Declared
from stories.consents.rules import Channel, Giver, NameForm
from stories.models import Consent, Person, StoryPage, Topic

_number = count(1)


def centre(slug: str = "kreis-dueren") -> Jobcenter:
    """One of the real 104."""
    return Jobcenter.objects.get(slug=slug)


def officer(*slugs: str, **fields: Any) -> User:
    """Somebody of the Redaktion of one or more centres."""
    user = User.objects.create_user(f"redaktion{next(_number)}@beispiel.example", "geheim-genug-1", **fields)
    user.groups.set([centre(slug).group for slug in slugs or ("kreis-dueren",)])
    return user


def coordinator() -> User:
    """Somebody of the Koordination."""
    user = User.objects.create_user(f"koordination{next(_number)}@beispiel.example", "geheim-genug-1")
    user.groups.add(Group.objects.get(name=KOORDINATION_GROUP))
    return user


def technik() -> User:
    """A superuser without any other role."""
    return User.objects.create_superuser(f"technik{next(_number)}@beispiel.example", "geheim-genug-1")


def image(of: Jobcenter | None = None, title: str = "Beispielbild", **fields: Any) -> CampaignImage:
    """A small drawn picture in a centre's collection."""
    data = io.BytesIO()
    Image.new("RGB", (400, 500), (20, 90, 90)).save(data, "JPEG")
    fields = {"description": "Zeichnung: ein Haus am Hang", "credit": "Zeichnung: Beispiel"} | fields
    return create_image(title, data.getvalue(), (of or centre()).collection, **fields)


def draft(author: User, of: Jobcenter | None = None, **fields: Any) -> StoryPage:
    """A complete story, saved as a draft by `author` the way Wagtail's editor does it."""
    of = of or centre()
    number = next(_number)
    values = {
        "title": f"Wieder an der Werkbank {number}",
        "slug": f"werkbank-{number}",
        "kind": StoryPage.Kind.CLIENT,
        "place": "Düren",
        "quote": "Ich stehe wieder gern auf.",
        "intro": "Ein Schlosser findet zurück in seinen Beruf.",
        "body": [("text", "<p>Um sieben beginnt die Schicht.</p>")],
    } | fields
    if "portrait" not in values:
        values["portrait"] = image(of)
    page = StoryPage(owner=author, live=False, **values)
    Page.objects.get(pk=of.folder_id).specific.add_child(instance=page)
    consent(Person.objects.create(story=page, shown_name="Beispiel-Person Murat", role="Schlosser"))
    page.topics.set(Topic.objects.filter(key="wiedereinstieg"))
    page.save_revision(user=author)
    return fresh(page)


def consent(person: Person, giver: Giver = Giver.SELF, **declared: Any) -> Consent:
    """A valid declaration for the website, given through the link; name further fields of `Declared` to change it."""
    values = {
        "giver_name": f"{person.shown_name.split()[-1]} Beispiel",
        "form": Consent.Form.ONLINE,
        "channels": frozenset({Channel.WEB}),
        "declared_on": timezone.localdate() - timedelta(days=1),
        "name_form": NameForm(person.name_form),
    } | declared
    return acts.record(person, Declared(giver=giver, **values), actor="Einwilligungslink")


def fresh(page: Page) -> StoryPage:
    """The story as the database has it now."""
    return StoryPage.objects.get(pk=page.pk)


def submitted(author: User, of: Jobcenter | None = None, **fields: Any) -> StoryPage:
    """A story that waits for approval."""
    page = draft(author, of, **fields)
    review.submit(page, author, revision_id=page.latest_revision_id)
    return fresh(page)


def published(of: Jobcenter | None = None, author: User | None = None, **fields: Any) -> StoryPage:
    """A story that went the whole way."""
    page = submitted(author or officer((of or centre()).slug), of, **fields)
    review.approve(page, coordinator(), revision_id=page.latest_revision_id)
    return fresh(page)
