"""Points in time as the commands take them."""

from datetime import datetime

from django.utils import timezone


def moment(text: str) -> datetime:
    """Read an ISO 8601 date or time, local without offset. Raises ValueError with a German sentence."""
    try:
        parsed = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"„{text}“ ist keine Zeitangabe wie 2027-01-31T08:00 (ISO 8601).") from None
    return timezone.make_aware(parsed) if timezone.is_naive(parsed) else parsed
