"""Which requests are sent: everything in full, or a fair part of it that is the same every time."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from zlib import crc32

from django.urls import resolve

from campaign.accounts.gate import Access, access, table
from campaign.accounts.roles import Role
from tests.matrix import bodies
from tests.matrix.addresses import STATES, Address, Keys, all_addresses, keys_of, missing_keys
from tests.matrix.walker import FOREIGN, NOT_OWN, OWN, Answer, Findings, Walker
from tests.matrix.world import World

REDAKTION = frozenset({Role.REDAKTION})
OFFICERS = tuple(NOT_OWN)
# Refused at once, so that there is nothing to save.
CHEAP = ("anonymous", "no role")
# Nothing is foreign to them: what they meet can be public without approval, or fail.
HALVES = ("coordinator", "technik")
# In so many states of a page every question is asked.
CELLS_ASKED = 4
# Where links are chosen, another centre's public pages are there.
CHOOSING = {view for view, parts in table().objects_of.items() if "choosable" in parts.values()}
IN_PUBLIC = ("live", "live with draft", "section", "folder")


@dataclass
class Cell:
    """One address with own, foreign and missing keys."""

    own: Address
    foreign: Address
    missing: Address


def cells(world: World, who: str, states: tuple[str, ...] = STATES) -> list[Cell]:
    """Return all addresses for somebody, each three times."""
    own = world.centres[OWN.get(who, "harz")]
    foreign = world.centres[NOT_OWN.get(who, "jena")]
    filled = [all_addresses(keys, states) for keys in (keys_of(own), keys_of(foreign), missing_keys)]
    return [Cell(*three) for three in zip(*filled, strict=True)]


def turn(view: str, who: str) -> int:
    """Return a number that stays the same for a view, and that goes up by one from person to person."""
    return crc32(view.encode()) + list(FOREIGN).index(who)


def share(cells: list[Cell], who: str, whole: bool) -> list[Cell]:
    """Return the cells that a person meets: all, but the Koordination those of one half of the views, the Technik of the
    other.
    """
    if whole or who not in HALVES:
        return cells
    return [cell for cell in cells if turn(cell.own.view, who) % 2]


def one_of_each(cells: Iterable[Cell], who: str) -> list[Cell]:
    """Return one cell of every view, for each person another one where there are several."""
    return [found[turn(found[0].own.view, who) % len(found)] for found in _by_view(cells)]


def _by_view(cells: Iterable[Cell]) -> Iterable[list[Cell]]:
    by_view: dict[str, list[Cell]] = {}
    for cell in cells:
        by_view.setdefault(cell.own.view, []).append(cell)
    return by_view.values()


def one_of_each_view(addresses: Iterable[Address]) -> list[Address]:
    """Return the first address of every view."""
    return list({one.view: one for one in reversed(list(addresses))}.values())


def queries(world: World, who: str) -> list[str]:
    """Return the questions that a list can be asked, naming another centre's objects where it takes keys."""
    there = world.centres[NOT_OWN.get(who, "jena")]
    page, keys = there.pages["draft"], there.keys
    return [
        f"?q={there.words.everywhere}",
        f"?id={page}&id={keys['image']}&id={keys['document']}&next=/admin/",
        "?id=all&childOf=1",
        "?p=1&ordering=-latest_revision_created_at",
        f"?collection_id={keys['collection']}",
        f"?tag={there.words.tag}",
        f"?term={there.words.tag[:-5]}",
        "?export=csv",
        "?export=xlsx",
        f"?child_of={there.pages['folder']}&fields=*&format=json&limit=50",
        f"?user={keys['person']}&owner={keys['person']}&object_id={page}&_w_filter_fragment=1",
        f"?parent_page_id={there.pages['folder']}&page_type=stories.storypage&multiple=1",
    ]


