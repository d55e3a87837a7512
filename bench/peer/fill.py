"""Fills a plain Wagtail with a tree like ours, and says where to look."""

import io
from typing import Any, Final

from django.contrib.auth.models import Group, Permission, User
from django.core.files.images import ImageFile
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from PIL import Image as Picture
from wagtail.images.models import Image
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page, Site

from bench import load
from bench.peer.models import Folder, Section, Story, Topic

CENTRES: Final = 104
BODY: Final = [
    {"type": "heading", "value": "Der Anfang der Arbeit"},
    {"type": "text", "value": "<p>Um sieben beginnt die Schicht.</p>" * 12},
    {"type": "heading", "value": "Der Weg dahin"},
    {"type": "text", "value": "<p>Um sechs steht der Kaffee da.</p>" * 8},
    {"type": "quote", "value": {"text": "Ich stehe wieder gern auf.", "by": "Beispiel"}},
    {"type": "heading", "value": "Was dazwischen lag"},
    {"type": "text", "value": "<p>Um sechs steht der Kaffee da.</p>" * 13},
    {"type": "heading", "value": "Heute"},
    {"type": "text", "value": "<p>Um sechs steht der Kaffee da.</p>" * 12},
    {"type": "helped", "value": ["Ein fester Ansprechpartner im Haus", "Zwei Wochen Probearbeit"]},
]


def fill(number: int) -> dict[str, Any]:
    """Fill up to that number of stories in the folder that is measured.

    Returns pages (name → address), cookies (role → header), queries (name, role → statements of a warm request).
    """
    call_command("makemigrations", "peer", verbosity=0)
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    if not Folder.objects.exists():
        _tree()
        _people()
    folder = _measured(Folder)
    portrait, topics = Image.objects.get(), list(Topic._default_manager.all()[:2])
    for one in range(folder.numchild, number):
        text = {
            "quote": "Ich stehe wieder gern auf.",
            "intro": "Ein Schlosser findet zurück.",
            "place": "Düren",
        }
        story = Story(title=f"Geschichte {one}", slug=f"g-{one}", portrait=portrait, body=BODY, **text)
        folder.add_child(instance=story)
        story.topics = topics
        story.save_revision().publish()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return _told(folder)


def _measured(kind: type[Page]) -> Any:
    return kind.objects.get(slug="jobcenter-1")


def _tree() -> None:
    root = Page.objects.get(depth=1)
    Page.objects.filter(depth=2).delete()
    home = Page.objects.get(pk=root.pk).add_child(instance=Folder(title="Start", slug="start"))
    Site.objects.create(hostname="127.0.0.1", root_page=home, is_default_site=True)
    sections = home.add_child(instance=Folder(title="Jobcenter", slug="jobcenter"))
    folders = home.add_child(instance=Folder(title="Menschen vor Ort", slug="menschen-vor-ort"))
    for number in range(CENTRES):
        names = {"title": f"Jobcenter {number}", "slug": f"jobcenter-{number}"}
        for page, above in ((Section(intro="Text " * 40, **names), sections), (Folder(**names), folders)):
            above.add_child(instance=page)
            page.save_revision().publish()
    Topic._default_manager.bulk_create(Topic(label=f"Thema {number}") for number in range(12))
    drawn = io.BytesIO()
    Picture.new("RGB", (400, 500), (20, 90, 90)).save(drawn, "JPEG")
    drawn.seek(0)
    Image.objects.create(title="Bild", file=ImageFile(drawn, name="bild.jpg"))


def _people() -> None:
    User.objects.create_superuser("technik", "technik@beispiel.example", "x")
    coordinator = User.objects.create_user("koordination", "koordination@beispiel.example", "x")
    coordinator.groups.add(Group.objects.get(name="Moderators"))
    officer = User.objects.create_user("redaktion", "redaktion@beispiel.example", "x")
    group = Group.objects.create(name="Jobcenter 1")
    officer.groups.add(group)
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for page in (_measured(Section), _measured(Folder)):
        for right in Permission.objects.filter(codename__in=("add_page", "change_page")):
            GroupPagePermission.objects.create(group=group, page=page, permission=right)
    files = Collection.get_first_root_node().add_child(name="Jobcenter 1")
    for right in Permission.objects.filter(codename__in=("add_image", "change_image", "choose_image")):
        GroupCollectionPermission.objects.create(group=group, collection=files, permission=right)


def _told(folder: Any) -> dict[str, Any]:
    story = Story.objects.child_of(folder).order_by("pk").last()
    pages = {
        "Übersicht": reverse("wagtailadmin_home"),
        "Seitenbaum": reverse("wagtailadmin_explore", args=[folder.pk]),
        "Bearbeiten": reverse("wagtailadmin_pages:edit", args=[story.pk]),
    }
    cookies: dict[str, str] = {}
    queries: dict[str, int] = {}
    people: Any = User.objects
    for role in ("Redaktion", "Koordination", "Technik"):
        client = Client(HTTP_HOST="127.0.0.1")
        client.force_login(people.get(username=role.lower()))
        cookies[role] = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
        queries |= {f"{name}, {role}": load.queries(client, path).number for name, path in pages.items()}
    return {"pages": pages, "cookies": cookies, "queries": queries}
