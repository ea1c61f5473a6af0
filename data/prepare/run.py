"""Prepares all sources: reads the unpacked packages, writes the prepared files."""

import argparse
from pathlib import Path

import airports
import countries as country_module
import country_names
import curated
import geonames_files as files
import load_geonames
import load_names
import points
import settlements
import subdivisions
import unnumbered
import words
from clean import Cleaner
from outlines import Outlines
from report import Report
from tsv import CURATED_HEADER, degrees, write_rows


def main() -> None:
    """Runs every step in order and prints the report."""
    parser = argparse.ArgumentParser(description=__doc__)
    for option in ("unpacked", "curated", "tables", "out"):
        parser.add_argument(f"--{option}", type=Path, required=True)
    parser.add_argument(
        "--without-iso-points", action="store_true",
        help="leave the points of the ISO 3166-2 table out",
    )
    args = parser.parse_args()
    unpacked, out, tables = args.unpacked, args.out, args.tables
    out.mkdir(parents=True, exist_ok=True)
    report = Report()

    curated_points = curated.points(args.curated)
    exclusions = curated.Exclusions(tables / "exclude_names.tsv")
    generic = curated.words(tables / "generic_words.tsv")
    places = load_geonames.load_places(unpacked)
    # A place whose own name is excluded is none; a curated row may say what it is.
    places = {i: p for i, p in places.items() if not exclusions.holds(f"geonames:{i}", p.name)}
    for place in places.values():
        place.alternates = [n for n in place.alternates if not exclusions.holds(f"geonames:{place.id}", n)]
    divisions, unknown = load_geonames.load_subdivisions(unpacked, places)
    countries = country_module.build(
        load_geonames.load_countries(unpacked), unpacked, curated_points,
        curated.mapping(tables / "country_codes.tsv", "iso", "code"),
    )

    iso_table = load_names.iso_subdivisions(unpacked)
    iso_points = {iso: tuple(row["latLng"]) for iso, row in iso_table.items()}
    locator = points.Locator(
        places, curated_points, {} if args.without_iso_points else iso_points,
        {iso: country.point for iso, country in countries.items()},
        {iso: float(c.info["areakm2"] or 0) for iso, c in countries.items()}, generic,
    )
    locator.locate(divisions)
    report.doubted_points = locator.doubted
    tagged, report.recoded = subdivisions.tagged_names(
        unpacked, divisions, iso_table, exclusions, generic
    )
    usual = curated.mapping(tables / "admin1_names.tsv", "iso", "name")
    subdivisions.name_all(divisions, tagged, usual, exclusions, places)
    country_names.add_names(countries, unpacked, exclusions)

    cleaners = {"places": Cleaner(romanized=True)}
    cleaners.update((kind, Cleaner()) for kind in ("divisions", "countries", "tagged"))
    report.cleaners = cleaners
    report.rows["places.txt"] = write_rows(
        out / "places.txt",
        files.place_rows(places.values(), divisions, countries.values(), cleaners),
    )
    located = [(d.id, d.method, d.precision_km) for d in divisions]
    located += [(c.id, c.method, c.precision_km) for c in countries.values()]
    # How far each point may be off, as additions to the entries in the curated schema.
    report.rows["radii.tsv"] = write_rows(
        out / "radii.tsv",
        [CURATED_HEADER]
        + [
            (f"geonames:{id_}", *[""] * 8, degrees(round(km, 1)), "")
            for id_, _, km in sorted(located)
        ],
    )
    report.rows["alternateNamesV2.txt"] = write_rows(
        out / "alternateNamesV2.txt",
        files.alternate_rows(
            unpacked, places, divisions, countries, tagged, cleaners["tagged"]
        ),
    )
    report.rows.update(files.write_codes(out, divisions))
    report.rows["countryInfo.txt"] = files.write_country_info(
        out / "countryInfo.txt", countries
    )
    report.rows["iso3166-2.tsv"], report.unresolved_iso = files.write_iso(
        out / "iso3166-2.tsv", divisions, unknown, countries,
        curated.mapping(tables / "iso_countries.tsv", "iso", "country"),
    )
    report.rows["unnumbered.tsv"] = unnumbered.write(
        out / "unnumbered.tsv", unknown, places,
        {iso: country.point for iso, country in countries.items()},
        curated.mapping(tables / "iso_countries.tsv", "iso", "country"),
    )
    report.rows["airports.tsv"] = airports.write(out / "airports.tsv", unpacked, places)
    report.rows["katottg.tsv"], report.settlements = settlements.write(
        out / "katottg.tsv", unpacked, args.curated, places
    )
    report.rows["words.tsv"] = words.write(out / "words.tsv", unpacked, out / "places.txt")
    report.methods(divisions)
    report.outlines(Outlines(unpacked), countries, divisions)
    report.pairs(out / "places.txt", out / "alternateNamesV2.txt")
    report.print(out)


if __name__ == "__main__":
    main()
