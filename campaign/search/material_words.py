"""What the page „Material“ is found by: the public things it offers, and what their PDF files say."""

from functools import lru_cache

from campaign.models.material import Material, Materialdatei, MaterialPage
from campaign.search import documents

# Of all PDF files together; PostgreSQL's dictionaries take no more than ten times as much in one row.
MOST_TEXT = 100_000


def of(page: MaterialPage) -> str:
    """Return the words; what is for people of the house, taken back or an older version is not among them."""
    public = Material.objects.public()
    said = [text for row in public.values_list("title", "description") for text in row]
    files = Materialdatei.objects.filter(version__newest_of__in=public, format="pdf").order_by("pk")
    read = "\n".join(_text_of(number, name) for number, name in files.values_list("pk", "file"))
    return "\n".join([page.intro, *said, read[:MOST_TEXT]])


@lru_cache(maxsize=100)
def _text_of(number: int, name: str) -> str:
    """Read a file once per process: it never changes, a new version is another one (`name` tells them apart)."""
    return documents.text_of_pdf(Materialdatei.objects.get(pk=number).file)
