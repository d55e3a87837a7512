"""The steps of people in the admin and with a personal link, each through the form a browser would send."""

import re
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from campaign.audit.idempotency import new_token
from campaign.audit.models import OutboxMail
from stories.demo.consents import _scan
from stories.demo.manifest_forms import CONSENT_DEFAULTS, STORY_DEFAULTS
from stories.models import Person, StoryPage
from tests import builders


def send(client: Client, view: str, pk: int, **fields: Any) -> HttpResponse:
    """Open the form of an act and send it with what the page put into it."""
    path = reverse(view, args=[pk])
    page = client.get(path)
    assert page.status_code == 200, (view, page.status_code)
    hidden = {field.html_name: field.value() or "" for field in page.context["form"].hidden_fields()}
    return client.post(path, hidden | fields)


def text(answer: HttpResponse) -> str:
    return answer.content.decode()


def write(client: Client, **fields: Any) -> StoryPage:
    """Write a new story with the form, complete but for the consents."""
    path = reverse("wagtailadmin_pages:add", args=["stories", "storypage", builders.centre().folder_id])
    data = STORY_DEFAULTS | {"portrait": builders.image().pk, "idempotency_token": new_token()} | fields
    answer = client.post(path, data)
    assert answer.status_code == 302, answer.context["form"].errors
    return StoryPage.objects.latest("pk")


def revise(client: Client, story: StoryPage, **fields: Any) -> HttpResponse:
    """Change a story in the editor: everything as it stands, but for `fields`."""
    story = builders.fresh(story).get_latest_revision_as_object()
    names = ("title", "slug", "kind", "place", "quote", "intro")
    data = STORY_DEFAULTS | {name: getattr(story, name) for name in names}
    for number, person in enumerate(Person.objects.filter(story=story.pk)):
        row = {"id": person.pk, "shown_name": person.shown_name, "name_form": person.name_form}
        row |= {"kind": person.kind, "age": person.age, "guardians": person.guardians, "role": person.role}
        data |= {f"persons-{number}-{name}": value for name, value in row.items()}
        data |= {"persons-INITIAL_FORMS": number + 1, "persons-TOTAL_FORMS": number + 1}
    data |= {"portrait": story.portrait_id, "loaded_revision_id": story.latest_revision_id}
    data |= {f"body-{number}-id": block.id for number, block in enumerate(story.body)}
    return client.post(reverse("wagtailadmin_pages:edit", args=[story.pk]), data | fields)


def enter_consent(client: Client, person: Person, **fields: Any) -> HttpResponse:
    """Type in what was signed on paper, with the scan."""
    scan = SimpleUploadedFile("bogen.pdf", _scan(), "application/pdf")
    return send(client, "consents_add", person.pk, **(CONSENT_DEFAULTS | {"scan": scan} | fields))


def link_for(client: Client, person: Person, giver: str = "self") -> str:
    """Make a link to agree; return its path."""
    return re.search(
        r"/einwilligung/[^/\s\"<]+/", text(send(client, "consents_link", person.pk, giver=giver))
    )[0]


def agree(path: str, **fields: Any) -> HttpResponse:
    """Agree with a personal link, as somebody without an account."""
    visitor = Client()
    token = re.search(r'name="form_token" value="([^"]+)"', text(visitor.get(path)))[1]
    answer = {"channels": ["web"], "name_form": "first", "giver_name": "Kim Beispiel", "agreed": "on"}
    return visitor.post(path, {"form_token": token, "what": "answer", "email": ""} | answer | fields)


def publish(officer: Client, coordinator: Client, story: StoryPage) -> str:
    """Submit and approve; return the public address."""
    answer = send(officer, "publishing_submit", story.pk, note="")
    assert answer.status_code == 302, answer.context["blockers"]
    assert send(coordinator, "publishing_approve", story.pk, publish_at="").status_code == 302
    url = builders.fresh(story).get_url()
    assert Client().get(url).status_code == 200
    return url


def gone(url: str, title: str) -> bool:
    """Say whether the address answers 410 and no list knows the title."""
    visitor = Client()
    lists = [text(visitor.get(path)) for path in ("/", "/menschen-vor-ort/", "/sitemap.xml")]
    return visitor.get(url).status_code == 410 and not any(title in one for one in lists)


def mailed(address: str, words: str) -> bool:
    return OutboxMail.objects.filter(to=address, text__contains=words).exists()
