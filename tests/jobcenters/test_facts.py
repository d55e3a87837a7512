"""What somebody types about a centre, as the record keeps it."""

import pytest

from jobcenters import facts


@pytest.mark.parametrize("typed", ["", "  ", "\u200b\u200b", "\u00ad", "—"])
def test_a_name_that_nobody_sees_is_none(typed):
    with pytest.raises(ValueError, match="wird gebraucht"):
        facts.read("jobcenter_name", typed)


def test_unseen_characters_within_a_name_are_left_out():
    assert facts.read("jobcenter_name", " job\u200b-com \u202e Düren ") == "job-com Düren"
