"""Whether a version may be public now, as a condition that costs little to write down.

The question (approval in force, every file within its licence, everybody shown has agreed) is the longest of the site, and
Django takes longer to write it than the database to answer it. So it is written once a day from the same querysets as
everywhere (`coverage.py`), for two numbers that no row has, and where those stand each query puts its own columns.
"""

from datetime import date
from functools import lru_cache
from typing import Any, Final

from django.db import connections
from django.db.models import BooleanField, Expression, F, Value
from django.db.models.expressions import Col
from django.utils import timezone
from wagtail.models import Page

from campaign.media import licences
from campaign.publishing.models import Approval
from stories.consents.rules import Channel
from stories.models.coverage import covered

PAGE: Final = -710_001
REVISION: Final = -710_002
TABLE: Final = f'"{Approval._meta.db_table}"'

Parts = tuple[tuple[str, ...], tuple[Any, ...]]


class Agreed(Expression):
    """True for pages whose live revision has an approval that holds for a channel now.

    numbers: of a page and a revision, where it is not about the rows of a query.

    PostgreSQL asks row by row: who wants a few in the order of an index gets them at once, and who wants all waits as
    long as there are rows. Left free, it takes two numbers that always fit together for a rare accident, expects one row
    and goes through all approvals for each story (a list of 100,000 took ten minutes).
    """

    def __init__(self, channel: Channel, numbers: tuple[int, int | None] | None = None) -> None:
        super().__init__(output_field=BooleanField())
        self.channel = channel
        self.columns: list[Any] = (
            [F("live_revision_id")] if numbers is None else [Value(one) for one in numbers]
        )

    def get_source_expressions(self) -> list[Any]:
        return self.columns

    def set_source_expressions(self, exprs: Any) -> None:
        self.columns = list(exprs)

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """Put the columns of the row into the question."""
        texts, values = _question(self.channel, connection.alias, timezone.localdate(), licences.today())
        columns = dict(zip((PAGE, REVISION), map(compiler.compile, self._both()), strict=True))
        if any(TABLE in column for column, _ in columns.values()):
            raise ValueError("Der Name der Tabelle gälte innen, nicht außen: Bitte nennen Sie Nummern.")
        sql = texts[0]
        params: list[Any] = []
        for value, text in zip(values, texts[1:], strict=True):
            column, own = columns.get(value, ("%s", [value])) if isinstance(value, int) else ("%s", [value])
            sql += column + text
            params += own
        fence = " LIMIT 1 OFFSET 0" if connection.vendor == "postgresql" else ""
        return f"EXISTS({sql}{fence})", tuple(params)

    def _both(self) -> list[Any]:
        """Return page and revision, both of one table: over two tables PostgreSQL takes the question for free."""
        if len(self.columns) > 1:
            return self.columns
        revision = self.columns[0]
        return [Col(revision.alias, Page._meta.pk), revision]


@lru_cache(maxsize=16)
def _question(channel: Channel, using: str, today: date, licensed: date) -> Parts:
    """Return the question as texts and the values between them; the days are part of the key, for they are in it."""
    approvals = covered(Approval.objects.released(), channel, today)
    asked = approvals.filter(page_id=PAGE, revision_id=REVISION).order_by().values(found=Value(1))
    sql, params = asked.query.get_compiler(connection=connections[using]).as_sql()
    texts = tuple(sql.split("%s"))
    if len(texts) != len(params) + 1 or sorted(params.count(one) for one in (PAGE, REVISION)) != [1, 1]:
        raise ValueError("Die Frage nach Freigabe und Einwilligung lässt sich nicht zerlegen.")
    return texts, tuple(params)
