"""A short film for the demonstration, made here: a drawn picture and a tone, with captions and everything a film needs."""

import logging
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from campaign.accounts.models import User
from campaign.demo.pictures import alt_text, draw_jpeg
from campaign.media.creation import create_media
from campaign.media.models import CampaignMedia, Delivery
from campaign.media.transcoding_plan import plan
from campaign.media.transcoding_run import codecs
from campaign.media.transcoding_work import make_version
from jobcenters.models import Jobcenter

logger = logging.getLogger(__name__)

TITLE = "Rundgang durch die Backstube (Beispiel)"
SCENE, SEED, SIZE = "backstube", 3, (640, 360)
SECONDS = 10
CAPTION = "Platzhalter: gezeichnet, mit einem Ton statt einer Stimme"
CAPTIONS = """WEBVTT

00:00:00.500 --> 00:00:03.500
Um vier Uhr früh geht hier das Licht an.

00:00:03.800 --> 00:00:06.500
Der Ofen ist schon warm.

00:00:06.800 --> 00:00:09.800
Um sechs liegt das erste Brot im Laden.
"""
TRANSCRIPT = (
    "Eine Stimme sagt: Um vier Uhr früh geht hier das Licht an. Der Ofen ist schon warm. Um sechs liegt das erste Brot "
    "im Laden.\n\nZu sehen ist eine gezeichnete Backstube."
)


def film(centre: Jobcenter, officer: User) -> CampaignMedia | None:
    """Return the film of a centre, made and converted once; None without ffmpeg, and that is said."""
    if not codecs():
        logger.warning("Vorführdaten ohne Video: ffmpeg fehlt (apt-get install -y ffmpeg).")
        return None
    found = CampaignMedia.objects.filter(collection=centre.collection, title=TITLE).first()
    made = found or _made(centre, officer)
    return made if made.delivery == Delivery.VERSIONS else None


def block(recording: CampaignMedia) -> dict[str, Any]:
    """Return the block of a story's text that plays the film."""
    return {"type": "video", "value": {"video": recording.pk, "caption": CAPTION}}


def _made(centre: Jobcenter, officer: User) -> CampaignMedia:
    film = create_media(
        TITLE,
        _recorded(),
        centre.collection,
        "film.mp4",
        officer,
        captions=CAPTIONS.encode(),
        transcript=TRANSCRIPT,
        description_waiver=f"Zu sehen ist nur ein Bild: {alt_text(SCENE, SEED)}"[:300],
        credit="Kampagne (Beispiel, gezeichnet)",
        licence="own",
    )
    plan(film.pk)
    for version in film.versions.all():
        make_version.call(version.pk)
    film.refresh_from_db()
    return film


def _recorded() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        picture, film = Path(folder, "bild.jpg"), Path(folder, "film.mp4")
        picture.write_bytes(draw_jpeg(SCENE, SEED, SIZE))
        still = ["-loop", "1", "-framerate", "25", "-t", str(SECONDS), "-i", str(picture)]
        tone = ["-f", "lavfi", "-t", str(SECONDS), "-i", "sine=frequency=220:sample_rate=48000,volume=0.1"]
        codec = ["-c:v", "libx264", "-preset", "veryfast", "-pix_fmt", "yuv420p", "-c:a", "aac"]
        command = ["ffmpeg", "-v", "error", "-nostdin", *still, *tone, *codec, str(film)]
        subprocess.run(command, check=True, timeout=120)
        return film.read_bytes()
