"""What the Technik does on Wagtail's own pages of users ends sessions, raises alarms and is recorded all the same."""

from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from campaign.accounts import invitations
from campaign.accounts.models import Invitation, User
from campaign.accounts.roles import Role
from campaign.audit.models import AuditEntry
from tests import builders
from tests.accounts.login import PASSWORD, SECRET, client_for, give_password
from tests.jobcenters.people_forms import mails

pytestmark = pytest.mark.django_db


def edit(actor: User, user: User, **changes) -> int:
    """Send Wagtail's form for a user and return the status."""
    path = reverse("wagtailusers_users:edit", args=[user.pk])
    fields = {
        "email": user.email,
        "first_name": "Vor",
        "last_name": "Beispiel",
        "groups": list(user.groups.values_list("pk", flat=True)),
    }
    fields |= {"is_active": "on"} if user.is_active else {}
    fields |= {"is_superuser": "on"} if user.is_superuser else {}
    return client_for(actor).post(path, fields | changes).status_code


def test_a_coordinator_who_leaves_is_out_at_once_and_cannot_come_back():
    leaver, operator = builders.coordinator(), builders.technik()
    running = client_for(leaver)
    offer = invitations.invite(leaver.email, Role.KOORDINATION, leaver.groups.all())
    assert running.get("/admin/").status_code == 200
    assert edit(operator, leaver, is_active="") == 302
    assert running.get("/admin/").status_code == 302
    assert Client().get(offer.link.partition("8000")[2]).status_code == 404
    leaver.refresh_from_db()
    assert edit(operator, leaver, is_active="on") == 302
    assert running.get("/admin/").status_code == 302, "alte Sitzung lebt wieder"
    entries = AuditEntry.objects.filter(action="account.edited", object_id=str(leaver.pk))
    assert [entry.data["active"] for entry in entries.order_by("pk")] == [False, True]
    assert {entry.actor_id for entry in entries} == {operator.pk}


@pytest.mark.parametrize("way", ["edit", "delete", "bulk", "bulk_delete", "groups"])
def test_on_every_way_the_last_one_leaving_raises_the_alarm(way: str):
    centre, boss, operator = builders.centre(), builders.coordinator(), builders.technik()
    user = builders.officer(centre.slug)
    client = client_for(operator)
    if way == "edit":
        edit(operator, user, is_active="")
    elif way == "groups":
        edit(operator, user, groups=[])
    elif way == "delete":
        client.post(reverse("wagtailusers_users:delete", args=[user.pk]))
    else:
        action = "delete" if way == "bulk_delete" else "set_active_state"
        path = f"/admin/bulk/accounts/user/{action}/?id={user.pk}"
        client.post(path, {"mark_as_active": "False"})
    assert [centre.name in mail.subject for mail in mails(boss.email)] == [True]
    assert AuditEntry.objects.filter(action="jobcenter.vacated", centre=centre.ags).count() == 1
    told = AuditEntry.objects.filter(object_id=str(user.pk), actor_id=operator.pk)
    assert {entry.centre for entry in told} == {centre.ags}


def test_changing_a_name_alarms_nobody():
    boss, user = builders.coordinator(), builders.officer(is_active=False)
    assert edit(builders.technik(), user) == 302
    assert not mails(boss.email)


def test_the_last_technik_cannot_lock_herself_out():
    operator = builders.technik()
    assert edit(operator, operator, is_active="", is_superuser="") == 302
    client = client_for(operator)
    client.post(reverse("wagtailusers_users:delete", args=[operator.pk]))
    for action in ("delete", "set_active_state"):
        client.post(f"/admin/bulk/accounts/user/{action}/?id={operator.pk}", {"mark_as_active": "False"})
    there = User.objects.get(pk=operator.pk)
    assert there.is_active and there.is_superuser


def test_a_technik_who_lost_everything_comes_back_by_the_command():
    operator = builders.technik()
    TOTP.activate(operator, SECRET)
    out = StringIO()
    call_command("invite", "--role", "technik", operator.email, stdout=out)
    path = out.getvalue().strip().partition("8000")[2]
    form = {"first_name": "A", "last_name": "Beispiel", "password1": PASSWORD, "password2": PASSWORD}
    assert Client().post(path, form).status_code == 302
    client = Client()
    assert give_password(client, operator.email).status_code == 302
    assert not Authenticator.objects.filter(user=operator).exists()
    assert client.get("/admin/")["Location"] == "/admin/2fa/einrichten/"
    assert User.objects.get(pk=operator.pk).roles == {Role.TECHNIK}
    assert Invitation.objects.filter(closed_at=None).count() == 0
