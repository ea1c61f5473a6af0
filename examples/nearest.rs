//! Names the five places nearest to a point.
//!
//!     cargo run --release --example nearest -- 51.41 30.06

use exonym::{Gazetteer, Point};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let usage = "where? nearest LAT LON, in degrees";
    let mut degrees = std::env::args().skip(1).map(|a| a.parse::<f64>().map_err(|_| usage));
    let (Some(lat), Some(lon)) = (degrees.next(), degrees.next()) else { return Err(usage.into()) };
    let point = Point::new(lat?, lon?);
    if !point.is_valid() {
        return Err(usage.into());
    }

    let world = Gazetteer::embedded();
    for neighbour in world.nearest(point, 5) {
        let place = world.place(neighbour.entry);
        let country = place.country.map_or("--".to_owned(), |c| c.to_string());
        println!("{:7.1} km  {country}  {} ({})", neighbour.distance_km, place.name, place.feature_code);
    }
    Ok(())
}
