"""How far the conversion of a video is, in words for the admin."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from campaign.media.models import CampaignMedia, Delivery, VideoVersion
from campaign.media.transcoding import weight

State = VideoVersion.State
PART_LABELS = {"file": "", "described": "Audiodeskription, ", "signed": "Gebärdensprache, "}
# Before that nothing can be said about the rest.
MIN_SHARE = 0.03
ADVICE = (
    "Exportieren Sie das Video neu (als MP4 mit H.264), und laden Sie es als neue Datei hoch. Hilft das nicht, wenden "
    "Sie sich an die Technik."
)
NO_FFMPEG = (
    "Auf diesem Server ist kein Programm zum Umwandeln (ffmpeg) installiert. Öffentlich wird die Datei deshalb so, wie "
    "sie hochgeladen wurde: in einer einzigen Größe, und manche Browser spielen sie vielleicht nicht ab."
)
TOLD = {
    Delivery.PENDING: "Das Video wird umgewandelt. Sie können weiterarbeiten oder die Seite schließen.",
    Delivery.VERSIONS: "Das Video ist umgewandelt und kann gezeigt werden.",
    Delivery.ORIGINAL: NO_FFMPEG,
    Delivery.FAILED: "Das Video ließ sich nicht umwandeln.",
}


@dataclass(frozen=True)
class Progress:
    """`percent` of all work; `remaining` and `error` are German, empty where there is nothing to say.

    `is_moving`: it is worth looking again. `versions` are (name, state) pairs.
    """

    text: str
    percent: int
    remaining: str
    error: str
    is_moving: bool
    can_try_again: bool
    versions: list[tuple[str, str]]


def progress(recording: CampaignMedia) -> Progress | None:
    """Return how far a video is; None for sound, which stays as it came. One query."""
    if recording.type != "video":
        return None
    versions = list(recording.versions.all())
    open_ones = [version for version in versions if version.state in (State.WAITING, State.WORKING)]
    given_up = [version for version in versions if version.state == State.FAILED]
    share = _share(versions)
    error = next((version.error for version in [*given_up, *open_ones] if version.error), "")
    text = TOLD[Delivery(recording.delivery)]
    if recording.delivery == Delivery.ORIGINAL and versions:
        text = TOLD[Delivery.PENDING]
    if recording.delivery == Delivery.VERSIONS and open_ones:
        text = f"{text} Weitere Fassungen, die Daten sparen, entstehen noch."
    return Progress(
        text=text,
        percent=int(share * 100),
        remaining=_remaining(versions, share, timezone.now()) if open_ones else "",
        error=_error(error, given_up=bool(given_up), fatal=recording.delivery == Delivery.FAILED),
        is_moving=bool(open_ones) or recording.delivery == Delivery.PENDING,
        can_try_again=bool(given_up),
        versions=[(_name(version), _state(version)) for version in versions],
    )


def _share(versions: list[VideoVersion]) -> float:
    total = sum(weight(version.codec, version.size) for version in versions)
    done = sum(weight(version.codec, version.size) * version.percent / 100 for version in versions)
    return done / total if total else 0.0


def _remaining(versions: list[VideoVersion], share: float, now: datetime) -> str:
    begun = [version.started_at for version in versions if version.started_at]
    if not begun or share < MIN_SHARE:
        return "Wie lange es noch dauert, zeigt sich gleich."
    minutes = (now - min(begun)).total_seconds() * (1 - share) / share / 60
    if minutes < 1:
        return "Noch weniger als eine Minute."
    if minutes < 2:
        return "Noch etwa eine Minute."
    return f"Noch etwa {minutes:.0f} Minuten."


def _error(error: str, *, given_up: bool, fatal: bool) -> str:
    if not error:
        return ""
    if fatal:
        return f"{error} {ADVICE}"
    if given_up:
        return f"{error} Eine Fassung fehlt deshalb; gezeigt werden kann das Video trotzdem."
    return f"{error} Es wird von selbst noch einmal versucht."


def _name(version: VideoVersion) -> str:
    return f"{PART_LABELS[version.part]}{version.size}p, {version.get_codec_display()}"


def _state(version: VideoVersion) -> str:
    if version.state == State.WORKING:
        return f"{version.percent} %"
    return version.get_state_display()
