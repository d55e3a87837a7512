"""Rules about words that describe a picture. Pure text, no database."""

import re

ALT_IS_FILE_NAME = "Das ist ein Dateiname. Bitte beschreiben Sie, was zu sehen ist."
_EXTENSION = re.compile(r"\.(jpe?g|png|webp|avif|gif|heic|tiff?|bmp|svg|pdf|mp4|mov)$", re.IGNORECASE)
_CAMERA = re.compile(
    r"(img|dsc[nf]?|pxl|p|mvi|bild|foto|image|photo|picture|scan|unbenannt"
    r"|screenshot|bildschirmfoto|whatsapp image)"
    r"[\s_\-()]*[\d\s_\-:.()]*",
    re.IGNORECASE,
)

_SINGLE = str.maketrans("„“", "‚‘")


def looks_like_file_name(text: str) -> bool:
    """Say whether an alternative text is a file name ("IMG_2031", "portrait.jpg", "Bild 3").

    An empty text is no file name.
    """
    text = text.strip()
    if not text:
        return False
    if _EXTENSION.search(text) or _CAMERA.fullmatch(text):
        return True
    # One "word" glued by underscores, or with digits and without a space: nobody writes a sentence like that.
    return " " not in text and ("_" in text or bool(re.search(r"\d.*\d", text)))


def quoted(title: str) -> str:
    """Return a title in quotation marks, with those it has turned into single ones."""
    return f"„{title.translate(_SINGLE)}“"
