"""Brings a database into the shape the site needs: tree, roles, workflow, Site. Can run again at any time."""

from django.conf import settings
from django.contrib.auth.models import Group
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, Page, Site, Task, Workflow, WorkflowPage, WorkflowTask

from campaign.accessibility import bodies
from campaign.accounts import roles
from campaign.accounts.integrity import WAGTAIL_GROUPS
from campaign.models import (
    AccessibilityPage,
    ContentPage,
    DgsPage,
    FiguresPage,
    HomePage,
    LeichteSpracheIndexPage,
    MaterialPage,
    PressIndexPage,
)
from campaign.publishing.fixed import add_published
from campaign.publishing.models import ApprovalTask
from campaign.retype import retype
from jobcenters import language_pages, provisioning
from jobcenters.models import AktionIndexPage, Jobcenter, JobcenterIndexPage
from stories.models import StoryIndexPage, Topic
from stories.topics import TOPICS

WORKFLOW = "Freigabe durch die Koordination"
LEGAL = {"impressum": "Impressum", "datenschutz": "Datenschutz"}
MENU = {"markenkern": "Markenkern", "leitbild-2030": "Leitbild 2030"}
# Printed on flyers: these addresses work for ever.
PRINTED = {"/menschenvorort": "menschen-vor-ort"}


def setup_site() -> None:
    """Create what is missing, mend what differs, remove what Wagtail brings and nobody here may use."""
    home = _home()
    _child(home, JobcenterIndexPage, "jobcenter", "Jobcenter finden", show_in_menus=True)
    stories = _child(home, StoryIndexPage, "menschen-vor-ort", "Menschen vor Ort", show_in_menus=True)
    _child(home, FiguresPage, "zahlen-und-fakten", "Zahlen & Fakten", show_in_menus=True)
    for slug, title in MENU.items():
        by_chapters = slug == "leitbild-2030"
        _child(home, ContentPage, slug, title, show_in_menus=True, show_contents=by_chapters)
    _child(home, AktionIndexPage, "aktionen", "Aktionen", show_in_menus=True)
    language_pages.make(home)
    _press(home)
    _child(home, MaterialPage, "material", "Material")
    _child(home, LeichteSpracheIndexPage, "leichte-sprache", "Leichte Sprache")
    _child(home, DgsPage, "gebaerdensprache", "Gebärdensprache")
    for slug, title in LEGAL.items():
        _child(home, ContentPage, slug, title, in_footer=True)
    _statement(home)
    _site(home)
    _topics()
    _redirects()
    # Wagtail calls it „Root“, and people read it in every filter.
    Collection.objects.filter(depth=1, name="Root").update(name="Alle Sammlungen")
    roles.shared_collection()
    roles.apply_koordination(home)
    _workflow(stories)
    _remove_defaults()
    for centre in Jobcenter.objects.select_related("section", "folder", "group", "collection"):
        provisioning.apply_rights(centre)


def _home() -> HomePage:
    """The start page replaces Wagtail's welcome page."""
    home = HomePage.objects.first()
    if home is None:
        root = Page.get_first_root_node()
        for welcome in root.get_children().filter(slug="home"):
            Site.objects.filter(root_page=welcome).delete()
            welcome.delete()
        root.refresh_from_db()
        home = add_published(root, HomePage(title="Kommunale Jobcenter", slug="start"))
    return home


def _child(parent: Page, model: type[Page], slug: str, title: str, **fields: object) -> Page:
    page = parent.get_children().filter(slug=slug).first()
    if page is None:
        parent.refresh_from_db()
        page = add_published(parent, model(title=title, slug=slug, **fields))
    return page.specific


def _press(home: Page) -> None:
    """The press page; where it was made before it had a type of its own, it becomes one in place."""
    press = _child(home, PressIndexPage, "presse", "Presse", show_in_menus=True)
    if not isinstance(press, PressIndexPage):
        retype(press, PressIndexPage)


def _statement(home: Page) -> None:
    """The Erklärung zur Barrierefreiheit; a text page of former times becomes one in place."""
    page = _child(home, AccessibilityPage, "barrierefreiheit", "Erklärung zur Barrierefreiheit")
    if not isinstance(page, AccessibilityPage):
        retype(page, AccessibilityPage)
    bodies.enter_missing()


def _site(home: Page) -> None:
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    wanted = {
        "hostname": settings.SITE_HOST,
        "port": settings.SITE_PORT,
        "root_page_id": home.pk,
        "site_name": settings.WAGTAIL_SITE_NAME,
    }
    if not site.pk or any(getattr(site, name) != value for name, value in wanted.items()):
        for name, value in wanted.items():
            setattr(site, name, value)
        site.save()


def _topics() -> None:
    for key, label in TOPICS.items():
        Topic.objects.update_or_create(key=key, defaults={"label": label})


def _redirects() -> None:
    for old, slug in PRINTED.items():
        page = Page.objects.get(slug=slug, depth=3)
        Redirect.objects.get_or_create(
            old_path=Redirect.normalise_path(old),
            site=None,
            defaults={"redirect_page": page, "is_permanent": True},
        )


def _workflow(stories: Page) -> None:
    workflow, _ = Workflow.objects.get_or_create(name=WORKFLOW)
    task = ApprovalTask.objects.first() or ApprovalTask.objects.create(name=WORKFLOW)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task)
    WorkflowPage.objects.update_or_create(page=stories, defaults={"workflow": workflow})


def _remove_defaults() -> None:
    """Wagtail's migrations bring two groups with rights on everything and a workflow at the root."""
    Group.objects.filter(name__in=WAGTAIL_GROUPS).delete()
    Workflow.objects.exclude(name=WORKFLOW).delete()
    Task.objects.exclude(pk__in=ApprovalTask.objects.values("pk")).delete()
