"""What every mail keeps to: it says what it is about, greets, leads to one place, and leaves no gap.

Each mail that any test causes is looked at (see conftest.py), as the act that sends it has written it.
"""

import re
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.base import VariableNode
from django.template.loader_tags import ExtendsNode

# Mails after which there is nothing to open: what they tell is over, or a link would be what a swindler sends.
WITHOUT_LINK = {
    *("account/address_asked", "account/changed", "events/taken_back", "people/renewed", "people/spared"),
    *("review_draft_ended", "registry/announced", "registry/settled", "erasure_leftovers"),
}
# Mails that name more than one place: a list, or where else to turn.
SEVERAL_LINKS = {
    *("barriers/answer", "digest", "erasure_leftovers", "events/invited", "events/reminded", "reuse_ended"),
    *("monthly_koordination", "monthly_redaktion"),
}
GREETING = re.compile(r"Guten Tag(?: [^\n,]+)?,\n\n\S")
LINK = re.compile(r"https?://\S+")
FAULTS = {
    "englisches Wort": re.compile(
        r"(?<![\w/.@-])(?:the|and|your|please|click|here|with|None|True|False)(?![\w/.@-])"
    ),
    "leere Anführungszeichen": re.compile(r"„\s*“"),
    "leere Klammern": re.compile(r"\(\s*\)"),
    "Wert fehlt": re.compile(r"(?m):[ \t]+$"),
    "Lücke im Satz": re.compile(r"\S {2,}\S"),
    "Leerzeichen vor dem Satzzeichen": re.compile(r"\w [,.;!?](?:\s|$)"),
    "drei leere Zeilen": re.compile(r"\n{4}"),
    "Rest der Vorlage": re.compile(r"\{\{|\{%|%\}"),
}


class Watch:
    """Receives what is rendered and stored; `faults` grows until somebody takes them."""

    def __init__(self) -> None:
        self.faults: list[str] = []
        self.seen: set[str] = set()
        self._kind = self._subject = ""

    def rendered(self, template: Any, context: Any, **kwargs: Any) -> None:
        """Receiver of `template_rendered`: note the kind of mail, and which of its values are missing."""
        kind = kind_of(template)
        if kind:
            self._kind, self._subject = kind, str(context.get("subject", ""))
            self.seen.add(kind)
            self.faults += [f"{kind}: {name} ist leer" for name in empty_values(template, context)]

    def stored(self, instance: Any, created: bool, **kwargs: Any) -> None:
        """Receiver of `post_save`: look at a mail as it is queued."""
        kind = self._kind if created and instance.subject == self._subject[:200] else ""
        if kind and instance.text:
            self.faults += [f"{kind}: {fault}" for fault in faults(kind, instance.subject, instance.text)]

    def take(self) -> list[str]:
        """Return each fault once, and forget them."""
        found, self.faults, self._kind = list(dict.fromkeys(self.faults)), [], ""
        return found


def kind_of(template: Any) -> str:
    """Return „review_approved“ for that template of ours; "" for everything else."""
    name, origin = str(template.name or ""), str(template.origin.name)
    ours = name.startswith("emails/") and name.endswith(".txt") and origin.startswith(str(settings.BASE_DIR))
    kind = name.removeprefix("emails/").removesuffix(".txt")
    return kind if ours and kind not in ("base", "barriers/body") else ""


def kinds() -> set[str]:
    """Return the kinds of mail there are."""
    folder: Path = settings.BASE_DIR / "templates" / "emails"
    found = {path.relative_to(folder).with_suffix("").as_posix() for path in folder.rglob("*.txt")}
    return found - {"base", "barriers/body"}


def empty_values(template: Any, context: Any) -> list[str]:
    """Return the values that a mail always names and that are empty; conditions and loops decide for themselves."""
    parent = next((node for node in template.nodelist if isinstance(node, ExtendsNode)), None)
    body = parent.blocks["body"].nodelist if parent else []
    values = [node.filter_expression for node in body if isinstance(node, VariableNode)]
    return [str(one) for one in values if not str(one.resolve(context, ignore_failures=True) or "").strip()]


def faults(kind: str, subject: str, text: str) -> list[str]:
    """Return what is wrong with a mail; nothing when it is fit."""
    body = text.partition("\n\n--\n")[0]
    found = [f"{name}: {hit[0]!r}" for name, fault in FAULTS.items() if (hit := fault.search(body))]
    found += [f"Betreff, {name}" for name, fault in FAULTS.items() if fault.search(subject)]
    if not GREETING.match(body):
        found.append("beginnt nicht mit einem Gruß")
    if len(subject.split()) < 2:
        found.append(f"Betreff sagt nichts: {subject!r}")
    links = set(LINK.findall(body))
    if not links and kind not in WITHOUT_LINK:
        found.append("führt nirgends hin")
    if len(links) > 1 and kind not in SEVERAL_LINKS:
        found.append(f"{len(links)} Verweise: {sorted(links)}")
    return found
