"""Who must agree, and when a yes counts: as pure rules, and the same asked of the database."""

from datetime import date, datetime, timedelta
from itertools import product

import pytest
from django.db import connection
from django.utils import timezone

from campaign.publishing.models import Approval
from stories.consents import rules
from stories.consents.rules import Age, Channel, Declaration, Giver, NameForm, Portrayed, State
from stories.models import Consent, Person, Portrayal, StoryPage
from stories.models.coverage import covered, not_covered, uncovered
from tests import builders

TODAY = date(2026, 11, 22)
DAY = timedelta(days=1)
WEB = frozenset({Channel.WEB})


def yes(giver: Giver = Giver.SELF, **values) -> Declaration:
    return Declaration(**{"giver": giver, "channels": WEB, "declared_on": TODAY - DAY} | values)


def somebody(*declarations: Declaration, **values) -> Portrayed:
    return Portrayed(**{"name": "Beispiel", "declarations": declarations} | values)


@pytest.mark.parametrize(
    ("values", "state"),
    [
        ({}, State.VALID),
        ({"declared_on": TODAY}, State.VALID),
        ({"declared_on": TODAY + DAY}, State.NOT_YET),
        ({"valid_until": TODAY}, State.VALID),
        ({"valid_until": TODAY - DAY}, State.EXPIRED),
        ({"proven": False}, State.UNPROVEN),
        ({"rests": True}, State.RESTS),
        ({"replaced": True}, State.REPLACED),
        ({"withdrawn": True}, State.WITHDRAWN),
        ({"withdrawn": True, "replaced": True, "rests": True}, State.WITHDRAWN),
    ],
)
def test_the_state_of_a_declaration_follows_from_its_days_and_what_ended_it(values, state):
    assert rules.state(yes(**values), TODAY) is state
    assert rules.covers(somebody(yes(**values)), Channel.WEB, TODAY) is (state is State.VALID)


SELF, ONE, TWO = Giver.SELF, Giver.GUARDIAN_1, Giver.GUARDIAN_2


@pytest.mark.parametrize(
    ("values", "givers"),
    [
        ({}, {SELF}),
        ({"age": Age.CHILD}, {ONE, TWO}),
        ({"age": Age.CHILD, "guardians": 1}, {ONE}),
        ({"age": Age.YOUTH}, {ONE, TWO, SELF}),
        ({"age": Age.YOUTH, "guardians": 1}, {ONE, SELF}),
        ({"age": Age.YOUTH, "adult_on": TODAY + DAY}, {ONE, TWO, SELF}),
        ({"age": Age.YOUTH, "adult_on": TODAY}, {SELF}),
        ({"age": Age.CHILD, "adult_on": date(2030, 11, 22)}, {ONE, TWO, SELF}),
        ({"age": Age.CHILD, "adult_on": date(2030, 11, 23)}, {ONE, TWO}),
    ],
)
def test_minors_need_their_guardians_and_from_14_their_own_yes(values, givers):
    assert set(rules.required_givers(somebody(**values), TODAY)) == givers


def test_the_day_before_a_leap_day_is_no_error():
    assert rules.years_later(date(2028, 2, 29), 1) == date(2029, 2, 28)


@pytest.mark.parametrize(
    ("person", "words"),
    [
        (somebody(), "fehlt"),
        (somebody(yes(withdrawn=True)), "ist widerrufen"),
        (somebody(yes(valid_until=TODAY - DAY)), "ist abgelaufen"),
        (somebody(yes(proven=False)), "keinen Nachweis"),
        (somebody(yes(rests=True)), "ruht"),
        (somebody(yes(channels=frozenset({Channel.PRESS}))), "gilt nicht für: Website"),
        (somebody(yes(), special=True), "besonderen Angaben"),
        (somebody(yes(), is_staff=True), "Formular für Beschäftigte"),
        (somebody(yes(name_form=NameForm.FIRST), name_form=NameForm.FULL), "den vollen Namen"),
        (somebody(yes(), age=Age.YOUTH, guardians=1), "sorgeberechtigte Person"),
    ],
)
def test_what_is_missing_is_one_sentence_per_giver(person, words):
    (gap,) = rules.missing(person, Channel.WEB, TODAY)
    assert words in gap.text and gap.text.endswith(".")


def test_nothing_is_missing_when_all_have_agreed_to_everything():
    staff = somebody(yes(for_staff=True, special_categories=True), is_staff=True, special=True)
    assert not list(rules.missing(staff, Channel.WEB, TODAY))


def test_the_first_of_the_needed_consents_to_end_ends_the_channel():
    child = somebody(
        yes(ONE, valid_until=TODAY + 9 * DAY), yes(TWO, valid_until=TODAY + 5 * DAY), age=Age.CHILD
    )
    assert rules.ends_on(child, Channel.WEB, TODAY) == TODAY + 5 * DAY
    assert rules.ends_on(somebody(yes()), Channel.WEB, TODAY) is None


def test_what_was_declared_before_the_18th_birthday_holds_90_days_longer_and_then_no_more():
    for days, counts in ((0, True), (90, True), (91, False)):
        grown = somebody(yes(declared_on=TODAY - 400 * DAY), age=Age.YOUTH, adult_on=TODAY - days * DAY)
        assert rules.covers(grown, Channel.WEB, TODAY) is counts
    (gap,) = rules.missing(grown, Channel.WEB, TODAY)
    assert "vor dem 18. Geburtstag" in gap.text
    again = somebody(yes(declared_on=TODAY - 91 * DAY), age=Age.YOUTH, adult_on=TODAY - 91 * DAY)
    assert rules.covers(again, Channel.WEB, TODAY) and rules.ends_on(again, Channel.WEB, TODAY) is None


