"""Who tells a story, in the words of the public pages; the forms of the Redaktion keep their longer ones."""

from typing import Final, NamedTuple


class PublicKind(NamedTuple):
    """`key` stands in addresses, `label` on cards and pages, `tellers` completes „erzählt von Menschen, …“."""

    key: str
    label: str
    tellers: str


KINDS: Final[dict[str, PublicKind]] = {
    "client": PublicKind("arbeit-gefunden", "Hat Arbeit gefunden", "die Arbeit gefunden haben"),
    "staff": PublicKind("im-jobcenter", "Arbeitet im Jobcenter", "die im Jobcenter arbeiten"),
    "employer": PublicKind("betrieb", "Stellt ein", "die einstellen"),
}
