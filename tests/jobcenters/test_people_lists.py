"""„Personen“ shows who works where, how each account stands, and who may do what."""

from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from campaign.accounts import invitations
from campaign.accounts.models import Invitation, User
from campaign.accounts.roles import Role
from tests import builders
from tests.accounts.login import SECRET, client_for
from tests.jobcenters.people_forms import address

pytestmark = pytest.mark.django_db
LIST = "/admin/personen/"


def shown(user: User, query: str = "") -> str:
    answer = client_for(user).get(LIST + query)
    assert answer.status_code == 200
    return answer.content.decode()


def found(user: User, query: str) -> list[str]:
    """Return the addresses of accounts and invitations that a query lists."""
    answer = client_for(user).get(LIST + query)
    people = [one.user.email for one in answer.context["people"]]
    return people + [one["invitation"].email for one in answer.context["guests"]]


def test_a_row_says_where_how_and_since_when():
    user = builders.officer("stadt-jena", first_name="Rosa", last_name="Beispiel")
    TOTP.activate(user, SECRET)
    User.objects.filter(pk=user.pk).update(last_login=timezone.now() - timedelta(days=3))
    page = shown(builders.coordinator())
    for words in ("Rosa Beispiel", user.email, builders.centre("stadt-jena").name, "vor 3 Tagen"):
        assert words in page
    assert "mit zweitem Faktor" in page and "aktiv" in page and address("person", user) in page


def test_the_filters_find_by_centre_standing_name_and_address():
    boss = builders.coordinator()
    jena = builders.officer("stadt-jena", first_name="Änne", last_name="Beispiel-Wolf")
    harz = builders.officer("landkreis-harz", is_active=False)
    invitations.invite("gast@beispiel.example", Role.REDAKTION, [builders.centre("stadt-jena").group])
    assert found(boss, "?jobcenter=stadt-jena") == [jena.email, "gast@beispiel.example"]
    assert found(boss, "?stand=gesperrt") == [harz.email]
    assert found(boss, "?stand=aktiv") == [jena.email]
    assert found(boss, "?stand=eingeladen") == ["gast@beispiel.example"]
    assert found(boss, "?q=wolf+änne") == [jena.email]
    assert found(boss, f"?q={harz.email.upper()}") == [harz.email]
    assert found(boss, "?q=gast@") == ["gast@beispiel.example"]
    assert "Niemand gefunden" in shown(boss, "?q=niemand-heisst-so")


@pytest.mark.parametrize("query", ["?jobcenter=gibt-es-nicht", "?jobcenter=%27"])
def test_a_centre_that_is_none_is_not_found(query: str):
    for user in (builders.coordinator(), builders.officer()):
        assert client_for(user).get(LIST + query).status_code == 404


@pytest.mark.parametrize("query", ["?p=abc", "?p=99", "?stand=x", "?q=" + "a" * 5000, "?q=%22%27"])
def test_odd_queries_are_answered(query: str):
    for user in (builders.coordinator(), builders.technik(), builders.officer()):
        assert client_for(user).get(LIST + query).status_code == 200


def test_somebody_waiting_for_a_new_invitation_counts_as_invited():
    user = builders.officer("stadt-jena")
    user.set_unusable_password()
    user.save()
    assert found(builders.coordinator(), "?stand=eingeladen") == [user.email]
    assert found(builders.coordinator(), "?stand=aktiv") == []


def test_a_run_out_invitation_says_so():
    invitations.invite("gast@beispiel.example", Role.REDAKTION, [builders.centre().group])
    Invitation.objects.update(expires_at=timezone.now() - timedelta(days=2))
    assert "abgelaufen vor 2 Tagen" in shown(builders.coordinator())


def test_the_redaktion_sees_its_own_team_and_who_approves():
    user = builders.officer("stadt-jena")
    colleague = builders.officer("stadt-jena", first_name="Rosa", last_name="Beispiel")
    gone, stranger = builders.officer("stadt-jena", is_active=False), builders.officer("landkreis-harz")
    boss = builders.coordinator()
    invitations.invite("gast@beispiel.example", Role.REDAKTION, [builders.centre("stadt-jena").group])
    invitations.invite("fremd@beispiel.example", Role.REDAKTION, [builders.centre("landkreis-harz").group])
    page = shown(user)
    for words in ("Rosa Beispiel", colleague.email, boss.email, "gast@beispiel.example", "einreichen"):
        assert words in page, words
    for words in (gone.email, stranger.email, "fremd@beispiel.example", "/sperren/", "Harz"):
        assert words not in page, words


def test_the_redaktion_asks_for_its_own_centre_alone():
    user = builders.officer("stadt-jena", "landkreis-harz")
    assert "Harz" in shown(user) and "Harz" not in shown(user, "?jobcenter=stadt-jena")
    foreign, missing = (
        client_for(user).get(f"{LIST}?jobcenter={slug}") for slug in ("kreis-dueren", "gibt-es-nicht")
    )
    assert foreign.status_code == missing.status_code == 404
    assert foreign.content == missing.content


def test_a_centre_says_who_writes_and_who_approves():
    boss, writer = builders.coordinator(), builders.officer("stadt-jena")
    page = shown(boss, "?jobcenter=stadt-jena")
    assert "Wer darf was" in page and page.count(writer.email) >= 2 and boss.email in page
    assert "Niemand." in shown(boss, "?jobcenter=landkreis-harz")


def test_an_account_says_in_words_what_it_may():
    user = builders.officer("stadt-jena", "landkreis-harz")
    client = client_for(builders.coordinator())
    page = client.get(address("person", user)).content.decode()
    for words in (
        "Stadt Jena",
        "Harz",
        "Geschichten des Jobcenters: anlegen, ändern",
        "Als Redaktion",
        "/sperren/",
    ):
        assert words in page, words
    User.objects.filter(pk=user.pk).update(is_active=False)
    page = client.get(address("person", user)).content.decode()
    assert "zurzeit darf diese Person nichts" in page and "/entsperren/" in page and "/sperren/" not in page


def test_the_technik_sees_everybody():
    people = [builders.officer(), builders.coordinator(), User.objects.create_user("o@beispiel.example")]
    operator = builders.technik()
    page = shown(operator)
    for one in (*people, operator):
        assert one.email in page
        account = client_for(operator).get(address("person", one)).content.decode()
        assert f"/admin/users/edit/{one.pk}/" in account


def test_centres_without_anybody_are_listed():
    builders.officer("stadt-jena")
    page = shown(builders.coordinator(), "?stand=ohne")
    assert 'href="?jobcenter=landkreis-harz"' in page and 'href="?jobcenter=stadt-jena"' not in page


def test_the_number_of_queries_does_not_grow_with_the_people():
    boss = builders.coordinator()

    def count(query: str) -> int:
        client = client_for(boss)
        client.get(LIST)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(LIST + query).status_code == 200
        return len(captured)

    def hire(number: int) -> None:
        for one in range(number):
            builders.officer("stadt-jena", "landkreis-harz")
            email = f"gast{number}-{one}@beispiel.example"
            invitations.invite(email, Role.REDAKTION, [builders.centre("stadt-jena").group])

    hire(2)
    few = [count(query) for query in ("", "?jobcenter=stadt-jena")]
    hire(9)
    assert [count(query) for query in ("", "?jobcenter=stadt-jena")] == few
    assert max(few) <= 24, few
