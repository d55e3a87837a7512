"""What every public page asks for, looked up at once: website, start page and root path."""

from copy import copy

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from wagtail.models import Site
from wagtail.models.sites import SiteRootPath
from wagtail.views import serve

from campaign.remembering import remembered
from campaign.written_once import written_once


def page(request: HttpRequest, path: str) -> HttpResponse:
    """As Wagtail's view: the page at `path`, or Http404."""
    if path.strip("/"):
        know_site(request)
    elif (site := _alone(_with_start_page())) and (home := getattr(site.root_page, "homepage", None)):
        home.locale = site.root_page.locale
        site.root_page = home
        _put(request, site)
    return serve(request, path)


@written_once
def _with_start_page() -> QuerySet[Site]:
    return Site.objects.select_related("root_page__homepage", "root_page__locale")[:2]


def know_site(request: HttpRequest) -> None:
    """Leave website and root path where Wagtail keeps them for a request; nothing is asked while they stay as they are.

    With several websites, or one that is not for every name, Wagtail finds the right one itself.
    """
    kept = remembered("only site", _only_site)
    if kept is None:
        return
    site = copy(kept)
    site.root_page = copy(kept.root_page)
    _put(request, site)


def _only_site() -> Site | None:
    site = _alone(list(Site.objects.select_related("root_page__locale")[:2]))
    if site is not None:
        # Where routing begins; what the start page shows is not kept with it.
        locale = site.root_page.locale
        site.root_page = site.root_page.specific_deferred
        site.root_page.locale = locale
    return site


def _alone(sites: list[Site]) -> Site | None:
    return sites[0] if len(sites) == 1 and sites[0].is_default_site else None


def _put(request: HttpRequest, site: Site) -> None:
    page = site.root_page
    root = SiteRootPath(site.pk, page.url_path, site.root_url, page.locale.language_code)
    vars(request).update(_wagtail_site=site, _wagtail_cached_site_root_paths=[root])
