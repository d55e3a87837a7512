"""Failing with a list that somebody can read and work through."""


def assert_nothing(found: dict[str, list[str]]) -> None:
    """Fail with every problem of every page; `found` maps an address or a situation to its problems."""
    lines = [f"  {place}: {problem}" for place, problems in found.items() for problem in problems]
    assert not lines, "\n".join([f"{len(lines)} Befunde", *lines])
