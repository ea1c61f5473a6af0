//! Writes the places of a text as GeoJSON, which any map viewer shows.
//!
//!     cargo run --release --example geojson -- data/samples/12-cyclone-bay-of-bengal.txt > cyclone.geojson

use exonym::Extractor;
use exonym::output::to_geojson;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("which text? geojson FILE")?;
    let text = std::fs::read_to_string(&path).map_err(|e| format!("{path}: {e}"))?;
    let mut document = Extractor::embedded().extract(&text);
    document.id = Some(path);
    println!("{}", to_geojson(&[document]));
    Ok(())
}
