"""Writes at another centre, really sent and never taken back: afterwards its rows and files are what they were."""

import hashlib
import logging
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import transaction

from tests.matrix import attempts
from tests.matrix import world as worlds
from tests.matrix.addresses import STATES
from tests.matrix.attempts import Attempt
from tests.matrix.belongings import Belongings
from tests.matrix.walker import Findings, Walker
from tests.matrix.world import World

FULL = os.environ.get("MATRIX") == "full"
# The stranger, the owner, their centres.
PAIRS = [
    ("officer A", "officer B", "harz", "jena"),
    ("officer B", "officer A", "jena", "harz"),
    ("officer A+B", "officer C", "jena", "dueren"),
]
SOME_STATES = ("draft", "section", "folder")
# So many must be complete: what the owner sends succeeds.
LEAST = 80 if FULL else 40
# Pictures are cut to size when somebody looks at them.
NO_ACT = {"media_campaignrendition"}


@pytest.fixture
def world(transactional_db: None) -> Iterator[World]:
    """Everything is committed, so that what happens after a commit happens here, too."""
    logging.disable(logging.ERROR)
    cache.clear()
    yield worlds.build()
    logging.disable(logging.NOTSET)


@pytest.mark.parametrize(("stranger", "owner", "own", "foreign"), PAIRS if FULL else PAIRS[:1])
def test_nobody_writes_at_another_centre(world: World, stranger: str, owner: str, own: str, foreign: str):
    findings, states = Findings(), STATES if FULL else SOME_STATES
    outside, inside = (Walker(world, who, findings, {}) for who in (stranger, owner))
    here, there = world.centres[own], world.centres[foreign]
    objects = list(attempts.on_objects(inside, there, states))
    references = list(attempts.on_references(outside, here, there, states))
    mine, theirs = Belongings(here), Belongings(there)
    files = stored_files()

    answered = [_strangely(one, outside) for one in [*objects, *references]]
    assert [text for text in answered if text] == []
    for belongings in (theirs, mine):
        assert belongings.changed(set(belongings.before)) == set(), belongings.record
    assert stored_files() == files

    done = [one for one in objects if _succeeds(one, inside, theirs)]
    done += [one for one in references if _succeeds(one, outside, mine)]
    views = {one.view for one in done}
    sys.stdout.write(f"{stranger}: {len(done)} vollständige fremde Schreibversuche, {len(views)} Ansichten\n")
    assert findings.all() == []
    assert len(done) >= LEAST
    assert attempts.EXPECTED <= views


def stored_files() -> dict[str, str]:
    """Return path -> checksum of everything in the public and the private store."""
    return {
        str(path): hashlib.sha256(path.read_bytes()).hexdigest()
        for root in (settings.MEDIA_ROOT, settings.PRIVATE_MEDIA_ROOT)
        for path in Path(root).rglob("*")
        if path.is_file()
    }


def _strangely(attempt: Attempt, stranger: Walker) -> str:
    """Send it for good; return what came of it unless it was refused like something missing."""
    answer = attempt.attack.by(stranger)
    if answer.status == 404 and not answer.wrote:
        return ""
    return f"{attempt.view} {attempt.what} -> {answer.status}, schrieb {sorted(answer.wrote)}"


def _succeeds(attempt: Attempt, owner: Walker, belongings: Belongings) -> bool:
    """Send it as the owner and take it back; say whether it changed what is the owner's."""
    with transaction.atomic():
        answer = attempt.proof.by(owner)
        changed = belongings.changed(set(answer.wrote)) - NO_ACT
        transaction.set_rollback(True)
    return answer.status in (200, 302) and bool(changed)
