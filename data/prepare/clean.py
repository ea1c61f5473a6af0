"""Decides which alternate names are worth keeping, and counts why others go."""

import re
import unicodedata
from collections import Counter
from typing import Iterable

from text import fold, is_latin, is_script
from translit import comparable, romanize

# Countries whose own names are Cyrillic, or were until lately: their
# romanizations are names in use and stay.
CYRILLIC_COUNTRIES = frozenset(
    "UA BY RU KZ KG BG RS MK MD ME BA TJ UZ MN AM GE AZ TM XK".split()
)
GREEK_COUNTRIES = frozenset(("GR", "CY"))
# Countries where people write ae, oe, ue or aa for the letters themselves.
UMLAUT_COUNTRIES = frozenset("DE AT CH LI LU BE NL DK NO SE FI EE IS FO AX SJ".split())
# Below this many people the name of a foreign place in Cyrillic is a machine's.
SMALL_PLACE = 5_000
MAX_WORDS = 10
MAX_LETTERS = 100

_TAIL = re.compile(r"[,،、，;()\[\]|]")
_CODE = re.compile(r"^[A-Z]{3,4}$")
_URL = re.compile(r"(?i)^(https?:|www\.)|\.(com|org|net|gov|edu)(/|$)|://")
_NO_LETTER = re.compile(r"^[\W\d_]*$")
_EXPANDED = str.maketrans({
    "ü": "ue", "ö": "oe", "ä": "ae", "å": "aa", "ø": "oe", "æ": "ae", "œ": "oe",
})


def initials(name: str) -> str:
    """The first letters of the words of a name, upper case."""
    words = re.split(r"[\s\-]+", name)
    return "".join(w[0] for w in words if w).upper()


def tidy(name: str) -> str:
    """Normal form C, single spaces, no invisible marks."""
    text = unicodedata.normalize("NFC", name)
    for mark in ("\u200e", "\u200f", "\ufeff", "\u00ad"):
        text = text.replace(mark, "")
    return " ".join(text.split())


class Cleaner:
    """Filters alternates entry by entry and keeps a tally of the reasons."""

    def __init__(self, romanized: bool = False) -> None:
        """`romanized` tells that the source mixes machine romanizations in."""
        self._romanized = romanized
        self.tally: Counter[str] = Counter()
        self.examples: dict[str, list[str]] = {}

    def _drop(self, reason: str, alternate: str) -> bool:
        self.tally[reason] += 1
        examples = self.examples.setdefault(reason, [])
        if len(examples) < 8 and self.tally[reason] % 97 == 1:
            examples.append(alternate)
        return False

    def clean(
        self, name: str, alternates: Iterable[str], country: str, small: bool = False
    ) -> list[str]:
        """The alternates worth keeping, sorted and without the name itself."""
        given = {tidy(a) for a in alternates}
        given.discard("")
        machine = self._machine_forms(given, name, country) if self._romanized else set()
        foreign = small and country not in CYRILLIC_COUNTRIES
        kept = [a for a in sorted(given) if self._keep(a, name, machine, foreign)]
        self.tally["kept"] += len(kept)
        return kept

    @staticmethod
    def _machine_forms(given: set[str], name: str, country: str) -> set[str]:
        """What machines make of the Cyrillic, Greek and umlauted names of the entry."""
        forms: set[str] = set()
        for alternate in given:
            if country not in CYRILLIC_COUNTRIES and is_script(alternate, "CYRILLIC"):
                forms.add(comparable(romanize(alternate)))
            elif country not in GREEK_COUNTRIES and is_script(alternate, "GREEK"):
                forms.add(comparable(romanize(alternate)))
        if country not in UMLAUT_COUNTRIES:
            for alternate in (*given, name):
                lower = alternate.lower()
                expanded = lower.translate(_EXPANDED)
                if expanded != lower:
                    forms.add(comparable(fold(expanded)))
        return forms

    def _keep(self, alternate: str, name: str, machine: set[str], foreign: bool) -> bool:
        if alternate == name:
            return self._drop("equals the name", alternate)
        if _TAIL.search(alternate):
            return self._drop("comma or parenthesis", alternate)
        if _URL.search(alternate):
            return self._drop("URL", alternate)
        if _NO_LETTER.match(alternate):
            return self._drop("no letter", alternate)
        if len(alternate) > MAX_LETTERS or alternate.count(" ") >= MAX_WORDS:
            return self._drop("too long", alternate)
        if alternate.endswith((" osh", " ош")):
            return self._drop("inflected form", alternate)
        if not is_latin(alternate):
            if foreign and is_script(alternate, "CYRILLIC"):
                return self._drop("Cyrillic for a small place elsewhere", alternate)
            return True
        return self._keep_latin(alternate, name, machine)

    def _keep_latin(self, alternate: str, name: str, machine: set[str]) -> bool:
        same = fold(alternate) == fold(name)
        if _CODE.match(alternate) and not same and alternate != initials(name):
            return self._drop("airport-like code", alternate)
        if len(alternate) < 3 and not same:
            return self._drop("one or two Latin letters", alternate)
        if alternate.islower():
            return self._drop("lower-case romanization", alternate)
        if not same and comparable(alternate) in machine:
            return self._drop("romanized by machine", alternate)
        return True
