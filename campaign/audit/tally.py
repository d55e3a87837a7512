"""What a job reports about one run."""

from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Tally:
    """Counts of one run.

    done: brought to its end. failed: attempts that went wrong in this run. pending: due but not done, waiting
    retries included; so a failed attempt that will be repeated counts as both failed and pending.
    """

    done: int = 0
    failed: int = 0
    pending: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.done + other.done, self.failed + other.failed, self.pending + other.pending)

    def as_dict(self) -> dict[str, int]:
        """The three counts under their names, as the command prints them."""
        return asdict(self)
