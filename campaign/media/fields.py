"""File fields that store nothing unchecked, whoever writes: form, chooser, bulk upload, demo data, shell."""

import secrets

from django.core.files.base import File
from django.db import models
from django.db.models.fields.files import FieldFile
from wagtail.images.models import WagtailImageField, WagtailImageFieldFile

from campaign.media import formats
from campaign.media.checked import CheckedFile
from campaign.media.pictures import clean_image
from campaign.media.storage import private_storage
from campaign.media.validation import clean_captions, clean_document, clean_recording


def random_name(folder: str, filename: str) -> str:
    """Return a path nobody can guess (128 bits); of the original file name only the extension survives."""
    extension = formats.extension_of(filename)
    return f"{folder}/{secrets.token_hex(16)}.{extension if extension.isalnum() else 'bin'}"


class CheckedFieldFile(FieldFile):
    """Checks the content on its way to the store; what a form has checked already passes through."""

    def save(self, name: str, content: File, save: bool = True) -> None:
        """Store the checked content; raises ValidationError (German) when it is refused."""
        checked = self.field.checked(self.instance, _named(content, name))
        super().save(checked.name, checked, save)

    save.alters_data = True


class CheckedImageFieldFile(WagtailImageFieldFile, CheckedFieldFile):
    """The same for the field that also keeps width and height."""


class _PrivateField:
    """What the fields share: the private store, a random name, room for an index."""

    folder = ""

    def __init__(self, *args, **kwargs) -> None:
        kwargs.setdefault("storage", private_storage)
        kwargs.setdefault("db_index", True)
        super().__init__(*args, **kwargs)

    def generate_filename(self, instance: models.Model, filename: str) -> str:
        return random_name(self.folder, filename)


class PictureField(_PrivateField, WagtailImageField):
    """The original of an image: cleaned, never released."""

    attr_class = CheckedImageFieldFile
    folder = formats.ORIGINALS

    def checked(self, instance: models.Model, content: File) -> File:
        return clean_image(content)


class RenditionField(_PrivateField, WagtailImageField):
    """A picture computed from a cleaned original: nothing is left to check."""

    folder = formats.RENDITIONS


class DocumentField(_PrivateField, models.FileField):
    """A document to download."""

    attr_class = CheckedFieldFile
    folder = formats.DOCUMENTS

    def checked(self, instance: models.Model, content: File) -> File:
        return clean_document(content)


class RecordingField(_PrivateField, models.FileField):
    """A video or sound file; the instance's `type` says which."""

    attr_class = CheckedFieldFile
    folder = formats.VIDEOS

    def checked(self, instance: models.Model, content: File) -> File:
        return clean_recording(content, instance.type)


class CaptionsField(_PrivateField, models.FileField):
    """Captions of a video as WebVTT."""

    attr_class = CheckedFieldFile
    folder = formats.CAPTIONS

    def checked(self, instance: models.Model, content: File) -> File:
        return clean_captions(content)


class PosterField(_PrivateField, models.FileField):
    """The still picture of a video, cleaned like every picture."""

    attr_class = CheckedFieldFile
    folder = formats.POSTERS

    def checked(self, instance: models.Model, content: File) -> File:
        return clean_image(content)


def _named(content: File, name: str) -> File:
    return content if isinstance(content, CheckedFile) else File(content, name=name)
