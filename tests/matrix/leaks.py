"""Finds another centre's words in an answer: body, headers, tables, and the messages for the next page."""

import io
import re
import zipfile
from urllib.parse import unquote

from django.http.response import HttpResponseBase

from tests.matrix.words import WORD
from tests.matrix.world import Centre


def text_of(response: HttpResponseBase) -> str:
    """Return everything of an answer that can be read; tables (XLSX) are unpacked."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    if body[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(body)) as parts:
            body = b"\n".join(parts.read(name) for name in parts.namelist())
    head = "\n".join(f"{name}: {unquote(value)}" for name, value in response.items())
    return f"{head}\n{body.decode(errors='replace')}"


def leaked(text: str, foreign: list[Centre], asked: str) -> set[str]:
    """Return the places (centre, object, field) whose words stand in the text; what was asked may stand there."""
    found = set()
    for centre in foreign:
        name = centre.words.centre
        words = {
            match[0] for match in WORD.finditer(text.lower()) if match[1] == name and match[0] not in asked
        }
        found |= {f"{name}: {centre.words.places.get(word, word)}" for word in words}
        found |= {f"{name}: Dateiname" for file in centre.files if file.rpartition(".")[0] in text}
    return found


def plain(response: HttpResponseBase) -> str:
    """Return the body without what differs between two requests for the same."""
    text = (
        text_of(response).partition("\n\n")[2]
        if response.streaming
        else response.content.decode(errors="replace")
    )
    return re.sub(r"\d+", "N", re.sub(r'(csrf\w*|nonce)"[^>]*', "", text))
