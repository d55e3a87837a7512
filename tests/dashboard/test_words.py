"""What people read in the admin: German, and the words of the house instead of those of the machinery."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from django.urls import reverse
from wagtail.models import Page

from tests import builders
from tests.accounts.login import client_for

pytestmark = pytest.mark.django_db

# Words that no German sentence of ours has, and that Wagtail's English ones hardly do without.
ENGLISH = frozenset(
    "the and your you with this page add edit save delete more settings help images view history publish "
    "draft choose select cancel open show hide sort title comment comments locked by created updated usage "
    "report reports public private please from for are of or not items collection latest next previous files file "
    "what new dashboard home across site breadcrumb actions optional before after changes would like".split()
)
# The house says Freigabe, zurückgeben, Entwurf, Änderung, Adresse, Person, Konto.
TECHNICAL = re.compile(
    r"\b(Workflow|Moderation|moderier|Slug|Snippet|Schnipsel|Kollektion|Revision|StreamField|Superuser|Benutzer"
    r"|Privatsphäre|Dashboard|Stammverzeichnis|Rendition|publizier|domain\.com|Reviewer|\w+-Objekt|Breadcrumb"
    r"|Abgelehnt|Angefordert|Arbeitsschritt|Alternde|Webseitenverlauf|Änderungen benötigt"
    r"|Metrik|Validierung|Prüfungsfehler)",
    re.I,
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


def said(html: str) -> set[str]:
    """Return the texts of a page."""
    words = Words()
    words.feed(html)
    return {" ".join(text.split()) for text in words.texts} - UPSTREAM


def english(html: str) -> set[str]:
    """Return the texts of a page that hold an English word."""
    return {text for text in said(html) if ENGLISH & set(re.findall(r"[a-z]+", text.lower()))}


def technical(html: str) -> set[str]:
    """Return the texts of a page that hold a word of the machinery, or one for which the house has another."""
    return {text for text in said(html) if TECHNICAL.search(text)}


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


def test_an_officer_meets_no_english_word():
    user = builders.officer()
    client = client_for(user)
    found = {}
    for address in officers_screens(user):
        answer = client.get(address)
        assert answer.status_code == 200, address
        html = answer.content.decode()
        if words := english(html) | technical(html):
            found[address] = words
    assert found == {}


def test_the_koordination_meets_no_word_of_the_machinery():
    story = builders.submitted(builders.officer(), portrait=builders.image())
    start = Page.objects.get(depth=2)
    client = client_for(builders.coordinator())
    found = {}
    for address in (
        *("/admin/", "/admin/pages/", "/admin/reports/workflow/", "/admin/reports/workflow_tasks/"),
        *(
            "/admin/reports/site-history/",
            "/admin/reports/aging-pages/",
            "/admin/redirects/",
            "/admin/account/",
        ),
        reverse("wagtailadmin_pages:edit", args=[start.pk]),
        reverse("wagtailadmin_pages:edit", args=[story.pk]),
        reverse("wagtailadmin_pages:history", args=[story.pk]),
        reverse("publishing_approve", args=[story.pk]),
        reverse("publishing_send_back", args=[story.pk]),
    ):
        answer = client.get(address, follow=True)
        assert answer.status_code == 200, address
        if words := technical(answer.content.decode()):
            found[address] = words
    assert found == {}


@pytest.mark.parametrize(
    "text", ["<p>Add a page</p>", '<input type="submit" value="Save draft">', '<a title="View live">x</a>']
)
def test_the_list_of_words_finds_english(text: str):
    assert english(text)
    assert technical("<p>Der Workflow wartet auf Moderation.</p>") and not technical("<p>Zur Freigabe</p>")
    assert not english("<p>Entwurf speichern, Seite ansehen</p><script>the page</script>")


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
