"""The fixed vocabulary of topics: no free tags, they would show one centre's words to all others."""

TOPICS = {
    "ausbildung": "Ausbildung",
    "wiedereinstieg": "Wiedereinstieg",
    "alleinerziehend": "Alleinerziehend",
    "gesundheit": "Gesundheit",
    "ankommen": "Ankommen in Deutschland",
    "ab-50": "Ab 50",
    "jung": "Jung",
    "selbststaendig": "Selbstständig",
    "qualifizierung": "Qualifizierung",
    "lange-ohne-arbeit": "Lange ohne Arbeit",
    "beratung": "Beratung",
    "betriebe": "Betriebe",
}
