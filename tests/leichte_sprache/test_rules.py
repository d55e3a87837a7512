"""The linter for Leichte Sprache on good and bad texts; it names line, words and what helps."""

import time

import pytest

from campaign.leichte_sprache.findings import of_texts
from campaign.leichte_sprache.lines import Part, parts
from campaign.leichte_sprache.rules import remarks

GOOD = """Willkommen im Job-Center.
Wir helfen Ihnen gern.
Sie suchen Arbeit?
Dann rufen Sie uns bitte an.

Das können Sie hier machen:
- Sie finden Ihr Job-Center.
- Sie lesen Geschichten von Menschen.
- Sie sehen Filme in Gebärden-Sprache.

Die Beratung ist am 3. März 2026.
Unsere Telefon-Nummer ist 02421 22-0.
Die Adresse ist: Markt 2, 52349 Düren.
Sie bekommen Geld für 2 Kinder.
Sie können uns schreiben: hilfe@kreis-beispiel.example
Mehr steht auf www.kreis-beispiel.example/hilfe
Wir werden Ihnen helfen.
Sie werden bald Arbeit bekommen.
Frau Beispiel ist Ihre Beraterin.
Sie arbeitet im Rat·haus."""

BAD = {
    "Wir helfen allen Menschen in unserem Kreis, damit sie bald wieder eine gute Arbeit finden.": "15 Wörter",
    "Wir helfen Ihnen. Rufen Sie uns an.": "eigene Zeile",
    "Wir zahlen die Eingliederungsleistung.": "Binde-Strich",
    "Sie bekommen einen Be-": "Ende der Zeile",
    "Der Antrag wird geprüft.": "wer etwas tut",
    "Die Miete wurde vom Amt bezahlt.": "wer etwas tut",
    "Sie werden gut beraten.": "wer etwas tut",
    "Der Antrag ist abgelehnt worden.": "wer etwas tut",
    "Das ist das Haus des Amtes.": "Genitiv",
    "Fragen Sie die Mitarbeiter der Stadt.": "Genitiv",
    "Die Hilfe eines Freundes ist gut.": "Genitiv",
    "Wegen Krankheit ist heute zu.": "Genitiv",
    "Sie könnten uns anrufen.": "Konjunktiv",
    "Das wäre gut.": "Konjunktiv",
    "Sie müssen nicht kommen.": "was geht",
    "Wir haben keine Zeit.": "was geht",
    "Bringen Sie z. B. einen Brief mit.": "Wort aus",
    "Das steht im SGB.": "Wort aus",
    "Das ist Hilfe usw.": "Wort aus",
    "Das steht in Teil II.": "mit Ziffern",
    "Wir beraten sieben Familien.": "mit Ziffern",
    "Kommen Sie am 03.03.2026.": "Monat als Wort",
    "Kommen Sie am 3.4.": "Monat als Wort",
    "Hier leben 264.000 Menschen.": "Große Zahlen",
    "Das Haus ist aus dem Jahr 1867.": "Große Zahlen",
    "Das sind 30 Prozent.": "Prozente",
    "Das Amt (im Kreis) hilft.": "Klammern",
    "Sie bekommen Geld & Hilfe.": "Sonder-Zeichen",
    "Das kostet 20 €.": "Sonder-Zeichen",
    "Das Amt – es ist groß – hilft.": "Sonder-Zeichen",
    "Fragen Sie Mitarbeiter*innen.": "Sonder-Zeichen",
}


def test_a_good_text_gets_no_remark():
    assert [one.text for one in remarks(GOOD)] == []


@pytest.mark.parametrize("line", BAD)
def test_a_hard_line_is_named_with_what_helps(line):
    found = remarks(f"Guten Tag.\n\n{line}")
    assert any(BAD[line] in one.advice for one in found), [one.text for one in found]
    assert {one.line for one in found} == {3}
    assert all(one.text.startswith("Zeile 3: „") for one in found)


def test_an_abbreviation_is_no_end_of_a_sentence():
    [one] = remarks("Bringen Sie z. B. Briefe mit.")
    assert one.text == "Zeile 1: „z. B.“ – Schreiben Sie das Wort aus, oder erklären Sie es."


def test_what_looks_like_a_passive_or_genitive_but_is_none_stays_unnamed():
    for line in (
        "Er wird Bäcker.",
        "Ihnen hilft der Berater.",
        "Dann gibt Sie der Frau Geld.",
        "Es wird gut gehen.",
    ):
        assert [one.text for one in remarks(line)] == [], line


def test_lines_become_paragraphs_and_lists():
    text = "Guten Tag.\nWir helfen.\n- Mit Geld.\n- Mit Arbeit.\n\nBis bald."
    assert parts(text) == [
        Part(False, ["Guten Tag.", "Wir helfen."]),
        Part(True, ["Mit Geld.", "Mit Arbeit."]),
        Part(False, ["Bis bald."]),
    ]
    assert parts(" \n\n") == []


@pytest.mark.parametrize(
    "sign", ["a", "A-", "1", "123 ", "1.", "a.", "„", "+1/", "des A-", "Haus der Katze "]
)
def test_a_million_odd_signs_are_looked_at_in_a_moment(sign: str):
    began = time.process_time()
    found = list(of_texts([("easy_text", "Leichte Sprache", sign * (1_000_000 // len(sign)))] * 20))
    assert time.process_time() - began < 5
    assert "nur den Anfang" in found[0].text


def test_a_text_full_of_faults_shows_each_kind_in_its_line_and_counts_the_rest():
    text = "\n".join(["Das ist nicht gut."] * 30 + list(BAD))
    found = [one.text for one in of_texts([("easy_text", "Baustein 2", text)])]
    for advice in BAD.values():
        assert any(advice in one for one in found), advice
    assert found[0].startswith("Baustein 2, Zeile 1: „nicht“")
    assert any(one.startswith("Baustein 2, Zeile 31: „Wir helfen allen Menschen …“") for one in found)
    assert found[-1].endswith("weitere Hinweise dieser Art.") and len(found) == 25


def test_the_same_words_of_a_line_are_named_once_with_all_that_helps():
    found = remarks("Gut.\nDas ist usw. usw. ganz ohne Grundsicherungsgeldzahlung, ohne Geld.\nOhne uns.")
    assert [(one.line, one.words) for one in found] == [
        (2, "Grundsicherungsgeldzahlung"),
        (2, "ohne"),
        (2, "usw."),
        (3, "Ohne"),
    ]
