"""PDFs: programs and passwords are refused, what a screen reader would miss is remarked on."""

import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    NameObject,
    TextStringObject,
)

from campaign.media import pdf
from campaign.media.checked import AUTHOR
from campaign.media.validation import clean_document

RAW = b"%%PDF-1.7\n1 0 obj\n<</S/%s>>\nendobj\ntrailer\n<<>>\n%%%%EOF\n"


def written(
    title: str = "Faltblatt",
    *,
    author: str = "",
    tagged: bool = True,
    language: str = "de",
    password: str | None = None,
    script=False,
) -> bytes:
    """Return a PDF of one empty page."""
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.add_metadata({"/Title": title} | ({"/Author": author} if author else {}))
    root = writer.root_object
    if tagged:
        root[NameObject("/MarkInfo")] = DictionaryObject({NameObject("/Marked"): BooleanObject(True)})
        root[NameObject("/StructTreeRoot")] = DictionaryObject()
    if language:
        root[NameObject("/Lang")] = TextStringObject(language)
    if script:
        action = {
            NameObject("/S"): NameObject("/JavaScript"),
            NameObject("/JS"): TextStringObject("app.alert(1)"),
        }
        names = ArrayObject([TextStringObject("x"), DictionaryObject(action)])
        scripts = DictionaryObject({NameObject("/Names"): names})
        root[NameObject("/Names")] = DictionaryObject({NameObject("/JavaScript"): scripts})
    if password is not None:
        writer.encrypt(password, "besitzer")
    output = io.BytesIO()
    writer.write(output)
    return output.getvalue()


def packed(hidden: bytes) -> bytes:
    """Return a PDF whose objects are packed, as most programs write them; one of them is `hidden`."""
    import zlib

    parts = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>", hidden]
    offsets, body = [], b""
    for number, part in enumerate(parts, start=1):
        offsets.append(b"%d %d" % (number, len(body)))
        body += part + b" "
    head = b" ".join(offsets) + b" "
    group = zlib.compress(head + body)
    out = b"%PDF-1.7\n"
    at = len(out)
    out += b"5 0 obj\n<</Type/ObjStm/N 3/First %d/Length %d/Filter/FlateDecode>>stream\n" % (
        len(head),
        len(group),
    )
    out += group + b"\nendstream\nendobj\n"
    start = len(out)
    rows = b"".join(bytes([2, 0, 5, index]) for index in range(3))
    table = b"\0\0\0\0" + rows + b"\0\0\0\0" + bytes([1]) + at.to_bytes(2, "big") + b"\0"
    table += bytes([1]) + start.to_bytes(2, "big") + b"\0"
    out += b"6 0 obj\n<</Type/XRef/Size 7/W[1 2 1]/Root 1 0 R/Length %d>>stream\n" % len(table)
    return out + table + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % start


@pytest.mark.parametrize(
    ("options", "remarks"),
    [
        ({}, []),
        ({"title": " "}, [pdf.NO_TITLE]),
        ({"tagged": False, "language": ""}, [pdf.NOT_TAGGED, pdf.NO_LANGUAGE]),
        ({"password": ""}, []),
        ({"author": "Erika Beispiel"}, [AUTHOR]),
        ({"author": " "}, []),
    ],
)
def test_what_a_screen_reader_would_miss_is_remarked_on(options, remarks):
    assert pdf.check(ContentFile(written(**options))) == remarks


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (written(script=True), "Programm"),
        (RAW % b"JavaScript", "Programm"),
        (RAW % b"#4a#61vaScript", "Programm"),
        (RAW % b"Launch", "Programm"),
        (packed(b"<</S/JavaScript>>"), "Programm"),
        (packed(b"<</S/L#61unch>>"), "Programm"),
        (written(password="geheim"), "Kennwort"),
        (written(password="", script=True), "Programm"),
    ],
)
def test_programs_and_passwords_are_refused_in_german(data, text):
    with pytest.raises(ValidationError, match=text):
        clean_document(ContentFile(data, name="a.pdf"))


def test_packed_parts_without_programs_are_taken():
    assert pdf.NO_LANGUAGE in clean_document(ContentFile(packed(b"<</S/URI>>"), name="a.pdf")).remarks


def test_what_cannot_be_read_is_taken_with_a_remark():
    assert pdf.check(ContentFile(b"%PDF-1.7\n" + b"\0/x" * 1000)) == [pdf.UNREADABLE]


def test_the_remarks_stay_with_the_document_and_stand_in_its_form_and_go_with_a_better_file(house, officer):
    from campaign.media.creation import create_document

    document = create_document("Blatt", written(tagged=False), house.own, "a.pdf", house.own_officer)
    assert document.remarks == [pdf.NOT_TAGGED]
    assert pdf.NOT_TAGGED in document.publication_warnings()
    assert pdf.NOT_TAGGED in officer.get(f"/admin/documents/edit/{document.pk}/").content.decode()
    assert (
        "<li>Das PDF ist nicht gegliedert (keine Tags)</li>"
        in officer.get("/admin/dateien/").content.decode()
    )
    document.file.save("b.pdf", ContentFile(written()))
    document.refresh_from_db()
    assert document.remarks == []


def office(part: str, properties: bytes, *further: tuple[str, bytes]) -> bytes:
    """Return an office file with these properties."""
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as package:
        for name, content in (*further, (part, properties)):
            package.writestr(name, content)
    return output.getvalue()


DOCX = ("word/document.xml", b"<x/>")
ODT = ("mimetype", b"application/vnd.oasis.opendocument.text")


@pytest.mark.parametrize(
    ("name", "data", "remarks"),
    [
        ("a.docx", office("docProps/core.xml", b"<dc:creator>Erika</dc:creator>", DOCX), [AUTHOR]),
        ("a.docx", office("docProps/core.xml", b"<cp:lastModifiedBy>E</cp:lastModifiedBy>", DOCX), [AUTHOR]),
        ("a.docx", office("docProps/core.xml", b"<dc:creator></dc:creator>", DOCX), []),
        ("a.docx", office("docProps/app.xml", b"<dc:creator>Erika</dc:creator>", DOCX), []),
        ("a.odt", office("meta.xml", b"<meta:initial-creator>E</meta:initial-creator>", ODT), [AUTHOR]),
        ("a.txt", b"<dc:creator>Erika</dc:creator>", []),
    ],
)
def test_a_name_in_the_properties_of_an_office_file_is_remarked_on(name, data, remarks):
    assert list(clean_document(ContentFile(data, name=name)).remarks) == remarks
