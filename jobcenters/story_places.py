"""What the queue of the Freigabe says of a centre beside its name."""

from campaign.publishing.places import Place
from jobcenters.laender import LAENDER
from jobcenters.models import Jobcenter

# As the registry calls a Träger that is a city; cities belong to the Deutscher Städtetag, Kreise to the Landkreistag.
CITIES = ("Kreisfreie Stadt", "Stadtkreis")


def story_places() -> list[Place]:
    """Return each centre's story folder with its Land and its association; one query."""
    rows = Jobcenter.objects.values_list("folder__path", "land_code", "traeger_typ")
    return [Place(path, LAENDER[code].name, "DST" if kind in CITIES else "DLT") for path, code, kind in rows]