def test_the_18th_birthday_is_an_end_that_lists_can_name():
    soon = TODAY + 5 * DAY
    minor = somebody(yes(ONE), yes(), age=Age.YOUTH, guardians=1, adult_on=soon)
    assert rules.ends_on(minor, Channel.WEB, TODAY) == soon + 90 * DAY
    child = somebody(yes(ONE), age=Age.CHILD, guardians=1, adult_on=TODAY + 2000 * DAY)
    assert rules.ends_on(child, Channel.WEB, TODAY) == child.adult_on - DAY


AGES = [
    {"age": "adult"},
    {"age": "child", "guardians": 1},
    {"age": "child", "adult_on": "today"},
    {"age": "child", "guardians": 1, "adult_on": "in four years"},
    {"age": "youth", "guardians": 2},
    {"age": "youth", "guardians": 1, "adult_on": "90 days ago"},
    {"age": "youth", "guardians": 1, "adult_on": "91 days ago"},
]
DECLARED = [
    {},
    {"web": False},
    {"valid_until": "yesterday"},
    {"valid_until": "today"},
    {"declared_on": "tomorrow"},
    {"declared_on": "91 days ago"},
    {"declared_on": "long ago"},
    {"withdrawn_at": "now"},
    {"rests_since": "now"},
    {"form": "paper"},
    {"form": "paper", "scan_hash": "0" * 64},
    {"special_categories": True},
    {"name_form": "changed"},
    {"name_form": "full"},
]
GIVERS = [{SELF}, {ONE}, {SELF, ONE}, {SELF, ONE, TWO}]
# A second word of the same giver, later than the first of DECLARED unless it says otherwise.
LATER = [
    {"form": "paper", "web": False},
    {"form": "paper"},
    {"form": "paper", "name_form": "changed"},
    {"form": "paper", "valid_until": "yesterday"},
    {"form": "paper", "web": False, "declared_on": "tomorrow"},
    {"form": "paper", "web": False, "declared_on": "91 days ago"},
    {"form": "paper", "web": False, "withdrawn_at": "now"},
    {"form": "paper", "web": False, "rests_since": "now"},
    {"form": "paper", "web": False, "scan_hash": "0" * 64},
    {"web": False},
]
PAIRS = [(declared, None) for declared in DECLARED] + [
    (first, later)
    for first in ({}, {"declared_on": "91 days ago"}, {"special_categories": True})
    for later in LATER
]


def store_everybody(story: StoryPage, today: date) -> None:
    """Store a person of every kind with every combination of words, all with the name „B“, in two statements."""
    days = {
        "yesterday": today - DAY,
        "today": today,
        "tomorrow": today + DAY,
        "now": timezone.make_aware(datetime(2026, 1, 1)),
        "in four years": rules.years_later(today, 4),
        "90 days ago": today - 90 * DAY,
        "91 days ago": today - 91 * DAY,
        "long ago": today - 400 * DAY,
    }
    base = {"declared_on": today, "form": "online", "web": True, "giver_name": "Beispiel"}
    people, declared = [], []
    for age, pair, givers, special in product(AGES, PAIRS, GIVERS, (False, True)):
        known = {key: days.get(value, value) for key, value in age.items()}
        people.append(Person(story=story, shown_name="B", special=special, **known))
        for said in filter(None, (pair[0] or {"web": True}, pair[1])):
            values = base | {key: days.get(value, value) for key, value in said.items()}
            declared += [Consent(person=people[-1], giver=giver.value, **values) for giver in givers]
    Person.objects.bulk_create(people)
    # Their keys say which of two words of a day is the later one.
    Consent.objects.bulk_create(declared)


@pytest.mark.django_db
def test_the_database_and_the_rules_agree_on_every_combination():
    """A few hundred people of every kind: what hides a story at once must be exactly what the rules call missing."""
    today = timezone.localdate()
    approval = builders.published(author=builders.officer()).approvals.get()
    store_everybody(approval.page.storypage, today)
    people = list(Person.objects.filter(shown_name="B").prefetch_related("consents"))
    Portrayal.objects.filter(approval=approval).delete()
    portrayals = Portrayal.objects.bulk_create(Portrayal.of(approval, one) for one in people)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            # Nobody has told the database yet that the tables have grown: it would read them whole for each person.
            cursor.execute("ANALYZE stories_person, stories_consent, stories_portrayal")
    lacking = set(Portrayal.objects.filter(uncovered()).values_list("person_id", flat=True))
    expected = {one.pk for one in people if not rules.covers(one.as_portrayed(), Channel.WEB, today)}
    assert lacking == expected
    assert 0 < len(lacking) < len(portrayals) == 7 * 44 * 4 * 2
    asked = Approval.objects.filter(pk=approval.pk)
    assert not covered(asked).exists() and not_covered(asked).exists()
    Portrayal.objects.filter(person__in=lacking).delete()
    assert covered(asked).exists() and not not_covered(asked).exists()
    Portrayal.objects.all().delete()
    assert not covered(asked).exists() and not_covered(asked).exists()
