"""Pictures: only what Pillow could decode is stored, drawn anew and without what cameras write into files.

Re-encoding removes everything at once: EXIF with its GPS position, XMP, IPTC, comments, thumbnails of the
uncropped picture, bytes behind the end of the image. The orientation is applied, the colour profile stays. What is
larger than any use of it is made smaller.
"""

import io
import warnings
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import File
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from campaign.media.checked import CheckedFile, refuse, require_size
from campaign.media.formats import IMAGE_MB, IMAGE_MP

# Many phones write MPO: a JPEG with a second picture (depth, preview) behind it; the first one is the photo.
FORMATS = {"JPEG": "jpg", "MPO": "jpg", "PNG": "png", "WEBP": "webp"}
PROFILE_BYTES = 1_000_000
# The decoder of WebP takes five times the picture's memory; a page never needs so large a one.
WEBP_MP = 12
# Longer edge of what is stored, in pixels: enough for print at half a page, a tenth of the bytes of a camera's file.
LONG_EDGE = 2560
# Everything else in Pillow's `info` (comment, exif, xmp, photoshop) would be written again by some encoder.
KEPT_INFO = ("transparency",)
MODES = {"jpg": ("L", "RGB"), "webp": ("RGB", "RGBA"), "png": ("1", "L", "LA", "P", "RGB", "RGBA", "I;16")}
ENCODERS: dict[str, dict[str, Any]] = {
    "jpg": {"format": "JPEG", "quality": 92, "optimize": True, "progressive": True},
    "png": {"format": "PNG"},
    "webp": {"format": "WEBP", "quality": 92, "method": 4},
}

WRONG_TYPE = (
    "Das ist kein Bild im Format JPEG, PNG oder WebP. Andere Formate (zum Beispiel HEIC vom iPhone) "
    "speichern Sie bitte zuerst als JPEG."
)
BROKEN = (
    "Das Bild ist beschädigt oder unvollständig. Bitte speichern Sie es neu, und laden Sie es erneut hoch."
)
TOO_MANY_PIXELS = (
    f"Das Bild hat zu viele Bildpunkte. Erlaubt sind {IMAGE_MP} Millionen (zum Beispiel 8.000 × 6.000)."
)
TOO_MANY_FOR_WEBP = (
    f"Ein Bild im Format WebP darf höchstens {WEBP_MP} Millionen Bildpunkte haben. "
    "Bitte speichern Sie es als JPEG."
)
MOVING = "Bewegte Bilder nehmen wir nicht an. Bitte laden Sie ein Standbild oder ein Video hoch."


def clean_image(file: File) -> CheckedFile:
    """Return the picture as it may be stored; its name carries only the extension of what it really is.

    Raises ValidationError (German) for anything but a whole, still JPEG, PNG or WebP within the limits.
    """
    if isinstance(file, CheckedFile):
        return file
    require_size(file, IMAGE_MB)
    try:
        file.seek(0)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            return _draw_anew(file)
    except ValidationError:
        raise
    except Image.DecompressionBombError as error:
        raise refuse(TOO_MANY_PIXELS, "too_many_pixels") from error
    except UnidentifiedImageError as error:
        raise refuse(WRONG_TYPE, "invalid_image") from error
    except (
        Exception
    ) as error:  # decoders raise nearly every class on hostile bytes: struct, zlib, Index, Memory …
        raise refuse(BROKEN, "broken_image") from error


def _draw_anew(file: File) -> CheckedFile:
    with Image.open(file, formats=("JPEG", "PNG", "WEBP")) as image:
        extension = FORMATS[image.format or ""]
        if image.width * image.height > IMAGE_MP * 1_000_000:
            raise refuse(TOO_MANY_PIXELS, "too_many_pixels")
        if image.format == "WEBP" and image.width * image.height > WEBP_MP * 1_000_000:
            raise refuse(TOO_MANY_FOR_WEBP, "too_many_pixels")
        if image.format != "MPO" and getattr(image, "n_frames", 1) > 1:
            raise refuse(MOVING, "moving_image")
        profile = image.info.get("icc_profile") or b""
        upright = ImageOps.exif_transpose(_small_enough(image))
    upright.info = {key: value for key, value in upright.info.items() if key in KEPT_INFO}
    upright, profile = _in_screen_mode(upright, extension, profile)
    output = io.BytesIO()
    upright.save(output, icc_profile=profile or None, **ENCODERS[extension])
    output.seek(0)
    return CheckedFile(output, name=f"bild.{extension}")


def _small_enough(image: Image.Image) -> Image.Image:
    """Return the picture decoded, its longer edge cut to LONG_EDGE; a JPEG is decoded in a smaller size at once."""
    if max(image.size) <= LONG_EDGE:
        image.load()
        return image
    # Decoded at once in the smallest size that is large enough; the way of `thumbnail` takes four times the memory.
    width, height = (max(1, side * LONG_EDGE // max(image.size)) for side in image.size)
    image.draft(None, (width, height))
    image.load()
    if image.mode == "I;16":
        image = image.point(lambda value: value / 256).convert("L")
    elif image.mode in ("1", "P"):
        # Palettes cannot be scaled without jagged edges.
        image = image.convert("RGBA" if image.has_transparency_data else "RGB" if image.mode == "P" else "L")
    if image.mode in ("LA", "RGBA"):
        image = _reduced(image, max(image.size) // LONG_EDGE)
    image.thumbnail((LONG_EDGE, LONG_EDGE), Image.Resampling.LANCZOS, reducing_gap=2.0)
    return image


def _reduced(image: Image.Image, factor: int) -> Image.Image:
    """Return a transparent picture in 1/factor of its size, strip by strip: at once takes its memory twice."""
    if factor < 2:
        return image
    width, height = image.size
    small = Image.new(image.mode, (-(-width // factor), -(-height // factor)))
    small.info = image.info
    strip = 64 * factor
    for top in range(0, height, strip):
        part = image.crop((0, top, width, min(top + strip, height)))
        small.paste(part.reduce(factor), (0, top // factor))
    return small


def _in_screen_mode(image: Image.Image, extension: str, profile: bytes) -> tuple[Image.Image, bytes]:
    """Return picture and colour profile in a mode that browsers show; print colours (CMYK) become sRGB."""
    if len(profile) > PROFILE_BYTES:
        profile = b""
    if image.mode in MODES[extension]:
        return image, profile
    if image.mode == "CMYK" and profile:
        try:
            source, target = ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB")
            converted = ImageCms.profileToProfile(image, source, target, outputMode="RGB")
            return converted or image.convert("RGB"), b""
        except (ImageCms.PyCMSError, OSError):
            pass  # a broken profile: the plain conversion below is what a browser would do
    wanted = "RGBA" if "RGBA" in MODES[extension] and image.has_transparency_data else "RGB"
    return image.convert(wanted), b"" if image.mode == "CMYK" else profile
