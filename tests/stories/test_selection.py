"""What the address of the index asks for: read, said in words, written back."""

import pytest

from stories.selection import Selection, in_words, read

HOSTILE = ["\x00", "x" * 100_000, "<script>", "' OR 1=1 --", "../..", "𝕳𝖊𝖘𝖘𝖊𝖓", "-" * 256]


def test_all_filters_are_read_and_written_back_alike():
    address = {"land": "hessen", "wer": "im-jobcenter", "thema": "ab-50", "jobcenter": "stadt-essen"}
    selection = read(address)
    assert selection == Selection("DE-HE", "staff", "ab-50", "stadt-essen")
    assert selection.query == "land=hessen&wer=im-jobcenter&thema=ab-50&jobcenter=stadt-essen"


def test_nothing_asked_is_everything():
    assert not read({})
    assert not read({"land": "", "wer": "  "})
    assert read({}).link("/menschen-vor-ort/") == "/menschen-vor-ort/"


@pytest.mark.parametrize(
    ("parameter", "label"),
    [("land", "Land"), ("wer", "Wer erzählt"), ("thema", "Thema"), ("jobcenter", "Jobcenter")],
)
@pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
def test_a_value_nobody_knows_is_left_out_and_noted(parameter, label, value):
    selection = read({parameter: value})
    assert not selection
    assert selection.unknown == (label,)


def test_a_link_changes_one_filter_and_keeps_the_others():
    selection = Selection(land="DE-HE", topic="ausbildung")
    assert selection.link("/x/", kind="employer") == "/x/?land=hessen&wer=betrieb&thema=ausbildung"
    assert selection.link("/x/", land="") == "/x/?thema=ausbildung"


@pytest.mark.parametrize(
    ("number", "selection", "traeger", "words"),
    [
        (0, Selection(), "", "Keine Geschichte"),
        (1, Selection(land="DE-HE"), "", "Eine Geschichte aus Hessen"),
        (12, Selection(land="DE-HE"), "", "Zwölf Geschichten aus Hessen"),
        (13, Selection(land="DE-SL"), "", "13 Geschichten aus dem Saarland"),
        (1250, Selection(), "", "1.250 Geschichten"),
        (2, Selection(topic="ab-50"), "", "Zwei Geschichten zum Thema „Ab 50“"),
        (3, Selection(kind="employer"), "", "Drei Geschichten, erzählt von Menschen, die einstellen"),
        (
            2,
            Selection(land="DE-BY", kind="staff", topic="beratung"),
            "",
            "Zwei Geschichten aus Bayern zum Thema „Beratung“, erzählt von Menschen, die im Jobcenter arbeiten",
        ),
        (
            2,
            Selection(land="DE-ST", centre="landkreis-harz"),
            "Landkreis Harz",
            "Zwei Geschichten aus dem Landkreis Harz",
        ),
        (1, Selection(centre="stadt-essen"), "Stadt Essen", "Eine Geschichte aus der Stadt Essen"),
    ],
)
def test_the_result_is_said_in_words(number, selection, traeger, words):
    assert in_words(number, selection, traeger) == words
