"""Words by which the rules of Leichte Sprache know what to look at; all in lower case."""

import re

PASSIVE = frozenset(
    {"werde", "wirst", "wird", "werden", "werdet", "wurde", "wurdest", "wurden", "wurdet", "worden"}
)
# Look like participles and are none.
NO_PARTICIPLES = frozenset(
    (
        "gegen gehen geben gestern gesamten gemeinsamen genauen geraden gesunden gerechten gehören gehört gewinnen "
        "gefallen gefällt gelten gelingen gelingt genießen genießt geschehen gebrauchen gewöhnen genügen genügt "
        "geheimen geringen gestalten gewähren bereit bekannt berät beginnt bleibt behält bekommt erhält "
        "versteht vergisst verliert verlässt verspricht entsteht"
    ).split()
)
# Participles without „ge“ that end like the infinitive; after „wird“ they nearly always mean the passive.
STRONG_PARTICIPLES = frozenset(
    (
        "beraten vergeben entschieden verboten beschrieben erhoben bewiesen betrieben beschlossen besprochen "
        "verschoben verbunden verglichen unterschrieben übernommen übertragen erhalten empfohlen vertreten entlassen"
    ).split()
)
PARTICIPLE = re.compile(
    r"(?:[a-zäöüß]{0,10}ge[a-zäöüß]{2,}(?:t|en)|(?:be|ver|er|ent|zer|miss|über|unter)[a-zäöüß]{2,}t|[a-zäöüß]{3,}iert)"
)
SUBJUNCTIVE = re.compile(
    r"(?:wäre|hätte|würde|könnte|müsste|dürfte|sollte|wollte|käme|ginge|gäbe|bräuchte|wüsste|ließe|fände|bekäme|hielte)"
    r"(?:n|t|st)?|sei|seien|seist"
)
NEGATION = re.compile(
    r"nicht|nichts|nie|niemals|niemand(?:em|en|es)?|nirgends|nirgendwo|kein(?:e|en|em|er|es|s)?|ohne|weder"
)
GENITIVE_PREPOSITIONS = frozenset(
    "wegen trotz anstatt innerhalb außerhalb aufgrund mithilfe anhand hinsichtlich bezüglich mittels infolge".split()
)
# Begin with a capital letter and are no nouns: before „der“ they mean no genitive.
NO_NOUNS = frozenset("sie ihnen ihr ihre ihrem ihren ihrer".split())
MONTHS = (
    *("Januar", "Februar", "März", "April", "Mai", "Juni"),
    *("Juli", "August", "September", "Oktober", "November", "Dezember"),
)
NUMBER_WORDS = frozenset(
    (
        "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn "
        "neunzehn zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig hundert tausend"
    ).split()
)
ABBREVIATION = re.compile(
    r"(?<!\w)(?:z\. ?B|d\. ?h|u\. ?a|o\. ?ä|i\. ?d\. ?R|s\. ?o|s\. ?u|u\. ?s\. ?w|usw|bzw|etc|ca|inkl|exkl|ggf|evtl|vgl|sog|"
    r"max|min|mind|Nr|Str|Tel|Abs|Art|Std|Mio|Mrd|Dr|Prof|tägl|jährl|lt)\."
)
# Everything else that is written in capitals is an abbreviation, too: SGB, PLZ, EU.
CAPITALS = re.compile(r"(?<![\w-])[A-ZÄÖÜ]{2,6}(?![\w])")
ROMAN = re.compile(
    r"(?<![\w-])(?=[IVXLCDM])M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})(?![\w])"
)
