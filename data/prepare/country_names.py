"""Names of countries: the tagged ones of CLDR, the sound ones of plain lists."""

import re
from collections import defaultdict
from pathlib import Path

import load_names
from clean import tidy
from countries import Country
from curated import Exclusions
from text import fold, is_latin, script_of

# Names as short as this collide with other words; only those of major languages stay.
SHORT = 5

# Words that mark a description rather than a name in lists of country names.
_NOT_A_NAME = re.compile(
    r"(?i)\b(citizen|citizenship|people|embassy|government|former|formerly|currently|"
    r"occupied|nationality|national|resident|nutome|see|other|unknown|oblast|"
    r"territories|islander|man|woman|ssr|область)s?\b|[()\[\],;:/♠]|\d|  | -"
)
# Articles and prefixes that some locales glue to the name, and words for "country".
_PREFIXED = re.compile(r"^([a-zàáíì]{1,3}[ \-’']|i  ?-|Emetab |Orílɛ́ède |Orílẹ́ède |.* nutome$)")
_DEMONYM = re.compile(
    r"(ian|ians|ean|eans|ese|ish|ench|ers?|ic|ani|anis|man|men|ijan|ski|isch|isk)$"
)
_GENERIC = frozenset(
    "republic kingdom state states federation democratic islands island people peoples "
    "united union federal islamic socialist commonwealth principality sultanate".split()
)


def demonyms(unpacked: Path, infos: dict[str, dict]) -> dict[str, set[str]]:
    """Folded nouns and adjectives of nationality by ISO code."""
    book = load_names.factbook(unpacked)
    found: dict[str, set[str]] = defaultdict(set)
    for iso, info in infos.items():
        page = book.get(info["fips"].lower(), {}).get("People and Society", {})
        for value in (page.get("Nationality") or {}).values():
            text = value.get("text", "") if isinstance(value, dict) else ""
            for part in re.split(r"[,;]| or | and ", re.sub(r"\((s|es|n|en)\)", "", text)):
                folded = fold(re.sub(r"\(.*?\)", "", part))
                found[iso] |= {folded, folded + "s", folded + "es"}
    return found


def add_names(
    countries: dict[str, Country], unpacked: Path, exclusions: Exclusions
) -> None:
    """Gives every country its tagged and untagged names."""
    known: dict[str, set[str]] = defaultdict(set)
    major = load_names.major_languages(unpacked)
    for name in load_names.cldr_territories(unpacked):
        country = countries.get(name.key)
        if country is None or _PREFIXED.search(name.name):
            continue
        text = tidy(name.name.split(" (")[0])
        if len(text) <= SHORT and name.lang.split("-")[0] not in major:
            continue
        if len(text) > 3 or not is_latin(text):
            country.tagged.append(name._replace(name=text))
            known[name.key].add(fold(text))
    people = demonyms(unpacked, {iso: c.info for iso, c in countries.items()})
    plain = [*load_names.countrynames(unpacked), *load_names.rigour_territories(unpacked)]
    owners: dict[str, set[str]] = defaultdict(set)
    for iso, name in plain:
        owners[fold(name)].add(iso)
    stems = {iso: {_stem(w) for n in names for w in n.split()} for iso, names in known.items()}
    for iso, name in plain:
        text = tidy(name)
        if iso not in countries or len(owners[fold(name)]) > 1:
            continue
        if exclusions.holds(f"iso:{iso}", text):
            continue
        if _sound(text, known[iso], people[iso], stems.get(iso, set())):
            countries[iso].untagged.add(text)


def _stem(word: str) -> str:
    """The first letters of a word, as many as tell a name in its script."""
    if word in _GENERIC or not word:
        return ""
    script = script_of(word[0])
    return word[: {"LATIN": 4, "CJK": 2, "HANGUL": 2, "KATAKANA": 3}.get(script, 3)]


def _sound(name: str, known: set[str], people: set[str], stems: set[str]) -> bool:
    """Whether an untagged string is a name of the country and not of its people.

    It must be a name that CLDR knows, or share the beginning of a word with one.
    """
    folded = fold(name)
    if _PREFIXED.search(name) or name.islower() and is_latin(name):
        return False
    if folded in known:
        return True
    if _NOT_A_NAME.search(name) or folded in people:
        return False
    words = folded.split()
    if not any(_stem(w) and _stem(w) in stems for w in words):
        return False
    if not is_latin(name):
        return len(name) > 1
    if not name[0].isupper() or len(name) < 4 or name.isupper():
        return False
    if len(words) == 1:
        return not _DEMONYM.search(folded)
    return True
