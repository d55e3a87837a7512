"""How queries and texts are taken apart: pure functions."""

import pytest

from campaign.search.words import excerpt, key, marked, read, spellings, stem


@pytest.mark.parametrize("same", [("Münster", "Muenster", "MUNSTER"), ("Straße", "strasse", "STRASSE")])
def test_all_spellings_share_a_key(same):
    assert len({key(word) for word in same}) == 1


def test_a_query_is_its_telling_words_once_each():
    assert read(" Wie beantrage ich\tdas  Geld? das Geld ").words == ("beantrage", "geld")
    assert read("der die das").words == ("der", "die", "das")
    assert read("u\u0308ben\x00").words == ("üben",)
    assert len(read("a1 b2 c3 d4 e5 f6 g7 h8 i9 j10 k11 l12 m13 n14").words) == 12


def test_a_word_without_umlauts_is_tried_with_them():
    assert spellings("haeuser") == ("haeuser", "häuser")
    assert spellings("haus") == ("haus",)


def test_endings_do_not_matter():
    assert stem("Häuser") == stem("Haus") == "haus"


def test_an_excerpt_shows_and_marks_what_was_searched_for():
    long = "Anfang. " + "Wort " * 100 + "Die Pflegedienste suchen Leute. " + "Ende " * 100
    pieces = excerpt(long, read("Pflege"))
    whole = "".join(piece.text for piece in pieces)
    assert whole.startswith("… ")
    assert whole.endswith(" …")
    assert len(whole) < 260
    assert [piece.text for piece in pieces if piece.marked] == ["Pflegedienste"]
    assert "".join(piece.text for piece in excerpt("Kurz.", read("nichts"))) == "Kurz."
    assert len("".join(piece.text for piece in excerpt("x" * 5000, read("y")))) < 260
    assert not any(piece.marked for piece in marked("Arbeit", read("Ab")))


def test_a_heading_does_not_run_into_the_sentence_below_it():
    text = "So helfen wir\n\nSie bekommen\neinen Rat.\n\nWo es ihn gibt"
    said = "".join(piece.text for piece in excerpt(text, read("Rat")))
    assert said == "So helfen wir · Sie bekommen einen Rat. Wo es ihn gibt"
