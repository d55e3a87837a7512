"""Runs ffmpeg: within limits, with its progress, and never longer than it moves."""

import logging
import os
import selectors
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import IO

from campaign.media.transcoding import ENCODERS, FFMPEG, H264

logger = logging.getLogger(__name__)

CONFINED = Path(__file__).with_name("transcoding_confined.py")
BEAT_S = 2.0
STALL_S = 300.0
POSTER_S = 60.0
ERROR_BYTES = 4_000

UNREADABLE = "Das Video ließ sich nicht lesen."
TOO_MUCH = "Das Umwandeln brauchte zu viel Zeit, Speicher oder Platz."


class TranscodingFailed(RuntimeError):
    """ffmpeg did not make the file; the text is German and says no more than an officer can use."""


class Unwanted(RuntimeError):
    """Nobody wants the result any more."""


def codecs() -> frozenset[str]:
    """Return what the ffmpeg of this machine can make: H.264 at least, else it counts as absent and nothing."""
    program = shutil.which(FFMPEG)
    return _codecs(program) if program else frozenset()


@cache
def _codecs(program: str) -> frozenset[str]:
    asked = subprocess.run(
        [program, "-hide_banner", "-encoders"], capture_output=True, timeout=30, check=False
    )
    names = set(asked.stdout.decode("utf-8", "replace").split())
    found = frozenset(codec for codec, encoder in ENCODERS.items() if encoder in names)
    return found if H264 in found else frozenset()


def run_confined(command: list[str], beat: Callable[[float], bool]) -> None:
    """Run a command to its end; `beat` gets the seconds of video made so far and says whether to go on.

    Called about every two seconds. Raises TranscodingFailed or Unwanted; the process is gone in any case.
    """
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(
            [sys.executable, "-I", str(CONFINED), *command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=errors,
        )
        try:
            _watch(process, beat)
            if process.wait(timeout=STALL_S) != 0:
                raise TranscodingFailed(TOO_MUCH if process.returncode < 0 else UNREADABLE)
        except (TranscodingFailed, subprocess.TimeoutExpired) as error:
            logger.warning("Video: %s %s", error, _last_words(errors))
            raise TranscodingFailed(
                str(error) if isinstance(error, TranscodingFailed) else TOO_MUCH
            ) from error
        finally:
            process.kill()
            process.wait()
            if process.stdout:
                process.stdout.close()


def _watch(process: "subprocess.Popen[bytes]", beat: Callable[[float], bool]) -> None:
    assert process.stdout is not None
    made, moved, beaten = 0.0, time.monotonic(), 0.0
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        while True:
            if time.monotonic() - beaten >= BEAT_S:
                beaten = time.monotonic()
                if not beat(made):
                    raise Unwanted
            if not selector.select(timeout=BEAT_S):
                if time.monotonic() - moved > STALL_S:
                    raise TranscodingFailed(TOO_MUCH)
                continue
            told = os.read(process.stdout.fileno(), 65_536)
            if not told:
                return
            now = _seconds_made(told)
            if now is not None and now > made:
                made, moved = now, time.monotonic()


def _seconds_made(told: bytes) -> float | None:
    """Return the last position ffmpeg told, in seconds; it tells none before the first frame."""
    times = [line[12:] for line in told.splitlines() if line.startswith(b"out_time_us=")]
    return int(times[-1]) / 1e6 if times and times[-1].lstrip(b"-").isdigit() else None


def _last_words(errors: IO[bytes]) -> str:
    errors.seek(0)
    return errors.read(ERROR_BYTES).decode("utf-8", "replace").strip()
