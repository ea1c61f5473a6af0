//! A report for people: the texts with their mentions marked, a map, and tables of places and actors.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write;

use super::actors;
use super::csv::label;
use super::escape::Escaped;
use super::marks::{Numbered, class, marked};
use super::spots::{Spot, spots};
use super::svg;
use crate::document::Document;
use crate::explain::what;
use crate::gazetteer::PlaceId;

const STYLE: &str = include_str!("report.css");

/// A page that shows documents beside their texts: marked mentions, a map, and tables of places and actors.
///
/// The page is one file that asks for nothing else, and works without scripts. Each document comes with the text
/// that it was made from; offsets must be bytes, as extraction gives them.
///
/// ```
/// let text = "Rockets hit <Chernihiv> and the village of Desna.";
/// let document = exonym::Extractor::embedded().extract(text);
/// let page = exonym::output::to_html(&[(text, &document)]);
/// assert!(page.starts_with("<!doctype html>") && page.contains("&lt;<mark"));
/// ```
pub fn to_html(documents: &[(&str, &Document)]) -> String {
    let spots = spots(documents.iter().map(|(_, d)| *d));
    let rows: HashMap<&PlaceId, usize> = spots.iter().enumerate().map(|(i, s)| (&s.place.id, i)).collect();
    let mut out = String::new();
    head(&mut out, documents);
    summary(&mut out, documents, &spots);
    if !spots.is_empty() {
        map(&mut out, &spots);
    }
    out.push_str("<div class=\"columns\">\n");
    texts(&mut out, documents, &rows);
    if !spots.is_empty() {
        table(&mut out, &spots);
    }
    out.push_str("</div>\n");
    actors::table(&mut out, documents.iter().map(|(_, d)| *d));
    foot(&mut out, documents);
    out
}

fn head(out: &mut String, documents: &[(&str, &Document)]) {
    let title = match documents {
        [(_, d)] => d.id.as_ref().map_or_else(|| "Places and actors in a text".to_owned(), |id| format!("Places and actors in {id}")),
        _ => format!("Places and actors in {} documents", documents.len()),
    };
    let _ = writeln!(
        out,
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>{0}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<header>\n<h1>{0}</h1>",
        Escaped(title)
    );
}

