"""Folding of names and tests of their script."""

import re
import unicodedata
from functools import lru_cache

# Letters that NFKD leaves whole.
_WHOLE = str.maketrans({
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d",
    "þ": "th", "ħ": "h", "ı": "i", "ŧ": "t", "ə": "e", "ё": "е",
})
_DROPPED = re.compile(r"['’‘ʼʻʹʺ`´′″”“\"]")
_SPACES = re.compile(r"[\s\-‐‑‒–—_./]+")


@lru_cache(maxsize=1 << 16)
def script_of(char: str) -> str:
    """The script of one character by its Unicode name: LATIN, CYRILLIC, CJK …"""
    try:
        return unicodedata.name(char).split(" ")[0]
    except ValueError:
        return ""


def is_latin(text: str) -> bool:
    """Whether every letter of the text is Latin."""
    if text.isascii():
        return True
    return all(not c.isalpha() or script_of(c) in ("LATIN", "MODIFIER") for c in text)


def is_script(text: str, script: str) -> bool:
    """Whether the text has letters and all of them are of the script."""
    letters = [c for c in text if c.isalpha()]
    return bool(letters) and all(script_of(c) == script for c in letters)


def strip_accents(text: str) -> str:
    """Takes combining marks off Latin, Greek and Cyrillic letters, except й and ї."""
    if text.isascii():
        return text
    out: list[str] = []
    for char in unicodedata.normalize("NFC", text):
        if char in "йЙїЇ" or script_of(char) not in ("LATIN", "GREEK", "CYRILLIC"):
            out.append(char)
            continue
        decomposed = unicodedata.normalize("NFKD", char)
        out.append("".join(c for c in decomposed if not unicodedata.combining(c)))
    return "".join(out)


def fold(text: str) -> str:
    """Case, accents, apostrophes and hyphens folded, as the matcher would."""
    if text.isascii():
        folded = text.lower()
    else:
        folded = strip_accents(unicodedata.normalize("NFKC", text).casefold())
        folded = folded.translate(_WHOLE)
    return _SPACES.sub(" ", _DROPPED.sub("", folded)).strip()
