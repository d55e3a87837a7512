"""A centre's figure for the walk, each field carrying a word of its own."""

from collections.abc import Callable
from datetime import date
from typing import Any

from campaign.accounts.models import User
from campaign.figures import acts


def add(made: Any, coordinator: User) -> None:
    """Give a world.Centre a figure that was sent back once and waits again: none of it is public."""
    words = made.words

    def content(word: Callable[[str], str]) -> dict[str, Any]:
        said = {name: word(f"Kennzahl: {name}") for name in ("unit", "label", "definition", "source")}
        said |= {
            "value": f"7 {word('Kennzahl: Wert')}",
            "source_url": f"https://{word('Kennzahl: Adresse der Quelle')}.beispiel.test/",
        }
        return {"as_of": date(2026, 1, 1), **said}

    figure = acts.begin(content(words.secret), actor=made.officer, group=made.record.group)
    remark = words.secret("Kennzahl: Anmerkung")
    loaded = figure.versions.get().pk
    acts.send_back(figure, actor=coordinator, loaded=loaded, remark=remark)
    why = acts.Why(words.secret("Kennzahl: Grund"))
    acts.change(figure, content(words.secret), why, actor=made.officer, loaded=loaded)
    made.keys["figure"] = figure.pk
