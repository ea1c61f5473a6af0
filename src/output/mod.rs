//! Documents as files for other programs and for people: GeoJSON, CSV, and a page with a map.

mod csv;
mod geojson;
mod html;

pub use csv::{CSV_HEADER, csv_rows, to_csv};
pub use geojson::{GEOJSON_CLOSING, GEOJSON_OPENING, geojson_features, to_geojson};
pub use html::to_html;
