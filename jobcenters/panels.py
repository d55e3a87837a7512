"""The edit form of a centre's section, in the order in which citizens look for things, with examples and limits."""

from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel

SECTION_PANELS = [
    MultiFieldPanel(
        [
            FieldPanel(
                "phone", help_text="Unter dieser Nummer erreicht man Sie. Zum Beispiel: 03943 58-3234"
            ),
            FieldPanel("email", help_text="Ein Postfach, das mehrere lesen, keine persönliche Adresse."),
            FieldPanel(
                "website", help_text="Mit https:// am Anfang, am besten gleich die Seite Ihres Jobcenters."
            ),
            FieldPanel("fax", help_text="Nur, wenn dort noch jemand nachsieht."),
        ],
        heading="1 · Kontakt",
    ),
    InlinePanel(
        "locations",
        heading="2 · Standorte und Öffnungszeiten",
        label="Standort",
        help_text="Der wichtigste Standort zuerst: Er steht oben auf Ihrer Seite.",
    ),
    MultiFieldPanel(
        [
            FieldPanel(
                "intro",
                help_text=(
                    "Was Ihr Jobcenter ausmacht, in einem Satz von höchstens 400 Zeichen. Zum Beispiel: Wir beraten "
                    "Menschen im Kreis Düren an zwei Orten und in Sprechstunden in den Gemeinden."
                ),
            ),
            FieldPanel(
                "body",
                help_text="Welche Hilfe es gibt, was man mitbringt, wie man einen Termin bekommt. Kurze Sätze.",
            ),
        ],
        heading="3 · So helfen wir",
    ),
    MultiFieldPanel(
        [
            FieldPanel("languages", help_text="Nur was bei Ihnen wirklich jemand spricht."),
            FieldPanel("languages_interpreted", help_text="Was Sie mit etwas Vorlauf möglich machen."),
            FieldPanel(
                "languages_note",
                help_text=(
                    "Zum Beispiel: Arabisch dienstags in Halberstadt. Bitte sagen Sie uns vorher, "
                    "welche Sprache Sie sprechen."
                ),
            ),
        ],
        heading="4 · Sprachen",
    ),
    MultiFieldPanel(
        [
            FieldPanel("press_name", help_text="Vor- und Nachname oder „Pressestelle“."),
            FieldPanel("press_phone", help_text="Zum Beispiel: 03943 58-1000"),
            FieldPanel("press_email", help_text="Am besten ein Postfach, das auch im Urlaub jemand liest."),
        ],
        heading="5 · Pressekontakt",
    ),
]

NEWS_PANELS = [
    FieldPanel("date", help_text="Der Tag, der über der Meldung steht. Die neueste steht oben."),
    FieldPanel("is_release"),
    FieldPanel(
        "intro",
        help_text="Was ist los, für wen, wann? Der Satz steht auch in der Liste. Höchstens 400 Zeichen.",
    ),
    FieldPanel("body", help_text="Drei bis fünf kurze Abschnitte genügen. Das Wichtigste zuerst."),
]
TEXT_PANELS = [
    FieldPanel("intro", help_text="Worum es auf dieser Seite geht. Höchstens 400 Zeichen."),
    FieldPanel("body", help_text="Für wen, was, wie anmelden. Zwischenüberschriften helfen beim Lesen."),
]

# What a field of an event expects, where its model does not say so.
EVENT_HELP = {
    "aktion": "Nur, wenn der Termin zu einer Aktion der Kampagne gehört. Er steht dann auch auf ihrer Seite.",
    "kind": "Danach lässt sich der Kalender filtern.",
    "starts_on": "Zum Beispiel: 12.03.2027",
    "ends_at": "Zum Beispiel 16:00. Leer: Das Ende bleibt offen.",
    "street": "Zum Beispiel: Bismarckstraße 16",
    "postcode": "Fünf Ziffern.",
    "town": "Zum Beispiel: Düren",
    "intro": "Für wen ist der Termin, und was haben die Menschen davon? Höchstens 400 Zeichen.",
    "body": "Freiwillig: Ablauf, Anfahrt, was man mitbringt.",
    "registration_url": "Nur, wenn man sich im Internet anmeldet. Mit https:// am Anfang.",
    "contact_name": "Wer Fragen beantwortet. Vor- und Nachname oder ein Team.",
    "contact_phone": "Zum Beispiel: 02421 22-3234",
    "contact_email": "Ein Postfach, das vor dem Termin jemand liest.",
    "cancelled_note": "Zum Beispiel: Neuer Termin am 19. März, gleicher Ort.",
}


def event_field(name: str) -> FieldPanel:
    """Return the panel of one field of an event, with what it expects."""
    return FieldPanel(name, help_text=EVENT_HELP.get(name, ""))
