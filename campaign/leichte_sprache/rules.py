"""What makes a text hard to read, line by line: the rules of BITV 2.0, Annex 2, part 2, as far as words show them.

Pure: no database, no dictionary of the language. It hints at what to look at; it may be wrong, and never forbids.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from campaign.leichte_sprache import vocabulary as words

MAX_WORDS = 12
MAX_LETTERS = 14
MAX_NUMBER = 999
# Characters of a line that are looked at: with more the rules take their time, and nobody would call it a line.
LONGEST_LINE = 400
# What counts as a word: hyphens and mediopoints divide long ones.
WORD = re.compile(r"[A-Za-zÄÖÜäöüßéèáà]+(?:[-·][A-Za-zÄÖÜäöüßéèáà]+)*")
ADDRESS = re.compile(
    r"\S+@\S+|(?:https?://|www\.)\S+|(?<!\w)[\w-]+\.(?:de|org|eu|com|net|info|example)(?:/\S*)?"
)
SENTENCE_END = re.compile(r"(?<!\d)[.!?][“\"]? +(?=[„\"]?[A-ZÄÖÜ])")
NUMERIC_DATE = re.compile(r"(?<!\d)\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2})?(?!\d)|(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)")
WRITTEN_YEAR = re.compile(rf"(?:{'|'.join(words.MONTHS)}) \d{{4}}(?!\d)")
PHONE = re.compile(r"(?:\+|(?<![\d.,])0)\d[\d /–-]{2,}")
POSTCODE = re.compile(r"(?<!\d)\d{5} (?=[A-ZÄÖÜ])")
NUMBER = re.compile(r"(?<![\d,.])\d{1,3}(?:[. ]\d{3})+(?![\d])|(?<![\d,.])\d{4,}(?!\d)")
BRACKETS = re.compile(r"[()\[\]{}]")
SPECIAL = re.compile(r"[§%&/*_#+=<>|~^°@\\;…€$]|(?<=\s)[–—-](?=\s)|(?<=[a-zäöü]):(?=[a-zäöü])")
GENITIVE_ARTICLE = re.compile(
    r"(?<!\w)(?:des|eines|meines|deines|seines|ihres|Ihres|unseres|eures|dieses|jedes)(?: [a-zäöüß]+en)* "
    r"([A-ZÄÖÜ][\wäöüß-]*?(?:s|en))(?!\w)"
)
GENITIVE_OF = re.compile(
    r"(?<!\w)([A-ZÄÖÜ][\wäöüß-]+) (?:der|einer|dieser|meiner|deiner|seiner|ihrer|Ihrer|unserer|aller)"
    r"(?: [a-zäöüß]+(?:en|er))* [A-ZÄÖÜ][\wäöüß-]+"
)


@dataclass(frozen=True)
class Remark:
    """What a line could do better: its number (the first is 1), the words it is about, and what helps."""

    line: int
    words: str
    advice: str

    @property
    def text(self) -> str:
        """The whole sentence for the editor."""
        return f"Zeile {self.line}: „{self.words}“ – {self.advice}"


Found = Iterator[tuple[str, str]]


def remarks(text: str) -> list[Remark]:
    """Return what to look at, line after line; empty lines count, so that the numbers are those of the field.

    About the same words of a line there is one remark, with all that helps.
    """
    return [
        Remark(number, about, " ".join(advices))
        for number, line in enumerate(text.splitlines(), 1)
        for about, advices in _of_line(_plain(line[:LONGEST_LINE])).items()
    ]


def _of_line(line: str) -> dict[str, list[str]]:
    """Return the words to look at in the order of the rules, each advice once."""
    found: dict[str, list[str]] = {}
    for rule in RULES:
        for about, advice in rule(line):
            advices = found.setdefault(about, [])
            if advice not in advices:
                advices.append(advice)
    return found


def _plain(line: str) -> str:
    """Return a line without list marks and addresses, which nobody can write more simply."""
    return ADDRESS.sub(" ", re.sub(r"^\s*[-•*] +", "", line)).strip()


def _length(line: str) -> Found:
    # The full stop of an abbreviation ends no sentence.
    sentences = [one for one in SENTENCE_END.split(words.ABBREVIATION.sub("Wort", line)) if one]
    if len(sentences) > 1:
        yield _beginning(sentences[1]), "Jeder Satz braucht eine eigene Zeile."
    for sentence in sentences:
        number = len(WORD.findall(sentence))
        if number > MAX_WORDS:
            yield (
                _beginning(sentence),
                f"Der Satz hat {number} Wörter. Gut sind höchstens {MAX_WORDS}. Machen Sie zwei Sätze daraus.",
            )


def _long_words(line: str) -> Found:
    for word in WORD.findall(line):
        if max(len(part) for part in re.split("[-·]", word)) > MAX_LETTERS:
            yield word, "Das Wort ist lang. Trennen Sie es mit Binde-Strich, oder nehmen Sie ein kürzeres."


def _hyphenation(line: str) -> Found:
    if re.search(r"[a-zäöüß]-$", line):
        yield line.split()[-1], "Trennen Sie kein Wort am Ende der Zeile."


def _passive(line: str) -> Found:
    for sentence in re.split(r"[.!?]", line):
        found = WORD.findall(sentence)
        helper = next((one for one in found if one.lower() in words.PASSIVE), None)
        participle = next((one for one in found if _is_participle(one)), None)
        if helper and participle:
            yield f"{helper} … {participle}", "Sagen Sie, wer etwas tut. Zum Beispiel: Wir prüfen den Antrag."


def _is_participle(word: str) -> bool:
    if word in words.STRONG_PARTICIPLES:
        return True
    return word not in words.NO_PARTICIPLES and words.PARTICIPLE.fullmatch(word) is not None


def _genitive(line: str) -> Found:
    advice = "Vermeiden Sie den Genitiv. Schreiben Sie „von“: das Team vom Job-Center."
    if hit := GENITIVE_ARTICLE.search(line):
        yield hit[0], advice
    for hit in GENITIVE_OF.finditer(line):
        if hit[1].lower() not in words.NO_NOUNS and not _is_first_small_word(line, hit):
            yield hit[0], advice
    for word in WORD.findall(line):
        if word.lower() in words.GENITIVE_PREPOSITIONS:
            yield (
                word,
                "Nach diesem Wort steht der Genitiv. Sagen Sie es anders, zum Beispiel mit „weil“ oder „mit“.",
            )


def _is_first_small_word(line: str, hit: re.Match[str]) -> bool:
    """Any word begins a sentence with a capital letter; short ones are hardly ever nouns."""
    begins = hit.start() == 0 or re.search(r"[.!?:] *[„\"]?$", line[: hit.start()]) is not None
    return begins and len(hit[1]) < len("Antrag")


def _each(pattern: re.Pattern[str], advice: str) -> Callable[[str], Found]:
    """Return a rule for single words."""

    def rule(line: str) -> Found:
        for word in WORD.findall(line):
            if pattern.fullmatch(word.lower()):
                yield word, advice

    return rule


def _abbreviations(line: str) -> Found:
    advice = "Schreiben Sie das Wort aus, oder erklären Sie es."
    for hit in words.ABBREVIATION.finditer(line):
        yield hit[0], advice
    for hit in words.CAPITALS.finditer(line):
        if not words.ROMAN.fullmatch(hit[0]):
            yield hit[0], advice


def _numbers(line: str) -> Found:
    for hit in words.ROMAN.finditer(line):
        # A single letter is rather a grade or a building.
        if len(hit[0]) > 1:
            yield hit[0], "Schreiben Sie die Zahl mit Ziffern."
    for hit in NUMERIC_DATE.finditer(line):
        yield hit[0], "Schreiben Sie den Monat als Wort: 3. März 2026."
    rest = line
    for pattern in (NUMERIC_DATE, WRITTEN_YEAR, PHONE, POSTCODE):
        rest = pattern.sub(" ", rest)
    for hit in NUMBER.finditer(rest):
        if int(re.sub(r"\D", "", hit[0])) > MAX_NUMBER:
            yield hit[0], "Große Zahlen und alte Jahre sind schwer. Sagen Sie „viele“ oder „vor langer Zeit“."
    for word in WORD.findall(line):
        if word.lower() in words.NUMBER_WORDS:
            yield word, "Schreiben Sie Zahlen mit Ziffern."
        if word in ("Prozent", "Promille"):
            yield word, "Prozente sind schwer. Sagen Sie „viele“, „wenige“ oder „die Hälfte“."


def _signs(line: str) -> Found:
    if hit := BRACKETS.search(line):
        yield hit[0], "Schreiben Sie ohne Klammern. Machen Sie einen eigenen Satz daraus."
    for sign in dict.fromkeys(SPECIAL.findall(PHONE.sub(" ", line))):
        yield sign, "Vermeiden Sie Sonder-Zeichen. Schreiben Sie ein Wort dafür."


def _beginning(sentence: str) -> str:
    found = sentence.split()
    return " ".join(found[:4]) + (" …" if len(found) > 4 else "")


RULES: tuple[Callable[[str], Found], ...] = (
    _length,
    _long_words,
    _hyphenation,
    _passive,
    _genitive,
    _each(words.SUBJUNCTIVE, "Vermeiden Sie den Konjunktiv. Sagen Sie „vielleicht“ oder „bitte“."),
    _each(words.NEGATION, "Sagen Sie lieber, was ist oder was geht."),
    _abbreviations,
    _numbers,
    _signs,
)
