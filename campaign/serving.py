"""What every public page asks for, looked up at once: website, start page and root path."""

from copy import copy

from django.http import HttpRequest, HttpResponse
from wagtail.models import Site
from wagtail.models.sites import SiteRootPath
from wagtail.views import serve

from campaign.remembering import remembered


def page(request: HttpRequest, path: str) -> HttpResponse:
    """As Wagtail's view: the page at `path`, or Http404."""
    _remember_site(request)
    return serve(request, path)


def _remember_site(request: HttpRequest) -> None:
    """Leave website, start page and root path where Wagtail keeps them for a request: one query, else three.

    With several websites, or one that is not for every name, Wagtail finds the right one itself.
    """
    sites = list(Site.objects.select_related("root_page__homepage", "root_page__locale")[:2])
    is_alone = len(sites) == 1 and sites[0].is_default_site
    home = getattr(sites[0].root_page, "homepage", None) if is_alone else None
    if home is None:
        return
    (site,) = sites
    home.locale = site.root_page.locale
    site.root_page = home
    _put(request, site)


def know_site(request: HttpRequest) -> None:
    """Do the same for a page that is none of the tree's: nothing is asked while the website stays as it is."""
    kept = remembered("only site", _only_site)
    if kept is None:
        return
    site = copy(kept)
    site.root_page = copy(kept.root_page)
    _put(request, site)


def _only_site() -> Site | None:
    sites = list(Site.objects.select_related("root_page__locale")[:2])
    return sites[0] if len(sites) == 1 and sites[0].is_default_site else None


def _put(request: HttpRequest, site: Site) -> None:
    page = site.root_page
    root = SiteRootPath(site.pk, page.url_path, site.root_url, page.locale.language_code)
    vars(request).update(_wagtail_site=site, _wagtail_cached_site_root_paths=[root])
