"""What a Redaktion proposes to change in the registry, each field carrying a word of its own."""

from django.utils import timezone

from campaign.accounts.models import User
from jobcenters.life.acts import Kind, Wanted, propose
from jobcenters.models import Jobcenter
from tests.matrix.words import Words


def proposal(centre: Jobcenter, words: Words, officer: User) -> dict[str, int]:
    """Make a proposal; return the keys of the centre and of what is proposed."""
    values = {"adresse": words.secret("Vorschlag: Anschrift"), "area": words.secret("Vorschlag: Gebiet")}
    reason, source = words.secret("Vorschlag: Grund"), words.secret("Vorschlag: Quelle")
    wanted = Wanted(Kind.FACTS, timezone.localdate(), reason, values, source)
    change = propose(centre, wanted, officer)
    change.decision, change.problem = words.secret("Vorschlag: Antwort"), words.secret("Vorschlag: Hindernis")
    change.before = {"adresse": words.secret("Vorschlag: bisher")}
    change.save()
    return {"centre": centre.pk, "registry_change": change.pk}
