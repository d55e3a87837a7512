"""The mark of a file that passed its check, and the refusals every check shares."""

from django.core.exceptions import ValidationError
from django.core.files.base import File

from campaign.media.formats import MB

AUTHOR = (
    "In den Eigenschaften der Datei steht, wer sie geschrieben hat. Alle können das lesen. Wollen Sie das nicht, "
    "entfernen Sie den Namen, und laden Sie die Datei neu hoch."
)


class CheckedFile(File):
    """A file that passed its check: the fields store nothing else, and check what is not yet marked so."""

    # What is not refused but worth knowing (German sentences).
    remarks: tuple[str, ...] = ()


def refuse(text: str, code: str = "invalid") -> ValidationError:
    """Return a refusal to raise; `text` is German and says what the person can do."""
    return ValidationError(text, code=code)


def require_size(file: File, limit_mb: int) -> None:
    """Raise ValidationError for an empty file and for one over the limit."""
    if not file.size:
        raise refuse("Die Datei ist leer.", "empty")
    if file.size > limit_mb * MB:
        size = f"{file.size / MB:.1f}".replace(".", ",")
        raise refuse(f"Die Datei ist mit {size} MB zu groß. Erlaubt sind {limit_mb} MB.", "file_too_large")


def first_bytes(file: File, count: int) -> bytes:
    """Return the beginning of a file and leave the reading position at the start."""
    file.seek(0)
    head = file.read(count)
    file.seek(0)
    return head
