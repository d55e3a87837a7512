"""How a typed text becomes paragraphs and lists; every sentence keeps its own line."""

from dataclasses import dataclass, field


@dataclass
class Part:
    """A paragraph with its lines, or a list with its items."""

    is_list: bool
    lines: list[str] = field(default_factory=list)


def parts(text: str) -> list[Part]:
    """Return paragraphs (divided by empty lines) and lists (lines that begin with „- “ or „• “), in order."""
    found: list[Part] = []
    is_open = False
    for line in map(str.strip, text.splitlines()):
        if not line:
            is_open = False
            continue
        is_item = line.startswith(("- ", "• "))
        if not is_open or found[-1].is_list is not is_item:
            found.append(Part(is_item))
        found[-1].lines.append(line[2:].strip() if is_item else line)
        is_open = True
    return found
