"""The register of processing activities knows every table, and tells the limits that the program keeps."""

import json
import re
from collections import Counter
from datetime import timedelta
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models

from campaign.audit import retention
from campaign.operations import privacy_register

# Columns that tell of a person, whatever their table is for.
TELLING = re.compile(
    r"(^|_)(email|phone|first_name|last_name|password|user_id|actor_id)$|_by$|^(user|owner)$"
)
# Addresses of offices, and passwords of pages, of which there are none.
NOBODY_S = {
    *("campaign.Durchsetzungsstelle", "jobcenters.Jobcenter"),
    *("wagtailcore.CollectionViewRestriction", "wagtailcore.PageViewRestriction"),
}
# Wagtail makes this one for SQLite alone.
ELSEWHERE = {"wagtailsearch.SQLiteFTSIndexEntry"}


def all_models() -> set[str]:
    return {model._meta.label for model in apps.get_models()} | ELSEWHERE


def test_every_table_is_in_exactly_one_activity_or_says_nothing_about_persons():
    named = Counter(privacy_register.without_persons())
    for activity in privacy_register.activities():
        named.update(activity.models)
    assert set(named) == all_models()
    assert [label for label, times in named.items() if times > 1] == []


@pytest.mark.parametrize("label", sorted(privacy_register.without_persons()))
def test_a_table_that_says_nothing_about_persons_has_no_column_for_them(label):
    fields = apps.get_model(label)._meta.local_fields
    telling = [field.name for field in fields if TELLING.search(field.name)]
    telling += [field.name for field in fields if isinstance(field, models.EmailField)]
    assert telling == [] or label in NOBODY_S


def test_the_limits_are_those_of_the_program(monkeypatch):
    def mails() -> str:
        return next(one.deleted for one in privacy_register.activities() if "audit.OutboxMail" in one.models)

    assert "12 Stunden" in mails() and "400 Tage" in mails()
    monkeypatch.setattr(retention, "KEEP_MAIL", timedelta(days=90))
    assert "90 Tage" in mails()


@pytest.mark.parametrize(
    ("limit", "words"),
    [(timedelta(hours=24), "24 Stunden"), (timedelta(days=30), "30 Tage"), (3600, "60 Minuten"), (6, "6")],
)
def test_limits_are_written_as_people_say_them(limit, words):
    assert privacy_register.in_words(limit) == words


def test_the_command_writes_a_document_or_json():
    document, rows = StringIO(), StringIO()
    call_command("privacy_register", stdout=document)
    call_command("privacy_register", "--json", stdout=rows)
    names = [row["name"] for row in json.loads(rows.getvalue())]
    assert names and all(f". {name}\n" in document.getvalue() for name in names)
    assert "{" not in document.getvalue()
