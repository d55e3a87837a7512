"""Logo, flyer and poster of a centre, and where it uses the logo."""

import csv
import io
from typing import Any

import pytest
from django.urls import reverse
from pypdf import PdfReader

from campaign import paper
from campaign.audit.models import AuditEntry
from campaign.material.print_defaults import DEFAULTS
from campaign.models import Drucktext
from jobcenters.material import logo_use, printing
from jobcenters.material.contact import Printed
from jobcenters.material.logo_use import Answer
from jobcenters.models import Jobcenter
from tests import builders
from tests.accounts.login import client_for

pytestmark = pytest.mark.django_db
OWN, FOREIGN = "kreis-dueren", "landkreis-harz"
CONTACT = Printed(
    name="Landkreis Rotenburg (Wümme)",
    traeger="Landkreis Rotenburg (Wümme)",
    addresses=({"label": "", "street": "Hopfengarten 2", "postcode": "27356", "city": "Rotenburg"},),
    phone="04261 983-0",
    email="beispiel@rotenburg.example",
    website="",
    url="https://kampagne.example/jobcenter/landkreis-rotenburg-wuemme/",
    missing=(),
)


def text_of(kind: str) -> Drucktext:
    return Drucktext(kind=kind, **DEFAULTS[kind])


@pytest.mark.requires("pango-1.0")
@pytest.mark.parametrize(("kind", "pages", "size"), [("flyer", 2, (99, 210)), ("plakat", 1, (297, 420))])
def test_flyer_and_poster_are_tagged_and_say_title_language_and_contact(kind, pages, size):
    reader = PdfReader(io.BytesIO(printing.pdf(text_of(kind), CONTACT, for_printer=True)))
    root = reader.trailer["/Root"]
    assert CONTACT.name in reader.metadata.title and root["/Lang"] == "de"
    assert bool(root["/MarkInfo"]["/Marked"]) and "/StructTreeRoot" in root
    assert len(reader.pages) == pages
    first = reader.pages[0]
    millimetres = [round(float(side) * 25.4 / 72) for side in (first.trimbox.width, first.trimbox.height)]
    assert tuple(millimetres) == size
    # Room for bleed and crop marks outside of what is cut.
    assert first.mediabox.width > first.bleedbox.width > first.trimbox.width
    words = " ".join(page.extract_text() for page in reader.pages)
    assert all(part in words for part in (CONTACT.phone, "Hopfengarten 2", CONTACT.email))
    assert "{" not in words


def test_what_is_missing_is_named_and_a_text_that_needs_it_stops_the_print():
    bare = Printed(
        "Jobcenter", "Kreis", (), "", "a@b.example", "", "https://k.example/", ("Telefonnummer", "Anschrift")
    )
    assert printing.obstacles(text_of("flyer"), bare) == []
    asking = Drucktext(kind="flyer", **DEFAULTS["flyer"] | {"closing": "Anruf genügt: {telefon}"})
    assert printing.obstacles(asking, bare) == ["Telefonnummer"]
    nothing = Printed("Jobcenter", "Kreis", (), "", "", "", "https://k.example/", ("Telefonnummer",))
    assert printing.obstacles(text_of("flyer"), nothing) == ["Telefonnummer"]


def test_an_officer_loads_the_own_logo_and_never_a_foreign_one():
    client, own, foreign = client_for(builders.officer(OWN)), builders.centre(OWN), builders.centre(FOREIGN)
    assert client.get(reverse("centre_material_index"))["Location"] == reverse(
        "centre_material", args=[own.pk]
    )
    page = client.get(reverse("centre_material", args=[own.pk])).content.decode()
    assert "Farbig, für hellen Grund" in page
    svg = client.get(reverse("centre_logo", args=[own.pk, "schwarz.svg"]))
    assert own.name in svg.getvalue().decode() and svg["Content-Type"] == "image/svg+xml"
    assert svg["Content-Disposition"] == 'attachment; filename="logo-kreis-dueren-schwarz.svg"'
    assert svg["Cache-Control"] == "private, no-store"
    for key in ("schwarz.exe", "bunt.svg", "schwarz"):
        assert client.get(reverse("centre_logo", args=[own.pk, key])).status_code == 404
    missing = client.get(reverse("centre_material", args=[10**9]))
    for name, *rest in (
        ("centre_material",),
        ("centre_logo", "schwarz.svg"),
        ("centre_print", "flyer"),
        ("logo_use_edit",),
    ):
        answer = client.get(reverse(name, args=[foreign.pk, *rest]))
        assert (answer.status_code, answer.content) == (404, missing.content), name


