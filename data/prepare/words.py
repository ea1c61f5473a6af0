"""The lexicon that tells names of places from ordinary words and from people."""

import calendar
import gzip
import json
import re
from math import exp, log
from pathlib import Path

from text import fold, is_latin, is_script
from tsv import read_rows, write_rows

# Natural logarithms of a word's probability that become 0 and 255.
RARE, FREQUENT = -16.0, -6.0
ENGLISH_WORDS = 30_000
OTHER_WORDS = {"de": 10_000, "es": 10_000, "el": 2_000}
# What a word of another language loses on the logarithmic scale.
OTHER_DISCOUNT = 2.0
# Least share of the lower-case form among lower-case and capitalised forms.
ENGLISH_SHARE, OTHER_SHARE = 0.25, 0.5
# Together with the census given names these make some 60,000 words of people.
CENSUS_SURNAMES, CLUSTER_GIVEN, CLUSTER_SURNAMES = 22_000, 13_000, 20_000
LARGE_PLACE = 50_000
# Endings of Slavic, Greek, Georgian, Armenian and Hispanic surnames, folded.
_SURNAME = re.compile(
    r"(ov|ova|ev|eva|ew|ow|owa|off|eff|in|ina|sky|ski|skij|skii|skiy|skaya|ska|skyj|enko|"
    r"uk|yuk|iuk|chuk|czuk|vich|vych|wicz|vic|idze|adze|shvili|yan|ian|opoulos|idis|akis|"
    r"ез|ов|ова|ев|ева|ин|ина|ский|ская|енко|ук|юк|вич|дзе|швили|ян|sson|sen|mann|ez)$"
)


def scaled(logarithm: float) -> int:
    """A log-probability on the scale of 0 to 255."""
    value = (logarithm - RARE) / (FREQUENT - RARE)
    return round(255 * min(1.0, max(0.0, value)))


def _table(unpacked: Path, lang: str) -> dict[str, float]:
    base = unpacked / "spacy-lookups-data/spacy_lookups_data/data"
    with gzip.open(base / f"{lang}_lexeme_prob.json.gz", "rt", encoding="utf-8") as file:
        return json.load(file)


def common_words(
    table: dict[str, float], limit: int, least_share: float, script: str
) -> dict[str, float]:
    """Log-probabilities of the most frequent words that are mostly lower case."""
    found: dict[str, float] = {}
    for word, logarithm in table.items():
        if not word.islower() or not word.isalpha() or logarithm < RARE:
            continue
        if not is_script(word, script):
            continue
        title = table.get(word.title())
        share = 1.0 if title is None else 1 / (1 + exp(title - logarithm))
        if share >= least_share:
            folded = fold(word)
            found[folded] = max(found.get(folded, RARE), logarithm)
    ranked = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    return dict(ranked[:limit])


def calendar_words(table: dict[str, float]) -> dict[str, float]:
    """Names of months and weekdays, which are ordinary words despite their capitals."""
    names = [*calendar.month_name[1:], *calendar.day_name]
    return {
        n.lower(): max(table.get(n, RARE), table.get(n.lower(), RARE)) for n in names
    }


def all_common(unpacked: Path, large_places: set[str]) -> dict[str, int]:
    """Commonness by word: English first, then the other languages."""
    english = _table(unpacked, "en")
    words = common_words(english, ENGLISH_WORDS, ENGLISH_SHARE, "LATIN")
    words.update(calendar_words(english))
    others: dict[str, float] = {}
    for lang, limit in OTHER_WORDS.items():
        script = "GREEK" if lang == "el" else "LATIN"
        for word, value in common_words(
            _table(unpacked, lang), limit, OTHER_SHARE, script
        ).items():
            # The Greek table has lost its capitals, so it cannot tell names itself.
            if lang == "el" and word in large_places:
                continue
            others[word] = max(others.get(word, RARE), value - OTHER_DISCOUNT)
    merged = {**others, **words}
    return {word: scaled(value) for word, value in merged.items() if scaled(value) > 0}


def census(unpacked: Path, file: str, limit: int | None = None) -> dict[str, int]:
    """Frequency of a census list of names (`NAME percent …`) on a logarithmic scale."""
    path = unpacked / "names/names-0.3.0/names" / file
    rows = [line.split() for line in path.read_text(encoding="ascii").splitlines()]
    shares = {fold(row[0]): float(row[1]) for row in rows if len(row) >= 2}
    ranked = sorted(shares.items(), key=lambda item: (-item[1], item[0]))[:limit]
    low, high = log(0.0005), log(4.0)
    return {
        name: max(1, min(255, round(255 * (log(max(share, 0.0006)) - low) / (high - low))))
        for name, share in ranked
    }


def person_clusters(
    unpacked: Path, given_names: set[str], family_names: set[str]
) -> tuple[dict[str, int], dict[str, int]]:
    """Given names and surnames of the multilingual clusters `a, b, c => id`.

    The clusters do not say which is which: the census names in one tell, or else an
    ending of surnames, or else many spellings, which given names have. The more
    spellings, the better known.
    """
    given: dict[str, int] = {}
    surnames: dict[str, int] = {}
    path = unpacked / "rigour/rigour/data/names/persons.txt"
    for (line,) in read_rows(path):
        forms = line.split(" => ")[0].split(", ")
        tokens = {fold(f) for f in forms}
        words = {t for t in tokens if t.isalpha() and 3 <= len(t) <= 15}
        words = {w for w in words if is_latin(w) or is_script(w, "CYRILLIC")}
        endings = sum(1 for w in words if _SURNAME.search(w))
        known = min(120, 25 + 8 * len(forms))
        if words & given_names:
            target = given
        elif words & family_names or 2 * endings >= max(1, len(words)):
            target = surnames
        elif len(forms) >= 8:
            target = given
        else:
            continue
        for word in words:
            target[word] = max(target.get(word, 0), known)
    return given, surnames


def _large_places(places: Path) -> set[str]:
    names: set[str] = set()
    for row in read_rows(places):
        if int(row[14]) >= LARGE_PLACE or row[7].startswith("PCL"):
            names.update(fold(n) for n in (row[1], *row[3].split(",")))
    return names


def write(path: Path, unpacked: Path, places: Path) -> int:
    """Writes word, common, given, surname; returns the number of words."""
    common = all_common(unpacked, _large_places(places))
    given = census(unpacked, "dist.male.first")
    for name, value in census(unpacked, "dist.female.first").items():
        given[name] = max(given.get(name, 0), value)
    surnames = census(unpacked, "dist.all.last", CENSUS_SURNAMES)
    more_given, more_surnames = person_clusters(unpacked, set(given), set(surnames))
    for target, more, limit in (
        (given, more_given, CLUSTER_GIVEN), (surnames, more_surnames, CLUSTER_SURNAMES),
    ):
        fresh = [(n, v) for n, v in more.items() if n not in given and n not in surnames]
        target.update(sorted(fresh, key=lambda item: (-item[1], item[0]))[:limit])
    rows = [
        (word, common.get(word, 0), given.get(word, 0), surnames.get(word, 0))
        for word in sorted(common.keys() | given.keys() | surnames.keys())
    ]
    return write_rows(path, [("word", "common", "given", "surname"), *rows]) - 1
