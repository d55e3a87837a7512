"""Files that mean harm, put together here; nothing of it lies in the repository."""

import io
import struct
import zipfile
import zlib

from PIL import Image

from tests.media.files import drawn, encoded, office_file

SCRIPT = b"<script>alert('KANARI')</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'


def png(width: int, height: int, *chunks: tuple[bytes, bytes], rows: bytes = b"\0" * 9) -> bytes:
    """Return a PNG that claims this size, with further chunks before its pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    body = b"".join(chunk(*one) for one in chunks)
    return b"\x89PNG\r\n\x1a\n" + head + body + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def webp(width: int, height: int) -> bytes:
    """Return a WebP (VP8X) that claims this size."""
    sizes = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    body = b"WEBPVP8X" + struct.pack("<I", 10) + bytes(4) + sizes + b"VP8 " + struct.pack("<I", 8) + bytes(8)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def jpeg(width: int, height: int) -> bytes:
    """Return a whole JPEG whose header claims another size."""
    data = bytearray(encoded(drawn(64, 64)))
    at = data.index(b"\xff\xc0")
    data[at + 5 : at + 9] = struct.pack(">HH", height, width)
    return bytes(data)


_JPEG, _PNG = encoded(drawn(400, 300)), encoded(drawn(400, 300), "PNG")
_BOMB = zlib.compress(bytes(60_000_000), 9)

IMAGES = {
    "empty": b"",
    "one byte": b"\xff",
    "jpeg magic": b"\xff\xd8\xff\xe0",
    "png magic": b"\x89PNG\r\n\x1a\n",
    "webp magic": b"RIFF\x10\0\0\0WEBPVP8 ",
    "svg": SVG,
    "svg with bom": b"\xef\xbb\xbf<?xml version='1.0'?>" + SVG,
    "html": b"<!doctype html>" + SCRIPT,
    "gif with html": b"GIF89a/*" + SCRIPT,
    "gif": encoded(drawn(), "GIF"),
    "bmp": encoded(drawn(), "BMP"),
    "tiff": encoded(drawn(), "TIFF"),
    "ico": encoded(drawn(), "ICO"),
    "avif": encoded(drawn(), "AVIF"),
    "avif bomb": encoded(drawn(), "AVIF").replace(
        struct.pack(">II", 60, 40), struct.pack(">II", 60000, 60000)
    ),
    "postscript": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(x) run\n",
    "png of 2.5 gigapixels": png(50_000, 50_000),
    "png of 51 megapixels": png(7_143, 7_141),
    "jpeg of 4 gigapixels": jpeg(65_000, 65_000),
    "webp of 250 megapixels": webp(16_000, 16_000),
    "text bomb": png(9, 9, *[(b"zTXt", b"Comment\0\0" + _BOMB)] * 2),
    "profile bomb": png(9, 9, (b"iCCP", b"x\0\0" + _BOMB)),
    "half a jpeg": _JPEG[: len(_JPEG) // 2],
    "half a png": _PNG[:-60],
    "animated": encoded(drawn(), "PNG", save_all=True, append_images=[Image.new("RGB", (60, 40))] * 300),
}


def archive(*names: str, content: bytes = b"<x/>") -> bytes:
    """Return a ZIP with these parts."""
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as package:
        for name in names:
            package.writestr(name, content)
    return output.getvalue()


DOCUMENTS = {
    "svg": ("a.svg", SVG),
    "html": ("a.html", SCRIPT),
    "html called pdf": ("a.pdf", SCRIPT),
    "pdf with script": (
        "a.pdf",
        b"%PDF-1.7\n1 0 obj <</OpenAction<</S/JavaScript/JS(app.alert(1))>>>> endobj\n%%EOF",
    ),
    "pdf that launches": ("a.pdf", b"%PDF-1.7\n1 0 obj <</S/L#61unch/F(cmd.exe)>> endobj\n%%EOF"),
    "macros": ("a.docx", office_file("word/document.xml", "word/vbaProject.bin")),
    "macro format": ("a.docm", office_file("word/document.xml", "word/vbaProject.bin")),
    "program": ("a.txt", b"MZ\x90\0\x03" + bytes(200)),
    "archive called docx": ("a.docx", archive("../../etc/passwd", "x/../../y")),
    "torn zip": ("a.xlsx", office_file("xl/workbook.xml")[:-30]),
    "bomb": ("a.pptx", archive("boese.xml", content=bytes(30_000_000))),
    "script": ("a.js", b"alert(1)"),
}
NAMES = [
    *("../../etc/passwd", "..\\..\\windows\\system32\\x.jpg", "/etc/cron.d/x.jpg", "C:\\autoexec.bat"),
    *(
        "\\\\host\\share",
        "x.jpg.php",
        "x.php%00.jpg",
        "x.jpg\0.php",
        "x.svg",
        "x.html",
        "x.jpg;.html",
        ".htaccess",
    ),
    *(
        "..",
        ".",
        "~",
        "con.jpg",
        "<img src=x onerror=alert(1)>.jpg",
        "' OR 1=1 --.jpg",
        "{{ 7*7 }}.jpg",
        "$(id).jpg",
    ),
    *(
        "`id`.jpg",
        "x\r\nSet-Cookie: a=b.jpg",
        "\u202egpj.exe",
        "e\u0301\u0308" * 20 + ".jpg",
        "x" * 300 + ".jpg",
    ),
    *("a." + "j" * 300, "JPG.jpg\u2028", "x .jpg ", "\U0001f4a5.jpg", "x.JPEG"),
]
