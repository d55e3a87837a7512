"""What is missing in public about a centre: for its Redaktion one by one, for the Koordination as a number."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from campaign.accounts.german_dates import older_than, since
from campaign.accounts.grounds import how_many
from campaign.accounts.models import User
from campaign.accounts.questions import asked
from campaign.accounts.roles import Role
from campaign.accounts.todo import Todo, Urgency
from jobcenters.models import Jobcenter, Location, RegistryChange

STALE_AFTER_DAYS = 182
# Where the person keeps them for the rest of her request.
ASKED = "asked_centres"
# What the first page of the admin shows and asks of a centre, of the hundred columns that it and its section have.
SHOWN = ("jobcenter_name", "name_geprueft", "traeger", "telefon", "adresse", "confirmed_on")
OF_SECTION = (
    *(
        "title",
        "url_path",
        "path",
        "content_type",
        "locale",
        "latest_revision_created_at",
        "first_published_at",
    ),
    *("phone", "body", "press_phone", "press_email"),
)
HOURS = [field.name for field in Location._meta.get_fields() if field.name.startswith("hours")]


def own_centres(user: User) -> QuerySet[Any]:
    """Return the centres whose Redaktion the person belongs to, with section, `has_place` and `has_hours`; one query."""
    if not user.has_role(Role.REDAKTION):
        return Jobcenter.objects.none()
    places = Location.objects.filter(page=OuterRef("section"))
    with_hours = places.exclude(**dict.fromkeys(HOURS, ""))
    known = {"has_place": Exists(places), "has_hours": Exists(with_hours)}
    return Jobcenter.objects.filter(group__user=user).in_order().select_related("section").annotate(**known)


def asked_centres(user: User) -> list[Any]:
    """Return the `own_centres`, each with `waiting`, how many of its proposals are undecided."""
    user.__dict__[ASKED] = asked(_with_proposals, user)
    return user.__dict__[ASKED]


def _with_proposals(user: User) -> QuerySet[Jobcenter]:
    undecided = Count("changes", filter=Q(changes__state=RegistryChange.State.PROPOSED), distinct=True)
    return (
        own_centres(user).annotate(waiting=undecided).only(*SHOWN, *(f"section__{one}" for one in OF_SECTION))
    )


def known_centres(user: User) -> list[Any]:
    """Return the same for what stands beside the to-dos: as they were asked for them, in the same request."""
    return user.__dict__.get(ASKED) or asked_centres(user)


def of_sections(centres: Sequence[Any]) -> Iterator[Todo]:
    """Yield, for each of the person's `own_centres`, what its section lacks and whether its text has grown old."""
    for centre in centres:
        where = f" von {centre.name}" if len(centres) > 1 else " Ihres Jobcenters"
        url = reverse("wagtailadmin_pages:edit", args=[centre.section_id])
        if missing := gaps(centre):
            yield Todo(f"Auf der Seite{where} fehlt noch: {_and(missing)}.", "Ergänzen", url)
        changed = centre.section.latest_revision_created_at
        if centre.section.body and changed and older_than(changed, STALE_AFTER_DAYS):
            text = f"Der Text auf der Seite{where} ist {since(changed)} unverändert. Stimmt er noch?"
            yield Todo(text, "Durchsehen", url, Urgency.LATER)


def master_data(user: User) -> Iterator[Todo]:
    """Yield how many centres have facts that nobody confirmed; one query."""
    if number := how_many(unchecked, user):
        text = "Bei einem Jobcenter" if number == 1 else f"Bei {number} Jobcentern"
        yield Todo(
            f"{text} sind Stammdaten ungeprüft oder fehlen.",
            "Stammdaten prüfen",
            reverse("registry_unchecked"),
            Urgency.LATER,
        )


def unchecked(user: User) -> Iterator[QuerySet[Jobcenter]]:
    """Yield those centres."""
    if user.has_role(Role.KOORDINATION):
        yield Jobcenter.objects.unchecked()


def gaps(centre: Any) -> list[str]:
    """Name what a citizen or a journalist would look for in vain at one of the `own_centres`; no query."""
    section = centre.section
    there = {
        "Telefon": section.phone or centre.telefon,
        "Anschrift": centre.has_place or centre.adresse,
        "Öffnungszeiten": centre.has_hours,
        "Text „So helfen wir“": section.body,
        "Pressekontakt": section.press_phone or section.press_email,
    }
    return [name for name, value in there.items() if not value]


def _and(words: list[str]) -> str:
    return " und ".join(filter(None, [", ".join(words[:-1]), words[-1]]))
