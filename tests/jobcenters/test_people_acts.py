"""The Koordination invites, locks and helps people of the Redaktion, each act once, seen and recorded."""

from threading import Thread

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.models import Group
from django.db import connection, transaction
from django.test import Client

from campaign.accounts import invitations
from campaign.accounts.models import Invitation, User
from campaign.accounts.roles import KOORDINATION_GROUP, Role
from campaign.accounts.todo import Urgency, agenda_for
from campaign.audit.models import AuditEntry
from jobcenters.people import acts
from tests import builders
from tests.accounts.login import PASSWORD, SECRET, client_for, give_password
from tests.jobcenters.people_forms import act, address, hidden, link, mails, send

pytestmark = pytest.mark.django_db
NEW = "neu@beispiel.example"
INVITE = "/admin/personen/einladen/"
ACCEPT = {"first_name": "Neu", "last_name": "Beispiel", "password1": PASSWORD, "password2": PASSWORD}


@pytest.fixture
def boss() -> User:
    return builders.coordinator()


def actions(**conditions) -> list[str]:
    return sorted(AuditEntry.objects.filter(**conditions).values_list("action", flat=True))


def todo_texts(user: User, urgency: Urgency) -> str:
    return "\n".join(todo.text for todo in agenda_for(user).to_do if todo.urgency is urgency)


def test_from_the_invitation_to_an_officer_with_two_centres(boss: User, client: Client):
    fields = {"email": NEW.upper(), "first_name": "Ines", "centres": ["landkreis-harz", "stadt-jena"]}
    assert send(client_for(boss), INVITE, **fields)["Location"] == "/admin/personen/"
    page = client.get(link(NEW)).content.decode()
    assert 'value="Ines"' in page and builders.centre("stadt-jena").name in page
    client.post(link(NEW), ACCEPT)
    user = User.objects.get(email=NEW)
    assert user.roles == {Role.REDAKTION}
    assert {centre.slug for centre in acts.centres_of(user)} == {"landkreis-harz", "stadt-jena"}
    centres = AuditEntry.objects.filter(action="invitation.sent").values_list("centre", flat=True)
    assert sorted(centres) == sorted(builders.centre(slug).ags for slug in ("landkreis-harz", "stadt-jena"))


def test_a_double_click_invites_once(boss: User):
    client = client_for(boss)
    fields = hidden(client, INVITE) | {"email": NEW, "centres": ["stadt-jena"]}
    answers = [client.post(INVITE, fields) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert Invitation.objects.count() == len(mails(NEW)) == 1


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"email": "kein-at"}, "Das ist keine E-Mail-Adresse"),
        ({"email": ""}, "Bitte geben Sie die E-Mail-Adresse ein"),
        ({"centres": []}, "mindestens ein Jobcenter"),
        ({"centres": ["gibt-es-nicht"]}, "gibt-es-nicht"),
    ],
)
def test_mistakes_are_named_and_invite_nobody(boss: User, change: dict, message: str):
    answer = send(client_for(boss), INVITE, **{"email": NEW, "centres": ["stadt-jena"]} | change)
    assert answer.status_code == 200 and message in answer.content.decode()
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("who", [builders.coordinator, builders.technik, builders.officer])
def test_nobody_who_has_an_account_can_be_invited_over(boss: User, who):
    there = who()
    answer = send(client_for(boss), INVITE, email=there.email, centres=["stadt-jena"])
    assert "schon einen Zugang oder eine Einladung" in answer.content.decode()
    assert not Invitation.objects.exists() and not mails(there.email)


def test_an_invitation_of_the_technik_is_not_replaced(boss: User):
    theirs = invitations.invite(NEW, Role.TECHNIK).invitation
    send(client_for(boss), INVITE, email=NEW, centres=["stadt-jena"])
    assert list(Invitation.objects.values_list("pk", "closed_at")) == [(theirs.pk, None)]


def test_the_koordination_cannot_invite_to_the_koordination_the_technik_can(boss: User):
    send(client_for(boss), INVITE, email=NEW, role="koordination", centres=["stadt-jena"])
    assert Invitation.objects.get(email=NEW).role == Role.REDAKTION
    send(client_for(builders.technik()), INVITE, email="k@beispiel.example", role="koordination")
    Client().post(link("k@beispiel.example"), ACCEPT)
    assert User.objects.get(email="k@beispiel.example").roles == {Role.KOORDINATION}
    forged = send(client_for(builders.technik()), INVITE, email="t@beispiel.example", role="technik")
    assert forged.status_code == 200 and not mails("t@beispiel.example")


