"""The order of the queue, which centre a to-do means, and a proposal that its Redaktion takes back."""

import json
import re
from gettext import GNUTranslations

import pytest
from django.urls import reverse
from django.utils import timezone

from campaign.accounts.todo import agenda_for
from campaign.audit.models import AuditEntry
from campaign.figures import acts as figure_acts
from campaign.publishing import review
from jobcenters.life import acts
from jobcenters.life.acts import Kind, Wanted
from jobcenters.models import RegistryChange
from tests import builders
from tests.accounts.login import client_for
from tests.figures.test_acts import content

pytestmark = pytest.mark.django_db

TWO = ("kreis-dueren", "landkreis-harz")


def test_what_waits_stands_first_for_the_koordination_the_oldest_before_all():
    officer = builders.officer()
    first, second = builders.submitted(officer), builders.submitted(officer)
    returned = builders.submitted(officer)
    review.send_back(
        returned, builders.coordinator(), reason="Bitte kürzen", revision_id=returned.latest_revision_id
    )
    draft = builders.draft(officer)

    def order(user) -> list[int]:
        rows = client_for(user).get(reverse("publishing_index")).context["entries"]
        return [row["page"].pk for row in rows]

    assert order(builders.coordinator()) == [first.pk, second.pk, returned.pk, draft.pk]
    assert order(officer)[0] == returned.pk


def test_one_chip_shows_the_stories_of_all_associations_again():
    officer = builders.officer()
    builders.submitted(officer)
    client = client_for(builders.coordinator())
    address = reverse("publishing_index")
    page = client.get(address, {"status": "in_review", "verband": "DST"}).content.decode()
    assert '<a href="?status=in_review">alle Verbände</a>' in page
    page = client.get(address, {"status": "in_review"}).content.decode()
    assert '<a href="?status=in_review" aria-current="true">alle Verbände</a>' in page


def test_who_writes_for_two_centres_reads_for_which_one():
    both, one = builders.officer(*TWO), builders.officer(TWO[0])
    for slug in TWO:
        centre = builders.centre(slug)
        builders.draft(both, centre)
        figure_acts.begin(content(), actor=builders.officer(slug), group=centre.group)
    agenda = agenda_for(both)
    for slug in TWO:
        name = builders.centre(slug).name
        assert [todo.text for todo in agenda.to_do if todo.text.startswith(name) and "Entwurf" in todo.text]
        assert [todo.text for todo in agenda.news if todo.text.startswith(name) and "Kennzahl" in todo.text]
    name = builders.centre(TWO[0]).name
    of_one = agenda_for(one)
    assert not [todo for todo in (*of_one.to_do, *of_one.news) if todo.text.startswith(f"{name}: ")]


@pytest.fixture
def proposal() -> RegistryChange:
    wanted = Wanted(Kind.FACTS, timezone.localdate(), "Kreistag", {"adresse": "Neuer Weg 1, 52349 Düren"})
    return acts.propose(builders.centre(), wanted, builders.officer())


def test_a_redaktion_takes_its_proposal_back(proposal: RegistryChange):
    client = client_for(builders.officer())
    address = reverse("registry_take_back", args=[proposal.pk])
    assert address in client.get(reverse("registry_own")).content.decode()
    form = client.get(address).context["form"]
    assert client.post(address, {"token": form["token"].value()}).status_code == 302
    proposal.refresh_from_db()
    assert proposal.state == acts.State.CANCELLED
    assert AuditEntry.objects.filter(action="jobcenter.change_taken_back").count() == 1
    assert address not in client.get(reverse("registry_own")).content.decode()
    again = client.get(address).context["form"]
    assert client.post(address, {"token": again["token"].value()}).status_code == 409


def test_only_the_own_centres_proposal_and_only_by_its_redaktion(proposal: RegistryChange):
    address = reverse("registry_take_back", args=[proposal.pk])
    assert client_for(builders.officer("stadt-jena")).post(address).status_code == 404
    assert client_for(builders.coordinator()).post(address).status_code == 403
    proposal.refresh_from_db()
    assert proposal.state == acts.State.PROPOSED


def test_the_form_says_what_a_reason_is():
    page = client_for(builders.coordinator()).get(reverse("registry_facts", args=[builders.centre().pk]))
    assert "was beschlossen ist und von wem" in page.content.decode()


def test_words_of_wagtails_scripts_and_of_the_account_page_are_ours():
    client = client_for(builders.officer())
    words = client.get(reverse("wagtailadmin_javascript_catalog")).content.decode()
    catalogue = json.loads(re.search(r"newcatalog = (\{.*?\n  \});", words, re.S)[1])
    assert catalogue["Dashboard"] == "Übersicht" and catalogue["Insert a block"] == "Baustein einfügen"
    assert "Dashboard" not in catalogue.values()
    page = client.get(reverse("wagtailadmin_account")).content.decode()
    for word in ("Admin-Theme", "Theme-Einstellungen", "Wagtail spezifisch"):
        assert word not in page, word
    assert "Hell oder dunkel" in page


def test_the_compiled_words_of_the_scripts_are_those_of_the_readable_file(settings):
    folder = settings.LOCALE_PATHS[0] / "de" / "LC_MESSAGES"
    written = dict(re.findall(r'^msgid "(.+)"\nmsgstr "(.+)"$', (folder / "djangojs.po").read_text(), re.M))
    with (folder / "djangojs.mo").open("rb") as compiled:
        catalogue = GNUTranslations(compiled)
    assert written and {one: catalogue.gettext(one) for one in written} == written
