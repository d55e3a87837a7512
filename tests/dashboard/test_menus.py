"""Menus and pages of the admin: for each role only ways that are open, and all of it in German."""

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from django.urls import reverse

from campaign.accounts import menu as menu_groups
from campaign.accounts.gate import Access, access
from campaign.accounts.roles import Role
from tests import builders
from tests.accounts.login import client_for

pytestmark = pytest.mark.django_db

FILES = {"Mediathek": ["Bilder", "Videos", "Dokumente", "Dateien"]}
# What stands in the menu, and in its groups what a click on them opens.
MENUS: dict[str, list] = {
    "officer": [
        *("Übersicht", "Mein Jobcenter", "Aktionen und Termine", "Geschichten", "Einwilligungen"),
        *({"Weitersagen": ["Verwendungen", "Material", "Zuarbeit"]}, FILES),
        {"Auswertung": ["Kennzahlen", "Statistik", "Website prüfen", "Gemeldete Barrieren"]},
        *({"Zusammenarbeit": ["Personen", "Intern", "Protokoll"]}, "Hilfe"),
    ],
    "coordinator": [
        "Übersicht",
        {"Freigabe": ["Geschichten", "Verwendungen"]},
        "Seiten",
        {
            "Inhalte": [
                *(
                    "Aktionen und Termine",
                    "Startseite",
                    "Kennzahlen",
                    "Pressebilder",
                    "Material",
                    "Textvorlagen",
                ),
                "Weiterleitungen",
            ]
        },
        {"Register": ["Register", "Finder-Korrekturen"]},
        {"Menschen": ["Einwilligungen", "Personen"]},
        FILES,
        "Intern",
        {
            "Auswertung": [
                "Ausgewogenheit",
                "Statistik",
                "Website prüfen",
                "Gemeldete Barrieren",
                "Protokoll",
                "Berichte",
            ]
        },
        "Hilfe",
    ],
    "technik": [
        *(
            "Übersicht",
            "Systemzustand",
            "Geschichten",
            "Seiten",
            {"Inhalte": ["Textvorlagen", "Weiterleitungen"]},
        ),
        *({"Register": ["Register", "Finder-Korrekturen"]}, "Personen"),
        *({"Mediathek": ["Bilder", "Videos", "Dokumente"]}, "Intern"),
        *({"Auswertung": ["Statistik", "Website prüfen", "Protokoll", "Berichte"]}, "Einstellungen", "Hilfe"),
    ],
}
GROUPED = {group.label for group in menu_groups.GROUPS}
# Words that no German sentence of ours has, and that Wagtail's English ones hardly do without.
ENGLISH = frozenset(
    "the and your you with this page add edit save delete more settings help images view history publish "
    "draft choose select cancel open show hide sort title comment comments locked by created updated usage "
    "report reports public private please from for are of or not items collection latest next previous files file "
    "what new dashboard home across site breadcrumb actions optional before after changes would like".split()
)
# Names of licences, and what Wagtail's templates do not offer for translation: an invisible button and a label.
UPSTREAM = {"CC BY", "CC BY-SA", "Search", "Actions"}


class Words(HTMLParser):
    """Collects what people see or hear: text, and the attributes that are read out."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in ("script", "style", "code")
        named = dict(attrs)
        self.texts += [named[key] for key in ("aria-label", "title", "placeholder", "alt") if named.get(key)]
        if tag == "input" and named.get("type") in ("submit", "button", "reset"):
            self.texts.append(named.get("value") or "")

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in ("script", "style", "code")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.texts.append(data)


def english(html: str) -> set[str]:
    """Return the texts of a page that hold an English word."""
    words = Words()
    words.feed(html)
    texts = {" ".join(text.split()) for text in words.texts} - UPSTREAM
    return {text for text in texts if ENGLISH & set(re.findall(r"[a-z]+", text.lower()))}


def menu(html: str) -> list[dict]:
    """Return Wagtail's description of the menu: {label, url, items}."""
    return [_entry(item) for item in items(html)]


def items(html: str) -> list[dict]:
    """Return the items as Wagtail packs them for its script."""
    props = json.loads(re.search(r'id="wagtail-sidebar-props"[^>]*>(.*?)</script>', html, re.S)[1])
    return next(one for one in props["modules"] if one["_type"].endswith("MainMenuModule"))["_args"][0]


def _entry(item: dict) -> dict:
    data = item["_args"][0]
    return {
        "label": data["label"],
        "url": data.get("url") or "",
        "items": [_entry(below) for below in item["_args"][1]]
        if item["_type"].endswith("SubMenuItem")
        else [],
    }


def leaves(entries: list[dict]) -> Iterator[dict]:
    for entry in entries:
        yield from leaves(entry["items"]) if entry["items"] else (entry,)


def shown(entry: dict) -> str | dict:
    """A way by its name, one of our groups with what is in it."""
    inside = [below["label"] for below in entry["items"]]
    return {entry["label"]: inside} if entry["label"] in GROUPED and inside else entry["label"]


@pytest.fixture
def people() -> dict:
    return {
        "officer": builders.officer(),
        "coordinator": builders.coordinator(),
        "technik": builders.technik(),
    }


