"""Every view of the admin is entered in the table, and the table names no view that is gone."""

from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from campaign.accounts.gate import LETTERS, Access, access, as_id, table
from campaign.accounts.roles import Role

R, K, T = frozenset({Role.REDAKTION}), frozenset({Role.KOORDINATION}), frozenset({Role.TECHNIK})


def admin_patterns(
    patterns: list[URLPattern | URLResolver] | None = None, spaces: tuple[str, ...] = (), prefix: str = ""
) -> Iterator[tuple[str, str, URLPattern]]:
    """Yield name as the gate sees it, route and pattern of everything below /admin/."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = (*spaces, pattern.namespace) if pattern.namespace else spaces
            yield from admin_patterns(pattern.url_patterns, inner, route)
        elif route.startswith("admin/"):
            yield ":".join([*spaces, pattern.name or pattern.lookup_str]), route, pattern


def test_every_view_is_classified_and_no_entry_is_left_over():
    real = {name for name, _, _ in admin_patterns()}
    entered = set(table().views)
    assert real - entered == set(), "fehlt in admin_views.toml"
    assert entered - real == set(), "gibt es nicht mehr"


def test_every_part_of_an_address_is_known_to_name_an_object_or_none():
    unknown = set()
    for name, route, pattern in admin_patterns():
        if access(name, R) in (Access.OWN, Access.PUBLIC, Access.ENTRY):
            named = set(pattern.pattern.regex.groupindex)
            known = table().free | set(table().objects) | set(table().objects_of.get(name, ()))
            unknown |= {(name, part) for part in named - known}
            positions = pattern.pattern.regex.groups - len(named)
            if positions and name not in table().positions and not named:
                unknown.add((name, route))
    assert unknown == set()


def test_the_table_uses_known_words_only():
    for name, letters in table().views.items():
        assert letters in ("public", "entry") or set(letters) <= set(LETTERS), name


def test_what_is_not_in_the_table_is_refused_to_everybody():
    for roles in (R, K, T, R | K | T, frozenset()):
        assert access("wagtail_brings:something_new", roles) is Access.REFUSED


def test_nothing_is_open_without_a_role_but_the_way_in():
    for name, letters in table().views.items():
        open_to_all = access(name, frozenset()) is not Access.REFUSED
        assert open_to_all is (letters in ("public", "entry")), name


def test_a_second_role_widens_what_the_redaktion_may_reach():
    assert access("wagtailadmin_pages:edit", R) is Access.OWN
    assert access("wagtailadmin_pages:edit", R | K) is Access.FULL
    assert access("wagtailusers_users:index", R | K) is Access.REFUSED


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("7", 7),
        (7, 7),
        ("0", 0),
        ("", None),
        ("-1", None),
        ("1.5", None),
        ("²", None),
        ("٣", None),
        ("abc", None),
    ],
)
def test_an_id_is_a_plain_number(text, number):
    assert as_id(text) == number


def test_an_id_beyond_every_key_is_none():
    assert as_id(2**63 - 1) == 2**63 - 1
    assert as_id(2**63) is as_id(10**30) is None
