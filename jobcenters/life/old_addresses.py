"""Addresses that once led somewhere go on leading there: for ever, for everything below them, and on printed paper."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from wagtail.models import Page

from campaign.publishing.models import Withdrawal
from jobcenters.models import FormerAddress, Jobcenter

BRANCHES = ("/jobcenter/", "/menschen-vor-ort/")
# Branch, centre, page: nothing lies deeper.
DEEPEST = 4
# Where the pages of the branches answer themselves: the feed of the stories.
TAKEN = frozenset({"feed"})


class FormerAddressMiddleware:
    """Where nothing answers in the two branches, leads on to what lay there; what was withdrawn stays gone (410)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        asks = request.method in ("GET", "HEAD") and request.path_info.startswith(BRANCHES)
        return (asks and response.status_code == 404 and lead_on(request)) or response


def lead_on(request: HttpRequest) -> HttpResponse | None:
    """Return the answer to an address that nothing serves any more; None where nothing ever was. One query for most."""
    path = request.path_info if request.path_info.endswith("/") else f"{request.path_info}/"
    known = FormerAddress.objects.filter(path__in=_beginnings(path)).select_related("page")
    found = max(known, key=lambda one: len(one.path), default=None)
    if found is None:
        return None
    own = path_of(found.page)
    # What once lay below a closed centre leads to what the centre says now.
    rest = "" if found.path == own else path.removeprefix(found.path)
    if own + rest == path:
        return None
    if _is_withdrawn(found, own, path.removeprefix(found.path)):
        return render(request, "410.html", status=410)
    # A file has no slash at its end.
    target = own + (rest if request.path_info.endswith("/") else rest.removesuffix("/"))
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(f"{target}?{query}" if query else target)


def _is_withdrawn(found: FormerAddress, own: str, rest: str) -> bool:
    """Say whether what was asked for is gone for good: there, or – unless something lies there – wherever it lay between."""
    root = found.page.url_path.removesuffix(own)
    if Withdrawal.objects.at(f"{root}{found.path}{rest}").exists():
        return True
    if not rest or Page.objects.filter(url_path=f"{root}{own}{rest}", withdrawal=None).exists():
        return False
    between = FormerAddress.objects.filter(page=found.page).values_list("path", flat=True)
    places = [f"{root}{path}{rest}" for path in (own, *between)]
    return Withdrawal.objects.filter(url_hash__in=map(Withdrawal.hash_of, places)).exists()


def remember(page: Page, target: Page | None = None) -> None:
    """Note that the present address of a page leads to it, or to another one, from now on."""
    FormerAddress.objects.update_or_create(path=path_of(page), defaults={"page": target or page})


def forget(page: Page) -> None:
    """A page that lies again where it once lay needs no way round."""
    FormerAddress.objects.filter(path=path_of(page)).delete()


def path_of(page: Page) -> str:
    """Return a page's path as visitors ask for it."""
    parts = page.get_url_parts()
    return parts[2] if parts else ""


def is_free(slug: str, centre: Jobcenter) -> bool:
    """Say whether a centre may take this last part of the address: nobody has it, and nobody else had it."""
    if slug in TAKEN or Jobcenter.objects.filter(slug=slug).exclude(pk=centre.pk).exists():
        return False
    for own in (centre.section, centre.folder):
        others = Page.objects.sibling_of(own, inclusive=False).filter(slug=slug)
        path = f"{path_of(own).removesuffix(f'{own.slug}/')}{slug}/"
        if others.exists() or FormerAddress.objects.filter(path=path).exclude(page=own).exists():
            return False
    return True


def _beginnings(path: str) -> list[str]:
    """Return „/a/“, „/a/b/“, „/a/b/c/“ for „/a/b/c/“."""
    parts = [part for part in path.split("/") if part][:DEEPEST]
    return ["/" + "/".join(parts[:end]) + "/" for end in range(2, len(parts) + 1)]
