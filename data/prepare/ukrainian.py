"""Ukrainian names: the national romanization of 2010, and keys to compare names by."""

import re

from text import fold

_LETTERS = {
    "а": "a", "б": "b", "в": "v", "г": "h", "ґ": "g", "д": "d", "е": "e", "є": "ie",
    "ж": "zh", "з": "z", "и": "y", "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l",
    "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u",
    "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ь": "",
    "ю": "iu", "я": "ia", "’": "", "'": "",
}
_FIRST = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
# Letters of the neighbours, for keys only.
_OTHERS = {"ы": "y", "э": "e", "ё": "e", "ъ": "", "ў": "v"}
# What differs between the romanizations and between the languages.
_UNSTABLE = re.compile(r"[^a-z]|[eioyj]")
_DOUBLED = re.compile(r"(.)\1+")


def romanize(name: str) -> str:
    """The national romanization; raises on a letter that Ukrainian does not have."""
    out: list[str] = []
    first = True
    previous = ""
    for char in name:
        lower = char.lower()
        if lower in " -":
            out.append(char)
            first, previous = True, ""
            continue
        if lower not in _LETTERS:
            raise ValueError(f"cannot romanize {char!r} of {name!r}")
        latin = _FIRST.get(lower, _LETTERS[lower]) if first else _LETTERS[lower]
        if lower == "г" and previous == "з":
            latin = "gh"
        out.append(latin.capitalize() if char.isupper() else latin)
        first, previous = False, lower
    return "".join(out)


def key(name: str) -> str:
    """Equal for names that differ in case, apostrophes, hyphens or spaces only."""
    return fold(name).replace(" ", "").replace("ґ", "г")


def skeleton(name: str) -> str:
    """What a name keeps in Ukrainian, in Russian and in any romanization: no more than
    that, so it tells names of one small area only."""
    latin = "".join(_LETTERS.get(c, _OTHERS.get(c, c)) for c in fold(name))
    for old, new in (("kh", "h"), ("g", "h"), ("w", "v"), ("shch", "sch")):
        latin = latin.replace(old, new)
    return _DOUBLED.sub(r"\1", _UNSTABLE.sub("", latin))
