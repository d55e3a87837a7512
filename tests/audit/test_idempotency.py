"""A form that is sent twice acts once."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import connection

from campaign.audit.idempotency import new_token, once
from campaign.audit.log import record
from campaign.audit.models import AuditEntry, UsedToken

only_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="gleichzeitige Schreiber hat nur PostgreSQL"
)


def acting() -> str:
    record("form.sent")
    return f"/fertig/{AuditEntry.objects.count()}/"


@pytest.mark.django_db
def test_the_second_sending_gets_the_result_of_the_first(officer):
    token = new_token()
    assert [once(token, officer, acting), once(token, officer, acting)] == ["/fertig/1/", "/fertig/1/"]
    assert AuditEntry.objects.count() == 1


@pytest.mark.django_db
def test_two_forms_act_twice_and_their_tokens_have_128_bit(officer):
    assert once(new_token(), officer, acting) != once(new_token(), officer, acting)
    assert len(new_token()) == 22


@pytest.mark.django_db
def test_somebody_else_learns_nothing_from_a_used_token(officer, colleague):
    token = new_token()
    once(token, officer, acting)
    for other in (colleague, None):
        with pytest.raises(PermissionDenied):
            once(token, other, acting)
    assert AuditEntry.objects.count() == 1


@pytest.mark.django_db
def test_forms_without_account_are_protected_too():
    token = new_token()
    assert once(token, None, acting) == once(token, None, acting)


@pytest.mark.django_db
@pytest.mark.parametrize("token", ["", "x" * 65, "a b", "a\x00", "ä", "a\n", None])
@pytest.mark.parametrize("kind", [SuspiciousOperation, ValueError])
def test_an_empty_or_oversized_or_foreign_token_is_refused(officer, token, kind):
    with pytest.raises(kind):
        once(token, officer, acting)
    assert not AuditEntry.objects.exists()


@pytest.mark.django_db
def test_a_form_whose_act_failed_can_be_sent_again(officer):
    token = new_token()

    def failing() -> str:
        record("form.sent")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        once(token, officer, failing)
    assert not UsedToken.objects.exists()
    assert not AuditEntry.objects.exists()
    assert once(token, officer, acting) == "/fertig/1/"


@only_postgresql
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("first_fails", "acts"), [(False, 1), (True, 2)])
def test_of_two_sendings_at_the_same_moment_one_acts_and_the_other_waits(officer, first_fails, acts):
    token, started, calls = new_token(), threading.Event(), []

    def slow() -> str:
        calls.append(1)
        number = len(calls)
        started.set()
        time.sleep(0.5)
        if first_fails and number == 1:
            raise RuntimeError
        return f"/fertig/{number}/"

    def send() -> str:
        try:
            return once(token, officer, slow)
        except RuntimeError:
            return "Fehler"
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(send)
        assert started.wait(5)
        second = pool.submit(send)
        answers = [first.result(10), second.result(10)]
    assert len(calls) == acts
    assert answers == (["Fehler", "/fertig/2/"] if first_fails else ["/fertig/1/", "/fertig/1/"])
