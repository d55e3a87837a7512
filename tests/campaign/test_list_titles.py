"""Lists that the Koordination keeps are headed by what they are, and so is the form for a new row."""

import re

import pytest

from campaign.accessibility.viewset import BodyViewSet
from campaign.proofreading.viewset import TermViewSet
from jobcenters.corrections import CorrectionViewSet
from jobcenters.zuarbeit.templates_admin import TemplateViewSet
from tests import builders
from tests.accounts.login import client_for

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("view_set", "path", "heading"),
    [
        (BodyViewSet, "", "Durchsetzungsstellen"),
        (TermViewSet, "", "Veraltete Wörter"),
        (TermViewSet, "new/", "Neues Wort"),
        (CorrectionViewSet, "", "Korrekturen des Finders"),
        (CorrectionViewSet, "new/", "Neue Korrektur"),
        (TemplateViewSet, "new/", "Neue Textvorlage"),
    ],
)
def test_a_list_and_its_form_are_headed_by_what_they_are(view_set, path: str, heading: str):
    answer = client_for(builders.coordinator()).get(f"/admin/{view_set.url_prefix}/{path}")
    assert answer.status_code == 200
    title = re.search(r"<title>(.*?)</title>", answer.content.decode(), re.S)
    assert title is not None and heading in title[1]
