"""A password must not be among those that attackers try first (NIST SP 800-63B 5.1.1.2, BSI ORP.4.A22).

zxcvbn carries lists of leaked passwords and knows how people bend them (2026!, p4ss, qwertz, twice the same);
our own list adds German words and those of this website. Nothing is asked over the network.
"""

from functools import cache
from pathlib import Path

from django.core.exceptions import ValidationError
from zxcvbn import zxcvbn

from campaign.accounts.models import User

WORDS = Path(__file__).with_name("passwort_woerter.txt")
# So many guesses at least. The throttle leaves an attacker about 1,400 a day for one account and address.
ENOUGH = 10**9
# The estimate takes time with the square of the length; what is longer than this is not guessed.
LOOKED_AT = 64
MESSAGE = (
    "Dieses Passwort probieren Angreifer früh aus. Nehmen Sie mehrere Wörter, die nicht zusammengehören, "
    "ohne Jahreszahl und ohne Wörter von dieser Website."
)


class GuessableValidator:
    """Refuses what is guessed early; Django calls it with the others (AUTH_PASSWORD_VALIDATORS)."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Raise ValidationError when `password` falls within ENOUGH guesses of somebody who knows the person."""
        personal = [user.email, *user.email.split("@"), user.first_name, user.last_name] if user else []
        found = zxcvbn(password[:LOOKED_AT], user_inputs=[*words(), *filter(None, personal)])
        if found["guesses"] < ENOUGH:
            raise ValidationError(MESSAGE, code="password_guessable")

    def get_help_text(self) -> str:
        return MESSAGE


@cache
def words() -> tuple[str, ...]:
    """Return German words that often stand in passwords, and those of this website."""
    return tuple(WORDS.read_text().split())
