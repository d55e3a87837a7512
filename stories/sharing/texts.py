"""The words with which somebody passes a story on, made from what was approved. No database."""

from dataclasses import dataclass

# Longer sentences do not fit into a post; the title stands for them.
SHORT_QUOTE = 180


@dataclass(frozen=True)
class Told:
    """What the public page says: title, the person's own sentence, introduction, names as shown, centre, address."""

    title: str
    quote: str
    intro: str
    names: tuple[str, ...]
    centre: str
    url: str


def short(told: Told) -> str:
    """Return one sentence and the address, for social media."""
    fits = told.quote and len(told.quote) <= SHORT_QUOTE
    return f"{_quoted(told) if fits else told.title}\n{told.url}"


def long(told: Told) -> str:
    """Return a paragraph for a website or a newsletter."""
    parts = [told.title, _quoted(told) if told.quote else "", told.intro]
    end = f"Die ganze Geschichte ({told.centre}): {told.url}"
    return "\n\n".join([part for part in parts if part] + [end])


def printed(url: str) -> str:
    """Return an address as one prints it, to be typed."""
    return url.partition("://")[2].rstrip("/")


def _quoted(told: Told) -> str:
    names = " und ".join(told.names)
    return f"„{told.quote}“" + (f" – {names}" if names else "")