/// A line of figures, and what the colours mean.
fn summary(out: &mut String, documents: &[(&str, &Document)], spots: &[Spot<'_>]) {
    let mentions: Vec<_> = documents.iter().flat_map(|(_, d)| &d.mentions).collect();
    let who: BTreeSet<_> = mentions.iter().filter_map(|m| Some(&m.actor.as_ref()?.id)).collect();
    let countries: BTreeSet<_> = spots.iter().filter_map(|s| s.place.country).collect();
    if mentions.is_empty() {
        out.push_str("<p class=\"figures\">Nothing is named.</p>\n</header>\n");
        return;
    }
    let figures =
        [(mentions.len(), "mention", "mentions"), (spots.len(), "place", "places"), (countries.len(), "country", "countries"), (who.len(), "actor", "actors")];
    let figures: Vec<String> = figures.iter().map(|(n, one, many)| format!("<b>{n}</b> {}", if *n == 1 { one } else { many })).collect();
    let _ = writeln!(out, "<p class=\"figures\">{}</p>", figures.join(" · "));
    let mut classes: BTreeMap<String, usize> = BTreeMap::new();
    mentions.iter().for_each(|m| *classes.entry(class(m)).or_default() += 1);
    let mut legend: Vec<_> = classes.into_iter().collect();
    legend.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    let legend: Vec<String> = legend.iter().map(|(c, n)| format!("<mark class=\"{c}\">{c}</mark> {n}")).collect();
    let _ = writeln!(out, "<p class=\"legend\">{}</p>\n</header>", legend.join(" "));
}

fn map(out: &mut String, spots: &[Spot<'_>]) {
    let map = svg::map(spots, true);
    let _ = write!(out, "<figure>\n{}<figcaption>Dots are settlements and sites, rings are areas; size tells how often a place is named.", map.svg);
    if !map.beyond.is_empty() {
        let shown = map.beyond.iter().take(12).map(|name| Escaped(name).to_string()).collect::<Vec<_>>().join(", ");
        let more = map.beyond.len().saturating_sub(12);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        let _ = write!(out, " Beyond the edge: {shown}{more}.");
    }
    out.push_str("</figcaption>\n</figure>\n");
}

/// More documents than this are folded, for finding one's way.
const MOST_OPEN: usize = 5;

fn texts(out: &mut String, documents: &[(&str, &Document)], rows: &HashMap<&PlaceId, usize>) {
    out.push_str("<section class=\"texts\">\n");
    let mut number = 0;
    let open = if documents.len() <= MOST_OPEN { " open" } else { "" };
    for (i, (text, document)) in documents.iter().enumerate() {
        let mentions: Vec<Numbered<'_>> = document.mentions.iter().enumerate().map(|(k, m)| (number + k, m)).collect();
        number += mentions.len();
        let name = document.id.clone().unwrap_or_else(|| format!("Text {}", i + 1));
        let _ = write!(
            out,
            "<details{open}>\n<summary><h2>{}</h2>{}</summary>\n<p class=\"text\" dir=\"auto\">{}</p>\n</details>\n",
            Escaped(name),
            focus(document),
            marked(text, &mentions, rows)
        );
    }
    out.push_str("</section>\n");
}

fn focus(document: &Document) -> String {
    document.focus.countries.iter().take(4).map(|c| format!(" <span class=\"focus\">{} {:.0} %</span>", c.country, c.score * 100.0)).collect()
}

fn table(out: &mut String, spots: &[Spot<'_>]) {
    out.push_str(
        "<section class=\"places\">\n<table>\n<thead><tr><th class=\"number\">Named</th><th>Place</th><th>Where</th>\
         <th>Coordinates</th><th class=\"number\">Score</th></tr></thead>\n<tbody>\n",
    );
    for (i, spot) in spots.iter().enumerate() {
        let p = spot.place;
        let location = [p.admin1.as_deref().filter(|a| *a != p.name), p.country.as_ref().map(|c| c.as_str())];
        let location = location.into_iter().flatten().collect::<Vec<_>>().join(", ");
        let _ = writeln!(
            out,
            "<tr id=\"p{i}\"><td class=\"number\">{}</td><th scope=\"row\">{}{}<small>{}</small></th><td>{}<small title=\"{}.{}\">{}</small></td>\
             <td><a href=\"geo:{:.5},{:.5}\">{:.4}, {:.4}</a>{}</td><td class=\"number\">{:.0} %</td></tr>",
            spot.count(),
            Escaped(&p.name),
            back_links(spot),
            Escaped(&p.id),
            Escaped(location),
            label(&p.feature_class),
            Escaped(&p.feature_code),
            what(p),
            p.point.lat,
            p.point.lon,
            p.point.lat,
            p.point.lon,
            p.precision_km.map_or_else(String::new, |km| format!("<small>± {km:.0} km</small>")),
            spot.score() * 100.0
        );
    }
    out.push_str("</tbody>\n</table>\n</section>\n");
}

/// More mentions than this are not linked one by one.
const MOST_LINKS: usize = 8;

/// Links from a place to where it is named, and the spellings it is named by.
fn back_links(spot: &Spot<'_>) -> String {
    let links: String = spot.mentions.iter().take(MOST_LINKS).enumerate().map(|(k, (n, _))| format!("<a href=\"#m{n}\">{}</a>", k + 1)).collect();
    let more = if spot.count() > MOST_LINKS { "…" } else { "" };
    let spellings: BTreeSet<&str> = spot.mentions.iter().map(|(_, m)| m.text.as_str()).filter(|t| *t != spot.place.name).collect();
    let spellings = spellings.into_iter().take(MOST_LINKS).map(|t| format!("“{}”", Escaped(t))).collect::<Vec<_>>().join(" ");
    let spellings = if spellings.is_empty() { spellings } else { format!("<small class=\"spellings\">{spellings}</small>") };
    format!(" <span class=\"links\">{links}{more}</span>{spellings}")
}

fn foot(out: &mut String, documents: &[(&str, &Document)]) {
    let gazetteers: BTreeSet<&str> = documents.iter().map(|(_, d)| d.gazetteer.as_str()).filter(|g| !g.is_empty()).collect();
    let gazetteers = gazetteers.into_iter().map(|g| Escaped(g).to_string()).collect::<Vec<_>>().join("; ");
    let gazetteers = if gazetteers.is_empty() { gazetteers } else { format!("Gazetteer: {gazetteers}. ") };
    let _ = write!(
        out,
        "<footer>{gazetteers}Place data: GeoNames, CC BY 4.0. Outlines: Natural Earth. Scores are probabilities; underlined with dots: below 60 %.</footer>\n</body>\n</html>\n"
    );
}
