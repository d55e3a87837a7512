"""Words in braces in printed texts."""

import pytest
from django.core.exceptions import ValidationError

from campaign.material import placeholders
from campaign.material.print_defaults import DEFAULTS
from campaign.models import Drucktext


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Anruf: {telefon}", []),
        ("{Telefon}", ["Telefon"]),
        ("offen {telefon", ["{"]),
        ("{}", [""]),
        ("ohne", []),
    ],
)
def test_only_known_words_may_stand_in_braces(text, wrong):
    assert placeholders.unknown(text) == wrong


def test_values_take_the_place_of_the_words_and_are_not_read_again():
    assert placeholders.filled("{jobcenter}!", {"jobcenter": "Haus {telefon}"}) == "Haus {telefon}!"


def test_a_text_with_an_unknown_word_or_too_many_points_is_refused():
    text = Drucktext(kind="flyer", **DEFAULTS["flyer"] | {"lead": "{fax}", "points": "eins\n" * 6})
    with pytest.raises(ValidationError) as refused:
        text.clean()
    assert set(refused.value.message_dict) == {"lead", "points"}


@pytest.mark.parametrize("kind", DEFAULTS)
def test_the_words_we_begin_with_pass_their_own_check(kind):
    Drucktext(kind=kind, **DEFAULTS[kind]).full_clean(validate_unique=False)
