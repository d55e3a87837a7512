"""Whether the data holds together: apps register checks in `AppConfig.ready`, `verify_integrity` asks them all."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

# A check yields one German sentence for each fault; numbers and file names, no titles and no people.
Check = Callable[[], Iterator[str]]

_checks: dict[str, Check] = {}


@dataclass(frozen=True)
class Finding:
    """A fault: the name of the check, and what is wrong."""

    check: str
    text: str


def register(name: str, check: Check) -> None:
    """Add a check; ValueError for a name in use."""
    if name in _checks:
        raise ValueError(f"Die Prüfung {name} ist schon angemeldet.")
    _checks[name] = check


def names() -> list[str]:
    """Return the names of all checks, in the order of registration."""
    return list(_checks)


def findings() -> Iterator[Finding]:
    """Run all checks; one that breaks is a finding itself and stops no other."""
    for name, check in _checks.items():
        try:
            for text in check():
                yield Finding(name, text)
        except Exception as fault:
            yield Finding(name, f"Die Prüfung brach ab: {type(fault).__name__}: {fault}")
