"""Phone numbers of the publishers."""

import pytest
from django.core.exceptions import ValidationError

from campaign.contacts import check_phone, tel_uri


@pytest.mark.parametrize(
    ("written", "dialled"),
    [
        ("03943 58-3234", "tel:+493943583234"),
        ("030 23125-100", "tel:+493023125100"),
        ("030 5900970", "tel:+49305900970"),
        ("+49 30 23125-100", "tel:+493023125100"),
        ("", ""),
    ],
)
def test_a_number_after_din_5008_can_be_dialled(written, dialled):
    if written:
        check_phone(written)
    assert tel_uri(written) == dialled


@pytest.mark.parametrize(
    "written", ["030/23125100", "(030) 23125", "23125-100", "030 23125-", "٠30 23125", "030  231"]
)
def test_another_spelling_is_refused(written):
    with pytest.raises(ValidationError):
        check_phone(written)
