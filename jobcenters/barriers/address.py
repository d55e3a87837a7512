"""The page somebody reports: of what was typed or handed over, only a path of our own website is kept."""

import re
from collections.abc import Collection
from urllib.parse import unquote, urlsplit

MOST = 500
FOREIGN = (
    "Das ist eine andere Website. Dort können wir nichts ändern. "
    "Bitte nennen Sie eine Seite von uns oder lassen Sie das Feld leer."
)
LONG = f"Bitte kürzen Sie die Adresse auf höchstens {MOST} Zeichen."
_CONTROL = re.compile(r"[\x00-\x1f\x7f\\]")
_HOST = re.compile(r"[\w-]+(\.[\w-]+)*\.[a-z]{2,}(:\d+)?(/|$)", re.IGNORECASE)
# What follows in these places is somebody's personal link.
PERSONAL = ("/einwilligung/", "/widerruf/", "/admin/einladung/", "/admin/passwort/neu/", "/admin/adresse/")
STORIES, CENTRES, EMBEDDED = "menschen-vor-ort", "jobcenter", "einbetten"


def page_named(text: str, own_hosts: Collection[str]) -> str:
    """Return the path of the page that was typed, or what was typed where that is no address („Startseite“).

    text: a path, or an address with one of `own_hosts`. Query and fragment are dropped: they may tell of a person.
    Raises ValueError (German) for another website.
    """
    text = _CONTROL.sub("", text).strip()
    if len(text) > MOST:
        raise ValueError(LONG)
    if "://" not in text and not text.startswith("/"):
        if not _HOST.match(text):
            return text
        text = f"//{text}"
    try:
        parts = urlsplit(text)
    except ValueError:
        raise ValueError(FOREIGN) from None
    if parts.scheme not in ("", "http", "https") or (parts.netloc and parts.netloc.lower() not in own_hosts):
        raise ValueError(FOREIGN)
    # Encoded, the signs that a browser drops or takes for a slash are still there: „/\\host“ leads away.
    return _without_personal(_CONTROL.sub("", unquote(parts.path)) or "/")


def page_handed_over(text: str, own_hosts: Collection[str]) -> str:
    """Return the path a link handed over; "" for anything else: nobody puts words into a visitor's form."""
    try:
        path = page_named(text, own_hosts)
    except ValueError:
        return ""
    return path if path.startswith("/") else ""


def slug_of_centre(path: str) -> str:
    """Return the last part of the address of the centre whose section or story a path lies in; "" for the campaign's."""
    parts = [part for part in path.split("/") if part]
    if parts[:1] == [EMBEDDED]:
        parts = parts[1:]
    return parts[1] if len(parts) > 1 and parts[0] in (CENTRES, STORIES) else ""


def _without_personal(path: str) -> str:
    path = re.sub("/{2,}", "/", path)
    return next((f"{start}…" for start in PERSONAL if path.startswith(start)), path)
