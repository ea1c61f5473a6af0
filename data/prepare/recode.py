"""Matches subdivision codes of an older table with today's, by name.

ISO 3166-2 codes get reassigned: Iran's `07` once was Tehran and now is Fars.
"""

import re
from collections import defaultdict
from difflib import SequenceMatcher

from load_geonames import Subdivision
from load_names import TaggedName
from text import fold, is_latin

CLOSE = 0.72
_COUNTRY = re.compile(r"^[A-Z]{2}-")


def core(name: str, generic: frozenset[str]) -> str:
    """The folded name without its generic words."""
    words = [w for w in fold(name).split() if w not in generic]
    return " ".join(words) or fold(name)


class Recoder:
    """Finds the division of today that an older code meant."""

    def __init__(self, divisions: list[Subdivision], generic: frozenset[str]) -> None:
        self._generic = generic
        self._cores: dict[str, set[str]] = {}
        self._owners: dict[tuple[str, str], set[str]] = defaultdict(set)
        for division in divisions:
            if not division.iso:
                continue
            cores = {core(n, generic) for n in (division.name, *division.aliases)}
            self._cores[division.iso] = cores
            for item in cores:
                self._owners[division.iso[:3], item].add(division.iso)

    def code(self, old: str, names: list[TaggedName]) -> str | None:
        """Today's code for an old one with these names, or None."""
        cores = {core(n.name, self._generic) for n in names}
        if old in self._cores and (cores & self._cores[old] or self._close(old, cores)):
            return old
        owners = [self._owners.get((old[:3], item), set()) for item in sorted(cores)]
        unique = sorted({next(iter(o)) for o in owners if len(o) == 1})
        return unique[0] if len(unique) == 1 else None

    def _close(self, code: str, cores: set[str]) -> bool:
        own = [c for c in self._cores[code] if is_latin(c)]
        for mine in own:
            for other in cores:
                if is_latin(other) and self._similar(mine, other):
                    return True
        return False

    @staticmethod
    def _similar(a: str, b: str) -> bool:
        if len(a) >= 5 and len(b) >= 5 and (a.startswith(b[:5]) or b.startswith(a[:5])):
            return True
        matcher = SequenceMatcher(None, a, b, autojunk=False)
        return matcher.quick_ratio() >= CLOSE and matcher.ratio() >= CLOSE


def recode(
    tagged: dict[str, list[TaggedName]], divisions: list[Subdivision], generic: frozenset[str]
) -> tuple[dict[str, list[TaggedName]], list[str]]:
    """Regroups names under today's codes; also says which groups moved or fell out."""
    recoder = Recoder(divisions, generic)
    found: dict[str, list[TaggedName]] = defaultdict(list)
    notes: list[str] = []
    for old in sorted(code for code in tagged if len(code) > 3):
        new = recoder.code(old, tagged[old])
        if new is None:
            english = [n.name for n in tagged[old] if n.lang == "en"] or [tagged[old][0].name]
            notes.append(f"{old} {english[0]}: no such division")
            continue
        if new != old:
            notes.append(f"{old} -> {new} {tagged[old][0].name}")
        found[new] += [name._replace(key=new) for name in tagged[old]]
    return found, notes
