//! Documents as files for other programs and for people: GeoJSON, CSV, a map, and a page with that map.

mod actors;
mod csv;
mod escape;
mod geojson;
mod html;
mod json;
mod labels;
mod marks;
mod outlines;
mod spots;
mod svg;
mod values;
mod view;
mod words;

pub use csv::{CSV_HEADER, csv_rows, to_csv};
pub use geojson::{GEOJSON_CLOSING, GEOJSON_OPENING, geojson_features, to_geojson};
pub use html::to_html;
pub use json::{json_bytes, json_line};
pub use svg::to_svg;
