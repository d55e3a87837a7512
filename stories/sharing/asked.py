"""Which stories a feed or a frame asks for, in the words of the index page's filters."""

from collections.abc import Mapping
from dataclasses import dataclass

from jobcenters.models import FormerAddress, Jobcenter
from stories.selection import Selection, narrowed, read

INDEX = "/menschen-vor-ort/"
SECTIONS = "/jobcenter/"


class Unknown(Exception):
    """A filter whose value nobody knows: somebody else's stories must not stand under this heading."""


@dataclass(frozen=True)
class Asked:
    """The filters, and what they mean behind a heading: „ aus Hessen“."""

    selection: Selection
    words: str

    @property
    def path(self) -> str:
        """The list on this website that shows the same."""
        return self.selection.link(INDEX)


def read_filters(parameters: Mapping[str, str]) -> Asked:
    """Read land, wer, thema, jobcenter; a centre may go by a former name. Raises Unknown."""
    selection = read(parameters)
    if selection.unknown:
        raise Unknown
    if not selection.centre:
        return Asked(selection, narrowed(selection))
    found = centre(selection.centre)
    if found is None:
        raise Unknown
    selection = selection.changed(centre=found.slug)
    return Asked(selection, narrowed(selection, found.traeger))


def centre(slug: str) -> Jobcenter | None:
    """Return the centre whose address has this part, or once had it; None where none ever did."""
    found = Jobcenter.objects.filter(slug=slug).first()
    if found is not None:
        return found
    pages = FormerAddress.objects.filter(path=f"{SECTIONS}{slug}/").values("page")
    return Jobcenter.objects.filter(section__in=pages).first()
