//! A map as an SVG picture.

use std::collections::HashMap;
use std::fmt::Write;

use super::escape::Escaped;
use super::labels::{Area, Labels, Placed, text_width};
use super::outlines::{FINEST, Shape, Shapes, shapes};
use super::spots::{Spot, spots};
use super::view::View;
use crate::document::Document;
use crate::gazetteer::CountryCode;

/// A map of the places that the documents name: an SVG picture that needs nothing else.
///
/// Countries that are named are tinted, settlements are dots and areas are rings, each as large as it is often named.
/// A few places far from all others may lie beyond its edge; countries' outlines need the feature `embedded`.
/// Dark where the reader's system is.
///
/// ```
/// let document = exonym::Extractor::embedded().extract("Rockets hit Desna in the Chernigov region, north of Kyiv.");
/// let map = exonym::output::to_svg(&[document]);
/// assert!(map.starts_with("<svg") && map.contains(">Desna</text>"));
/// ```
pub fn to_svg(documents: &[Document]) -> String {
    map(&spots(documents.iter()), false).svg
}

/// A map and what is to be said under it.
pub(super) struct Map {
    /// The picture.
    pub svg: String,
    /// Names of the places beyond its edge.
    pub beyond: Vec<String>,
}

/// Draws spots, the most important first; `linked` ties each to the row `#p<number>` of a table.
pub(super) fn map(spots: &[Spot<'_>], linked: bool) -> Map {
    let view = view(spots);
    let shapes = shapes(&view, FINEST);
    let named: HashMap<CountryCode, &Spot<'_>> = spots.iter().filter(|s| s.is_country()).filter_map(|s| Some((s.place.country?, s))).collect();
    let (mut out, mut labels) = (String::new(), Labels::new(view.width, view.height));
    open(&mut out, &view);
    draw_countries(&mut out, &shapes, &named);
    draw_graticule(&mut out, &view);
    draw_scale(&mut out, &view, &mut labels);
    keep_inset_free(&view, &mut labels);
    let shown: Vec<(usize, &Spot<'_>)> = spots.iter().enumerate().filter(|(_, s)| is_drawn(s, &view, &shapes)).collect();
    draw_spots(&mut out, &view, &shown, linked, &mut labels);
    draw_labels(&mut out, &view, &shown, &mut labels);
    draw_country_names(&mut out, &shapes, &named, &mut labels);
    draw_inset(&mut out, &view);
    out.push_str("</svg>\n");
    let missing = |s: &&Spot<'_>| !view.shows(s.place.point) && shape(s, &shapes).is_none();
    Map { svg: out, beyond: spots.iter().filter(missing).map(|s| s.place.name.clone()).collect() }
}

fn view(spots: &[Spot<'_>]) -> View {
    let points = |broad: bool| -> Vec<_> { spots.iter().filter(|s| broad || !s.is_broad()).map(|s| (s.place.point, s.count())).collect() };
    let places = points(false);
    let points = if places.is_empty() { points(true) } else { places };
    View::around(&points)
}

/// Countries are shown by their outlines; the others, and countries without one, by a mark.
fn is_drawn(spot: &Spot<'_>, view: &View, shapes: &Shapes) -> bool {
    view.shows(spot.place.point) && shape(spot, shapes).is_none()
}

/// An outline of a smaller area, in square units of paper, is not seen.
const SMALLEST_SHAPE: f64 = 60.0;

/// The outline that shows a country.
fn shape<'s>(spot: &Spot<'_>, shapes: &'s Shapes) -> Option<&'s Shape> {
    spot.place.country.filter(|_| spot.is_country()).and_then(|c| shapes.get(&c)).filter(|s| s.area >= SMALLEST_SHAPE)
}

const STYLE: &str = include_str!("map.css");

fn open(out: &mut String, view: &View) {
    let (w, h) = (view.width, view.height.round());
    let _ = writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"exonym-map\" viewBox=\"0 0 {w} {h}\" role=\"img\" aria-label=\"Map of the places named\">\
         <style>{STYLE}</style><rect class=\"sea\" width=\"{w}\" height=\"{h}\"/>"
    );
}

fn draw_countries(out: &mut String, shapes: &Shapes, named: &HashMap<CountryCode, &Spot<'_>>) {
    for (code, shape) in shapes {
        let spot = named.get(code);
        let class = if spot.is_some() { "land named" } else { "land" };
        let title = spot.map_or_else(String::new, |s| format!("<title>{}</title>", Escaped(tooltip(s))));
        let _ = writeln!(out, "<path class=\"{class}\" d=\"{}\">{title}</path>", shape.path);
    }
}

fn draw_graticule(out: &mut String, view: &View) {
    let step = [0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 30.0].into_iter().find(|s| view.lon_span() / s <= 9.0).unwrap_or(45.0);
    let lines = |from: f64, span: f64| (((from / step).ceil() as i32)..=(((from + span) / step).floor() as i32)).map(move |i| f64::from(i) * step);
    let (mut path, mut texts) = (String::new(), String::new());
    // Degrees are written along the upper and the left edge, for the lower one has the scale.
    for lon in lines(view.west, view.lon_span()) {
        let x = view.x_unrolled(lon);
        let _ = write!(path, "M{x:.1} 0V{:.1}", view.height);
        if (30.0..view.width - 40.0).contains(&x) {
            let shown = (lon + 180.0).rem_euclid(360.0) - 180.0;
            let _ = write!(texts, "<text class=\"grid-label\" x=\"{:.1}\" y=\"12\">{}</text>", x + 3.0, degrees(shown, ["W", "E"]));
        }
    }
    for lat in lines(view.north - view.lat_span(), view.lat_span()) {
        let y = view.y(lat);
        let _ = write!(path, "M0 {y:.1}H{:.1}", view.width);
        if y > 28.0 {
            let _ = write!(texts, "<text class=\"grid-label\" x=\"4\" y=\"{:.1}\">{}</text>", y - 3.0, degrees(lat, ["S", "N"]));
        }
    }
    let _ = writeln!(out, "<path class=\"grid\" d=\"{path}\"/>{texts}");
}

fn degrees(value: f64, sides: [&str; 2]) -> String {
    let side = if value == 0.0 || value == -180.0 { "" } else { sides[usize::from(value > 0.0)] };
    format!("{}°{side}", value.abs())
}

fn draw_scale(out: &mut String, view: &View, labels: &mut Labels) {
    let lengths = [10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1000.0, 2000.0];
    let Some(&km) = lengths.iter().rev().find(|&&km| km * view.per_km() <= 160.0) else { return };
    let (length, x, y) = (km * view.per_km(), view.width - 16.0, view.height - 14.0);
    let left = x - length;
    labels.keep_free(Area { left: left - 4.0, top: y - 22.0, right: view.width, bottom: view.height });
    let _ = writeln!(
        out,
        "<path class=\"scale\" d=\"M{left:.1} {:.1}v5H{x:.1}v-5\"/><text class=\"scale-label\" x=\"{:.1}\" y=\"{:.1}\">{km} km</text>",
        y - 5.0,
        (left + x) / 2.0,
        y - 7.0
    );
}

/// Width of the small map of the world that tells where a map is; none is needed where the map shows more than this many degrees.
const INSET: (f64, f64) = (150.0, 50.0);

fn inset(view: &View) -> Option<(View, f64, f64)> {
    let world = View::world(INSET.0);
    (view.lon_span() < INSET.1).then_some((world, 10.0, view.height - world.height - 10.0))
}

fn keep_inset_free(view: &View, labels: &mut Labels) {
    if let Some((world, x, y)) = inset(view) {
        labels.keep_free(Area { left: x - 4.0, top: y - 4.0, right: x + world.width + 4.0, bottom: view.height });
    }
}

fn draw_inset(out: &mut String, view: &View) {
    let Some((world, x, y)) = inset(view) else { return };
    let land: String = shapes(&world, 1.0).into_values().map(|s| s.path).collect();
    let (left, top) = (world.x(view.west + view.lon_span() / 2.0) - view.lon_span() * world.per_lon / 2.0, world.y(view.north));
    let (w, h) = (view.lon_span() * world.per_lon, view.lat_span() * world.per_lat);
    // A frame that would be a mere dot is drawn larger than it is.
    let (pad_x, pad_y) = ((7.0 - w).max(0.0) / 2.0, (5.0 - h).max(0.0) / 2.0);
    let _ = writeln!(
        out,
        "<svg class=\"inset\" x=\"{x:.1}\" y=\"{y:.1}\" width=\"{0:.1}\" height=\"{1:.1}\" viewBox=\"0 0 {0:.1} {1:.1}\" aria-hidden=\"true\">\
         <rect class=\"sea\" width=\"100%\" height=\"100%\"/><path d=\"{land}\"/>\
         <rect class=\"window\" x=\"{2:.1}\" y=\"{3:.1}\" width=\"{4:.1}\" height=\"{5:.1}\"/>\
         <rect class=\"frame\" width=\"100%\" height=\"100%\"/></svg>",
        world.width,
        world.height,
        left - pad_x,
        top - pad_y,
        w + 2.0 * pad_x,
        h + 2.0 * pad_y
    );
}

fn radius(spot: &Spot<'_>) -> f64 {
    (2.6 + 1.9 * (spot.count() as f64).sqrt()).min(15.0)
}

fn draw_spots(out: &mut String, view: &View, shown: &[(usize, &Spot<'_>)], linked: bool, labels: &mut Labels) {
    for (_, spot) in shown {
        let reach = spot.place.precision_km.unwrap_or_default() * view.per_km();
        if reach > 2.0 * radius(spot) && reach < view.height / 5.0 {
            let (x, y) = on_paper(view, spot);
            let _ = writeln!(out, "<circle class=\"reach\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{reach:.1}\"/>");
        }
    }
    // The largest first, so that small ones lie on top.
    for (number, spot) in shown {
        let ((x, y), r) = (on_paper(view, spot), radius(spot));
        labels.keep_free(Area::around(x, y, r));
        let class = if spot.is_area() { "spot area" } else { "spot" };
        let mark = format!("<circle class=\"{class}\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{r:.1}\"><title>{}</title></circle>", Escaped(tooltip(spot)));
        let _ = if linked { writeln!(out, "<a href=\"#p{number}\">{mark}</a>") } else { writeln!(out, "{mark}") };
    }
}

/// More labels than this are not read.
const MOST_LABELS: usize = 120;

fn draw_labels(out: &mut String, view: &View, shown: &[(usize, &Spot<'_>)], labels: &mut Labels) {
    for (_, spot) in shown.iter().take(MOST_LABELS) {
        let (x, y) = on_paper(view, spot);
        let class = if spot.is_area() { "label area-label" } else { "label" };
        if let Some(at) = labels.beside(&spot.place.name, 13.0, x, y, radius(spot)) {
            draw_text(out, class, at, &spot.place.name);
        }
    }
}

fn draw_country_names(out: &mut String, shapes: &Shapes, named: &HashMap<CountryCode, &Spot<'_>>, labels: &mut Labels) {
    let mut countries: Vec<_> = named.values().filter_map(|spot| Some((shape(spot, shapes)?, *spot))).collect();
    countries.sort_by(|a, b| b.1.count().cmp(&a.1.count()).then_with(|| a.1.place.name.cmp(&b.1.place.name)));
    for (shape, spot) in countries.into_iter().take(MOST_LABELS) {
        let name = spot.place.name.to_uppercase();
        // Letters are spaced, so the text is measured as if they were larger. A name much wider than its country confuses.
        if text_width(&name, 16.0) > 3.0 * shape.area.sqrt() {
            continue;
        }
        if let Some(at) = labels.at(&name, 16.0, shape.middle[0], shape.middle[1]) {
            draw_text(out, "label country-label", at, &name);
        }
    }
}

fn draw_text(out: &mut String, class: &str, at: Placed, text: &str) {
    let _ = writeln!(out, "<text class=\"{class}\" x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"{}\">{}</text>", at.x, at.y, at.anchor, Escaped(text));
}

fn on_paper(view: &View, spot: &Spot<'_>) -> (f64, f64) {
    (view.x(spot.place.point.lon), view.y(spot.place.point.lat))
}

fn tooltip(spot: &Spot<'_>) -> String {
    let (place, count) = (spot.place, spot.count());
    let times = if count == 1 { "named once".to_owned() } else { format!("named {count} times") };
    format!("{}, {times}\n{}\n{:.4}, {:.4}", place.name, place.id, place.point.lat, place.point.lon)
}
