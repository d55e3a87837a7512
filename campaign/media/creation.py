"""How programs create files: demo data, imports and tests take the same way as an upload form."""

from django.core.files.base import ContentFile, File
from wagtail.models import Collection

from campaign.media.models import CampaignDocument, CampaignImage, CampaignMedia
from campaign.media.pictures import clean_image
from campaign.media.recordings import clean_captions, clean_recording
from campaign.media.validation import clean_document


def create_image(title: str, data: bytes | File, collection: Collection, user=None, **meta) -> CampaignImage:
    """Check and store a picture. `meta` are fields of CampaignImage (description, credit, licence …).

    Raises ValidationError (German) when picture or words are refused; then nothing is stored.
    """
    image = CampaignImage(
        title=title, file=clean_image(_file(data, "")), collection=collection, uploaded_by_user=user, **meta
    )
    image._set_image_file_metadata()
    return _saved(image)


def create_document(
    title: str, data: bytes | File, collection: Collection, name: str, user=None, **meta
) -> CampaignDocument:
    """Check and store a document; of `name` only the extension counts. Raises ValidationError (German)."""
    document = CampaignDocument(
        title=title,
        file=clean_document(_file(data, name)),
        collection=collection,
        uploaded_by_user=user,
        **meta,
    )
    document._set_document_file_metadata()
    return _saved(document)


def create_media(
    title: str,
    data: bytes | File,
    collection: Collection,
    name: str,
    user=None,
    *,
    captions: bytes | File | None = None,
    thumbnail: bytes | File | None = None,
    **meta,
) -> CampaignMedia:
    """Check and store a video; of `name` only the extension counts.

    `captions` are WebVTT, `thumbnail` a picture. Raises ValidationError (German).
    """
    recording = CampaignMedia(
        title=title,
        type="video",
        file=clean_recording(_file(data, name), "video"),
        captions=clean_captions(_file(captions, "")) if captions else "",
        thumbnail=clean_image(_file(thumbnail, "")) if thumbnail else "",
        collection=collection,
        uploaded_by_user=user,
        **meta,
    )
    return _saved(recording)


def _saved(obj):
    obj.full_clean()
    obj.save()
    return obj


def _file(data: bytes | File, name: str) -> File:
    if isinstance(data, bytes):
        return ContentFile(data, name=name)
    return File(data, name=name) if name else data
