"""„Wo verwendet“: every page that shows a figure. All of them change with the record."""

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from wagtail.models import Page, ReferenceIndex

from campaign.accounts.models import User
from campaign.accounts.ownership import own_pages
from campaign.accounts.roles import Role
from campaign.models.figures import Kennzahl
from campaign.models.figures_page import FiguresPage
from campaign.models.pages import HomePage


@dataclass(frozen=True)
class Use:
    """A page: its title, where to look at it, and whether visitors see it."""

    title: str
    url: str
    is_public: bool


def uses_of(figure: Kennzahl, user: User) -> list[Use]:
    """Return the pages that show the figure: for a Redaktion public ones and its own, for the Koordination all."""
    found: list[Page] = []
    if figure.is_public:
        # The index of references knows a start page only since it was last saved.
        starts = [page for page in HomePage.objects.all() if figure in page.shown_figures()]
        found = [*FiguresPage.objects.all(), *starts]
    named = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(Kennzahl),
        to_object_id=str(figure.pk),
        base_content_type=ContentType.objects.get_for_model(Page),
    )
    pages = Page.objects.filter(pk__in=[int(key) for key in named.values_list("object_id", flat=True)])
    if not user.has_role(Role.KOORDINATION):
        pages = pages.filter(own_pages(user)) | pages.live()
    listed = {page.pk: page for page in [*found, *pages.order_by("path")]}
    return [_use(page) for page in listed.values()]


def _use(page: Page) -> Use:
    url = page.get_url() if page.live else reverse("wagtailadmin_pages:edit", args=[page.pk])
    return Use(page.title if page.live else page.draft_title, url or "", page.live)
