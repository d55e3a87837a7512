"""What a reviewer sees of a page besides the text of its revision: the files, and the words that lie with them.

A revision names a file by its number only. So while somebody decides about a revision, or its day is still to come,
those files stay as they are; and what was seen, approved and published is compared by a checksum.
"""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from wagtail.models import Page, TaskState

from campaign.accounts.gate import as_id
from campaign.media import references
from campaign.media.release import file_models
from campaign.publishing.models import Approval, ApprovalTask


def checksum(page: Page) -> str:
    """Return 32 hex digits over what the public would see of the page beyond its revision, as it is now."""
    seen: list[Any] = [page.approval_snapshot()]
    files = {(one.model, as_id(one.key)) for one in references.of_page(page) if one.model in file_models()}
    for model, number in sorted(files, key=lambda file: (file[0].__name__, file[1] or 0)):
        shown = [*model.guarded_files, *model.shown_with_it]
        seen.append([model.__name__, number, *model._default_manager.filter(pk=number).values_list(*shown)])
    text = json.dumps(seen, sort_keys=True, cls=DjangoJSONEncoder, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def is_under_decision(file: models.Model) -> bool:
    """Say whether a revision that lies with the Koordination, or is to appear later, refers to the file."""
    return any(
        (one.model, as_id(one.key)) == (type(file), file.pk)
        for page in _pages_under_decision()
        for one in references.of_page(page)
    )


def _pages_under_decision() -> Iterator[Page]:
    tasks = TaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS, task__in=ApprovalTask.objects.values("pk")
    )
    for decided in (tasks, Approval.objects.waiting()):
        for one in decided.select_related("revision"):
            yield one.revision.as_object()
