"""Characters that can be shown and written into XML (XML 1.0, section 2.2)."""

_REPLACED = dict.fromkeys([*range(0x09), 0x0C, *range(0x0E, 0x20)], " ") | {0x0B: "\n"}


def printable(text: str) -> str:
    """Return the text without control characters; a vertical tab is the line break word processors mean by it."""
    return text.translate(_REPLACED)
