"""„Zuarbeit“: texts of the Koordination, filled from the own centre's data, to take along as Word or plain text."""

from io import BytesIO

import pytest
from django.urls import reverse
from docx import Document

from campaign import word_document
from campaign.audit.models import AuditEntry
from jobcenters.models import Textvorlage
from jobcenters.zuarbeit import facts, placeholders
from tests import builders
from tests.accounts.login import client_for

TEXT = "{{ort}}. Das ist {{jobcenter}}.\n\n# So erreichen Sie uns\n\n- {{telefon}}\n- {{pressekontakt}}"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Hallo {{name}}", "{{name}} gibt es nicht"),
        ("Hallo {{Jobcenter}}", "{{Jobcenter}} gibt es nicht"),
        ("Hallo {{jobcenter}", "steht allein"),
        ("Hallo {jobcenter}", "steht allein"),
        ("Hallo {{}}", "gibt es nicht"),
    ],
)
def test_a_wrong_placeholder_is_named(text: str, word: str):
    assert word in " ".join(placeholders.problems(text))


def test_what_is_missing_stands_in_the_text_in_brackets():
    assert placeholders.filled("{{ort}}: {{ telefon }}", {"ort": "Jena"}) == "Jena: [Telefon ergänzen]"
    assert placeholders.used("{{telefon}} {{ort}} {{ort}}") == ["ort", "telefon"]
    assert not list(placeholders.problems(TEXT))


def test_a_word_file_has_headings_items_german_and_a_title():
    document = Document(
        BytesIO(word_document.as_docx("Wir für Düren", "Eins\nzwei.\n\n# Kontakt\n- 115\x0b"))
    )
    assert [(one.style.name, one.text) for one in document.paragraphs] == [
        ("Heading 1", "Wir für Düren"),
        ("Normal", "Eins zwei."),
        ("Heading 2", "Kontakt"),
        ("List Bullet", "115"),
    ]
    assert document.core_properties.title == "Wir für Düren"
    assert 'w:lang w:val="de-DE"' in document.styles.element.xml.replace(' w:eastAsia="de-DE"', "")


@pytest.mark.parametrize("odd", ["\x00", "\x1f", "\ud800", "\ufffe", "\uffff"])
def test_what_is_no_character_breaks_no_file(odd: str):
    file = Document(BytesIO(word_document.as_docx(f"Wir{odd}", f"Eins{odd}zwei.")))
    assert [one.text for one in file.paragraphs] == ["Wir ", "Eins zwei."]
    assert "Eins zwei." in word_document.as_txt("Wir", f"Eins{odd}zwei.").decode("utf-8-sig")


def test_plain_text_is_what_windows_opens_right():
    data = word_document.as_txt("Ü", "Eins.\n\n- a\n- b\n\n# Ende")
    assert data.decode("utf-8-sig") == "Ü\r\n\r\nEins.\r\n\r\n- a\r\n- b\r\n\r\nEnde\r\n"


@pytest.fixture
def template(db) -> Textvorlage:
    return Textvorlage.objects.create(title="Neues von {{jobcenter}}", purpose="Kreisblatt", text=TEXT)


def path(template: Textvorlage, centre: str) -> str:
    return reverse("zuarbeit_text", args=[template.pk, builders.centre(centre).pk])


def test_an_officer_sees_the_text_filled_and_where_to_fill_the_gaps(template):
    client = client_for(builders.officer("kreis-dueren"))
    centre = builders.centre("kreis-dueren")
    page = client.get(path(template, "kreis-dueren")).content.decode()
    assert f"Das ist {centre.name}." in page and "[Pressekontakt ergänzen]" in page
    assert "Es fehlt: " in page and reverse("wagtailadmin_pages:edit", args=[centre.section_id]) in page
    section = centre.section
    section.phone, section.press_name, section.press_email = (
        "+4924212216080",
        "Kim Beispiel",
        "p@beispiel.example",
    )
    section.save()
    page = client.get(path(template, "kreis-dueren")).content.decode()
    assert "Es fehlt" not in page and "Kim Beispiel, E-Mail p@beispiel.example" in page


def test_what_is_typed_comes_as_a_file_and_is_kept_nowhere(template):
    client = client_for(builders.officer("kreis-dueren"))
    typed = {"title": "Unser Tag", "text": "Von Hand.", "format": "docx"}
    answer = client.post(path(template, "kreis-dueren"), typed)
    assert answer["Content-Disposition"] == 'attachment; filename="unser-tag-kreis-dueren.docx"'
    assert [one.text for one in Document(BytesIO(answer.content)).paragraphs] == ["Unser Tag", "Von Hand."]
    answer = client.post(path(template, "kreis-dueren"), typed | {"format": "txt"})
    assert (
        "Von Hand." in answer.content.decode("utf-8-sig") and "private, no-store" in answer["Cache-Control"]
    )
    assert "Von Hand." not in client.get(path(template, "kreis-dueren")).content.decode()
    assert client.post(path(template, "kreis-dueren"), {"title": "", "text": ""}).status_code == 200


def test_the_text_of_another_centre_is_not_there(template):
    client = client_for(builders.officer("kreis-dueren"))
    foreign = client.get(path(template, "landkreis-harz"))
    missing = client.get(reverse("zuarbeit_text", args=[template.pk, 999_999]))
    assert foreign.status_code == missing.status_code == 404 and foreign.content == missing.content
    assert client.post(path(template, "landkreis-harz"), {"title": "a", "text": "b"}).status_code == 404


def test_who_works_for_two_centres_chooses(template):
    client = client_for(builders.officer("kreis-dueren", "landkreis-harz"))
    page = client.get(reverse("zuarbeit_index")).content.decode()
    assert path(template, "kreis-dueren") in page and path(template, "landkreis-harz") in page
    Textvorlage.objects.update(is_offered=False)
    assert client.get(path(template, "kreis-dueren")).status_code == 404


@pytest.mark.django_db
def test_the_koordination_writes_templates_and_a_wrong_placeholder_is_an_error_at_the_field():
    client = client_for(builders.coordinator())
    add, typed = reverse("textvorlage:add"), {"title": "Neu", "purpose": "Kreisblatt", "is_offered": "on"}
    answer = client.post(add, typed | {"text": "In {{stadt}}"})
    assert "text" in answer.context["form"].errors and not Textvorlage.objects.exists()
    assert client.post(add, typed | {"text": "In {{ort}}"}).status_code == 302
    assert AuditEntry.objects.filter(action="press_template.created").exists()
    assert client_for(builders.officer()).get(add).status_code == 403


@pytest.mark.django_db
def test_the_facts_of_a_centre_come_from_its_section_then_from_the_registry():
    centre = builders.centre("landkreis-harz")
    values = facts.of(centre)
    assert set(values) == set(placeholders.PLACEHOLDERS)
    assert values["ort"] == centre.verwaltungssitz and values["traeger"] == centre.traeger
