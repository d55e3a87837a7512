"""The drawn pictures: the same for the same seed, right in both formats, and described truly."""

from io import BytesIO
from time import process_time

import pytest
from PIL import Image

from campaign.demo.pictures import PORTRAIT, SCENES, WIDE, alt_text, draw, draw_jpeg, focal_point
from campaign.demo.pictures.looks import Look, describe
from campaign.demo.pictures.palette import SIGNAL, rgba
from campaign.demo.pictures.scenes import cast

SMALL, SMALL_WIDE = (320, 400), (480, 270)
every_scene = pytest.mark.parametrize("scene", sorted(SCENES))


def pixels_of(image: Image.Image, colour: str) -> int:
    wanted = rgba(colour)[:3]
    return sum(
        count for count, found in image.getcolors(maxcolors=image.width * image.height) if found == wanted
    )


def somebody(**changes) -> Look:
    plain = {
        "woman": True,
        "age": "mittel",
        "skin": "#EBB994",
        "hair": "bob",
        "hair_colour": "#2A2022",
        "glasses": False,
        "beard": False,
        "open_smile": True,
        "turn": 0.5,
    }
    return Look(**(plain | changes))


def test_there_are_at_least_ten_scenes():
    assert len(SCENES) >= 10


@every_scene
def test_the_same_seed_gives_the_same_bytes(scene):
    assert draw_jpeg(scene, 7, SMALL) == draw_jpeg(scene, 7, SMALL)


@every_scene
def test_another_seed_gives_another_picture(scene):
    assert draw(scene, 1, SMALL).tobytes() != draw(scene, 2, SMALL).tobytes()


@every_scene
@pytest.mark.parametrize("size", [SMALL, SMALL_WIDE])
def test_the_full_stop_stands_in_each_picture(scene, size):
    assert pixels_of(draw(scene, 3, size), SIGNAL) > 60


@every_scene
@pytest.mark.parametrize("size", [PORTRAIT, WIDE])
def test_a_picture_has_its_size_and_takes_less_than_half_a_second(scene, size):
    seconds = []
    for _ in range(3):
        started = process_time()
        assert draw(scene, 5, size).size == size
        seconds.append(process_time() - started)
        if seconds[-1] < 0.5:
            break
    assert min(seconds) < 0.5


@every_scene
@pytest.mark.parametrize("size", [SMALL, SMALL_WIDE])
def test_the_focal_point_holds_the_faces_and_lies_in_the_picture(scene, size):
    x, y, width, height = focal_point(scene, 4, size)
    assert 0 <= x - width // 2 and x + width // 2 <= size[0]
    assert 0 <= y - height // 2 - 1 and y + height // 2 <= size[1]
    box = draw(scene, 4, size).crop((x - width // 2, y - height // 2, x + width // 2, y + height // 2))
    for person in cast(scene, 4):
        assert pixels_of(box, person.skin) > 40


def test_a_jpeg_carries_no_metadata():
    image = Image.open(BytesIO(draw_jpeg("land", 1, SMALL)))
    assert image.format == "JPEG"
    assert not image.getexif()


@every_scene
def test_an_alt_text_is_a_whole_german_sentence(scene):
    text = alt_text(scene, 2)
    assert text.startswith("Zeichnung: ")
    assert text.endswith(".")
    assert "{" not in text
    assert text.removeprefix("Zeichnung: ")[0].isupper()


@every_scene
@pytest.mark.parametrize("seed", range(6))
def test_an_alt_text_names_everybody_who_is_drawn(scene, seed):
    text = alt_text(scene, seed).lower()
    for person in cast(scene, seed):
        assert ("kind" if person.age == "kind" else "frau" if person.woman else "mann") in text
        if person.scarf:
            assert "kopftuch" in text
        if person.glasses and person.age != "kind":
            assert "brille" in text


def test_a_description_says_what_is_to_be_seen():
    assert describe(somebody(hair="kopftuch", glasses=True)) == "eine Frau mit Kopftuch und Brille"
    assert describe(somebody(woman=False, age="alt", hair="kurz", beard=True)) == (
        "ein älterer Mann mit grauem Haar und grauem Bart"
    )
    assert describe(somebody(woman=False, age="jung", hair="locken"), "helm") == (
        "ein junger Mann mit Locken und Schutzhelm"
    )


def test_a_hat_that_does_not_fit_over_a_headscarf_is_not_claimed():
    assert "Kochmütze" not in describe(somebody(hair="kopftuch"), "haube")


def test_children_have_no_beard_and_no_headscarf():
    for seed in range(300):
        child = cast("kita", seed)[1]
        assert not child.beard
        assert not child.scarf


def test_an_unknown_scene_is_refused():
    with pytest.raises(KeyError):
        draw("schloss", 1, SMALL)
