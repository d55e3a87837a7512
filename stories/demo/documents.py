"""A document to download for each demo centre: drawn, and with the gaps in accessibility that most PDFs have."""

import io

from PIL import Image

from campaign.accounts.models import User
from campaign.demo.pictures import draw_jpeg
from campaign.media.creation import create_document
from campaign.media.models import CampaignDocument
from jobcenters.models import Jobcenter

TITLE = "Merkblatt „So erreichen Sie uns“ (Beispiel)"
SCENE, SEED, SIZE = "beratung", 5, (640, 360)


def leaflet(centre: Jobcenter, officer: User) -> None:
    """Store the leaflet among the files of a centre, once; no page shows it yet."""
    if CampaignDocument.objects.filter(collection=centre.collection, title=TITLE).exists():
        return
    pages = io.BytesIO()
    Image.open(io.BytesIO(draw_jpeg(SCENE, SEED, SIZE))).save(pages, "PDF", title=TITLE)
    create_document(TITLE, pages.getvalue(), centre.collection, "merkblatt.pdf", officer, licence="own")
