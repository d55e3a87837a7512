"""Small clips for sign language, each marked „Platzhalter“: a drawn figure that moves its hands, without sound."""

import logging
import math
import subprocess
import tempfile
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders
from PIL import Image, ImageDraw, ImageFont

from campaign.accounts.models import User
from campaign.accounts.roles import shared_collection
from campaign.media.creation import create_media
from campaign.media.models import CampaignMedia, Delivery
from campaign.media.transcoding_plan import plan
from campaign.media.transcoding_run import codecs
from campaign.media.transcoding_work import make_version
from campaign.models.start_parts import Subject

logger = logging.getLogger(__name__)

SIZE, FPS, SECONDS = (480, 360), 25, 4
GROUND, SKIN, DRESS, INK = "#f0e9da", "#8d5a3b", "#0d3b3e", "#17211f"
SHOULDER, ARM = (85, 255), 110
WAIVER = "Platzhalter ohne Ton: Zu sehen ist nur eine gezeichnete Figur, die ihre Hände bewegt."


def clip(subject: Subject, text: str, coordinator: User) -> CampaignMedia | None:
    """Return the clip for one subject, made and converted once; None without ffmpeg, and that is said."""
    if not codecs():
        logger.warning("Vorführdaten ohne Gebärdensprache: ffmpeg fehlt (apt-get install -y ffmpeg).")
        return None
    title = f"Platzhalter: {subject.title}"
    found = CampaignMedia.objects.filter(collection=shared_collection(), title=title).first()
    made = found or _made(title, subject, text, coordinator)
    return made if made.delivery == Delivery.VERSIONS else None


def _made(title: str, subject: Subject, text: str, coordinator: User) -> CampaignMedia:
    recording = create_media(
        title,
        _recorded(subject.title),
        shared_collection(),
        "gebaerden.mp4",
        coordinator,
        captions=f"WEBVTT\n\n00:00:00.000 --> 00:00:0{SECONDS}.000\n{text}\n".encode(),
        transcript=f"Platzhalter. Hier wird in Deutscher Gebärdensprache stehen: {text}",
        description_waiver=WAIVER,
        credit="Kampagne (Platzhalter, gezeichnet)",
        licence="own",
    )
    plan(recording.pk)
    for version in recording.versions.all():
        # The others save visitors some data; run_jobs makes them.
        if version.is_needed:
            make_version.call(version.pk)
    recording.refresh_from_db()
    return recording


def _recorded(words: str) -> bytes:
    """Return the clip as MP4; ffmpeg reads the drawn frames from its standard input."""
    frames = b"".join(_frame(number / FPS, words).tobytes() for number in range(FPS * SECONDS))
    with tempfile.TemporaryDirectory() as folder:
        film = Path(folder, "film.mp4")
        raw = ["-f", "rawvideo", "-pix_fmt", "rgb24", "-s", "{}x{}".format(*SIZE), "-r", str(FPS), "-i", "-"]
        codec = ["-c:v", "libx264", "-preset", "veryfast", "-pix_fmt", "yuv420p", "-movflags", "+faststart"]
        command = ["ffmpeg", "-v", "error", "-nostdin", *raw, *codec, str(film)]
        subprocess.run(command, input=frames, check=True, timeout=120)
        return film.read_bytes()


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    """The website's own: the one that comes with Pillow has no umlauts."""
    return ImageFont.truetype(str(finders.find("fonts/fira-sans-600.woff2")), size)


def _frame(second: float, words: str) -> Image.Image:
    picture = Image.new("RGB", SIZE, GROUND)
    draw = ImageDraw.Draw(picture)
    middle = SIZE[0] // 2
    draw.rounded_rectangle((middle - 95, 215, middle + 95, 420), 60, DRESS)
    draw.ellipse((middle - 45, 90, middle + 45, 205), SKIN)
    for side in (-1, 1):
        angle = math.radians(60 + 25 * math.sin(2 * math.pi * (second / 2 + side / 4)))
        begin = (middle + side * SHOULDER[0], SHOULDER[1])
        end = (begin[0] + side * ARM * math.cos(angle) / 2, begin[1] - ARM * math.sin(angle))
        draw.line((begin, end), DRESS, 34)
        draw.ellipse((end[0] - 24, end[1] - 24, end[0] + 24, end[1] + 24), SKIN)
    draw.text((middle, 34), "Platzhalter", INK, _font(34), anchor="mm")
    draw.text((middle, 68), words, INK, _font(20), anchor="mm")
    return picture
