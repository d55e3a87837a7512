"""Two invitations of the same person at the same moment: one link goes out, the slower one hears of it."""

from threading import Thread

import pytest
from django.db import connection, transaction

from campaign.accounts import invitations
from campaign.accounts.models import Invitation, User
from campaign.accounts.roles import Role
from jobcenters.people import acts
from tests import builders
from tests.accounts.login import client_for
from tests.jobcenters.people_forms import address, hidden, mails

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        "connection.vendor != 'postgresql'", reason="Zeilensperren gibt es nur auf PostgreSQL"
    ),
]
NEW = "neu@beispiel.example"


def test_two_who_invite_the_same_person_at_the_same_moment_send_one_link():
    centre, first, second = builders.centre(), builders.coordinator(), builders.coordinator()
    refused: list[str] = []

    def invite() -> None:
        try:
            acts.invite(invitations.Guest(NEW), Role.REDAKTION, [builders.centre("stadt-jena")], second)
        except acts.Taken:
            refused.append(NEW)
        finally:
            connection.close()

    thread = Thread(target=invite)
    with transaction.atomic():
        acts.invite(invitations.Guest(NEW), Role.REDAKTION, [centre], first)
        thread.start()
        # Without the rule of the database the second one is done by then.
        thread.join(timeout=1)
    thread.join()
    assert refused == [NEW]
    invitation = Invitation.objects.get(email=NEW, closed_at=None)
    assert list(invitation.groups.all()) == [centre.group]
    assert len(mails(NEW)) == 1


def test_a_reset_overtaken_by_another_invitation_changes_nothing():
    user = builders.officer("stadt-jena")
    client, path, answers = client_for(builders.coordinator()), address("renew", user), []
    fields = hidden(client, path)

    def renew() -> None:
        try:
            answers.append(client.post(path, fields))
        finally:
            connection.close()

    thread = Thread(target=renew)
    with transaction.atomic():
        invitations.invite(user.email, Role.REDAKTION, user.groups.all())
        thread.start()
        thread.join(timeout=1)
    thread.join()
    assert answers[0].status_code == 409
    assert User.objects.get(pk=user.pk).has_usable_password()
    assert Invitation.objects.filter(email=user.email, closed_at=None).count() == 1
