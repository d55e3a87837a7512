"""The matrix rows „Users: …“: the Koordination reaches officers and nobody else, the Redaktion reaches nobody."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.http import HttpResponse
from django.urls import reverse

from campaign.accounts import invitations
from campaign.accounts.models import Invitation, User
from campaign.accounts.roles import KOORDINATION_GROUP, Role
from campaign.audit.models import AuditEntry, OutboxMail
from tests import builders
from tests.accounts.login import client_for
from tests.jobcenters.people_forms import address

pytestmark = pytest.mark.django_db
ACTS = ("lock", "unlock", "renew", "centres")
FORM = {"token": "eines", "seen": "", "centres": ["stadt-jena"]}
MISSING = 999_999_999


def mixed() -> User:
    """Somebody of a Redaktion who also approves."""
    user = builders.officer("stadt-jena")
    user.groups.add(Group.objects.get(name=KOORDINATION_GROUP))
    return user


def special() -> User:
    """Somebody of a Redaktion with one more group, made by the Technik."""
    user = builders.officer("stadt-jena")
    user.groups.add(Group.objects.create(name="Sonderrechte"))
    return user


def own_right() -> User:
    """Somebody of a Redaktion with a right of her own."""
    user = builders.officer("stadt-jena")
    user.user_permissions.add(Permission.objects.first())
    return user


def superuser_in_a_centre() -> User:
    return builders.officer("stadt-jena", is_superuser=True)


def roleless() -> User:
    return User.objects.create_user("ohne@beispiel.example", "geheim-genug-1")


OUT_OF_REACH = [
    builders.coordinator,
    builders.technik,
    mixed,
    special,
    own_right,
    superuser_in_a_centre,
    roleless,
]


def words(answer: HttpResponse) -> str:
    """Return the body without what differs between any two requests: the nonce and the address."""
    return answer.content.decode().replace(answer.wsgi_request.path, "")


@pytest.mark.parametrize("who", OUT_OF_REACH)
def test_whom_the_koordination_cannot_reach_does_not_exist_for_it(who):
    target = who()
    client = client_for(builders.coordinator())
    before = User.objects.filter(pk=target.pk).values().get(), set(target.groups.all())
    for view in (*ACTS, "person"):
        path = address(view, target)
        missing = path.replace(f"/{target.pk}/", f"/{MISSING}/")
        for method in ("get", "post"):
            there, not_there = (getattr(client, method)(one, FORM) for one in (path, missing))
            assert there.status_code == not_there.status_code == 404, (view, method)
            assert words(there) == words(not_there)
    assert (User.objects.filter(pk=target.pk).values().get(), set(target.groups.all())) == before
    assert target.email not in client.get("/admin/personen/").content.decode()
    assert not OutboxMail.objects.exists()


@pytest.mark.parametrize("role", [Role.KOORDINATION, Role.TECHNIK])
def test_nor_the_invitations_to_other_roles(role: Role):
    theirs = invitations.invite("neu@beispiel.example", role).invitation
    client = client_for(builders.coordinator())
    for view in ("resend", "revoke"):
        assert client.get(address(view, theirs)).status_code == 404
        assert client.post(address(view, theirs), FORM).status_code == 404
    assert "neu@beispiel.example" not in client.get("/admin/personen/").content.decode()
    assert Invitation.objects.get().closed_at is None


def test_nobody_acts_on_herself():
    for user in (builders.coordinator(), builders.technik(), mixed()):
        assert client_for(user).get(address("lock", user)).status_code == 404


@pytest.mark.parametrize("who", [builders.technik, superuser_in_a_centre, special])
def test_the_technik_reaches_no_superuser_and_no_unknown_group_here(who):
    target = who()
    client = client_for(builders.technik())
    assert client.get(address("person", target)).status_code == 200, "ansehen darf sie alle"
    for view in ACTS:
        assert client.post(address(view, target), FORM).status_code == 404


@pytest.mark.parametrize("who", [builders.coordinator, mixed, roleless])
def test_the_technik_locks_people_of_the_koordination_and_those_without_role(who):
    target, client = who(), client_for(builders.technik())
    token = client.get(address("lock", target)).context["form"].initial
    assert client.post(address("lock", target), token).status_code == 302
    assert not User.objects.get(pk=target.pk).is_active


def test_the_redaktion_has_no_acts_and_learns_nothing_of_others():
    user, colleague = builders.officer("stadt-jena"), builders.officer("stadt-jena")
    stranger = builders.officer("landkreis-harz")
    invited = invitations.invite("x@beispiel.example", Role.REDAKTION, stranger.groups.all()).invitation
    client = client_for(user)
    for view in (*ACTS, "person"):
        own = client.post(address(view, colleague), FORM)
        foreign = client.post(address(view, stranger), FORM)
        missing = client.post(address(view, stranger).replace(f"/{stranger.pk}/", f"/{MISSING}/"), FORM)
        assert (own.status_code, foreign.status_code, missing.status_code) == (403, 404, 404), view
        assert words(foreign) == words(missing)
    assert client.get(address("revoke", invited)).status_code == 404
    assert client.get("/admin/personen/einladen/").status_code == 403
    assert AuditEntry.objects.filter(action="access.refused").count() == 11
    assert not AuditEntry.objects.exclude(action__in=["access.refused", "invitation.sent"]).exists()


def test_a_person_of_two_centres_is_everybodys_who_shares_one():
    both = builders.officer("stadt-jena", "landkreis-harz")
    client = client_for(builders.officer("stadt-jena"))
    assert client.get(address("person", both)).status_code == 403
    team = client.get("/admin/personen/").content.decode()
    assert both.email in team and "Harz" not in team


@pytest.mark.parametrize("view", ["index", "add", "edit", "delete", "history", "copy", "usage"])
def test_wagtails_pages_of_users_are_the_techniks(view: str):
    other = builders.officer("stadt-jena")
    args = [] if view in ("index", "add") else [other.pk]
    path = reverse(f"wagtailusers_users:{view}", args=args)
    for user in (builders.officer("stadt-jena"), builders.coordinator()):
        client = client_for(user)
        refused = (403, 404)
        assert client.get(path).status_code in refused
        answer = client.post(path, {"is_superuser": "on", "email": "neu@beispiel.example"})
        assert answer.status_code in refused
        assert other.email not in answer.content.decode()
    assert client_for(builders.technik()).get(path).status_code in (200, 403)


@pytest.mark.parametrize("action", ["delete", "assign_role", "set_active_state"])
def test_nor_can_the_koordination_act_on_many_at_once(action: str):
    other, client = builders.technik(), client_for(builders.coordinator())
    path = f"/admin/bulk/accounts/user/{action}/?id={other.pk}"
    group = Group.objects.get(name=KOORDINATION_GROUP)
    for answer in (client.get(path), client.post(path, {"mark_as_active": "False", "role": group.pk})):
        assert other.email not in answer.content.decode()
        assert answer.status_code in (302, 403, 404)
    there = User.objects.get(pk=other.pk)
    assert there.is_active and not there.groups.exists()
