"""What was measured beside what was wished: the table that is printed and the figures that are written."""

import sys
from dataclasses import asdict, dataclass, field
from typing import Any, Final

KEPT, MISSED, TOLD = "gehalten", "VERFEHLT", "–"
ROW: Final = "{:<10} {:<34} {:<26} {:>12} {:>12}  {}\n"


@dataclass(frozen=True)
class Row:
    """One figure. `most`: what it may be at most; None: it is told, not judged."""

    goal: str
    what: str
    measure: str
    figure: float
    most: float | None = None

    @property
    def verdict(self) -> str:
        """Whether the goal is kept."""
        if self.most is None:
            return TOLD
        return KEPT if self.figure <= self.most else MISSED


@dataclass
class Table:
    """All figures in the order in which they were measured."""

    rows: list[Row] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add(self, goal: str, what: str, measure: str, figure: float, most: float | None = None) -> None:
        """Note a figure; `most` 0 is a goal that nobody set."""
        self.rows.append(Row(goal, what, measure, round(figure, 2), most or None))

    def figure(self, what: str, measure: str) -> float | None:
        """Return a figure that was noted before."""
        return next((row.figure for row in self.rows if (row.what, row.measure) == (what, measure)), None)

    @property
    def missed(self) -> bool:
        """Whether any goal was missed."""
        return any(row.verdict == MISSED for row in self.rows)

    def print(self) -> None:
        """Write the table for people."""
        out = sys.stdout
        out.write("\n" + ROW.format("Ziel", "Was", "Maß", "gemessen", "höchstens", "Urteil"))
        for row in self.rows:
            most = "" if row.most is None else f"{row.most:g}"
            out.write(ROW.format(row.goal, row.what, row.measure, f"{row.figure:g}", most, row.verdict))
        out.writelines(f"{note}\n" for note in self.notes)
        missed = sum(row.verdict == MISSED for row in self.rows)
        out.write(
            f"\n{missed or 'Keine'} von {len(self.rows)} Zahlen verfehlt ihr Ziel (docs/leistung.md).\n"
        )

    def as_json(self) -> dict[str, Any]:
        """Return everything for programs."""
        return {"rows": [asdict(row) | {"verdict": row.verdict} for row in self.rows], "notes": self.notes}

    @staticmethod
    def say(text: str) -> None:
        """Say what is going on."""
        sys.stdout.write(f"{text}\n")
        sys.stdout.flush()
