"""docs/rollen.md says what the data says."""

from django.conf import settings

from campaign.accounts import handbook
from campaign.accounts.gate import TABLE, table


def test_the_document_is_what_the_data_says_today():
    assert (settings.BASE_DIR / "docs" / "rollen.md").read_text() == handbook.render(), "make docs"


def test_every_view_of_the_table_stands_in_the_document_once():
    groups = handbook.grouped(TABLE.read_text())
    named = [view for views in groups.values() for view in views]
    assert sorted(named) == sorted(table().views)
    assert set(groups) == set(handbook.GROUPS)
