"""Material of the demonstration, made as the Koordination would: the logo, a flyer, a picture, one text for the centres."""

from datetime import date
from typing import Any, Final

from django.core.files.base import ContentFile
from django.urls import reverse

from campaign import paper
from campaign.accounts.models import User
from campaign.demo.pictures import draw_jpeg
from campaign.material import acts, files, logo_pack
from campaign.material.files import Prepared
from campaign.models import Drucktext, Material
from campaign.models.material import TERMS, MaterialPage
from jobcenters.material import logo_use, printing
from jobcenters.material.contact import printed
from jobcenters.material.logo_use import Answer, State
from jobcenters.models import Jobcenter
from stories.demo.people import People

INTRO: Final = "Logo, Flyer und Bilder der Kampagne zum Herunterladen. Hier liegt immer die neueste Version."
LOGO, FLYER, PICTURE, SIGNATURE = (
    "Logo der Kampagne",
    "Beispiel: Flyer „Hilfe aus einer Hand“",
    "Beispiel: Bild „Beratung“ für soziale Medien",
    "Textbaustein für die E-Mail-Signatur",
)
SQUARE: Final = (1080, 1080)
WORDS: Final = {
    LOGO: (Material.Kind.LOGO, "Die Wortmarke mit dem Leitspruch, in vier Ausführungen.", "public"),
    FLYER: (
        Material.Kind.FLYER,
        "So sieht der Flyer eines Jobcenters aus, hier an einem Beispiel.",
        "public",
    ),
    PICTURE: (
        Material.Kind.BILD,
        "Eine Zeichnung im Quadrat. Sie zeigt keine wirklichen Menschen.",
        "public",
    ),
    SIGNATURE: (
        Material.Kind.VORDRUCK,
        "Drei Zeilen unter jeder E-Mail, mit Platz für Ihren Namen.",
        "centres",
    ),
}
FIRST = "Kommunale Jobcenter: Stark. Sozial. Vor Ort.\nIhr Jobcenter (Name)\n"
SECOND = f"{FIRST}Mehr über uns: (Adresse Ihrer Seite)\n"


def fill(centres: list[Jobcenter], people: People) -> None:
    """Make what is missing, and let two centres say where they use the logo."""
    coordinator = people.coordinators[0]
    page = MaterialPage.objects.get()
    if not page.intro:
        page.intro = INTRO
        page.save_revision(user=coordinator).publish(user=coordinator)
    for title in WORDS:
        if not Material.objects.filter(title=title).exists():
            _make(title, centres[0], coordinator)
    for centre, answer in zip(centres[:2], (State.YES, State.PLANNED), strict=True):
        if not centre.logo_uses.exists():
            given = {
                "internet": Answer(answer),
                "briefkopf": Answer(State.PLANNED, note="Beispiel: ab Januar"),
            }
            logo_use.save(centre, given, actor=people.officers[centre.slug])


def _make(title: str, centre: Jobcenter, coordinator: User) -> None:
    versions = _versions(title, centre)
    if not versions:
        return
    kind, description, audience = WORDS[title]
    content = {"title": title, "kind": kind, "description": description, "terms": TERMS, "audience": audience}
    material = acts.begin(content, actor=coordinator)
    language = "" if kind in (Material.Kind.LOGO, Material.Kind.BILD) else "de"
    for number, (note, some) in enumerate(versions):
        day = date(2026, 9 + number, 1)
        acts.add_version(material, some, actor=coordinator, day=day, note=note, language=language)


def _versions(title: str, centre: Jobcenter) -> list[tuple[str, list[Prepared]]]:
    """Return note and files of each version; none where this machine cannot make them."""
    if title == LOGO:
        return [("", logo_pack.files_of())]
    if title == PICTURE:
        return [("", [files.prepare(ContentFile(draw_jpeg("beratung", 5, SQUARE), name="bild.jpg"))])]
    if title == SIGNATURE:
        return [("", [_text(FIRST)]), ("mit der Adresse Ihrer Seite", [_text(SECOND)])]
    if not paper.is_available():
        return []
    flyer = printing.pdf(Drucktext.of(Drucktext.Kind.FLYER), printed(centre))
    return [("", [files.prepare(ContentFile(flyer, name="flyer.pdf"))])]


def _text(words: str) -> Prepared:
    return files.prepare(ContentFile(words.encode(), name="signatur.txt"))


def material_entry(material: Material) -> dict[str, Any]:
    """Return what the manifest says of a material; files are the addresses of its newest version."""
    version = material.newest
    is_public = material.is_offered and material.audience == Material.Audience.PUBLIC
    rows = version.files.all() if version else []
    return {
        "key": f"material/{material.pk}",
        "kind": "material",
        "centre": None,
        "state": "live" if is_public and version else "private",
        "id": material.pk,
        "title": material.title,
        "public_url": "/material/" if is_public and version else None,
        "edit_url": reverse("material_edit", args=[material.pk]),
        "history_url": reverse("material_material", args=[material.pk]),
        "files": [
            row.public_url if is_public else reverse("material_house_file", args=[row.pk]) for row in rows
        ],
    }
