"""Pictures: only what Pillow could decode is stored, drawn anew and without what cameras write into files.

Re-encoding removes everything at once: EXIF with its GPS position, XMP, IPTC, comments, thumbnails of the
uncropped picture, bytes behind the end of the image. The orientation is applied, the colour profile stays.
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
        if image.format != "MPO" and getattr(image, "n_frames", 1) > 1:
            raise refuse(MOVING, "moving_image")
        image.load()
        profile = image.info.get("icc_profile") or b""
        upright = ImageOps.exif_transpose(image)
    upright.info = {key: value for key, value in upright.info.items() if key in KEPT_INFO}
    upright, profile = _in_screen_mode(upright, extension, profile)
    output = io.BytesIO()
    upright.save(output, icc_profile=profile or None, **ENCODERS[extension])
    output.seek(0)
    return CheckedFile(output, name=f"bild.{extension}")


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
