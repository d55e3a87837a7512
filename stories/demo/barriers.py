"""The demo's statement on accessibility, and barriers that somebody reported."""

import tomllib
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from campaign.accounts.models import User
from campaign.calendar_months import months_later
from campaign.demo.content import TEXTS, load
from campaign.models import AccessibilityPage, Gap
from jobcenters.barriers import acts, clock
from jobcenters.models import BarrierReport, Jobcenter
from stories.demo import campaign_pages


def fill(centres: list[Jobcenter], coordinator: User) -> None:
    """Fill the statement where nobody has, and report barriers unless there are reports already."""
    words = tomllib.loads((TEXTS / "barriers.toml").read_text())
    _statement(words["statement"], coordinator)
    if not BarrierReport.objects.exists():
        for one in words["reports"]:
            _report(one, centres, coordinator)


def entry(report: BarrierReport) -> dict[str, Any]:
    """Return the manifest's entry of a report."""
    address = reverse("barriers_report", args=[report.pk])
    return {
        "key": f"barrier/{report.pk}",
        "kind": "barrier",
        "centre": report.centre.slug if report.centre else None,
        "state": report.state,
        "id": report.pk,
        "title": report.number,
        "public_url": None,
        "edit_url": address,
        "history_url": None,
        "files": [],
    }


def _statement(words: dict[str, Any], coordinator: User) -> None:
    page = AccessibilityPage.objects.get()
    if page.conformity:
        return
    today = timezone.localdate()
    # Texts of former times said in words what the records say now.
    body = campaign_pages.body(load().pages[page.slug].body)
    told = {name: words[name] for name in ("conformity", "method", "method_note", "enforcement")}
    for name, value in {"body": body, **told}.items():
        setattr(page, name, value)
    page.made_on = page.checked_on = today
    for one in words["gaps"]:
        until = months_later(today, one["months"]) if "months" in one else None
        gap = {name: one[name] for name in ("what", "reason", "why", "instead")}
        page.gaps.add(Gap(planned_for=until, **gap))
    page.save_revision(user=coordinator).publish(user=coordinator)


def _report(one: dict[str, Any], centres: list[Jobcenter], coordinator: User) -> None:
    slug = centres[one["centre"]].slug if one["centre"] >= 0 else ""
    told = acts.Told(
        page=one["page"].format(centre=slug),
        problem=one["problem"],
        assistive=one.get("assistive", ""),
        email=one["email"],
    )
    report = acts.receive(told)
    # It came in some days ago; the clock is set back with it.
    day = timezone.localdate() - timedelta(days=one["days"])
    BarrierReport.objects.filter(pk=report.pk).update(received_on=day, due_on=clock.due_on(day))
    if "answer" in one:
        acts.answer(report, coordinator, one["answer"])
