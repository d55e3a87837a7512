"""What every mail of every test is measured by (tests/mails.py) finds the faults that it is there for."""

import pytest
from django.template import Context, Engine

from tests import mails

GOOD = (
    "Guten Tag,\n\ndie Geschichte „Wieder da“ liegt bereit.\n\nAnsehen: https://beispiel.test/1/\n\n--\nFuß"
)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("Guten Tag,", "Hallo,", "beginnt nicht mit einem Gruß"),
        ("https://beispiel.test/1/", "dort", "führt nirgends hin"),
        ("https://beispiel.test/1/", "https://a.test/ https://b.test/", "2 Verweise"),
        ("Wieder da", "", "leere Anführungszeichen"),
        ("liegt bereit", "liegt  bereit", "Lücke im Satz"),
        ("liegt bereit", "liegt bis None bereit", "englisches Wort"),
        (" bereit.", " bereit .", "Leerzeichen vor dem Satzzeichen"),
        ("liegt bereit", "liegt {{ when }} bereit", "Rest der Vorlage"),
        ("die Geschichte", "Stand: \ndie Geschichte", "Wert fehlt"),
    ],
)
def test_a_mail_with_a_gap_is_found(old, new, fault):
    assert mails.faults("review_submitted", "Bitte freigeben", GOOD) == []
    found = mails.faults("review_submitted", "Bitte freigeben", GOOD.replace(old, new))
    assert any(one.startswith(fault) for one in found), found


def test_a_value_that_nobody_handed_over_is_found():
    template = Engine.get_default().get_template("emails/review_sent_back.txt")
    known = {"reason": "Zu lang.", "edit_url": "https://beispiel.test/1/"}
    assert mails.empty_values(template, Context(known)) == ["title"]
    assert mails.empty_values(template, Context(known | {"title": "Wieder da"})) == []


def test_the_exceptions_are_kinds_of_mail_that_there_are():
    assert mails.WITHOUT_LINK | mails.SEVERAL_LINKS <= mails.kinds()
