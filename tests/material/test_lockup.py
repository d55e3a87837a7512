"""The logo with a centre's name: outlines only, the same bytes each time, names that break where a person would."""

import re
import sys
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from xml.etree import ElementTree

import pytest
from PIL import Image
from pypdf import PdfReader

from campaign.material import lockup, lockup_files, logo_pack, outlines, typeface
from campaign.material.lockup import CENTRE_SIZE, Ground

NAME = "Landkreis Rotenburg (Wümme)"
WIDTH = 314.0


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Jobcenter Kreis Düren", ["Jobcenter Kreis Düren"]),
        (NAME, [NAME]),
        ("Jobcenter Landeshauptstadt Wiesbaden", ["Jobcenter", "Landeshauptstadt Wiesbaden"]),
        ("Jobcenter Landkreis Hersfeld-Rotenburg", ["Jobcenter", "Landkreis Hersfeld-Rotenburg"]),
        ("Jobcenter Schmalkalden-Meiningen", ["Jobcenter", "Schmalkalden-Meiningen"]),
        (
            "Landeshauptstadt Wiesbaden – Amt für Grundsicherung und Beschäftigung",
            ["Landeshauptstadt Wiesbaden –", "Amt für Grundsicherung", "und Beschäftigung"],
        ),
    ],
)
def test_a_name_breaks_evenly_and_no_line_begins_with_a_dash_or_ends_with_a_small_word(name, lines):
    broken = lockup.broken(name, WIDTH)
    assert " ".join(broken) == name
    assert not any(line.startswith(("–", "(")) or line.split()[-1].islower() for line in broken)
    assert broken == lines


def test_a_word_that_is_wider_than_the_place_stays_whole():
    word = "Grundsicherungsgeldberechtigtenangelegenheiten"
    assert lockup.broken(f"Amt für {word}", 100) == ["Amt", f"für {word}"]


def test_letters_stand_as_close_as_the_typeface_says():
    face = outlines.face(600)
    apart = sum(face.line(letter, CENTRE_SIZE).width for letter in "Va")
    assert face.line("Va", CENTRE_SIZE).width < apart


@pytest.mark.parametrize("ground", Ground)
def test_the_svg_has_a_title_and_needs_neither_font_nor_network(ground):
    data = lockup_files.svg(lockup.draw(ground, NAME))
    root = ElementTree.fromstring(data)
    assert (
        root.findtext("{http://www.w3.org/2000/svg}title")
        == f"Kommunale Jobcenter: Stark. Sozial. Vor Ort. {NAME}"
    )
    assert {element.tag.partition("}")[2] for element in root.iter()} == {"svg", "title", "path"}
    assert not re.search(rb"href|url\(|style|font|script", data)


@pytest.mark.parametrize("extension", logo_pack.WRITERS)
def test_the_same_logo_gives_the_same_bytes(extension):
    assert logo_pack.file(Ground.BLACK, extension, NAME) == logo_pack.file(Ground.BLACK, extension, NAME)


def test_one_colour_is_one_colour():
    paint = re.findall(rb'fill="(#\w+)"', lockup_files.svg(lockup.draw(Ground.WHITE, NAME)))
    assert set(paint) == {b"#ffffff"}


def test_the_png_is_large_transparent_around_and_dark_in_the_letters():
    drawing = lockup.draw(Ground.BLACK, NAME)
    with Image.open(BytesIO(lockup_files.png(drawing, 1200))) as picture:
        assert picture.size == (1200, round(1200 * drawing.height / drawing.width))
        assert picture.mode == "RGBA"
        assert picture.getpixel((0, 0))[3] == 0
        alpha = picture.getchannel("A")
        covered = sum(alpha.histogram()[128:]) / (alpha.width * alpha.height)
        assert 0.05 < covered < 0.25
        # The inside of the „o“ in „Kommunale“ is empty: holes are holes.
        assert alpha.getextrema() == (0, 255)


def test_the_pdf_is_tagged_with_title_language_and_text_for_the_picture():
    reader = PdfReader(BytesIO(logo_pack.file(Ground.LIGHT, "pdf", NAME)), strict=True)
    root = reader.trailer["/Root"]
    assert reader.metadata.title == f"Kommunale Jobcenter: Stark. Sozial. Vor Ort. {NAME}"
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("de", True)
    figure = root["/StructTreeRoot"]["/K"]["/K"][0].get_object()
    assert figure["/S"] == "/Figure" and NAME in figure["/Alt"]
    assert "/Font" not in reader.pages[0]["/Resources"]


def test_several_people_get_their_logos_at_the_same_moment():
    alone = typeface.Face(600).line(NAME, 20)
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        for _ in range(5):
            face = typeface.Face(600)
            with ThreadPoolExecutor(8) as people:
                assert set(people.map(face.line, [NAME] * 8, [20] * 8)) == {alone}
    finally:
        sys.setswitchinterval(interval)
