//! Searches a gazetteer file that is mapped into memory: nothing is read but the pages that the search touches,
//! so that a file of gigabytes opens at once and is shared between processes.
//!
//!     cargo run --release --example map_file -- tests/golden/small.exo Чернігів

use std::fs::File;

use exonym::Gazetteer;
use memmap2::Mmap;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let (Some(path), Some(name)) = (args.next(), args.next()) else { return Err("what? map_file FILE.exo NAME".into()) };
    let file = File::open(&path).map_err(|e| format!("{path}: {e}"))?;

    // SAFETY: a mapped file must not be changed or cut off while it is mapped. `exonym build` never writes into
    // a file that is there: it writes another one and renames it, and the mapping keeps the old one.
    #[allow(unsafe_code)]
    let map = unsafe { Mmap::map(&file)? };

    let gazetteer = Gazetteer::open_unverified(map)?;
    println!("{}: {} entries, {} names", gazetteer.label(), gazetteer.len(), gazetteer.name_count());
    for entry in gazetteer.search(&name) {
        let place = gazetteer.place(entry);
        let admin1 = place.admin1.as_deref().unwrap_or("-");
        println!("{:20} {:20} {admin1:20} {:.4}, {:.4}", place.id.to_string(), place.name, place.point.lat, place.point.lon);
    }
    Ok(())
}
