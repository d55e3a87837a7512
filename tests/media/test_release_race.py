"""Two pages with the same file: one goes offline in the very moment in which the other one goes live."""

from threading import Event, Thread

import pytest
from django.db import connection
from wagtail.models import Page

from campaign.media import release as releases


@pytest.mark.django_db(transaction=True)
def test_a_late_withdrawal_cannot_undo_a_publication(make, on_page, client, monkeypatch):
    if not connection.features.has_select_for_update:
        pytest.skip("SQLite lässt immer nur einen schreiben.")
    document = make["document"]()
    leaving, coming = on_page(document=document), on_page(document=document, live=False)
    asked, is_shown_live = Event(), releases.is_shown_live

    def slow(row) -> bool:
        """Give the other side time between the question and what follows from the answer."""
        answer = is_shown_live(row)
        if not answer:
            asked.set()
            connection.cursor().execute("SELECT pg_sleep(1)")
        return answer

    monkeypatch.setattr(releases, "is_shown_live", slow)

    def withdraw() -> None:
        Page.objects.filter(pk=leaving.pk).update(live=False)
        releases.sync_page(leaving)
        connection.close()

    withdrawal = Thread(target=withdraw)
    withdrawal.start()
    assert asked.wait(10)
    Page.objects.filter(pk=coming.pk).update(live=True)
    releases.sync_page(coming)
    withdrawal.join()
    document.refresh_from_db()
    assert document.is_released
    assert client.get(document.file.url).status_code == 200
