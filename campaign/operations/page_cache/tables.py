"""Which tables a statement reads or writes. Pure: text in, names out."""

import re
from functools import lru_cache
from typing import Final

# Written all day, and never read for a public page; a test visits every kind of page and compares. What is not named
# here counts.
NOT_PUBLIC: Final = re.compile(
    r"^(operations_|audit_|account_|mfa_|accounts_|django_session$|django_cache$|django_tasks|django_admin_log$|"
    r"wagtailadmin_|wagtailcore_(comment|modellogentry|pagelogentry|pagesubscription|revision|task|"
    r"workflow)|modelsearch_|wagtailsearch_|wagtailusers_|publishing_(submission|claim|remark)|"
    r"campaign_(dailycount|countedfile|linkcheck|pagelink|pagereading|termfinding))"
)
# What saving a draft writes into the row of the page; none of it is public.
PAGE: Final = "wagtailcore_page"
OF_DRAFTS: Final = frozenset(
    {
        "draft_title",
        "has_unpublished_changes",
        "latest_revision_id",
        "latest_revision_created_at",
        "locked",
        "locked_at",
        "locked_by_id",
    }
)

_READ = re.compile(r'\b(?:FROM|JOIN) "?([a-z_][a-z0-9_]*)"?', re.IGNORECASE)
# SQLite ignores conflicts with „INSERT OR IGNORE INTO“.
_WRITE = re.compile(
    r'\s*(?:INSERT (?:OR \w+ )?INTO|UPDATE|DELETE FROM) "?([a-z_][a-z0-9_]*)"?', re.IGNORECASE
)
_SET = re.compile(r'"([a-z0-9_]+)" = ')


@lru_cache(maxsize=2_000)
def read_by(statement: str) -> frozenset[str]:
    """Return the tables a SELECT asks, those of its inner questions too."""
    return frozenset(_READ.findall(statement))


def written_by(statement: str) -> str:
    """Return the table a statement writes to, "" when it writes to none that a public page may show."""
    match = _WRITE.match(statement)
    if match is None or NOT_PUBLIC.match(match[1]):
        return ""
    return "" if match[1] == PAGE and _is_of_drafts(statement) else match[1]


def _is_of_drafts(statement: str) -> bool:
    """Say whether an UPDATE of a page sets nothing but what drafts are made of."""
    if not statement.lstrip().upper().startswith("UPDATE"):
        return False
    columns = _SET.findall(statement.partition(" WHERE ")[0])
    return bool(columns) and set(columns) <= OF_DRAFTS
