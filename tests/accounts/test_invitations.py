"""An invitation is one link, for one week and one use, to exactly the rights it names."""

import re
from datetime import timedelta
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from campaign.accounts import invitations
from campaign.accounts.models import Invitation, User
from campaign.accounts.roles import Role
from campaign.audit.models import AuditEntry, OutboxMail
from jobcenters.models import Jobcenter
from tests.accounts.login import PASSWORD, client_for, give_password, sign_in, totp

pytestmark = pytest.mark.django_db
NAME = "neu@beispiel.test"
FORM = {"first_name": "Neu", "last_name": "Beispiel", "password1": PASSWORD, "password2": PASSWORD}


def invite(*args: str) -> str:
    """Run the command and return the path of the link it prints."""
    out = StringIO()
    call_command("invite", *args, stdout=out)
    return out.getvalue().strip().removeprefix("http://127.0.0.1:8000")


def test_from_the_invitation_to_the_own_section(client: Client, harz: Jobcenter):
    link = invite("--role", "redaktion", "--centre", harz.slug, NAME)
    mail = OutboxMail.objects.get(to=NAME)
    assert link in mail.text and harz.name in mail.text
    page = client.get(link).content.decode()
    assert "Redaktion" in page and harz.name in page and NAME in page
    assert client.post(link, FORM)["Location"] == "/admin/login/"
    give_password(client, NAME)
    activate = client.get("/admin/", follow=True)
    answer = client.post("/admin/2fa/einrichten/", {"code": totp(activate.context["form"].secret)})
    assert answer["Location"] == "/admin/2fa/notfallcodes/"
    assert client.get(f"/admin/pages/{harz.section_id}/edit/").status_code == 200
    assert User.objects.get(email=NAME).roles == {Role.REDAKTION}
    assert AuditEntry.objects.get(action="invitation.accepted").centre == harz.ags


def test_a_link_works_once(client: Client, harz: Jobcenter):
    link = invite("--role", "redaktion", "--centre", harz.slug, NAME)
    client.post(link, FORM)
    again = Client()
    assert again.get(link).status_code == again.post(link, FORM | {"last_name": "Dieb"}).status_code == 404
    assert User.objects.get(email=NAME).last_name == "Beispiel"


def test_two_at_the_same_moment_make_one_account(harz: Jobcenter):
    offer = invitations.invite(NAME, Role.REDAKTION, [harz.group])
    person = {"first_name": "A", "last_name": "B", "password": PASSWORD}
    assert invitations.accept(offer.invitation, **person)
    assert invitations.accept(offer.invitation, **person) is None


def test_a_newer_invitation_ends_the_older_one(client: Client, harz: Jobcenter):
    old = invite("--role", "redaktion", "--centre", harz.slug, NAME)
    new = invite("--role", "redaktion", "--centre", harz.slug, NAME.upper())
    assert client.get(old).status_code == 404
    assert client.get(new).status_code == 200


def test_after_a_week_a_link_is_dead(client: Client, harz: Jobcenter):
    link = invite("--role", "redaktion", "--centre", harz.slug, NAME)
    Invitation.objects.update(expires_at=timezone.now() + timedelta(minutes=1))
    assert client.get(link).status_code == 200
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert client.get(link).status_code == client.post(link, FORM).status_code == 404
    offer = invitations.invite(NAME, Role.TECHNIK)
    assert timedelta(days=6, hours=23) < offer.invitation.expires_at - timezone.now() <= timedelta(days=7)


def test_the_link_is_long_and_not_in_the_table(harz: Jobcenter):
    token = re.search(r"/einladung/([^/]+)/", invite("--role", "technik", NAME))[1]
    assert len(token) >= 43
    assert token not in str(list(Invitation.objects.values()))
    assert Invitation.objects.filter(token_hash=token).count() == 0


