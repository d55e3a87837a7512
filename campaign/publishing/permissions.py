"""Permission testers: what the tree's rights give, these take back, for everybody and in every Wagtail view."""

from wagtail.models import PagePermissionTester

# To put them in order by hand, all children stand on one page: 1,000 of them weigh 4 MB.
MOST_BY_HAND = 200


class CampaignPagePermissionTester(PagePermissionTester):
    """What Wagtail offers on every page, and then refuses or cannot do."""

    def can_view_revisions(self) -> bool:
        """Only who may edit a page gets to see its history."""
        return super().can_view_revisions() and self.can_edit()

    def can_reorder_children(self) -> bool:
        """Only where they are few."""
        return super().can_reorder_children() and self.page.numchild <= MOST_BY_HAND

    def can_set_view_restrictions(self) -> bool:
        """No page is hidden from the public (`private_page_options`)."""
        return False


class FixedPagePermissionTester(CampaignPagePermissionTester):
    """Pages that carry the site (start, indexes, sections, folders): never deleted, moved, copied, hidden by hand."""

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return False

    def can_unpublish(self) -> bool:
        return False

    def can_move(self) -> bool:
        return False

    def can_move_to(self, destination) -> bool:
        return False

    def can_copy(self) -> bool:
        return False


class StoryLikePermissionTester(CampaignPagePermissionTester):
    """Pages under approval: nobody publishes, unpublishes, schedules, hides or natively submits them."""

    def can_publish(self) -> bool:
        return False

    def can_publish_subpage(self) -> bool:
        return False

    def can_unpublish(self) -> bool:
        return False

    def can_unschedule(self) -> bool:
        return False

    def can_submit_for_moderation(self) -> bool:
        return False

    def can_lock(self) -> bool:
        return False

    def can_unlock(self) -> bool:
        """A withdrawn page stays locked for good."""
        return False

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Only what was never public and is not under review or approved."""
        if not self.user.is_active or self.page.first_published_at or self.page.live:
            return False
        if not self.user.is_superuser and "change" not in self.permissions:
            return False
        return not self.page.workflow_in_progress and self.page.pk not in self._approved()

    def _approved(self) -> frozenset[int]:
        """Pages whose approved revision still waits for its time: one query per person and request, not per row."""
        known = self.user.__dict__.get("approved_pages")
        if known is None:
            from campaign.publishing.models import Approval

            known = frozenset(Approval.objects.waiting().values_list("page_id", flat=True))
            self.user.__dict__["approved_pages"] = known
        return known

    def can_move(self) -> bool:
        return False

    def can_move_to(self, destination) -> bool:
        return False

    def can_copy_to(self, destination, recursive: bool = False) -> bool:
        """A copy stays in the folder of its centre."""
        return self.page.is_child_of(destination) and super().can_copy_to(destination, recursive=recursive)
