"""One state of a component: what the page shows above it, and the arguments it gets."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.templatetags.static import static
from django.utils.functional import lazy

LONG_NAME = "KoBa Harz – Kommunale Beschäftigungsagentur Jobcenter Landkreis Harz"
LONG_TEXT = (
    "Grundsicherungsgeldberechtigte und ihre Bedarfsgemeinschaften finden hier Arbeitsvermittlung, "
    "Schuldnerberatung, Kinderbetreuung und Wohnraumsicherung an einem Ort, im Landkreis Rotenburg (Wümme) ebenso "
    "wie in jeder der 104 anderen Kommunen."
)
PICTURE = {
    "sources": [],
    "image": {"url": lazy(static, str)("img/beispielbild.svg"), "width": 640, "height": 400},
    "alt": "Zeichnung: Häuser an einem Hang",
    "credit": "Zeichnung: Beispiel",
}


@dataclass(frozen=True)
class State:
    """`label` says what is special (German), `arguments` are those of the component's first comment.

    `narrow`: shown in the width of a column, as pages do with it.
    """

    label: str
    arguments: Mapping[str, Any]
    narrow: bool = False
