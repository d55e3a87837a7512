"""Outdated words are found in all their forms, and only they."""

from datetime import date

import pytest

from campaign.proofreading.words import Term, find

TODAY = date(2026, 11, 22)
TERMS = (
    Term(1, ("hartz iv", "hartz 4", "hartzer*"), date(2023, 1, 1), "Grundsicherungsgeld"),
    Term(2, ("arbeitslosengeld* ii", "alg ii", "alg 2"), date(2023, 1, 1), "Grundsicherungsgeld"),
    Term(3, ("*bürgergeld*",), date(2026, 7, 1), "Grundsicherungsgeld"),
    Term(5, ("massnahme*",), date(2026, 7, 1), "Kurs"),
    Term(4, ("morgenwort",), date(2027, 1, 1), "Übermorgenwort"),
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Sie bekam Hartz IV.", ["Hartz IV"]),
        ("Hartz-IV-Empfänger und HARTZ 4", ["Hartz-IV", "HARTZ 4"]),
        ("Hartz\u00a0IV und Hartz\u2011IV", ["Hartz\u00a0IV", "Hartz\u2011IV"]),
        (
            "des Bürgergeldes, der Bürgergeldbezug, Buergergeld",
            ["Bürgergeldes", "Bürgergeldbezug", "Buergergeld"],
        ),
        ("Maßnahmen und MASSNAHME", ["Maßnahmen", "MASSNAHME"]),
        ("Kinderbürgergeld", ["Kinderbürgergeld"]),
        ("Bu\u0308rgergeld und Bürger\u00adgeld", ["Bürgergeld", "Bürgergeld"]),
        ("Das Arbeitslosengeld II und ALG II", ["Arbeitslosengeld II", "ALG II"]),
        ("Arbeitslosengeld, Arbeitslosengeld III, ALG IIb, Hartzberg, Bürger Geld", []),
        ("Grundsicherungsgeld", []),
        ("morgenwort", []),
        ("", []),
    ],
)
def test_a_word_is_found_in_its_forms(text, words):
    assert [hit.word for hit in find(text, TERMS, TODAY)] == words


def test_a_word_counts_from_its_day_on():
    text = "Bürgergeld"
    assert not list(find(text, TERMS, date(2026, 6, 30)))
    assert list(find(text, TERMS, date(2026, 7, 1)))


def test_a_hit_shows_its_sentence_and_not_the_whole_text():
    text = f"Davor. Sie bekam früher Bürgergeld und lernte. {'Lang ' * 60}Bürgergeld {'danach ' * 60}. Ende."
    first, second = find(text, TERMS, TODAY)
    assert (first.before, first.word, first.after) == ("Sie bekam früher ", "Bürgergeld", " und lernte.")
    assert second.before.startswith("… ") and second.after.endswith(" …")
    assert len(second.before) < 100 and len(second.after) < 100


def test_one_place_belongs_to_one_term():
    terms = (*TERMS, Term(9, ("bürgergeldbezug",), date(2026, 7, 1), "Bezug"))
    assert [hit.term.key for hit in find("Der Bürgergeldbezug", terms, TODAY)] == [3]