def test_locking_ends_a_live_session_at_once_and_for_good(boss: User):
    user = builders.officer("stadt-jena")
    running = client_for(user)
    assert running.get("/admin/personen/").status_code == 200
    assert act(boss, "lock", user).status_code == 302
    assert running.get("/admin/personen/")["Location"].startswith("/admin/login/")
    assert act(boss, "unlock", user).status_code == 302
    assert running.get("/admin/personen/")["Location"].startswith("/admin/login/"), "alte Sitzung lebt wieder"
    assert actions(object_id=str(user.pk), actor_id=boss.pk) == ["account.locked", "account.unlocked"]
    assert "wieder offen" in mails(user.email)[-1].subject


def test_drafts_stay_with_the_centre(boss: User):
    leaver, stays = builders.officer("stadt-jena"), builders.officer("stadt-jena")
    story = builders.draft(leaver, builders.centre("stadt-jena"))
    act(boss, "lock", leaver)
    assert client_for(stays).get(f"/admin/pages/{story.pk}/edit/").status_code == 200
    assert not mails(boss.email), "es ist noch jemand da"


def test_the_last_one_leaving_raises_the_alarm_until_somebody_is_there(boss: User):
    centre = builders.centre()
    user = builders.officer(centre.slug)
    page = client_for(boss).get(address("lock", user)).content.decode()
    assert f"{centre.name} niemanden, der schreiben kann" in page
    act(boss, "lock", user)
    [mail] = mails(boss.email)
    assert centre.name in mail.subject and f"/admin/personen/?jobcenter={centre.slug}" in mail.text
    assert actions(centre=centre.ags) == ["account.locked", "jobcenter.vacated"]
    sentence = f"{centre.name} hat niemanden, der schreiben kann."
    assert sentence in todo_texts(boss, Urgency.NOW)
    invited = invitations.invite(NEW, Role.REDAKTION, [centre.group])
    assert sentence not in todo_texts(boss, Urgency.NOW), "jemand ist eingeladen"
    acts.revoke(invited.invitation, boss)
    assert sentence in todo_texts(boss, Urgency.NOW)
    act(boss, "unlock", user)
    assert sentence not in todo_texts(boss, Urgency.NOW)


def test_a_locked_persons_invitation_does_not_open_the_account_again(boss: User):
    user = builders.officer("stadt-jena")
    offer = invitations.invite(user.email, Role.REDAKTION, user.groups.all())
    act(boss, "lock", user)
    assert Client().post(offer.link.partition("8000")[2], ACCEPT).status_code == 404
    assert not User.objects.get(pk=user.pk).is_active


def test_changed_centres_hold_at_once_and_in_an_open_invitation(boss: User):
    user = builders.officer("stadt-jena")
    offer = invitations.invite(user.email, Role.REDAKTION, user.groups.all())
    running, harz = client_for(user), builders.centre("landkreis-harz")
    assert running.get(f"/admin/pages/{harz.section_id}/edit/").status_code == 404
    act(boss, "centres", user, centres=["landkreis-harz"])
    assert running.get(f"/admin/pages/{harz.section_id}/edit/").status_code == 200
    jena = builders.centre("stadt-jena")
    assert running.get(f"/admin/pages/{jena.section_id}/edit/").status_code == 404
    assert [group.pk for group in offer.invitation.groups.all()] == [harz.group_id]
    assert actions(centre=harz.ags) == ["account.joined_centre"]
    assert actions(centre=jena.ags) == ["account.left_centre", "jobcenter.vacated"]
    assert jena.name in mails(boss.email)[-1].subject


def test_somebody_works_for_at_least_one_centre(boss: User):
    user = builders.officer("stadt-jena")
    assert "mindestens ein Jobcenter" in act(boss, "centres", user).content.decode()
    assert user.groups.count() == 1


def test_a_new_invitation_ends_password_factor_and_sessions_and_tells_the_colleagues(boss: User):
    user = builders.officer("stadt-jena", "landkreis-harz", first_name="Rosa", last_name="Beispiel")
    colleagues = [builders.officer("stadt-jena"), builders.officer("landkreis-harz")]
    gone = builders.officer("stadt-jena", is_active=False)
    TOTP.activate(user, SECRET)
    user.set_password(PASSWORD)
    user.save()
    running, groups = client_for(user), set(user.groups.all())
    assert act(boss, "renew", user).status_code == 302
    assert running.get("/admin/").status_code == 302
    assert give_password(Client(), user.email).status_code == 200, "das alte Passwort gilt noch"
    assert not Authenticator.objects.filter(user=user).exists()
    for colleague in colleagues:
        [mail] = mails(colleague.email)
        assert "Rosa Beispiel" in mail.text and str(boss) in mail.text and "/einladung/" not in mail.text
    assert not mails(gone.email)
    assert "gelten nicht mehr" in mails(user.email)[-1].text
    path = link(user.email)
    assert Client().post(path, ACCEPT).status_code == 302
    assert Client().post(path, ACCEPT).status_code == 404
    assert give_password(Client(), user.email).status_code == 302
    assert set(User.objects.get(pk=user.pk).groups.all()) == groups
    assert actions(centre=builders.centre("stadt-jena").ags) == [
        "account.renewed",
        "invitation.accepted",
        "invitation.sent",
    ]