@pytest.mark.parametrize("role", list(MENUS))
def test_the_menu_of_a_role_has_its_ways_and_each_answers(people: dict, role: str):
    client = client_for(people[role])
    entries = menu(client.get("/admin/").content.decode())
    assert [shown(entry) for entry in entries] == MENUS[role]
    for entry in leaves(entries):
        assert entry["url"].startswith("/admin/"), entry
        assert client.get(entry["url"], follow=True).status_code == 200, entry
        assert not english(f"<p>{entry['label']}</p>"), entry


def test_every_view_of_a_group_is_in_the_gates_table():
    views = {view for group in menu_groups.GROUPS for view in group.views} - {"reports"}
    assert {view for view in views if access(view, set(Role)) is Access.REFUSED} == set()


def officers_screens(user) -> Iterator[str]:
    """Yield the addresses an officer meets."""
    centre = builders.centre()
    picture = builders.image()
    story = builders.draft(user, portrait=picture)
    waiting = builders.submitted(user, portrait=picture)
    live = builders.published(author=user, portrait=picture)
    yield from (
        "/admin/",
        "/admin/mein-jobcenter/",
        "/admin/handbuch/",
        "/admin/geschichten/",
        "/admin/protokoll/",
        "/admin/personen/",
        "/admin/dateien/",
        "/admin/dateien/?zeige=unbenutzt",
    )
    for page in (story.pk, waiting.pk, live.pk, centre.section_id):
        yield reverse("wagtailadmin_pages:edit", args=[page])
    yield reverse("publishing_submit", args=[story.pk])
    yield reverse("publishing_recall", args=[waiting.pk])
    yield reverse("publishing_withdraw", args=[live.pk])
    yield reverse("wagtailadmin_pages:history", args=[story.pk])
    yield reverse("wagtailadmin_pages:delete", args=[story.pk])
    yield reverse("wagtailadmin_explore", args=[centre.folder_id])
    yield reverse("wagtailadmin_pages:add", args=["stories", "storypage", centre.folder_id])
    for model in ("newspage", "sectioncontentpage"):
        yield reverse("wagtailadmin_pages:add", args=["jobcenters", model, centre.section_id])
    yield reverse("wagtailimages:edit", args=[picture.pk])
    for name in ("images:index", "images:add_multiple", "docs:index", "docs:add_multiple", "media:index"):
        yield reverse(f"wagtail{name}")
    yield reverse("wagtailmedia:add", args=["video"])
    yield reverse("wagtailadmin_account")
    yield reverse("wagtailadmin_pages:search") + "?q=a"


def test_an_officer_meets_no_english_word(people: dict):
    user = people["officer"]
    client = client_for(user)
    found = {}
    for address in officers_screens(user):
        answer = client.get(address)
        assert answer.status_code == 200, address
        if words := english(answer.content.decode()):
            found[address] = words
    assert found == {}


@pytest.mark.parametrize(
    "text", ["<p>Add a page</p>", '<input type="submit" value="Save draft">', '<a title="View live">x</a>']
)
def test_the_list_of_words_finds_english(text: str):
    assert english(text)
    assert not english("<p>Entwurf speichern, Seite ansehen</p><script>the page</script>")


def test_nothing_of_wagtails_own_campaign_is_left(people: dict):
    page = client_for(people["technik"]).get("/admin/").content.decode()
    for word in ("wagtail.org", "guide.wagtail", "upgrade", "Wagtail 7", "whats-new"):
        assert word not in page.replace("wagtail-sidebar", ""), word
    assert "<title>\n" not in page and "Kommunale Jobcenter" in page


def test_my_centre_gathers_what_the_redaktion_publishes_itself(people: dict):
    centre = builders.centre()
    page = client_for(people["officer"]).get("/admin/mein-jobcenter/").content.decode()
    for address in (
        reverse("wagtailadmin_pages:edit", args=[centre.section_id]),
        reverse("wagtailadmin_pages:add", args=["jobcenters", "newspage", centre.section_id]),
        centre.section.get_url(),
    ):
        assert f'href="{address}"' in page
    two = client_for(builders.officer("kreis-dueren", "landkreis-harz")).get("/admin/mein-jobcenter/")
    assert all(
        builders.centre(slug).name in two.content.decode() for slug in ("kreis-dueren", "landkreis-harz")
    )
    assert client_for(people["coordinator"]).get("/admin/mein-jobcenter/").status_code == 403


def test_the_compiled_words_are_those_of_the_readable_file(settings):
    from gettext import GNUTranslations

    folder = settings.LOCALE_PATHS[0] / "de" / "LC_MESSAGES"
    source = (folder / "django.po").read_text()
    pairs = re.findall(r'^msgid "(.+)"\nmsgstr "(.+)"$', source, re.M)
    written = {one.replace('\\"', '"'): other.replace('\\"', '"') for one, other in pairs}
    with (folder / "django.mo").open("rb") as compiled:
        catalogue = GNUTranslations(compiled)
    assert {one: catalogue.gettext(one) for one in written} == written
    forms = re.findall(
        r'^msgid "(.+)"\nmsgid_plural "(.+)"\nmsgstr\[0\] "(.+)"\nmsgstr\[1\] "(.+)"$', source, re.M
    )
    for one, many, single, plural in forms:
        assert (catalogue.ngettext(one, many, 1), catalogue.ngettext(one, many, 2)) == (single, plural)
    # In the compiled file each plural has two places, and the head of the file has one.
    assert len(written) + len(forms) == source.count("msgid ") - 1
    assert len(written) + 2 * len(forms) == len(catalogue._catalog) - 1
