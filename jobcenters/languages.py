"""Languages that people speak at a Jobcenter: codes after BCP 47, the German name and the language's own.

Names as in Unicode CLDR 46, except where CLDR has none or a longer one (Kurmandschi, Romanes, Sorbian).
"""

from collections.abc import Iterable
from typing import Final, NamedTuple


class Language(NamedTuple):
    """`code` after BCP 47, `german` as people here call it, `own` as those call it who speak it."""

    code: str
    german: str
    own: str


# In German alphabetical order. Danish, Frisian, Romani and Sorbian are the languages of the national minorities.
LANGUAGES: Final[dict[str, Language]] = {
    language.code: language
    for language in (
        Language("sq", "Albanisch", "shqip"),
        Language("am", "Amharisch", "አማርኛ"),
        Language("ar", "Arabisch", "العربية"),
        Language("hy", "Armenisch", "հայերեն"),
        Language("az", "Aserbaidschanisch", "azərbaycan"),
        Language("bs", "Bosnisch", "bosanski"),
        Language("bg", "Bulgarisch", "български"),
        Language("zh", "Chinesisch", "中文"),
        Language("da", "Dänisch", "dansk"),
        Language("prs", "Dari", "دری"),
        Language("en", "Englisch", "English"),
        Language("fr", "Französisch", "français"),
        Language("frr", "Friesisch", "friisk"),
        Language("ka", "Georgisch", "ქართული"),
        Language("el", "Griechisch", "Ελληνικά"),
        Language("hi", "Hindi", "हिन्दी"),
        Language("it", "Italienisch", "italiano"),
        Language("hr", "Kroatisch", "hrvatski"),
        Language("kmr", "Kurdisch (Kurmandschi)", "kurmancî"),
        Language("ckb", "Kurdisch (Sorani)", "کوردیی ناوەندی"),
        Language("mk", "Mazedonisch", "македонски"),
        Language("nl", "Niederländisch", "Nederlands"),
        Language("dsb", "Niedersorbisch", "dolnoserbšćina"),
        Language("hsb", "Obersorbisch", "hornjoserbšćina"),
        Language("ps", "Paschtu", "پښتو"),
        Language("fa", "Persisch (Farsi)", "فارسی"),
        Language("pl", "Polnisch", "polski"),
        Language("pt", "Portugiesisch", "português"),
        Language("rom", "Romanes", "romani čhib"),
        Language("ro", "Rumänisch", "română"),
        Language("ru", "Russisch", "русский"),
        Language("sr", "Serbisch", "српски"),
        Language("so", "Somali", "Soomaali"),
        Language("es", "Spanisch", "español"),
        Language("ti", "Tigrinya", "ትግርኛ"),
        Language("tr", "Türkisch", "Türkçe"),
        Language("uk", "Ukrainisch", "українська"),
        Language("hu", "Ungarisch", "magyar"),
        Language("ur", "Urdu", "اردو"),
        Language("vi", "Vietnamesisch", "Tiếng Việt"),
    )
}


def choices() -> list[tuple[str, str]]:
    """The languages for a form: „Türkisch (Türkçe)“."""
    return [(one.code, f"{one.german} ({one.own})") for one in LANGUAGES.values()]


def known(codes: Iterable[str]) -> list[Language]:
    """The languages of these codes in German alphabetical order, each once; what is no code of ours is left out."""
    wanted = set(codes)
    return [language for code, language in LANGUAGES.items() if code in wanted]
