"""After a withdrawal: everything that tells of the page is erased, step by step, until only a proof is left.

At once the address answers 410 (review.withdraw). This does the rest: an ordered list of steps that apps extend, each
done in one transaction with its mark. A run that dies goes on where it stopped, so a step must bear being run twice.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from campaign.audit import log
from campaign.audit.tally import Tally
from campaign.publishing.models import ErasureStep, Withdrawal

logger = logging.getLogger(__name__)

StepFunction = Callable[[Withdrawal], None]

# Where the steps stand: first what has to be known, then what is seen, what is stored, who is told, the proof.
PLAN, CONTENT, FILES, COPIES, TELL, PROOF = range(0, 60, 10)


@dataclass(frozen=True)
class Step:
    """A part of the erasure under its name, which says for ever that it was done."""

    order: int
    name: str
    function: StepFunction


_steps: dict[str, Step] = {}


def register(name: str, function: StepFunction, *, order: int) -> None:
    """Add a step: `function` gets the locked row. ValueError for a name in use."""
    if name in _steps:
        raise ValueError(f"Den Schritt {name} gibt es schon.")
    _steps[name] = Step(order, name, function)


def steps() -> list[Step]:
    """Return all steps in the order in which they are done."""
    return sorted(_steps.values(), key=lambda step: (step.order, step.name))


def erase(withdrawal: Withdrawal) -> None:
    """Do what is left to do; the error of a step is raised, what was done before it stays done."""
    done = set(withdrawal.steps.values_list("name", flat=True))
    for step in steps():
        if step.name not in done:
            _do(step, withdrawal.pk)
    with transaction.atomic():
        row = Withdrawal.objects.select_for_update().get(pk=withdrawal.pk)
        if row.erased_at is None:
            row.erased_at = timezone.now()
            row.save(update_fields=["erased_at"])
            log.record("page.erased", obj=row, label=f"Seite {row.page_number}")


def job(now: datetime, *, force: bool = False) -> Tally:
    """Erase everything withdrawn, the oldest first; one that fails is tried again and stops nobody."""
    done = failed = 0
    for withdrawal in Withdrawal.objects.to_erase().order_by("withdrawn_at"):
        try:
            erase(withdrawal)
            done += 1
        except Exception:
            logger.exception("Rückzug %s: Löschung unterbrochen", withdrawal.pk)
            failed += 1
    return Tally(done=done, failed=failed, pending=failed)


def _do(step: Step, pk: int) -> None:
    with transaction.atomic():
        row = Withdrawal.objects.select_for_update().get(pk=pk)
        if not row.steps.filter(name=step.name).exists():
            step.function(row)
            ErasureStep.objects.create(withdrawal=row, name=step.name)
