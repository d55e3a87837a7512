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
            FieldPanel("fax"),
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
            FieldPanel("press_email"),
        ],
        heading="5 · Pressekontakt",
    ),
]
