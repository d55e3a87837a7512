"""Which files the house takes, how large they may be, how they are served. Plain data, usable by settings."""

from pathlib import PurePosixPath

MB = 1024 * 1024
IMAGE_MB = 20
IMAGE_MP = 50
DOCUMENT_MB = 30
VIDEO_MB = 500
CAPTIONS_MB = 1

IMAGE_EXTENSIONS = ["jpg", "jpeg", "png", "webp"]
DOCUMENT_EXTENSIONS = ["pdf", "docx", "xlsx", "pptx", "odt", "ods", "txt", "csv", "vtt"]
VIDEO_EXTENSIONS = ["mp4", "webm"]

# Folder of the private store -> what lies there; a served path always begins with one of them.
ORIGINALS, RENDITIONS, DOCUMENTS, VIDEOS, CAPTIONS, POSTERS = (
    "originals",
    "renditions",
    "documents",
    "videos",
    "captions",
    "posters",
)
# What belongs to a video: text that describes it, the whole again with spoken description or in sign language,
# and what is made of all of them for the public.
DESCRIPTIONS, DESCRIBED, SIGNED, VERSIONS = "descriptions", "described", "signed", "versions"
FOLDERS = (
    *(ORIGINALS, RENDITIONS, DOCUMENTS, VIDEOS, CAPTIONS, POSTERS),
    *(DESCRIPTIONS, DESCRIBED, SIGNED, VERSIONS),
)

_OOXML = "application/vnd.openxmlformats-officedocument."
_OPENDOCUMENT = "application/vnd.oasis.opendocument."
UNKNOWN_TYPE = "application/octet-stream"
CONTENT_TYPES = {
    "jpg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "avif": "image/avif",
    "pdf": "application/pdf",
    "docx": f"{_OOXML}wordprocessingml.document",
    "xlsx": f"{_OOXML}spreadsheetml.sheet",
    "pptx": f"{_OOXML}presentationml.presentation",
    "odt": f"{_OPENDOCUMENT}text",
    "ods": f"{_OPENDOCUMENT}spreadsheet",
    "txt": "text/plain; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "vtt": "text/vtt; charset=utf-8",
    "mp4": "video/mp4",
    "webm": "video/webm",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "ogg": "audio/ogg",
}
_SHOWN = ("image/", "video/", "audio/", "text/vtt", "application/pdf")


def extension_of(name: str) -> str:
    """Return the lower-case extension without dot ("" when there is none)."""
    return PurePosixPath(name.replace("\\", "/")).suffix.lower().removeprefix(".")


def content_type_of(name: str) -> str:
    """Return the type a file is served with; whatever is not on the list is only bytes, never HTML or SVG."""
    return CONTENT_TYPES.get(extension_of(name), UNKNOWN_TYPE)


def disposition_of(name: str) -> str:
    """Return "inline" for what a browser may show in place, "attachment" for everything else."""
    return "inline" if content_type_of(name).startswith(_SHOWN) else "attachment"