def test_a_known_person_starts_anew_and_gets_exactly_the_named_rights(
    officer: User, harz: Jobcenter, jena: Jobcenter
):
    running = client_for(officer)
    link = invite("--role", "redaktion", "--centre", jena.slug, officer.email)
    assert running.get("/admin/").status_code == 200, "vor der Annahme ändert sich nichts"
    assert give_password(Client(), officer.email).status_code == 302
    new = "Kranich-Teller-Nebel-3"
    assert Client().post(link, FORM | {"password1": new, "password2": new}).status_code == 302
    assert running.get("/admin/").status_code == 302
    assert not Authenticator.objects.filter(user=officer).exists()
    assert give_password(Client(), officer.email).status_code == 200
    assert list(User.objects.get(pk=officer.pk).groups.all()) == [jena.group]


def test_a_deactivated_person_comes_back_through_an_invitation(officer: User, harz: Jobcenter):
    User.objects.filter(pk=officer.pk).update(is_active=False)
    Client().post(invite("--role", "redaktion", "--centre", harz.slug, officer.email), FORM)
    assert give_password(Client(), officer.email).status_code == 302


def test_somebody_with_two_centres_is_invited_to_both(harz: Jobcenter, jena: Jobcenter, client: Client):
    link = invite("--role", "redaktion", "--centre", harz.slug, "--centre", jena.slug, NAME)
    page = client.get(link).content.decode()
    assert harz.name in page and jena.name in page
    client.post(link, FORM)
    assert User.objects.get(email=NAME).groups.count() == 2


@pytest.mark.parametrize(
    ("role", "expected"), [("koordination", Role.KOORDINATION), ("technik", Role.TECHNIK)]
)
def test_the_other_roles_need_no_centre(client: Client, role: str, expected: Role):
    client.post(invite("--role", role, NAME), FORM)
    assert User.objects.get(email=NAME).roles == {expected}


@pytest.mark.parametrize(
    "arguments",
    [
        ["--role", "redaktion", NAME],
        ["--role", "redaktion", "--centre", "gibt-es-nicht", NAME],
        ["--role", "technik", "--centre", "stadt-jena", NAME],
        ["--role", "koordination", "kein-at-zeichen"],
        ["--role", "chefin", NAME],
    ],
)
def test_a_wrong_call_invites_nobody(db: None, arguments: list[str]):
    with pytest.raises(CommandError):
        call_command("invite", *arguments)
    assert not Invitation.objects.exists() and not OutboxMail.objects.exists()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"password2": "anders"}, "Die beiden Passwörter sind verschieden."),
        ({"password1": "kurz", "password2": "kurz"}, "mindestens 12 Zeichen"),
        ({"password1": NAME, "password2": NAME}, "zu ähnlich"),
        ({"first_name": ""}, "Bitte füllen Sie dieses Feld aus"),
    ],
)
def test_mistakes_are_named_in_german_and_cost_no_invitation(client: Client, change: dict, message: str):
    link = invite("--role", "technik", NAME)
    answer = client.post(link, FORM | change)
    assert answer.status_code == 200
    assert message in str(answer.context["form"].errors) and message in answer.content.decode()
    assert not User.objects.filter(email=NAME).exists()
    assert client.post(link, FORM).status_code == 302


def test_accepting_ends_the_session_of_whoever_was_logged_in_here(officer: User):
    client = client_for(officer)
    client.post(invite("--role", "technik", NAME), FORM)
    assert client.get("/admin/").status_code == 302


def test_invitations_are_in_the_log(harz: Jobcenter):
    Client().post(invite("--role", "redaktion", "--centre", harz.slug, NAME), FORM)
    actions = list(AuditEntry.objects.filter(object_label=NAME).values_list("action", flat=True))
    assert sorted(actions) == ["invitation.accepted", "invitation.sent"]


def test_an_unknown_token_is_a_page_that_helps(client: Client):
    answer = client.get("/admin/einladung/gibt-es-nicht/")
    assert answer.status_code == 404 and "Diese Einladung gilt nicht mehr" in answer.content.decode()


def test_the_new_account_logs_in_like_everybody(client: Client, officer: User):
    sign_in(client, officer)
    assert AuditEntry.objects.filter(action="account.login", actor_id=officer.pk).count() == 1
