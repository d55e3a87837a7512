"""Consents of the demo's persons, entered like a Redaktion does: a signed form on paper, with its scan."""

from datetime import timedelta

from django.core.files.base import ContentFile
from django.utils import timezone

from campaign.accounts.models import User
from stories.consents import acts
from stories.consents.rules import Channel, Giver, NameForm
from stories.models import Consent, Person

SIGNED_AGO = timedelta(days=20)
CHANNELS = frozenset({Channel.WEB, Channel.PRINT, Channel.PARTNERS})
# Every second person lets the press use the pictures as well.
WITH_PRESS = CHANNELS | {Channel.PRESS, Channel.SOCIAL}


def give_consent(person: Person, officer: User) -> None:
    """Enter a consent for a demo person who has none yet."""
    if person.consents.exists() or "Beispiel" not in person.shown_name:
        return
    declared = acts.Declared(
        giver=Giver.SELF,
        giver_name=_civil_name(person),
        form=Consent.Form.STAFF if person.kind == Person.Kind.STAFF else Consent.Form.PAPER,
        channels=WITH_PRESS if person.pk % 2 else CHANNELS,
        declared_on=timezone.localdate() - SIGNED_AGO,
        name_form=NameForm(person.name_form),
        special_categories=person.special,
    )
    acts.record(person, declared, actor=officer, scan=ContentFile(_scan(), "bogen.pdf"))


def _civil_name(person: Person) -> str:
    if person.name_form == Person.NameForm.CHANGED:
        return "Beispiel Person"
    return f"{person.shown_name.replace('Beispiel-Person', '').replace('Beispiel', '').strip()} Beispiel"


def _scan() -> bytes:
    """Draw the smallest PDF that says it is an example."""
    content = b"BT /F1 20 Tf 60 760 Td (Beispiel: unterschriebener Bogen) Tj ET"
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    drawn, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(drawn))
        drawn += b"%d 0 obj%sendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(drawn))
    return drawn + head + table + tail
