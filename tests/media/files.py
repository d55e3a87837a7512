"""Real files, drawn or put together here."""

import io
import struct
import zipfile

from PIL import Image, ImageCms, ImageDraw, PngImagePlugin

from tests.media.videos import mp4

GPS_IFD, ORIENTATION, DESCRIPTION = 0x8825, 0x0112, 0x010E


def drawn(width: int = 60, height: int = 40, mode: str = "RGB") -> Image.Image:
    """Draw a picture whose upper left quarter is dark, so that turning it shows."""
    image = Image.new(mode, (width, height), "white")
    ImageDraw.Draw(image).rectangle((0, 0, width // 2, height // 2), fill="black")
    return image


def encoded(image: Image.Image, format: str = "JPEG", **options) -> bytes:
    """Return the picture as the bytes of a file."""
    output = io.BytesIO()
    image.save(output, format=format, **options)
    return output.getvalue()


def pixel(image: Image.Image, x: int, y: int, mode: str = "RGB") -> tuple[int, ...]:
    """Return the values of one point."""
    return tuple(image.convert(mode).crop((x, y, x + 1, y + 1)).tobytes())


def srgb_profile() -> bytes:
    """Return a real colour profile."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def camera_exif(orientation: int = 1) -> Image.Exif:
    """Return EXIF as a phone writes it: a place (GPS), a comment, an orientation."""
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    exif[DESCRIPTION] = "KANARI-BESCHREIBUNG"
    exif.get_ifd(GPS_IFD).update({1: "N", 2: (51.0, 50.0, 12.0), 3: "E", 4: (10.0, 47.0, 9.0)})
    return exif


def phone_photo(orientation: int = 1, format: str = "JPEG") -> bytes:
    """Return a photo with everything that must not stay, and a colour profile that must."""
    # Cameras keep a small preview behind the words of their EXIF.
    exif = camera_exif(orientation).tobytes() + b"KANARI-VORSCHAU"
    options: dict = {"exif": exif, "icc_profile": srgb_profile(), "quality": 90}
    if format == "JPEG":
        options |= {"comment": b"KANARI-KOMMENTAR", "xmp": b"<x:xmpmeta>KANARI-XMP</x:xmpmeta>"}
    if format == "WEBP":
        options |= {"xmp": b"<x:xmpmeta>KANARI-XMP</x:xmpmeta>"}
    if format == "PNG":
        texts = PngImagePlugin.PngInfo()
        texts.add_text("Comment", "KANARI-KOMMENTAR", zip=True)
        texts.add_itxt("XML:com.adobe.xmp", "<x:xmpmeta>KANARI-XMP</x:xmpmeta>")
        options |= {"pnginfo": texts}
    photo = encoded(drawn(), format, **options)
    return photo[:2] + press_words() + photo[2:] if format == "JPEG" else photo


def press_words() -> bytes:
    """Return the segment of a JPEG in which picture desks keep their words (IPTC in Photoshop's blocks)."""
    record = b"\x1c\x02\x78\x00\x0bKANARI-IPTC"
    block = b"Photoshop 3.0\x008BIM\x04\x04\0\0" + struct.pack(">I", len(record)) + record
    return b"\xff\xed" + struct.pack(">H", len(block) + 2) + block


def office_file(main_part: str = "word/document.xml", *further: str) -> bytes:
    """Return a ZIP of office parts, whole as far as our check looks."""
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as package:
        for name in ("[Content_Types].xml", main_part, *further):
            package.writestr(name, "<x/>")
    return output.getvalue()


PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
MP4 = mp4()
VTT = b"WEBVTT\n\n00:00:01.000 --> 00:00:04.000\nGuten Tag.\n"
