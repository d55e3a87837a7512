"""How many stories are public, by centre, kind and topic: counted in one pass over all there are."""

from datetime import date
from functools import lru_cache
from typing import Any, Final

from django.db import connection
from django.utils import timezone

from campaign.media import licences
from jobcenters.names import display_name
from stories.facets import Cell
from stories.models.story import StoryPage

# SELECT in front: only such a question is planned once (campaign/prepared_statements.py). MATERIALIZED: of each story it
# is asked once whether it may be shown, though it is counted as one of its centre and as one of each of its topics.
_COUNTED: Final = """SELECT centre.slug, centre.jobcenter_name, centre.name_geprueft, centre.traeger, centre.land_code,
        counted.kind, COALESCE(topic.key, ''), counted.number
    FROM (
        WITH shown (page, centre, kind) AS MATERIALIZED ({shown})
        SELECT centre, kind, 0 AS topic, count(*) AS number FROM shown GROUP BY centre, kind
        UNION ALL
        SELECT centre, kind, topic_id, count(*)
        FROM shown JOIN stories_storypage_topics chosen ON chosen.storypage_id = shown.page
        GROUP BY centre, kind, topic_id
    ) counted
    JOIN jobcenters_jobcenter centre ON centre.id = counted.centre
    LEFT JOIN stories_topic topic ON topic.id = counted.topic
"""


def public_cells() -> tuple[Cell, ...]:
    """Count; one query."""
    with connection.cursor() as cursor:
        cursor.execute(*_question(timezone.localdate(), licences.today()))
        return tuple(
            Cell(slug, display_name(name, checked, traeger), traeger, land, kind, number, topic)
            for slug, name, checked, traeger, land, kind, topic, number in cursor.fetchall()
        )


@lru_cache(maxsize=4)
def _question(today: date, licensed: date) -> tuple[str, tuple[Any, ...]]:
    """Return question and values; the days are part of the key, for they are in it."""
    shown = StoryPage.objects.public().order_by().values("pk", "jobcenter", "kind")
    sql, values = shown.query.sql_with_params()
    return _COUNTED.format(shown=sql), tuple(values)
