"""WebVTT as people write it: cues with their times, and what is wrong with them, line by line. Pure text.

Source: W3C, WebVTT (The Web Video Text Tracks Format), section 4.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

EXAMPLE = "00:00:01.000 --> 00:00:04.000"
NO_HEADER = "Untertitel müssen im Format WebVTT sein: Die erste Zeile lautet „WEBVTT“."
NO_CUES = "Die Datei enthält keine Untertitel (keine Zeile mit „Beginn --> Ende“)."
# More would only hide the first ones.
SHOWN = 5

_TIME = r"(?:\d{2,}:)?[0-5]\d:[0-5]\d\.\d{3}"
_CUE = re.compile(rf"({_TIME})[ \t]+-->[ \t]+({_TIME})(?:[ \t]+(\S.*))?")
_MARKUP = re.compile(r"<[^>]*>|&(?:nbsp|lrm|rlm);")


@dataclass(frozen=True)
class Cue:
    """One caption; `line` is where its times stand (the first line is 1), times are seconds."""

    line: int
    start: float
    end: float
    text: str
    settings: str


class CaptionsRefused(ValueError):
    """The captions cannot be used; `problems` are German sentences, each with its line where it has one."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(" ".join(problems))
        self.problems = problems


def read_captions(text: str) -> list[Cue]:
    """Return the cues in the order of the file; raises CaptionsRefused naming every faulty line."""
    lines = text.splitlines()
    if not lines or not re.fullmatch(r"WEBVTT([ \t].*)?", lines[0]) or "\0" in text:
        raise CaptionsRefused([NO_HEADER])
    cues, problems = [], []
    for found in _cues(lines):
        if isinstance(found, Cue):
            cues.append(found)
        else:
            problems.append(found)
    problems += [f"Zeile {cue.line}: Der Untertitel ist leer." for cue in cues if not _shown(cue)]
    problems += [
        f"Zeile {cue.line}: Der Untertitel beginnt vor dem davor (Zeile {before.line})."
        for before, cue in _neighbours(cues)
        if cue.start < before.start
    ]
    if problems:
        more = len(problems) - SHOWN
        raise CaptionsRefused(problems[:SHOWN] + ([f"Dazu {more} weitere Stellen."] if more > 0 else []))
    if not cues:
        raise CaptionsRefused([NO_CUES])
    return cues


def caption_warnings(cues: list[Cue], seconds: float | None) -> list[str]:
    """Return what is allowed but probably not meant: overlaps, and captions after the end of the video."""
    found = [
        f"Zeile {cue.line}: Der Untertitel überschneidet sich mit dem davor (Zeile {before.line})."
        for before, cue in _neighbours(cues)
        # Two people who speak at once get a place each.
        if before.start <= cue.start < before.end and cue.settings == before.settings
    ]
    if seconds:
        found += [
            f"Zeile {cue.line}: Der Untertitel beginnt erst nach dem Ende des Videos."
            for cue in cues
            if cue.start > seconds
        ]
    more = len(found) - SHOWN
    return found[:SHOWN] + ([f"Dazu {more} weitere Stellen."] if more > 0 else [])


def _cues(lines: list[str]) -> Iterator[Cue | str]:
    """Yield each cue, or the sentence that says why a line is none."""
    for number, line in enumerate(lines, start=1):
        if "-->" not in line:
            continue
        match = _CUE.fullmatch(line.strip())
        if match is None:
            yield f"Zeile {number}: Die Zeit ist nicht lesbar. So ist es richtig: {EXAMPLE}"
            continue
        start, end = _seconds(match[1]), _seconds(match[2])
        if start >= end:
            yield f"Zeile {number}: Das Ende liegt nicht nach dem Beginn."
            continue
        yield Cue(number, start, end, _text_after(lines, number), match[3] or "")


def _text_after(lines: list[str], number: int) -> str:
    """Return the lines of a cue's text, which ends at an empty line or where the next times stand."""
    text = []
    for line in lines[number:]:
        if not line.strip() or "-->" in line:
            break
        text.append(line)
    return "\n".join(text)


def _shown(cue: Cue) -> str:
    return _MARKUP.sub("", cue.text).strip()


def _neighbours(cues: list[Cue]) -> Iterator[tuple[Cue, Cue]]:
    return pairwise(cues)


def _seconds(time: str) -> float:
    total = 0.0
    for part in time.split(":"):
        total = total * 60 + float(part)
    return total
