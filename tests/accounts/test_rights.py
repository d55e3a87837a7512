"""Every right that roles.py gives has words, and the words say what the data say."""

import pytest

from campaign.accounts import rights, roles
from campaign.accounts.roles import Role


def said(role: Role) -> dict[str, tuple[str, ...]]:
    return {right.subject: right.may for right in rights.rights_of(role)}


@pytest.mark.parametrize("role", list(Role))
def test_every_role_has_words_and_limits(role: Role):
    assert all(may and subject for subject, may in said(role).items())
    assert rights.LIMITS[role]


def test_the_redaktion_publishes_its_section_but_no_story():
    words = said(Role.REDAKTION)
    assert "veröffentlichen" in words["Seite des Jobcenters, Meldungen und Textseiten"]
    assert "veröffentlichen" not in words["Geschichten des Jobcenters"]
    assert words[rights.FILES["shared"]] == ("verwenden",)


def test_a_new_right_without_words_is_noticed(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(roles.PAGES, "folder", ("add", "neues_recht"))
    with pytest.raises(KeyError):
        rights.rights_of(Role.REDAKTION)


def test_a_new_right_on_pages_shows_up(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(roles.PAGES, "folder", (*roles.PAGES["folder"], "publish"))
    assert "veröffentlichen" in said(Role.REDAKTION)["Geschichten des Jobcenters"]
