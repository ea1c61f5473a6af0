"""Tab-separated files: reading, writing and the curated schema."""

from pathlib import Path
from typing import Iterable, Iterator, Sequence

CURATED_HEADER = (
    "id", "name", "names", "class", "code", "country", "admin1",
    "lat", "lon", "radius_km", "population",
)


def read_rows(path: Path) -> Iterator[list[str]]:
    """Yields the cells of every line of a tab-separated file without a header."""
    with open(path, encoding="utf-8", newline="\n") as lines:
        for line in lines:
            yield line.rstrip("\r\n").split("\t")


def read_records(path: Path) -> Iterator[dict[str, str]]:
    """Yields the rows of a table with a header as dictionaries; skips `#` lines."""
    header: list[str] | None = None
    for row in read_rows(path):
        if row == [""] or row[0].startswith("#"):
            continue
        if header is None:
            header = row
            continue
        row += [""] * (len(header) - len(row))
        yield dict(zip(header, row))


def write_rows(path: Path, rows: Iterable[Sequence[object]]) -> int:
    """Writes rows with Unix line ends and returns how many there were."""
    count = 0
    with open(path, "w", encoding="utf-8", newline="\n") as out:
        for row in rows:
            cells = [str(cell) for cell in row]
            if any("\t" in cell or "\n" in cell for cell in cells):
                raise ValueError(f"{path.name}: a cell holds a tab or line end: {cells}")
            out.write("\t".join(cells) + "\n")
            count += 1
    return count


def degrees(value: float) -> str:
    """Prints degrees with at most five decimals and no needless zeros."""
    text = f"{value:.5f}".rstrip("0").rstrip(".")
    return "0" if text in ("", "-0") else text
