"""The signed form: PDF, JPEG or PNG, recognised by its content."""

import hashlib

from django.core.files.base import File

from campaign.media.checked import CheckedFile, refuse, require_size
from campaign.media.formats import extension_of
from campaign.media.pictures import clean_image
from campaign.media.validation import clean_document

PROOF_MB = 10
EXTENSIONS = ("pdf", "jpg", "jpeg", "png")
WRONG = "Bitte laden Sie den unterschriebenen Bogen als PDF, JPEG oder PNG hoch."


def clean_proof(file: File) -> CheckedFile:
    """Return the scan as it may be stored; pictures lose place and camera. Raises ValidationError (German)."""
    if isinstance(file, CheckedFile):
        return file
    extension = extension_of(file.name or "")
    if extension not in EXTENSIONS:
        raise refuse(WRONG, "file_type")
    require_size(file, PROOF_MB)
    checked = clean_document(file) if extension == "pdf" else clean_image(file)
    if extension_of(checked.name or "") not in EXTENSIONS:
        raise refuse(WRONG, "file_type")
    return checked


def digest(file: File) -> str:
    """Return the SHA-256 (hex) of a file's bytes."""
    file.seek(0)
    found = hashlib.sha256()
    for chunk in file.chunks():
        found.update(chunk)
    file.seek(0)
    return found.hexdigest()
