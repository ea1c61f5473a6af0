"""Machine romanizations that GeoNames adds to foreign names."""

_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "jo",
    "ж": "zh", "з": "z", "и": "i", "й": "j", "к": "k", "л": "l", "м": "m",
    "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u",
    "ф": "f", "х": "kh", "ц": "c", "ч": "ch", "ш": "sh", "щ": "shh",
    "ъ": "", "ы": "y", "ь": "'", "э": "eh", "ю": "ju", "я": "ja",
    "і": "i", "ї": "i", "є": "ie", "ґ": "g", "ў": "u", "ј": "j", "љ": "lj",
    "њ": "nj", "ћ": "c", "ђ": "dj", "џ": "dz", "ѓ": "g", "ќ": "k", "ѕ": "dz",
}
_GREEK = {
    "α": "a", "β": "b", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "e",
    "θ": "th", "ι": "i", "κ": "k", "λ": "l", "μ": "m", "ν": "n", "ξ": "x",
    "ο": "o", "π": "p", "ρ": "r", "σ": "s", "ς": "s", "τ": "t", "υ": "u",
    "φ": "ph", "χ": "kh", "ψ": "ps", "ω": "o", "ά": "a", "έ": "e", "ή": "e",
    "ί": "i", "ό": "o", "ύ": "u", "ώ": "o", "ϊ": "i", "ϋ": "u", "ΐ": "i",
}
_LETTERS = {**_CYRILLIC, **_GREEK}


def romanize(text: str) -> str:
    """Romanizes a Cyrillic or Greek name by the old GeoNames scheme, lower case."""
    return "".join(_LETTERS.get(c, c) for c in text.lower())


# From the old scheme to the one that English texts use.
_ENGLISH = (
    ("shh", "shch"), ("eh", "e"), ("jo", "yo"), ("ju", "yu"), ("ja", "ya"), ("j", "y"),
    ("c", "ts"), ("tsh", "ch"), ("'", ""),
)


def romanize_english(text: str) -> set[str]:
    """Romanizes a Cyrillic name as English texts would, with г as g and as h."""
    forms = set()
    for lower in (text.lower(), text.lower().replace("г", "х")):
        form = romanize(lower)
        for old, new in _ENGLISH:
            form = form.replace(old, new)
        forms |= {form, form.replace("kh", "h")}
    return forms


def comparable(text: str) -> str:
    """The form in which a romanization and an alternate are compared."""
    return text.lower().replace("’", "'").replace("ʼ", "'").replace("'", "")
