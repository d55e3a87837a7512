"""When a consent counts, who must give it, and what is missing: on plain data, without a database.

`stories/models/coverage.py` asks the same of the database at every request; a test compares the two.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum, StrEnum
from typing import Final, NamedTuple

FOURTEEN_BEFORE_ADULT = 4
# So long what was declared before the 18th birthday holds on: time to ask the person herself again.
ASK_AGAIN_WITHIN = timedelta(days=90)


class Channel(StrEnum):
    """Where a story may be shown; the value is the name of the column."""

    WEB = "web"
    PRESS = "press"
    SOCIAL = "social"
    PRINT = "print"
    PARTNERS = "partners"


CHANNELS: Final[dict[Channel, str]] = {
    Channel.WEB: "Website der Kampagne",
    Channel.PRESS: "Presse",
    Channel.SOCIAL: "Soziale Medien",
    Channel.PRINT: "Gedrucktes",
    Channel.PARTNERS: "Websites der Partner",
}


class Giver(StrEnum):
    """Who declares."""

    SELF = "self"
    GUARDIAN_1 = "guardian1"
    GUARDIAN_2 = "guardian2"


GIVERS: Final[dict[Giver, str]] = {
    Giver.SELF: "die Person selbst",
    Giver.GUARDIAN_1: "sorgeberechtigte Person",
    Giver.GUARDIAN_2: "zweite sorgeberechtigte Person",
}


class Age(StrEnum):
    """How old somebody was when she was entered."""

    ADULT = "adult"
    YOUTH = "youth"
    CHILD = "child"


class NameForm(StrEnum):
    """How much of the name may be shown; each allows what comes before it."""

    CHANGED = "changed"
    FIRST = "first"
    FULL = "full"


NAME_FORMS: Final[dict[NameForm, str]] = {
    NameForm.CHANGED: "einen geänderten Namen",
    NameForm.FIRST: "nur den Vornamen",
    NameForm.FULL: "den vollen Namen",
}


class State(Enum):
    """The life of one declaration, in the words of the admin."""

    VALID = "gültig"
    NOT_YET = "noch nicht gültig"
    UNPROVEN = "Nachweis fehlt"
    EXPIRED = "abgelaufen"
    RESTS = "ruht"
    REPLACED = "ersetzt"
    WITHDRAWN = "widerrufen"


@dataclass(frozen=True)
class Declaration:
    """One yes: by whom, for which channels, from and until when (both days included)."""

    giver: Giver
    channels: frozenset[Channel]
    declared_on: date
    valid_until: date | None = None
    special_categories: bool = False
    proven: bool = True
    withdrawn: bool = False
    rests: bool = False
    replaced: bool = False
    for_staff: bool = False
    name_form: NameForm = NameForm.FULL
    # Of two declared on one day the one with the higher number is the later.
    number: int = 0


@dataclass(frozen=True)
class Portrayed:
    """Somebody in a story. `special`: the story tells of health, origin, faith or the like of her (Art. 9 DSGVO)."""

    name: str
    age: Age = Age.ADULT
    adult_on: date | None = None
    guardians: int = 2
    is_staff: bool = False
    special: bool = False
    name_form: NameForm = NameForm.FIRST
    declarations: tuple[Declaration, ...] = field(default=())


class Gap(NamedTuple):
    """A declaration that is missing: whose, and the sentence that says so."""

    giver: Giver
    text: str


def state(declaration: Declaration, today: date) -> State:
    """Return where a declaration stands; what ended it for good is said before what ended it for now."""
    reasons = (
        (declaration.withdrawn, State.WITHDRAWN),
        (declaration.replaced, State.REPLACED),
        (declaration.rests, State.RESTS),
        (declaration.valid_until is not None and declaration.valid_until < today, State.EXPIRED),
        (not declaration.proven, State.UNPROVEN),
        (declaration.declared_on > today, State.NOT_YET),
    )
    return next((found for holds, found in reasons if holds), State.VALID)


def is_adult(person: Portrayed, today: date) -> bool:
    """Say whether somebody is of age today, whatever she was when she was entered."""
    return person.age is Age.ADULT or (person.adult_on is not None and person.adult_on <= today)


def required_givers(person: Portrayed, today: date) -> tuple[Giver, ...]:
    """Return who must have agreed: adults themselves, for minors all guardians, from 14 the minor as well."""
    if is_adult(person, today):
        return (Giver.SELF,)
    guardians = (Giver.GUARDIAN_1, Giver.GUARDIAN_2)[: max(1, person.guardians)]
    has_turned_14 = person.adult_on is not None and person.adult_on <= years_later(
        today, FOURTEEN_BEFORE_ADULT
    )
    return (*guardians, Giver.SELF) if person.age is Age.YOUTH or has_turned_14 else guardians


def years_later(day: date, years: int) -> date:
    """Return the same day of a later year; 28 February for 29 February where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def covers(person: Portrayed, channel: Channel, today: date) -> bool:
    """Say whether everybody who must agree has agreed to this channel, and the yes holds today."""
    return all(
        any(_counts(one, giver, channel, person, today) for one in person.declarations)
        for giver in required_givers(person, today)
    )


