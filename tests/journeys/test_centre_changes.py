"""U5: a centre is renamed, merged, closed – every step through the forms that people see."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from campaign.audit.models import AuditEntry, OutboxMail
from jobcenters.life import settling
from jobcenters.models import Jobcenter, RegistryChange
from tests import builders
from tests.accounts.login import client_for
from tests.clock import in_days

pytestmark = pytest.mark.django_db

OLD, NEW = "kreis-dueren", "landkreis-harz"


def filled(form: Any, **typed: Any) -> dict[str, Any]:
    """What a browser would send: all fields as shown, with what somebody typed over them."""
    shown = {field.html_name: field.value() for field in form}
    return {name: value for name, value in {**shown, **typed}.items() if value not in (None, False)}


def send(client: Client, view: str, number: int, **typed: Any) -> tuple[list[str], Any]:
    """Fill the form in, read what will happen, confirm; returns what was read, and the last answer."""
    path = reverse(view, args=[number])
    data = filled(client.get(path).context["form"], **typed)
    ahead = client.post(path, data)
    assert ahead.status_code == 200, ahead
    assert not ahead.context["form"].errors, ahead.context["form"].errors
    return ahead.context["effects"], client.post(path, data | {"confirmed": "on"})


def test_a_name_is_proposed_accepted_and_true_on_its_day():
    centre, officer = builders.centre(), client_for(author := builders.officer())
    koordination = client_for(builders.coordinator())
    day = timezone.localdate() + timedelta(days=10)
    effects, answer = send(
        officer,
        "registry_propose",
        centre.pk,
        jobcenter_name="Jobcenter Rureifel",
        area="Die Gemeinde Beispieltal kommt dazu.",
        effective_on=day.isoformat(),
        reason="Der Kreistag hat den Namen geändert.",
    )
    assert answer.url == reverse("registry_own")
    assert "bleibt alles, wie es ist" in effects[0]
    assert "Vorgeschlagen:" in officer.get(answer.url).content.decode()
    home = koordination.get("/admin/").content.decode()
    assert "schlägt vor zu ändern: Name, Gebiet" in home
    change = RegistryChange.objects.get()
    page = koordination.get(reverse("registry_centre", args=[centre.pk])).content.decode()
    assert "Jobcenter Rureifel" in page
    assert "Die Gemeinde Beispieltal kommt dazu." in page
    path = reverse("registry_accept", args=[change.pk])
    data = filled(koordination.get(path).context["form"], decision="Wird so eingetragen.")
    assert koordination.post(path, data).url == reverse("registry_centre", args=[centre.pk])
    mail = OutboxMail.objects.get(
        to=author.email, subject__startswith="Die Koordination hat Ihren Vorschlag angenommen: "
    )
    assert "Wird so eingetragen." in mail.text
    assert "Rureifel" not in Client().get(f"/jobcenter/{OLD}/").content.decode()
    settling.job(in_days(10), force=False)
    assert "Jobcenter Rureifel" in Client().get(f"/jobcenter/{OLD}/").content.decode()
    acts = AuditEntry.objects.filter(centre=centre.ags).values_list("action", flat=True)
    assert {"jobcenter.change_proposed", "jobcenter.change_scheduled", "jobcenter.changed"} <= set(acts)


def test_a_new_address_is_decided_with_a_look_ahead_and_printed_ones_lead_on():
    centre, koordination = builders.centre(), client_for(builders.coordinator())
    story = builders.published()
    effects, _ = send(
        koordination, "registry_facts", centre.pk, slug="jobcenter-rureifel", reason="Neuer Name"
    )
    assert any("Adressen leiten für immer weiter" in effect for effect in effects)
    printed = f"/menschen-vor-ort/{OLD}/{story.slug}/"
    assert Client().get(printed).url == f"/menschen-vor-ort/jobcenter-rureifel/{story.slug}/"


def test_a_name_that_is_right_as_it_stands_is_checked_without_being_typed_over():
    centre, koordination = builders.centre(), client_for(builders.coordinator())
    Jobcenter.objects.filter(pk=centre.pk).update(name_geprueft=False)
    send(koordination, "registry_facts", centre.pk, name_is_right="on", reason="Beim Träger erfragt")
    assert builders.centre().name_geprueft
    assert (
        "name_is_right"
        not in koordination.get(reverse("registry_facts", args=[centre.pk])).context["form"].fields
    )


def test_from_what_will_happen_a_way_leads_back_to_the_form_as_it_was():
    centre, koordination = builders.centre(), client_for(builders.coordinator())
    path = reverse("registry_close", args=[centre.pk])
    data = filled(koordination.get(path).context["form"], reason="Option zurückgegeben")
    assert "nicht zurücknehmen" in koordination.post(path, data).context["effects"][-1]
    back = koordination.post(path, data | {"confirmed": "on", "zurueck": "1"})
    assert back.context["form"].data["reason"] == "Option zurückgegeben"
    assert not RegistryChange.objects.exists()


def test_a_border_asks_for_a_kreis_instead_of_taking_the_first():
    path = reverse("registry_border", args=[builders.centre().pk])
    koordination = client_for(builders.coordinator())
    answer = koordination.get(path)
    # A browser sends the first choice of a list that nobody touched.
    assert re.search(r'<select name="kreis"[^>]*>\s*<option value=""', answer.content.decode())
    data = filled(answer.context["form"], places="38820 Halberstadt", reason="Reform", kreis="")
    assert koordination.post(path, data).context["form"].errors.keys() == {"kreis"}


def test_a_proposal_is_turned_down_with_a_reason():
    centre, author = builders.centre(), builders.officer()
    send(client_for(author), "registry_propose", centre.pk, ags="05999", reason="Neue Nummer")
    change, koordination = RegistryChange.objects.get(), client_for(builders.coordinator())
    path = reverse("registry_reject", args=[change.pk])
    form = koordination.get(path).context["form"]
    assert koordination.post(path, filled(form)).context["form"].errors["decision"]
    koordination.post(path, filled(form, decision="Diese AGS gibt es nicht."))
    assert "Diese AGS gibt es nicht." in OutboxMail.objects.get(to=author.email).text
    assert builders.centre().ags == centre.ags
    again = koordination.post(path, filled(koordination.get(path).context["form"], decision="Noch einmal"))
    assert again.status_code == 409


def test_two_centres_become_one_and_the_old_one_says_who_is_responsible():
    old, new = builders.centre(), builders.centre(NEW)
    author, koordination = builders.officer(), client_for(builders.coordinator())
    story = builders.published(author=author)
    effects, answer = send(
        koordination, "registry_merge", old.pk, into=str(new.pk), reason="Kreisreform", source="Gesetz"
    )
    assert any(
        effect.startswith("Eine Geschichte zieht um") and "davon öffentlich: 1" in effect
        for effect in effects
    )
    assert answer.url == reverse("registry_centre", args=[old.pk])
    closed = Client().get(f"/jobcenter/{OLD}/")
    assert closed.status_code == 200
    assert new.name in closed.content.decode()
    assert Client().get(f"/menschen-vor-ort/{OLD}/{story.slug}/").url.startswith(f"/menschen-vor-ort/{NEW}/")
    assert client_for(author).get("/admin/").status_code == 403
    # Reading the file again brings nothing back.
    call_command("import_jobcenters", "jobcenters/data/jobcenters.csv")
    assert builders.centre().is_closed()


def test_a_day_to_come_can_be_called_off():
    centre, koordination = builders.centre(), client_for(builders.coordinator())
    day = (timezone.localdate() + timedelta(days=40)).isoformat()
    send(koordination, "registry_close", centre.pk, effective_on=day, reason="Option zurückgegeben")
    assert Client().get(f"/jobcenter/{OLD}/").templates[0].name == "jobcenters/jobcenter_page.html"
    second = reverse("registry_close", args=[centre.pk])
    data = filled(koordination.get(second).context["form"], effective_on=day, reason="Noch einmal")
    assert "schon ein Ende beschlossen" in koordination.post(second, data).context["obstacles"][0]
    change = RegistryChange.objects.get()
    path = reverse("registry_cancel", args=[change.pk])
    koordination.post(path, filled(koordination.get(path).context["form"], decision="Doch nicht"))
    change.refresh_from_db()
    assert change.state == RegistryChange.State.CANCELLED
    assert builders.centre().next_change_on is None


def test_nobody_proposes_for_another_centre_and_no_officer_decides():
    other, officer = builders.centre(NEW), client_for(builders.officer())
    for view in ("registry_propose", "registry_confirm"):
        path = reverse(view, args=[other.pk])
        assert (officer.get(path).status_code, officer.post(path).status_code) == (404, 404)
    own = builders.centre()
    for view in ("registry_centre", "registry_facts", "registry_merge", "registry_close", "registry_border"):
        assert officer.get(reverse(view, args=[own.pk])).status_code == 403
    assert officer.get(reverse("registry_index")).status_code == 403
