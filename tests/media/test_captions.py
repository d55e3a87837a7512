"""Captions: every faulty line is named, what is only odd is told."""

import pytest

from campaign.media.captions import SHOWN, CaptionsRefused, caption_warnings, read_captions


def vtt(*cues: str) -> str:
    return "WEBVTT\n\n" + "\n\n".join(cues) + "\n"


def problems(text: str) -> list[str]:
    with pytest.raises(CaptionsRefused) as refused:
        read_captions(text)
    return refused.value.problems


def test_cues_are_read_with_line_times_and_words():
    first_cue = "1\n00:01.000 --> 00:02.500 line:0\nGuten\nTag."
    text = f"WEBVTT Titel\n\nNOTE Regie\n\n{first_cue}\n\n01:00:00.000 --> 01:00:01.000\nx\n"
    first, second = read_captions(text)
    assert (first.line, first.start, first.end, first.text, first.settings) == (
        6,
        1.0,
        2.5,
        "Guten\nTag.",
        "line:0",
    )
    assert (second.line, second.start) == (10, 3600.0)


def test_an_empty_cue_is_named_with_its_line():
    assert problems(vtt("00:01.000 --> 00:02.000\n", "00:03.000 --> 00:04.000\n<i> </i>&nbsp;")) == [
        "Zeile 3: Der Untertitel ist leer.",
        "Zeile 6: Der Untertitel ist leer.",
    ]


def test_all_faulty_lines_are_named_at_once_but_not_more_than_somebody_reads():
    text = vtt("00:01,000 --> 00:02,000\nx", "00:09.000 --> 00:05.000\nx")
    assert [problem[:8] for problem in problems(text)] == ["Zeile 3:", "Zeile 6:"]
    many = problems(vtt(*["00:01,000 --> 00:02,000\nx"] * 9))
    assert len(many) == SHOWN + 1
    assert many[-1] == "Dazu 4 weitere Stellen."


def test_a_cue_that_begins_before_the_one_in_front_is_refused():
    assert "Zeile 6" in problems(vtt("00:05.000 --> 00:06.000\nx", "00:01.000 --> 00:02.000\nx"))[0]


def test_overlaps_and_late_captions_are_told_with_their_line_but_taken():
    cues = read_captions(
        vtt("00:01.000 --> 00:03.000\na", "00:02.000 --> 00:04.000\nb", "00:09.000 --> 00:10.000\nc")
    )
    assert caption_warnings(cues, 8) == [
        "Zeile 6: Der Untertitel überschneidet sich mit dem davor (Zeile 3).",
        "Zeile 9: Der Untertitel beginnt erst nach dem Ende des Videos.",
    ]
    assert caption_warnings(cues[:1], None) == []


def test_two_who_speak_at_once_get_a_place_each():
    cues = read_captions(vtt("00:01.000 --> 00:03.000 line:0\na", "00:02.000 --> 00:04.000 line:90%\nb"))
    assert caption_warnings(cues, 10) == []
