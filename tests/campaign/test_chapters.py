"""Anchors and chapters, from blocks alone."""

from types import SimpleNamespace

from campaign.chapters import chapters, parts


def block(kind: str, value: str) -> SimpleNamespace:
    return SimpleNamespace(block_type=kind, value=value)


def test_a_heading_gets_an_anchor_in_ascii_that_no_template_uses():
    assert [
        part.anchor for part in parts([block("heading", "Für große Wege & Übergänge"), block("text", "x")])
    ] == [
        "abschnitt-fuer-grosse-wege-uebergaenge",
        "",
    ]


def test_equal_headings_get_different_anchors():
    found = parts(
        [
            block("heading", "Wege"),
            block("heading", "Wege"),
            block("heading", "Wege 2"),
            block("heading", "?"),
        ]
    )
    anchors = [part.anchor for part in found]
    assert anchors[:2] == ["abschnitt-wege", "abschnitt-wege-2"]
    assert len(set(anchors)) == 4
    assert anchors[3] == "abschnitt"


def test_chapters_are_numbered_and_the_text_before_the_first_has_no_number():
    body = [
        block("text", "vorab"),
        block("heading", "Eins"),
        block("text", "a"),
        block("text", "b"),
        block("heading", "Zwei"),
    ]
    found = chapters(body)
    assert [(one.number, one.title, [text.value for text in one.blocks]) for one in found] == [
        (0, "", ["vorab"]),
        (1, "Eins", ["a", "b"]),
        (2, "Zwei", []),
    ]
    assert [one.number for one in chapters(body[1:])] == [1, 2]
    assert chapters([]) == []