def ends_on(person: Portrayed, channel: Channel, today: date) -> date | None:
    """Return the last day the channel is covered; None when it is not, or is without end."""
    if not covers(person, channel, today):
        return None
    ends = [_longest(person, giver, channel, today) for giver in required_givers(person, today)]
    if not is_adult(person, today) and person.adult_on and not covers(person, channel, person.adult_on):
        ends.append(person.adult_on - timedelta(days=1))
    return min((end for end in ends if end), default=None)


def missing(person: Portrayed, channel: Channel, today: date) -> Iterator[Gap]:
    """Yield what stands in the way of this channel, a German sentence for each giver."""
    for giver in required_givers(person, today):
        own = [one for one in person.declarations if one.giver is giver and not one.replaced]
        valid = [one for one in own if state(one, today) is State.VALID]
        if not valid:
            yield Gap(giver, _why_none(person, giver, own, today))
        elif text := _why_too_narrow(person, giver, valid, channel, today):
            yield Gap(giver, text)
        elif not any(_counts(one, giver, channel, person, today) for one in valid):
            subject = _subject(person, giver)
            yield Gap(
                giver,
                f"{subject}, die neu eingetragen ist, erlaubt weniger. Bitte laden Sie ihren Nachweis hoch.",
            )


def _why_too_narrow(
    person: Portrayed, giver: Giver, valid: list[Declaration], channel: Channel, today: date
) -> str:
    """Say what the valid declarations of one giver do not allow; "" when they allow everything."""
    subject = _subject(person, giver)
    if all(_is_outgrown(one, person, today) for one in valid):
        return f"{subject} stammt aus der Zeit vor dem 18. Geburtstag: Bitte fragen Sie noch einmal."
    if not any(channel in one.channels for one in valid):
        return f"{subject} gilt nicht für: {CHANNELS[channel]}."
    if person.special and not any(one.special_categories for one in valid):
        return f"{subject} nennt die besonderen Angaben nicht ausdrücklich."
    if person.is_staff and giver is Giver.SELF and not any(one.for_staff for one in valid):
        return f"{person.name} arbeitet im Jobcenter: Nötig ist das Formular für Beschäftigte."
    ranks = list(NameForm)
    widest = max((one.name_form for one in valid), key=ranks.index)
    if ranks.index(widest) < ranks.index(person.name_form):
        return f"{subject} erlaubt {NAME_FORMS[widest]}, die Geschichte zeigt aber {NAME_FORMS[person.name_form]}."
    return ""


def _why_none(person: Portrayed, giver: Giver, own: Iterable[Declaration], today: date) -> str:
    reasons = {
        State.WITHDRAWN: "ist widerrufen",
        State.RESTS: "ruht",
        State.EXPIRED: "ist abgelaufen",
        State.UNPROVEN: "hat noch keinen Nachweis: Bitte laden Sie ihn hoch",
        State.NOT_YET: "gilt erst später",
    }
    found = {state(one, today) for one in own}
    why = next((text for one, text in reversed(reasons.items()) if one in found), "fehlt")
    return f"{_subject(person, giver)} {why}."


def _subject(person: Portrayed, giver: Giver) -> str:
    whose = person.name if giver is Giver.SELF else f"{person.name} ({GIVERS[giver]})"
    return f"Die Einwilligung von {whose}"


def _counts(one: Declaration, giver: Giver, channel: Channel, person: Portrayed, today: date) -> bool:
    return (
        one.giver is giver
        and channel in one.channels
        and (one.special_categories or not person.special)
        and _allows_name(one, person)
        and state(one, today) is State.VALID
        and not _is_outgrown(one, person, today)
        and not any(_takes_back(other, one, channel, person, today) for other in person.declarations)
    )


def _takes_back(
    later: Declaration, one: Declaration, channel: Channel, person: Portrayed, today: date
) -> bool:
    """Say whether a later word of the same giver allows less: a yes waits for its proof, a no does not."""
    is_later = (later.declared_on, later.number) > (one.declared_on, one.number)
    expired = later.valid_until is not None and later.valid_until < today
    ended = later.withdrawn or later.replaced or later.rests or later.proven
    if later.giver is not one.giver or not is_later or ended or later.declared_on > today:
        return False
    return (
        expired
        or channel not in later.channels
        or (person.special and not later.special_categories)
        or not _allows_name(later, person)
    )


def outgrown_on(person: Portrayed) -> date | None:
    """Return the last day on which what was declared before the 18th birthday counts; None where none is known."""
    return None if person.age is Age.ADULT or not person.adult_on else person.adult_on + ASK_AGAIN_WITHIN


def _is_outgrown(one: Declaration, person: Portrayed, today: date) -> bool:
    last = outgrown_on(person)
    return last is not None and last < today and one.declared_on < (person.adult_on or today)


def _allows_name(one: Declaration, person: Portrayed) -> bool:
    ranks = list(NameForm)
    return ranks.index(one.name_form) >= ranks.index(person.name_form)


def _longest(person: Portrayed, giver: Giver, channel: Channel, today: date) -> date | None:
    last = outgrown_on(person)
    ends = []
    for one in person.declarations:
        if _counts(one, giver, channel, person, today):
            limits = [
                one.valid_until,
                last if last and one.declared_on < (person.adult_on or today) else None,
            ]
            ends.append(min((limit for limit in limits if limit), default=None))
    return None if None in ends else max((end for end in ends if end), default=None)
