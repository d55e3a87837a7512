"""After the withdrawal of a story nothing of it stays in reports either: neither its address nor what was written."""

from django.db.models import Q

from campaign.publishing import erasure
from campaign.publishing.models import Withdrawal
from jobcenters.barriers.address import STORIES
from jobcenters.models import BarrierReport

GONE = "Die Seite gibt es nicht mehr. Was dazu gemeldet wurde, ist gelöscht."


def register() -> None:
    """Add the step; it needs the address, so it comes before the page goes."""
    erasure.register("barriers", forget_page, order=erasure.PLAN)


def forget_page(withdrawal: Withdrawal) -> None:
    """Empty the reports about the page; number, days and the person's address stay, so that she can be answered."""
    page = withdrawal.page
    if page is None or not (address := page.get_url()):
        return
    numbered = (f"/menschenvorort/{page.pk}", f"/einbetten/geschichte/{page.pk}")
    about = Q(page_path__startswith=address)
    for start in numbered:
        about |= Q(page_path__in=(start, f"{start}/"))
    BarrierReport.objects.filter(about).update(
        page_path=f"/{STORIES}/…", problem=GONE, assistive="", answer="", passed_note=""
    )
