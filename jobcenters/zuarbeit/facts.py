"""What a centre says of itself, for the placeholders of a template."""

from jobcenters.models import Jobcenter


def of(centre: Jobcenter) -> dict[str, str]:
    """Return placeholder -> text, "" where the centre says nothing; one query for a centre with its section."""
    section = centre.section
    first = section.locations.first()
    press = section.press_contact
    website = section.website or centre.website
    reach = [f"Telefon {press['phone']}"] if press["phone"] else []
    reach += [f"E-Mail {press['email']}"] if press["email"] else []
    return {
        "jobcenter": centre.name,
        "traeger": centre.traeger,
        "ort": first.town if first else centre.verwaltungssitz,
        "telefon": section.call["phone_display"],
        "internetseite": website.partition("://")[2].rstrip("/"),
        "pressekontakt": ", ".join(filter(None, [press["name"], *reach])) if reach else "",
    }
