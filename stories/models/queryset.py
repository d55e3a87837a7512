"""Stories as the site asks for them: public, as cards, filtered, counted."""

from wagtail.query import PageQuerySet

from stories.consents.rules import Channel
from stories.kinds import KINDS
from stories.models.agreed import Agreed
from stories.selection import Selection

# Of each kind so many newest stories stand for choice at the end of a story.
CANDIDATES = 4


class StoryQuerySet(PageQuerySet):
    """Stories in domain words."""

    def public(self) -> "StoryQuerySet":
        """Live, the live revision is approved, and everybody it shows has agreed: all a citizen may see."""
        return self.live().filter(Agreed(Channel.WEB))

    def for_partners(self) -> "StoryQuerySet":
        """Public, and everybody they show agreed that partners' websites show them as well."""
        return self.public().filter(Agreed(Channel.PARTNERS))

    def with_partners(self) -> "StoryQuerySet":
        """With `is_for_partners`: whether `for_partners` has them, too."""
        return self.annotate(is_for_partners=Agreed(Channel.PARTNERS))

    def for_cards(self) -> "StoryQuerySet":
        """Newest first, without the text, with centre and portrait in the same row."""
        return self.select_related("jobcenter", "portrait").defer("body", "easy_text").newest_first()

    def newest_first(self) -> "StoryQuerySet":
        """By the day they first became public."""
        return self.order_by("-first_published_at", "-pk")

    def matching(self, selection: Selection) -> "StoryQuerySet":
        """Only what the filters of the index ask for."""
        columns = {
            "land": "jobcenter__land_code",
            "kind": "kind",
            "topic": "topics__key",
            "centre": "jobcenter__slug",
        }
        return self.filter(**{columns[name]: value for name, value in selection.chosen.items()})

    def to_read_next(self, land_code: str) -> "StoryQuerySet":
        """(number, kind, Land) of the newest few of each kind and of other Länder: enough to choose from."""
        public = self.public().newest_first()
        elsewhere = public.exclude(jobcenter__land_code=land_code)
        pools = (public, *(elsewhere.filter(kind=kind) for kind in KINDS))
        # A union, not „or“: the database walks each pool from its newest story and never looks at all of them.
        newest = [
            self.filter(pk__in=pool.values("pk")[:CANDIDATES]).order_by().values("pk") for pool in pools
        ]
        few = self.filter(pk__in=newest[0].union(*newest[1:])).newest_first()
        return few.values_list("pk", "kind", "jobcenter__land_code")
