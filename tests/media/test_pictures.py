"""What is left of an uploaded picture: the picture, upright, and its colour profile."""

import io
import struct
import subprocess
import sys
import zlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from PIL import Image

from campaign.media.models import CampaignImage
from campaign.media.pictures import clean_image
from tests.media.files import camera_exif, drawn, encoded, phone_photo, pixel, srgb_profile


def cleaned(data: bytes) -> tuple[bytes, Image.Image]:
    """Return the bytes that would be stored, and the picture in them."""
    stored = clean_image(ContentFile(data, name="IMG_1.jpg")).read()
    return stored, Image.open(io.BytesIO(stored))


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP"])
def test_place_comments_and_camera_data_are_gone_and_the_colour_profile_stays(format):
    source = phone_photo(format=format)
    assert b"KANARI" in source
    stored, image = cleaned(source)
    assert image.format == format
    assert b"KANARI" not in stored
    assert not dict(image.getexif())
    assert image.info.get("icc_profile") == srgb_profile()
    technical = {"loop", "background", "timestamp", "duration", "progressive", "progression"}
    assert {key for key in image.info if not str(key).startswith("jfif")} <= {"icc_profile"} | technical


@pytest.mark.parametrize(
    ("orientation", "size", "dark_corner"),
    [(1, (60, 40), (5, 5)), (6, (40, 60), (35, 5)), (3, (60, 40), (55, 35))],
)
def test_a_photo_held_sideways_is_stored_upright(orientation, size, dark_corner):
    _, image = cleaned(phone_photo(orientation))
    assert image.size == size
    assert max(pixel(image, *dark_corner)) < 60


def test_bytes_behind_the_picture_are_gone():
    stored, _ = cleaned(encoded(drawn()) + b"<script>KANARI</script>")
    assert b"KANARI" not in stored


def test_print_colours_become_screen_colours():
    _, image = cleaned(encoded(drawn().convert("CMYK")))
    assert image.mode == "RGB"
    assert min(pixel(image, 50, 35)) > 240


def test_transparency_stays():
    for format in ("PNG", "WEBP"):
        picture = Image.new("RGBA", (20, 20), (255, 0, 0, 0))
        _, image = cleaned(encoded(picture, format, lossless=True))
        assert pixel(image, 5, 5, "RGBA")[3] == 0
    palette = drawn().quantize(4)
    _, image = cleaned(encoded(palette, "PNG", transparency=0))
    assert image.convert("RGBA").getchannel("A").getextrema()[0] == 0


def test_the_name_follows_the_content_and_not_the_upload():
    assert clean_image(ContentFile(encoded(drawn(), "PNG"), name="Erika Beispiel.jpg")).name == "bild.png"


def test_a_phone_s_double_picture_keeps_its_first_picture():
    data = encoded(drawn(), "MPO", save_all=True, append_images=[drawn(30, 30)])
    assert Image.open(io.BytesIO(data)).format == "MPO"
    _, image = cleaned(data)
    assert (image.format, image.size) == ("JPEG", (60, 40))


def png_of(width: int, height: int) -> bytes:
    """Return a tiny PNG that claims to be huge."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 9))
        + chunk(b"IEND", b"")
    )


JPEG = encoded(drawn(400, 300))
REFUSED = {
    "empty": (b"", "leer"),
    "svg": (b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>', "kein Bild im Format"),
    "html": (b"<!doctype html><script>1</script>", "kein Bild im Format"),
    "gif": (encoded(drawn(), "GIF"), "kein Bild im Format"),
    "tiff": (encoded(drawn(), "TIFF"), "kein Bild im Format"),
    "magic bytes only": (b"\xff\xd8\xff\xe0", ""),
    "png magic only": (b"\x89PNG\r\n\x1a\n", ""),
    "truncated jpeg": (JPEG[: len(JPEG) // 2], "beschädigt"),
    "truncated png": (encoded(drawn(400, 300), "PNG")[:-60], "beschädigt"),
    "truncated webp": (encoded(drawn(400, 300), "WEBP")[:-60], ""),
    "51 megapixels": (png_of(7143, 7141), "zu viele Bildpunkte"),
    "bomb of 2.5 gigapixels": (png_of(50_000, 50_000), "zu viele Bildpunkte"),
    "animated": (
        encoded(drawn(), "PNG", save_all=True, append_images=[drawn(60, 40).rotate(90)]),
        "Bewegte Bilder",
    ),
    "too many bytes": (JPEG + bytes(20 * 1024 * 1024), "zu groß"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_whole_picture_within_the_limits_is_refused_in_german(case):
    data, text = REFUSED[case]
    with pytest.raises(ValidationError) as refusal:
        clean_image(ContentFile(data, name="bild.jpg"))
    message = refusal.value.messages[0]
    assert text in message
    assert message.endswith((".", ")."))


def test_a_picture_exactly_at_the_limit_of_pixels_is_taken():
    assert clean_image(ContentFile(encoded(Image.new("1", (10_000, 5_000)), "PNG"), name="x.png"))


@pytest.mark.parametrize("seed", range(60))
def test_damaged_bytes_never_end_in_anything_but_a_refusal_or_a_picture(seed):
    import random

    chance = random.Random(seed)
    data = bytearray(phone_photo(6, chance.choice(["JPEG", "PNG", "WEBP"])))
    for _ in range(chance.randint(1, 40)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    try:
        stored = clean_image(ContentFile(bytes(data[: chance.randint(1, len(data))]), name="bild.jpg")).read()
    except ValidationError:
        return
    Image.open(io.BytesIO(stored)).load()


@pytest.mark.parametrize(("format", "mode"), [("JPEG", "RGB"), ("PNG", "RGBA"), ("PNG", "P"), ("PNG", "1")])
def test_a_picture_larger_than_any_use_is_made_smaller_and_stays_upright(format, mode):
    source = drawn(5200, 3900).convert(mode)
    stored, image = cleaned(encoded(source, format, exif=camera_exif(6)))
    assert image.size == (1920, 2560)
    assert b"KANARI" not in stored
    # The dark quarter was on the left above: turned clockwise it is on the right.
    assert max(pixel(image, 1800, 100)) < 60
    assert min(pixel(image, 100, 2400)) > 190


def test_a_large_transparent_picture_stays_transparent():
    _, image = cleaned(encoded(Image.new("RGBA", (5200, 40), (255, 0, 0, 0)), "PNG"))
    assert image.size == (2560, 20)
    assert pixel(image, 5, 5, "RGBA")[3] == 0


def test_a_webp_whose_decoder_would_take_all_memory_is_refused():
    with pytest.raises(ValidationError, match="höchstens 12 Millionen"):
        clean_image(ContentFile(encoded(Image.new("RGB", (4100, 3000)), "WEBP", method=0), name="x.webp"))


def test_a_process_that_has_made_a_pdf_still_refuses_half_a_picture():
    """WeasyPrint switches Pillow to taking them, in the whole process, while it is imported."""
    code = (
        "import django; django.setup()\n"
        "from campaign import paper\n"
        "paper.is_available()\n"
        "from PIL import ImageFile\n"
        "print(ImageFile.LOAD_TRUNCATED_IMAGES)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "False\n"


@pytest.mark.django_db
def test_where_nobody_marked_what_matters_a_crop_keeps_the_upper_third():
    picture = CampaignImage(width=400, height=900)
    assert tuple(picture.get_focal_point().centroid) == (200, 300)
    picture.focal_point_x, picture.focal_point_y = 100, 800
    picture.focal_point_width = picture.focal_point_height = 10
    assert tuple(picture.get_focal_point().centroid) == (100, 800)
