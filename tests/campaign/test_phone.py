"""Phone numbers: read in any German spelling, kept as E.164, shown after DIN 5008."""

import pytest

from campaign.phone import din5008, extension_of, tel_uri, to_e164


@pytest.mark.parametrize(
    "written",
    [
        "03943 58-3234",
        "03943 58–3234",
        "(03943) 58 32 34",
        "03943/583234",
        "+49 3943 583234",
        "+49 (0) 3943 58-3234",
        "(+49) 3943 583234",
        "0049 3943 583234",
        " 03943\u00a0583234 ",
    ],
)
def test_every_german_spelling_of_a_number_becomes_the_same_e164(written: str) -> None:
    assert to_e164(written) == "+493943583234"


def test_numbers_from_abroad_keep_their_country() -> None:
    assert to_e164("+43 1 5331234") == "+4315331234"
    assert to_e164("01 5331234", default_region="AT") == "+4315331234"


@pytest.mark.parametrize(
    "written",
    [
        "",
        "   ",
        "anrufen!",
        "115",
        "0",
        "04421 1",
        "03943 58-3234 oder 03943 58-3235",
        "0800 JOBCENTER",
        "03943 583234 App. 5",
        "03943\n583234",
        "+49 3943 583 234 000 000 000",
        "+999 123456",
        "0" * 200,
        "\0",
    ],
)
def test_what_is_no_number_is_refused_in_german(written: str) -> None:
    with pytest.raises(ValueError, match="Erwartet wird eine Nummer mit Vorwahl"):
        to_e164(written)


def test_a_number_without_area_code_is_not_taken_for_another_town() -> None:
    with pytest.raises(ValueError, match="fehlt die Vorwahl"):
        to_e164("583234")


def test_a_refusal_does_not_repeat_an_endless_input() -> None:
    with pytest.raises(ValueError, match="keine gültige") as refusal:
        to_e164("9" * 5000)
    assert len(str(refusal.value)) < 200


@pytest.mark.parametrize(
    ("written", "extension"),
    [
        ("03943 58-3234", "3234"),
        ("06074 8058-100", "100"),
        ("089 233 - 0", "0"),
        ("03943 583234", ""),
        ("03943-583234", ""),
        ("+49 3943-583234", ""),
        ("03943-58-3234", "3234"),
        ("", ""),
    ],
)
def test_the_extension_is_what_the_owner_wrote_behind_the_hyphen(written: str, extension: str) -> None:
    assert extension_of(written) == extension


@pytest.mark.parametrize(
    ("e164", "extension", "shown"),
    [
        ("+493943583234", "3234", "03943 58-3234"),
        ("+493943583234", "", "03943 583234"),
        ("+493943583234", "999", "03943 583234"),
        ("+493943583234", "583234", "03943 583234"),
        ("+493384191800", "", "033841 91800"),
        ("+493023125000", "000", "030 23125-000"),
        ("+491712312500", "", "0171 2312500"),
        ("+498004555500", "", "0800 4555500"),
        ("+4315331234", "", "+43 1 5331234"),
    ],
)
def test_numbers_are_shown_after_din_5008(e164: str, extension: str, shown: str) -> None:
    assert din5008(e164, extension) == shown


@pytest.mark.parametrize("written", ["03943 58-3234", "06074 8058-100", "033841 91800", "030 23125-000"])
def test_a_number_in_din_5008_spelling_is_shown_as_it_was_written(written: str) -> None:
    assert din5008(to_e164(written), extension_of(written)) == written


def test_the_link_dials_the_international_number() -> None:
    assert tel_uri("+493943583234") == "tel:+493943583234"