def walk(walker: Walker, world: World, whole: bool) -> None:
    """Send the requests of one person: GET with and without questions, POST empty and full.

    whole: every cell, and every question to every view. Otherwise one cell of every view with one question, and of
    what is sent there the `thirds`.
    """
    who, there = walker.who, share(cells(world, walker.who), walker.who, whole)
    for cell in there if whole else one_of_each(there, who):
        parts = thirds(cell.own.view, who, whole)
        if who in OFFICERS:
            _as_officer(walker, world, cell, parts)
        else:
            three = [cell.own, cell.foreign, cell.missing]
            _as_other(walker, three if whole else [three[turn(cell.own.view, who) // 3 % 3]], parts)
    for path in asked(there, queries(world, who), who, whole):
        walker.ask("get", path)


def asked(cells: Iterable[Cell], questions: list[str], who: str, whole: bool) -> Iterator[str]:
    """Yield own addresses with questions: each question to some cells of every view in turn, or one to one of them."""
    for found in _by_view(cells):
        number = turn(found[0].own.view, who)
        for step, question in enumerate(questions):
            if whole or step == number % len(questions):
                for cell in range(min(CELLS_ASKED, len(found)) if whole else 1):
                    yield found[(number + step + cell) % len(found)].own.path + question


def thirds(view: str, who: str, whole: bool) -> set[int]:
    """Return what of the requests to a view a person sends: 0 looks, 1 sends nothing, 2 sends the form.

    The three officers together send all of it to every view, the Koordination or the Technik two thirds; who is
    refused at once sends all.
    """
    if whole or who in CHEAP:
        return {0, 1, 2}
    number = turn(view, who)
    return {number % 3, (number + 1) % 3} if who in HALVES else {number % 3}


def _as_officer(walker: Walker, world: World, cell: Cell, parts: set[int]) -> None:
    if 2 in parts:
        shown = walker.ask("get", cell.own.path)
        form = bodies.form_of(shown.html) if shown.status == 200 else {}
        _send(walker, cell, form, keys_of(world.centres[NOT_OWN[walker.who]]))
    if 0 in parts:
        _compare(walker, cell, "get", None)
    if 1 in parts:
        _compare(walker, cell, "post", {})


def _send(walker: Walker, cell: Cell, form: dict[str, str], foreign: Keys) -> None:
    """Send the own form: as it is, with foreign objects in it, and at the foreign object."""
    full: dict[str, Any] = dict(form) or bodies.guessed(foreign)
    written = walker.ask("post", cell.own.path, full).wrote
    pointed = bodies.pointed_at(form, foreign)
    if pointed != form:
        _point(walker, cell.own, pointed, bool(written))
    _compare(walker, cell, "post", full)
    if written and cell.own.kinds:
        walker.findings.attempts += 1
    if form and cell.own.view in ("wagtailadmin_pages:edit", "wagtailadmin_pages:add"):
        walker.ask("post", cell.foreign.path, full, HTTP_ACCEPT="application/json")


def _point(walker: Walker, own: Address, body: dict[str, str], would_write: bool) -> None:
    """Send the own form with foreign objects in it: it must do nothing at all."""
    answer = walker.ask("post", own.path, body)
    walker.findings.attempts += would_write
    if answer.wrote:
        text = f"{walker.who}: POST {own.path} mit fremden Objekten -> {answer.status}"
        walker.findings.writes.append(f"{text}: {', '.join(sorted(answer.wrote))}")


def _compare(walker: Walker, cell: Cell, method: str, body: Any) -> None:
    """Ask for the foreign object and for none: the answers must be the same."""
    there, nowhere = (walker.ask(method, one.path, body) for one in (cell.foreign, cell.missing))
    if access(cell.own.view, REDAKTION) in (Access.PUBLIC, Access.ENTRY) or not cell.own.kinds:
        return
    if cell.own.view in CHOOSING and cell.foreign.state in IN_PUBLIC:
        return
    if (there.status, there.body) != (nowhere.status, nowhere.body):
        what = f"{walker.who}: {method.upper()} {cell.own.view} {cell.foreign.path}"
        walker.findings.oddities.append(f"{what} -> {there.status}, fehlend -> {nowhere.status}")


def _as_other(walker: Walker, addresses: list[Address], parts: set[int]) -> None:
    for address in addresses:
        shown = walker.ask("get", address.path)
        form = bodies.form_of(shown.html) if shown.status == 200 else {}
        answers = [shown]
        if 1 in parts or (2 in parts and not form):
            answers.append(walker.ask("post", address.path, {}))
        if 2 in parts and form:
            answers.append(walker.ask("post", address.path, form))
        for answer in answers:
            _check_refusal(walker, address, answer)


def _check_refusal(walker: Walker, address: Address, answer: Answer) -> None:
    """Without login the way leads to the login, without a role nowhere."""
    expected = {"anonymous": 302, "no role": 403}.get(walker.who)
    # Ours lie in front of some of Wagtail's addresses.
    is_open = access(resolve(address.path).view_name, frozenset()) is Access.PUBLIC
    if expected and not is_open and answer.status != expected:
        walker.findings.oddities.append(f"{walker.who}: {address.path} -> {answer.status}")


def run(world: World, people: Iterable[str], whole: bool, belongings: dict[str, Any]) -> Findings:
    """Walk as each of these people and return what was found."""
    findings = Findings()
    for who in people:
        walk(Walker(world, who, findings, belongings), world, whole)
    return findings


def described(findings: Findings) -> Iterator[str]:
    """Yield the figures of a walk, one a line."""
    yield f"{findings.requests} Anfragen, {findings.attempts} Schreibversuche an Fremdem"
    yield f"{len(findings.leaks)} Lecks, {len(findings.writes)} fremde Schreibvorgänge"
    yield f"{len(findings.faults)} Fehler 5xx, {len(findings.oddities)} andere Abweichungen"
