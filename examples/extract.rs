//! Prints the places of a text as a table.
//!
//!     cargo run --release --example extract -- data/samples/01-border-strikes.txt

use exonym::Extractor;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("which text? extract FILE")?;
    let text = std::fs::read_to_string(&path).map_err(|e| format!("{path}: {e}"))?;
    let document = Extractor::embedded().extract(&text);

    let header = ["text", "id", "name", "country", "admin1", "lat", "lon", "score"].map(str::to_owned);
    let rows = document.places().map(|(mention, place)| {
        [
            mention.text.replace('\n', " "),
            place.id.to_string(),
            place.name.clone(),
            place.country.map_or(String::new(), |c| c.to_string()),
            place.admin1.clone().unwrap_or_default(),
            format!("{:.4}", place.point.lat),
            format!("{:.4}", place.point.lon),
            format!("{:.2}", mention.score),
        ]
    });
    let table: Vec<[String; 8]> = std::iter::once(header).chain(rows).collect();

    let mut widths = [0; 8];
    for row in &table {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.chars().count());
        }
    }
    for row in &table {
        let cells: Vec<String> = row.iter().zip(widths).map(|(cell, width)| format!("{cell:width$}")).collect();
        println!("{}", cells.join("  ").trim_end());
    }
    Ok(())
}
