"""Mails: the subject says who, what, until when; the text greets, and leads on or says that nothing is to do."""

import ast
import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
MAILS = sorted(path for path in (ROOT / "templates" / "emails").rglob("*.txt") if path.name != "base.txt")
APPS = ("campaign", "jobcenters", "stories")
# A phone shows about so much of a subject; what a title adds may be longer.
SHORT = 70
# What no subject says: our machinery, and shouting.
WORDS = re.compile(r"Workflow|Moderation|Revision|Slug|Snippet|Page|Task|Outbox|Nr\.|!|\bi\.|\bbzw\b", re.I)
# Parts that other mails include.
PARTS = {"body.txt"}


def subjects() -> list[tuple[str, str]]:
    """Return where and what of all subjects that stand in the code; what is put in later is „…“."""
    found = []
    for app in APPS:
        for path in (ROOT / app).rglob("*.py"):
            if "migrations" in path.parts or "queue_mail" not in (source := path.read_text()):
                continue
            for node in ast.walk(ast.parse(source)):
                named = isinstance(node, ast.keyword) and node.arg == "subject"
                kept = isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") in (
                    *("subject", "SUBJECT", "TOLD"),
                )
                if named or kept:
                    text = words(node.value)
                    found += [(f"{path.relative_to(ROOT)}:{node.value.lineno}", text)] if text else []
    return found


def words(node: ast.expr) -> str:
    """Return a text in the code as it reads, "" when it is none."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(
            one.value if isinstance(one, ast.Constant) and isinstance(one.value, str) else "…"
            for one in node.values
        )
    if isinstance(node, ast.IfExp):
        return words(node.body)
    return ""


def test_there_are_subjects_to_look_at():
    assert len(subjects()) > 20


@pytest.mark.parametrize(("where", "subject"), [one for one in subjects() if one[1]])
def test_a_subject_is_short_german_and_no_sentence_of_the_machine(where: str, subject: str):
    assert 10 <= len(subject) <= SHORT, where
    assert not WORDS.search(subject), where
    assert not subject.endswith("."), where
    assert subject[0].isupper() or subject[0] == "…", where


@pytest.mark.parametrize("path", MAILS, ids=lambda path: path.stem)
def test_a_mail_greets_and_leads_on(path: Path):
    text = path.read_text()
    if path.name in PARTS:
        return
    assert text.startswith('{% extends "emails/base.txt" %}{% block body %}Guten Tag'), path
    leads = re.search(r"{{ \w*(url|link|inbox)\w* }}|base_url|\.url }}|uid", text)
    ends = re.search(r"nichts tun|müssen Sie nichts|\b(A|a)ntworten Sie|Grund:", text)
    ends = ends or re.search(r"\b(melden|schreiben|sagen|klären|löschen) Sie", text)
    assert leads or ends, path
    assert not re.search(r"!(?!=)|\bDu\b|\bdein", text.replace("<!--", "")), path


@pytest.mark.parametrize("path", MAILS, ids=lambda path: path.stem)
def test_every_mail_is_sent_by_somebody(path: Path):
    name = str(path.relative_to(ROOT / "templates" / "emails").with_suffix(""))
    last = name.rpartition("/")[2]
    sources = "".join(
        one.read_text()
        for app in APPS
        for one in (ROOT / app).rglob("*.py")
        if "queue_mail" in one.read_text() or "rendered(" in one.read_text() or name in one.read_text()
    )
    assert f'"{name}"' in sources or f'"{last}"' in sources or path.name in PARTS, path
