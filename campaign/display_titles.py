"""What the admin shows of a page to somebody of the Redaktion whose page it is not: what is public, not its draft.

Wagtail's lists, choosers and breadcrumbs show a draft's title, and they show plain `Page` objects as often as those of
our types. So the answer is given once for all pages.
"""

from wagtail.models import Page

from campaign.accounts.roles import Role
from campaign.current_request import current_request


def only_public_part(page: Page) -> bool:
    """Say whether whoever asks may know no more of the page than every visitor."""
    user = getattr(current_request(), "user", None)
    if user is None or not user.is_authenticated or user.roles != {Role.REDAKTION}:
        return False
    return not user.owns(page)


def connect() -> None:
    """Put our answer in the place of Wagtail's; no setting names another one."""
    wagtails = Page.get_admin_display_title

    def display_title(page: Page) -> str:
        return page.title if only_public_part(page) else wagtails(page)

    Page.get_admin_display_title = display_title
