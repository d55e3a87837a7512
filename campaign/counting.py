"""Numbers in running text: words up to twelve, larger ones in digits with the German point."""

from typing import Final

_WORDS: Final = "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf".split()


def counted(number: int, one: str, many: str) -> str:
    """Say how many: „keine Geschichte“, „eine Geschichte“, „zwölf Geschichten“, „1.300 Geschichten“.

    one: with its article („eine Geschichte“); many: the plural without.
    """
    if number < 2:
        return one if number else f"k{one}"
    word = _WORDS[number - 2] if number - 2 < len(_WORDS) else f"{number:,}".replace(",", ".")
    return f"{word} {many}"


def as_sentence(text: str) -> str:
    """Begin with a capital and leave the rest as it is."""
    return text[:1].upper() + text[1:]