@pytest.mark.requires("pango-1.0")
def test_the_koordination_makes_the_flyer_of_any_centre():
    centre = builders.centre(FOREIGN)
    client, url = client_for(builders.coordinator()), reverse("centre_print", args=[centre.pk, "flyer"])
    assert client.get(url)["Location"] == reverse("centre_material", args=[centre.pk])
    Jobcenter.objects.filter(pk=centre.pk).update(telefon="+493943583234")
    answer = client.get(f"{url}?druckerei=1")
    assert answer["Content-Disposition"] == 'attachment; filename="flyer-landkreis-harz-druckerei.pdf"'
    assert answer.getvalue().startswith(b"%PDF-")
    assert client.get(reverse("centre_print", args=[centre.pk, "tasse"])).status_code == 404


def test_without_pango_the_page_says_so_kindly_and_offers_no_pdf(monkeypatch):
    monkeypatch.setattr(paper, "_weasyprint", lambda: None)
    client, own = client_for(builders.officer(OWN)), builders.centre(OWN)
    page = client.get(reverse("centre_material", args=[own.pk])).content.decode()
    assert "Pango" in page and "PDF laden" not in page
    assert client.get(reverse("centre_print", args=[own.pk, "flyer"])).status_code == 404


def test_the_koordination_changes_the_words_of_all_flyers_but_not_to_unknown_ones():
    client, url = client_for(builders.coordinator()), reverse("material_print_text", args=["flyer"])
    words = DEFAULTS["flyer"] | {"token": "t1"}
    assert "kennen wir nicht" in client.post(url, words | {"lead": "{fax}"}).content.decode()
    client.post(url, words | {"headline": "Guten Tag."})
    assert Drucktext.of("flyer").headline == "Guten Tag."
    assert client_for(builders.officer()).get(url).status_code == 403


def sent(**answers: Any) -> dict[str, Any]:
    return {"token": "t1", **{name.replace("_", "-"): value for name, value in answers.items()}}


def test_a_redaktion_says_where_the_logo_is_and_the_log_keeps_it():
    officer, own = builders.officer(OWN), builders.centre(OWN)
    client, url = client_for(officer), reverse("logo_use_edit", args=[own.pk])
    refused = client.post(url, sent(flyer_note="nur ein Wort")).content.decode()
    assert "ob das Logo dort zu sehen ist" in refused and "nur ein Wort" in refused
    client.post(
        url, sent(internet_state="ja", internet_since="2026-01-05", internet_link="https://kreis.example/")
    )
    use = own.logo_uses.get()
    assert (use.place, use.state, f"{use.since}") == ("internet", "ja", "2026-01-05")
    entry = AuditEntry.objects.get(action="logo_use.changed", actor_id=officer.pk)
    assert (entry.centre, entry.data) == (own.ags, {"internet": "ja"})
    client.post(url, sent(token="t2", internet_state=""))
    assert not own.logo_uses.exists()


def test_saving_the_same_again_is_no_act():
    officer, own = builders.officer(OWN), builders.centre(OWN)
    assert logo_use.save(own, {"flyer": Answer("ja")}, actor=officer) == 1
    assert logo_use.save(own, {"flyer": Answer("ja"), "messe": Answer("")}, actor=officer) == 0
    assert AuditEntry.objects.filter(action="logo_use.changed", actor_id=officer.pk).count() == 1


def test_the_koordination_sees_all_gaps_and_loads_a_table_that_computes_nothing(
    django_assert_max_num_queries,
):
    own = builders.centre(OWN)
    formula = Answer("ja", note="=HYPERLINK(0)")
    logo_use.save(own, {"flyer": formula}, actor=builders.officer(OWN))
    client = client_for(builders.coordinator())
    client.get(reverse("logo_use_overview"))
    with django_assert_max_num_queries(30):
        page = client.get(reverse("logo_use_overview")).content.decode()
    assert own.name in page and "keine Angabe" in page
    body = client.get(reverse("logo_use_table")).getvalue().decode().lstrip("\ufeff")
    rows = list(csv.DictReader(io.StringIO(body), delimiter=";"))
    assert len(rows) == 104 * len(logo_use.Place.choices)
    (row,) = [row for row in rows if row["AGS"] == own.ags and row["Stand"] == "ja"]
    assert row["Anmerkung"] == "'=HYPERLINK(0)"
    for name in ("logo_use_overview", "logo_use_table"):
        assert client_for(builders.officer()).get(reverse(name)).status_code == 403
