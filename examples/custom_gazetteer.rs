//! Adds places of one's own to the world: a table becomes a gazetteer, which is laid over the embedded one.
//!
//!     cargo run --release --features compile --example custom_gazetteer -- data/samples/depots.tsv

use std::path::Path;

use exonym::compile::GazetteerBuilder;
use exonym::{Extractor, Gazetteer};

const TEXT: &str = "A convoy left Depot 7 near Chernihiv for Depot Twelve in Lviv; the Zyabrawka airfield in Belarus was quiet.";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let table = std::env::args().nth(1).unwrap_or_else(|| "data/samples/depots.tsv".to_owned());

    // The name becomes the prefix of the new ids: `acme:depot-7`.
    let mut builder = GazetteerBuilder::new("acme", "2024-06-01");
    builder.source("Our own list of depots", "CC0 1.0");
    builder.read_file(Path::new(&table), |b, origin, input| b.read_table(origin, input))?;
    let (bytes, report) = builder.finish()?;
    println!("{table}: {} entries, {} bytes", report.entries, bytes.len());
    report.warnings.iter().for_each(|w| println!("warning: {w}"));

    let extractor = Extractor::builder().gazetteer(Gazetteer::open(bytes)?).build();
    for (mention, place) in extractor.extract(TEXT).places() {
        println!("{:20} {:20} {:.4}, {:.4}", mention.text, place.id.to_string(), place.point.lat, place.point.lon);
    }
    Ok(())
}
