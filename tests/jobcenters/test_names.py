"""How names are folded, sorted, shown and turned into slugs."""

import pytest

from jobcenters.names import (
    ascii_slug,
    bare_name,
    display_name,
    fold,
    fold_plain,
    in_kreis,
    is_city,
    sort_key,
)


@pytest.mark.parametrize(
    ("traeger", "slug"),
    [
        ("Kreis Düren", "kreis-dueren"),
        ("Landkreis Harz", "landkreis-harz"),
        ("Stadt Jena", "stadt-jena"),
        ("Landkreis Rotenburg (Wümme)", "landkreis-rotenburg-wuemme"),
        ("Städteregion Aachen", "staedteregion-aachen"),
        ("Region Hannover", "region-hannover"),
        ("Kreis Bergstraße", "kreis-bergstrasse"),
        ("Landkreis Spree-Neiße", "landkreis-spree-neisse"),
        ("Landkreis St. Wendel", "landkreis-st-wendel"),
        ("Stadt Mülheim an der Ruhr", "stadt-muelheim-an-der-ruhr"),
        ("  LANDKREIS  Ösel – Übersee ", "landkreis-oesel-uebersee"),
        ("Du\u0308ren", "dueren"),
    ],
)
def test_a_slug_is_made_from_the_traeger_in_plain_ascii(traeger: str, slug: str) -> None:
    assert ascii_slug(traeger) == slug


@pytest.mark.parametrize("traeger", ["", " – ", "Берлин"])
def test_a_traeger_without_latin_letters_gives_no_slug(traeger: str) -> None:
    with pytest.raises(ValueError, match="Kurzname"):
        ascii_slug(traeger)


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("München", "MUENCHEN"),
        ("Mu\u0308nchen", "München"),
        ("Spree-Neiße", "spree neisse"),
        ("GROẞ-GERAU", "Groß Gerau"),
        ("Rotenburg (Wümme)", "rotenburg   wuemme"),
        ("Café", "cafe"),
        ("Łódź", "lodz"),
        ("St. Wendel", "St Wendel"),
        ("Ｈａｒｚ", "harz"),
    ],
)
def test_spellings_that_mean_the_same_fold_to_the_same_key(text: str, same: str) -> None:
    assert fold(text) == fold(same)


def test_the_key_has_only_small_letters_digits_and_single_blanks() -> None:
    assert fold("  Weiden i.d.OPf. / 2 – „Ost“ ") == "weiden i d opf 2 ost"
    assert fold("?! –") == ""


def test_people_without_umlauts_on_the_keyboard_have_their_own_key() -> None:
    assert fold_plain("Köln") == fold_plain("Koln") == "koln"
    assert fold("Köln") == "koeln"


def test_names_are_sorted_as_in_a_german_lexicon() -> None:
    names = ["Zwickau", "Öhringen", "Ostallgäu", "Düren", "Duisburg", "Ahrweiler", "Äpfingen"]
    assert sorted(names, key=sort_key) == [
        "Ahrweiler",
        "Äpfingen",
        "Duisburg",
        "Düren",
        "Öhringen",
        "Ostallgäu",
        "Zwickau",
    ]


def test_equal_sort_keys_are_told_apart_by_the_text_itself() -> None:
    assert sort_key("Muller") < sort_key("Müller")


@pytest.mark.parametrize(
    ("traeger", "bare"),
    [
        ("Landkreis Harz", "Harz"),
        ("Kreis Düren", "Düren"),
        ("Stadt Jena", "Jena"),
        ("Landeshauptstadt Stuttgart", "Stuttgart"),
        ("Städteregion Aachen", "Aachen"),
        ("Enzkreis", "Enzkreis"),
        ("Altmarkkreis Salzwedel", "Altmarkkreis Salzwedel"),
        ("Kreis", "Kreis"),
    ],
)
def test_the_bare_name_leaves_the_kind_of_traeger_out(traeger: str, bare: str) -> None:
    assert bare_name(traeger) == bare


@pytest.mark.parametrize(
    ("traeger", "phrase"),
    [
        ("Landkreis Harz", "im Landkreis Harz"),
        ("Stadt Jena", "in der Stadt Jena"),
        ("Landeshauptstadt Stuttgart", "in der Landeshauptstadt Stuttgart"),
        ("Städteregion Aachen", "in der Städteregion Aachen"),
        ("Region Hannover", "in der Region Hannover"),
        ("Regionalverband Saarbrücken", "im Regionalverband Saarbrücken"),
        ("Märkischer Kreis", "im Märkischen Kreis"),
        ("Rheinisch-Bergischer Kreis", "im Rheinisch-Bergischen Kreis"),
        ("Rhein-Kreis Neuss", "im Rhein-Kreis Neuss"),
    ],
)
def test_running_text_names_the_traeger_with_its_article(traeger: str, phrase: str) -> None:
    assert in_kreis(traeger) == phrase


def test_only_a_kreisfreie_stadt_is_a_city() -> None:
    assert is_city("Stadt Jena")
    assert is_city("Landeshauptstadt Wiesbaden")
    assert not is_city("Städteregion Aachen")
    assert not is_city("Stadtallendorf")
    assert not is_city("Landkreis Harz")


def test_a_checked_name_is_shown_as_it_is() -> None:
    assert display_name(" KoBa Harz ", True, "Landkreis Harz") == "KoBa Harz"


def test_an_unchecked_or_missing_name_is_shown_as_jobcenter_of_the_traeger() -> None:
    assert display_name("Jobcenter Stuttgart", False, "Landeshauptstadt Stuttgart") == (
        "Jobcenter Landeshauptstadt Stuttgart"
    )
    assert display_name("  ", True, "Landkreis Harz") == "Jobcenter Landkreis Harz"