def test_without_password_the_invitation_is_the_only_way_back(boss: User):
    user = builders.officer("stadt-jena")
    act(boss, "renew", user)
    before = len(mails(user.email))
    Client().post("/admin/passwort/vergessen/", {"email": user.email})
    assert len(mails(user.email)) == before


def test_an_invitation_can_be_sent_again_and_taken_back(boss: User):
    old = invitations.invite(invitations.Guest(NEW, "Ines"), Role.REDAKTION, [builders.centre().group])
    first = link(NEW)
    assert act(boss, "resend", old.invitation).status_code == 302
    assert Client().get(first).status_code == 404 and Client().get(link(NEW)).status_code == 200
    again = Invitation.objects.get(closed_at=None)
    assert (again.first_name, list(again.groups.all())) == ("Ines", [builders.centre().group])
    assert act(boss, "revoke", again).status_code == 302
    assert Client().get(link(NEW)).status_code == 404


def test_sent_twice_an_act_happens_once(boss: User):
    user, client = builders.officer("stadt-jena"), client_for(boss)
    path = address("renew", user)
    fields = hidden(client, path)
    assert [client.post(path, fields).status_code for _ in range(3)] == [302, 302, 302]
    assert len(mails(user.email)) == 1


def test_the_slower_of_two_coordinators_is_told(boss: User):
    user, slow = builders.officer("stadt-jena"), client_for(builders.coordinator())
    fields = hidden(slow, address("lock", user))
    moved = hidden(slow, address("centres", user)) | {"centres": ["stadt-jena"]}
    act(boss, "lock", user)
    answer = slow.post(address("lock", user), fields)
    assert answer.status_code == 409 and "schon gesperrt" in answer.content.decode()
    assert slow.post(address("centres", user), moved).status_code == 409
    assert actions(object_id=str(user.pk)) == ["account.locked"]


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(boss: User):
    user, slow = builders.officer("stadt-jena"), client_for(builders.coordinator())
    path = address("centres", user)
    fields = hidden(slow, path) | {"centres": ["kreis-dueren"]}
    act(boss, "centres", user, centres=["stadt-jena", "landkreis-harz"])
    answer = slow.post(path, fields)
    assert answer.status_code == 409 and "Inzwischen hat jemand anderes" in answer.content.decode()
    assert {centre.slug for centre in acts.centres_of(user)} == {"stadt-jena", "landkreis-harz"}
    assert slow.post(path, hidden(slow, path) | {"centres": ["kreis-dueren"]}).status_code == 302


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="Zeilensperren gibt es nur auf PostgreSQL")
@pytest.mark.django_db(transaction=True)
def test_when_the_last_two_leave_at_the_same_moment_the_alarm_is_raised(boss: User):
    first, second = builders.officer(), builders.officer()

    def leave() -> None:
        try:
            acts.lock(second, boss)
        finally:
            connection.close()

    thread = Thread(target=leave)
    with transaction.atomic():
        acts.lock(first, boss)
        thread.start()
        # Whoever does not wait for this transaction is done by then, and took the first one for still there.
        thread.join(timeout=1)
    thread.join()
    assert not User.objects.filter(pk__in=[first.pk, second.pk], is_active=True).exists()
    assert len(mails(boss.email)) == 1


def test_a_get_changes_nothing(boss: User):
    user, client = builders.officer("stadt-jena"), client_for(boss)
    for view in ("lock", "renew", "centres", "unlock"):
        assert client.get(address(view, user)).status_code == 200
    assert not AuditEntry.objects.exists() and not mails(user.email)


def test_a_mixed_account_is_renewed_with_all_it_has():
    user = builders.officer("stadt-jena")
    user.groups.add(Group.objects.get(name=KOORDINATION_GROUP))
    groups = set(user.groups.all())
    act(builders.technik(), "renew", user)
    Client().post(link(user.email), ACCEPT)
    assert set(User.objects.get(pk=user.pk).groups.all()) == groups
