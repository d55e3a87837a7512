"""Documents, recordings and captions are known by their content."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from campaign.media.recordings import clean_captions, clean_recording
from campaign.media.validation import clean_document
from campaign.media.wording import looks_like_file_name, quoted
from tests.media.files import MP4, PDF, VTT, drawn, encoded, office_file
from tests.media.videos import webm

ODT = "application/vnd.oasis.opendocument.text"


def opendocument(mimetype: str, *further: str) -> bytes:
    import io
    import zipfile

    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as package:
        package.writestr("mimetype", mimetype)
        for name in ("content.xml", *further):
            package.writestr(name, "<x/>")
    return output.getvalue()


TAKEN = {
    "a.pdf": PDF,
    "a.docx": office_file(),
    "a.xlsx": office_file("xl/workbook.xml"),
    "a.pptx": office_file("ppt/presentation.xml"),
    "a.odt": opendocument(ODT),
    "a.ods": opendocument("application/vnd.oasis.opendocument.spreadsheet"),
    "a.txt": "Grüße".encode(),
    "a.csv": "Ort;Zahl\nDüren;1".encode("cp1252"),
    "a.vtt": VTT,
    "A.PDF": PDF,
}


@pytest.mark.parametrize("name", TAKEN)
def test_a_document_that_is_what_its_name_says_is_taken_whole(name):
    checked = clean_document(ContentFile(TAKEN[name], name=name))
    assert checked.read() == TAKEN[name]
    assert checked.name == f"dokument.{name.lower().split('.')[1]}"


REFUSED = {
    "svg": ("a.svg", b"<svg/>", "nehmen wir nicht an"),
    "html": ("a.html", b"<p>", "nehmen wir nicht an"),
    "no extension": ("pdf", PDF, "nehmen wir nicht an"),
    "macro format": ("a.docm", office_file(), "nehmen wir nicht an"),
    "html called pdf": ("a.pdf", b"<!doctype html>", "kein lesbares Dokument der Art PDF"),
    "picture called docx": ("a.docx", encoded(drawn()), "kein lesbares Dokument"),
    "spreadsheet called docx": ("a.docx", office_file("xl/workbook.xml"), "kein lesbares Dokument"),
    "macros called docx": ("a.docx", office_file("word/document.xml", "word/vbaProject.bin"), "Makros"),
    "macros in odt": ("a.odt", opendocument(ODT, "Basic/Standard/Modul1.xml"), "Makros"),
    "broken zip": ("a.docx", office_file()[:-30], "kein lesbares Dokument"),
    "ods called odt": (
        "a.odt",
        opendocument("application/vnd.oasis.opendocument.spreadsheet"),
        "kein lesbares",
    ),
    "zip without mimetype": ("a.odt", office_file(), "kein lesbares Dokument"),
    "program called txt": ("a.txt", b"\x7fELF\x00\x01", "kein lesbares Dokument"),
    "text called vtt": ("a.vtt", b"Guten Tag", "WebVTT"),
    "empty": ("a.pdf", b"", "leer"),
    "too large": ("a.pdf", PDF + bytes(30 * 1024 * 1024), "zu groß"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_document_that_pretends_is_refused_in_german(case):
    name, data, text = REFUSED[case]
    with pytest.raises(ValidationError) as refusal:
        clean_document(ContentFile(data, name=name))
    assert text in refusal.value.messages[0]


@pytest.mark.parametrize(("name", "data"), [("a.mp4", MP4), ("a.webm", webm())])
def test_a_recording_is_known_by_its_first_bytes(name, data):
    assert clean_recording(ContentFile(data, name=name), "video").read() == data
    with pytest.raises(ValidationError, match="keine Aufnahme"):
        clean_recording(ContentFile(b"<html>" + data, name=name), "video")


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.mp3", b"ID3\x04KANARI"), ("a.m4a", MP4), ("a.ogg", b"OggSKANARI"), ("a.mp4", MP4)],
)
def test_sound_is_not_taken(name, data):
    with pytest.raises(ValidationError, match="nehmen wir nicht an"):
        clean_recording(ContentFile(data, name=name), "audio")
    if not name.endswith("mp4"):
        with pytest.raises(ValidationError, match="nehmen wir hier nicht an"):
            clean_recording(ContentFile(data, name=name), "video")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "leer"),
        ("Hallo", "erste Zeile"),
        ("WEBVTTX\n\n00:01.000 --> 00:02.000\nx", "erste Zeile"),
        ("WEBVTT\n\nohne Zeiten", "keine Untertitel"),
        ("WEBVTT\n\n1\n00:00:01,000 --> 00:00:02,000\nx", "Zeile 4: Die Zeit ist nicht lesbar"),
        ("WEBVTT\n\n00:00:05.000 --> 00:00:02.000\nx", "Zeile 3: Das Ende"),
    ],
)
def test_captions_that_no_player_could_show_are_refused_with_the_line(text, message):
    with pytest.raises(ValidationError) as refusal:
        clean_captions(ContentFile(text.encode(), name="a.vtt"))
    assert message in refusal.value.messages[0]


def test_captions_with_hours_settings_and_byte_order_mark_are_taken():
    data = b"\xef\xbb\xbfWEBVTT - Titel\n\nSTYLE\n::cue {}\n\n01:00:01.000 --> 01:00:04.000 line:0\nx\n"
    assert clean_captions(ContentFile(data, name="a.vtt")).name == "untertitel.vtt"


def test_captions_in_another_encoding_are_refused():
    with pytest.raises(ValidationError, match="UTF-8"):
        clean_captions(ContentFile("WEBVTT ü".encode("latin-1"), name="a.vtt"))


@pytest.mark.parametrize(
    "text",
    [
        "IMG_2031.jpg",
        "Werkstatt innen.jpg",
        "IMG_2031",
        "DSC 0012",
        "portrait_final",
        "Bild 3",
        "foto",
        "2024-08-01",
        "WhatsApp Image 2021-03-04",
    ],
)
def test_a_file_name_is_no_alternative_text(text):
    assert looks_like_file_name(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Zwei Menschen an einer Werkbank",
        "Bild einer Werkstatt",
        "Porträt",
        "Die 3 Gewinner der Wahl 2021",
    ],
)
def test_a_description_is_an_alternative_text(text):
    assert not looks_like_file_name(text)


def test_no_quotation_stands_in_another_of_its_kind():
    assert quoted("Werkstatt") == "„Werkstatt“"
    assert quoted("Zeichnung zu „Ein Anfang“") == "„Zeichnung zu ‚Ein Anfang‘“"
