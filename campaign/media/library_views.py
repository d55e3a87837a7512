"""„Dateien“ in the admin: what is stored, how much room it takes, what needs attention; unused files go from here."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from wagtail.images.permissions import permission_policy as image_policy
from wagtail.models import Collection

from campaign.accounts.gate import as_id
from campaign.accounts.models import User
from campaign.accounts.person import person
from campaign.accounts.roles import Role
from campaign.audit.idempotency import new_token, once
from campaign.media import library, quota
from campaign.media.library import BY_NAME, Entry, Library

# More at once is no selection any more that somebody has looked at.
MOST = 200
SHARED = "gemeinsam"
STORAGE = "speicher"


def index(request: HttpRequest) -> HttpResponse:
    """List files; `?zeige=` asks a question, `?collection_id=` names a collection, `?p=` turns the page."""
    user = person(request)
    collections = list(_collections(user))
    collection = _asked_for(request, collections)
    question = request.GET.get("zeige", "")
    coordinates = user.has_role(Role.KOORDINATION)
    context: dict[str, Any] = {
        "collections": collections if len(collections) > 1 else [],
        "collection": collection,
        "question": question,
        "coordinates": coordinates,
        "all_chosen": request.GET.get("auswahl") == "alle",
        "query": urlencode(_query(question, collection)),
    }
    if question == STORAGE and coordinates:
        return TemplateResponse(request, "media/library_storage.html", context | {"stores": _stores()})
    own = Library(user, collection)
    part, entries = own.part(question, request.GET.get("p"))
    context |= {
        "rows": part,
        "entries": entries,
        "tabs": _tabs(own, question, collection, coordinates),
        "heading": {**library.QUESTIONS, SHARED: "Gemeinsam"}.get(question, ""),
        "stores": _stores([collection] if collection else collections)
        if not coordinates or collection
        else [],
    }
    return TemplateResponse(request, "media/library.html", context)


def delete(request: HttpRequest) -> HttpResponse:
    """GET shows what would be deleted (`?datei=image-12`, repeated), POST deletes it and whatever is still unused."""
    own = Library(person(request))
    if request.method == "POST":
        keys = request.POST.getlist("datei")[:MOST]
        url = once(request.POST.get("token", ""), request.user, lambda: _delete(own, keys))
        messages.success(request, "Die nicht mehr verwendeten Dateien sind gelöscht.")
        return redirect(url)
    entries = _chosen(own, request.GET.getlist("datei")[:MOST])
    context = {
        "entries": [entry for entry in entries if entry.is_unused],
        "kept": [entry for entry in entries if not entry.is_unused],
        "token": new_token(),
        "back": _back(),
    }
    return TemplateResponse(request, "media/library_delete.html", context)


def _delete(own: Library, keys: list[str]) -> str:
    for entry in _chosen(own, keys):
        if entry.is_unused:
            entry.file.delete()
    return _back()


def _back() -> str:
    return f"{reverse('library_index')}?zeige=unbenutzt"


def _chosen(own: Library, keys: list[str]) -> list[Entry]:
    """Return the files a form names; Http404 alike for one that is missing and one that is not the person's own."""
    wanted = [_key(key) for key in dict.fromkeys(keys)]
    entries = own.entries(wanted)
    if len(entries) != len(wanted) or not all(entry.edit_url for entry in entries):
        raise Http404
    return entries


def _key(text: str) -> tuple[str, int]:
    name, _, number = text.partition("-")
    pk = as_id(number)
    if name not in BY_NAME or pk is None:
        raise Http404
    return name, pk


def _collections(user: User) -> Any:
    """Return the collections whose files the person may change: own ones, or all for the Koordination."""
    mine = image_policy.collections_user_has_permission_for(user, "add")
    return mine.filter(depth__gt=1).order_by("name")


def _asked_for(request: HttpRequest, collections: list[Collection]) -> Collection | None:
    number = request.GET.get("collection_id", "")
    if not number:
        return None
    found = next((one for one in collections if one.pk == as_id(number)), None)
    if found is None:
        raise Http404
    return found


def _query(question: str, collection: Collection | None) -> dict[str, str]:
    query = {"zeige": question, "collection_id": str(collection.pk) if collection else ""}
    return {name: value for name, value in query.items() if value}


def _tabs(
    own: Library, question: str, collection: Collection | None, coordinates: bool
) -> list[dict[str, Any]]:
    """Return {label, number, url, is_current} for each question; what is shared is another list for the Redaktion."""
    counts: dict[str, int | None] = dict(own.counts())
    labels = {"": "Alle", **library.QUESTIONS}
    if coordinates:
        labels[STORAGE] = "Speicher"
    else:
        labels[SHARED] = "Gemeinsame der Kampagne"
    known = question if question in labels else ""
    return [
        {
            "label": label,
            "number": counts.get(name),
            "url": f"?{urlencode(_query(name, collection))}",
            "is_current": name == known,
        }
        for name, label in labels.items()
    ]


def _stores(collections: list[Collection] | None = None) -> list[dict[str, Any]]:
    """Return {name, pk, used, words, share, is_tight} per collection, the fullest first; all of them without a list."""
    limited = set(quota.limited().values_list("pk", flat=True))
    if collections is None:
        sizes = quota.used_by_all()
        collections = list(Collection.objects.filter(depth__gt=1))
    else:
        sizes = {one.pk: quota.used(one.pk) for one in collections}
    stores = [_store(one, sizes.get(one.pk, 0), one.pk in limited) for one in collections]
    return sorted(stores, key=lambda store: (-store["used"], store["name"]))


def _store(collection: Collection, used: int, is_limited: bool) -> dict[str, Any]:
    share = used / quota.LIMIT
    return {
        "name": collection.name,
        "pk": collection.pk,
        "used": used,
        "words": quota.occupied_in_words(used)
        if is_limited
        else f"{quota.in_words(used)} belegt, ohne Grenze",
        "share": min(100, round(share * 100)) if is_limited else None,
        "is_tight": is_limited and share >= quota.TIGHT,
    }
