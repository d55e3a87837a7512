"""Pages that show records are found by what the records say now, without being published again."""

import io
from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from campaign.figures import acts as figure_acts
from campaign.material import acts, files
from campaign.models import ContentPage, FiguresPage, MaterialPage, SearchEntry
from campaign.search import finding, writing
from campaign.search.words import read
from tests import builders

pytestmark = pytest.mark.django_db
WORDS = {"title": "Beispiel-Aushang", "kind": "plakat", "description": "", "terms": "Frei."}
FIGURE = {
    "value": "12",
    "unit": "Werkstätten",
    "label": "bilden Zweiradmechaniker aus",
    "definition": "Beispiel.",
    "as_of": date(2026, 1, 1),
    "source": "Beispiel",
    "source_url": "",
}


def pdf_saying(words: str) -> bytes:
    """A PDF of one page with these words."""
    writer = PdfWriter()
    page = writer.add_blank_page(300, 100)
    face = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    font = DictionaryObject({NameObject(key): NameObject(value) for key, value in face.items()})
    fonts = DictionaryObject({NameObject("/F1"): font})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    content = DecodedStreamObject()
    content.set_data(f"BT /F1 12 Tf 10 50 Td ({words}) Tj ET".encode())
    page[NameObject("/Contents")] = writer._add_object(content)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def pages_for(words: str) -> set[int | None]:
    """What the search answers after the job."""
    writing.job(timezone.now(), force=False)
    numbers = [hit.number for hit in finding.find(read(words)).hits]
    return set(SearchEntry.objects.filter(pk__in=numbers).values_list("page", flat=True))


def test_material_is_found_by_title_and_by_what_its_pdf_says_and_no_longer_when_taken_back():
    koordination, page = builders.coordinator(), MaterialPage.objects.get().pk
    pdf = files.prepare(ContentFile(pdf_saying("Lastenrad ausleihen"), name="aushang.pdf"))
    made = acts.begin(WORDS | {"audience": "public"}, actor=koordination)
    acts.add_version(made, [pdf], actor=koordination, day=date(2026, 5, 4))
    assert pages_for("Aushang") == pages_for("Lastenrad") == {page}
    acts.offer(made, False, actor=koordination)
    assert pages_for("Lastenrad") == set()


def test_what_is_for_the_house_alone_is_not_found():
    koordination = builders.coordinator()
    pdf = files.prepare(ContentFile(pdf_saying("Lastenrad ausleihen"), name="aushang.pdf"))
    made = acts.begin(WORDS | {"audience": "centres"}, actor=koordination)
    acts.add_version(made, [pdf], actor=koordination, day=date(2026, 5, 4))
    assert pages_for("Lastenrad") == set()


def test_a_new_figure_is_found():
    figure_acts.begin(FIGURE, actor=builders.coordinator())
    assert pages_for("Zweiradmechaniker") == {FiguresPage.objects.get().pk}


def test_what_was_published_again_in_the_same_words_is_not_looked_at_for_ever():
    each_time = writing.settle()
    page = ContentPage.objects.get(slug="impressum")
    number = SearchEntry.objects.get(page=page).pk
    page.save_revision().publish()
    writing.settle()
    assert writing.settle() == each_time
    assert SearchEntry.objects.get(page=page).pk == number
