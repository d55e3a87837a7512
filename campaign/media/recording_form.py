"""The admin's form for a video: checked before anything is stored, and told at the field."""

from collections.abc import Callable

from django.core.files.base import File
from django.db import models
from wagtailmedia.forms import BaseMediaForm

from campaign.media.captions import CaptionsRefused, caption_warnings, read_captions
from campaign.media.formats import CAPTIONS_MB, IMAGE_MB, VIDEO_MB
from campaign.media.forms import UsedFileForm
from campaign.media.models import CampaignMedia
from campaign.media.pictures import clean_image
from campaign.media.recordings import clean_captions, clean_recording, clean_sign_language

VIDEO_LIMITS = f"MP4 oder WebM, höchstens {VIDEO_MB} MB."
CAPTIONS_LIMITS = f"Höchstens {CAPTIONS_MB} MB."
LIMITS = {
    "file": f"{VIDEO_LIMITS} Ort und Kameradaten werden aus der Datei entfernt.",
    "captions": CAPTIONS_LIMITS,
    "descriptions": CAPTIONS_LIMITS,
    "thumbnail": f"JPEG, PNG oder WebP, höchstens {IMAGE_MB} MB.",
    "described": VIDEO_LIMITS,
    "signed": VIDEO_LIMITS,
}


class MediaForm(UsedFileForm, BaseMediaForm):
    """Form of a recording; set by WAGTAILMEDIA["MEDIA_FORM_BASE"]."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        # The header of the file tells its length.
        self.fields.pop("duration", None)
        warnings = {name: _warnings(self.instance, name) for name in ("captions", "descriptions")}
        for name, limits in LIMITS.items():
            if name in self.fields:
                told = [self.fields[name].help_text, limits, *warnings.get(name, [])]
                self.fields[name].help_text = " ".join(str(part) for part in told if part)

    def clean_file(self):
        return self._checked("file", lambda file: clean_recording(file, self.instance.type))

    def clean_captions(self):
        return self._checked("captions", clean_captions)

    def clean_descriptions(self):
        return self._checked("descriptions", clean_captions)

    def clean_thumbnail(self):
        return self._checked("thumbnail", clean_image)

    def clean_described(self):
        return self._checked("described", lambda file: clean_recording(file, "video"))

    def clean_signed(self):
        return self._checked("signed", clean_sign_language)

    def _checked(self, name: str, check: Callable[[File], File]):
        """Check a new upload; a stored file, or False for "remove", passes unchanged."""
        value = self.cleaned_data[name]
        return check(value) if value and not isinstance(value, models.fields.files.FieldFile) else value


def _warnings(recording: CampaignMedia, name: str) -> list[str]:
    """Return what is odd in the stored captions; what could not be used was refused when it came."""
    file = getattr(recording, name)
    if not file or recording.pk is None:
        return []
    try:
        with file.storage.open(file.name) as stored:
            cues = read_captions(stored.read().decode("utf-8-sig"))
    except (OSError, UnicodeDecodeError, CaptionsRefused):
        return []
    found = caption_warnings(cues, recording.duration or None)
    return ["Bitte prüfen:", *found] if found else []
