"""Characters that can be shown and written into XML (XML 1.0, section 2.2)."""

_FORBIDDEN = (*range(0x09), 0x0C, *range(0x0E, 0x20), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF)
_REPLACED = dict.fromkeys(_FORBIDDEN, " ") | {0x0B: "\n"}


def printable(text: str) -> str:
    """Return the text without what is no character; a vertical tab is the line break word processors mean by it."""
    return text.translate(_REPLACED)
