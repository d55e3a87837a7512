"""Plain text as a file for word processors: .docx with real headings, German as its language, a title; or .txt.

The text has the few marks that people type anyway: an empty line ends a paragraph, „# “ begins a heading, „- “ an item.
The library is loaded with the first file: the website shall not carry it for nothing.
"""

from collections.abc import Iterator
from io import BytesIO

from campaign.printable import printable

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
STYLES = {"heading": "Heading 2", "item": "List Bullet", "text": "Normal"}
PUBLISHER = "Kommunale Jobcenter"


def paragraphs(text: str) -> Iterator[tuple[str, str]]:
    """Yield (kind, words) of each paragraph: kind is „heading“, „item“ or „text“."""
    lines: list[str] = []
    for line in [*printable(text).splitlines(), ""]:
        marked = {"# ": "heading", "- ": "item"}.get(line[:2])
        if (marked or not line.strip()) and lines:
            yield "text", " ".join(lines)
            lines = []
        if marked:
            yield marked, line[2:].strip()
        elif line.strip():
            lines.append(line.strip())


def as_docx(title: str, text: str) -> bytes:
    """Return the text below its title as a .docx file."""
    from docx import Document

    document = Document()
    _speak_german(document)
    properties = document.core_properties
    properties.title, properties.language = printable(title), "de-DE"
    properties.author = properties.last_modified_by = PUBLISHER
    properties.comments = ""
    document.add_heading(printable(title), level=1)
    for kind, words in paragraphs(text):
        document.add_paragraph(words, style=STYLES[kind])
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def as_txt(title: str, text: str) -> bytes:
    """Return the same as plain text, with the mark and the line ends that Windows expects."""
    parts = [printable(title)]
    for kind, words in paragraphs(text):
        close = "\n" if kind == "item" and parts[-1].startswith("- ") else "\n\n"
        parts += [close, f"- {words}" if kind == "item" else words]
    return ("".join(parts) + "\n").replace("\n", "\r\n").encode("utf-8-sig")


def _speak_german(document) -> None:
    """The template of python-docx is English; spelling checkers and screen readers go by this."""
    from docx.oxml.ns import qn
    from docx.oxml.shared import OxmlElement

    fonts = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    language = fonts.find(qn("w:lang"))
    if language is None:
        language = OxmlElement("w:lang")
        fonts.append(language)
    for name in ("w:val", "w:eastAsia"):
        language.set(qn(name), "de-DE")
