//! The program as others run it: documents in, records out, and what happens when either is not as it should be.
#![cfg(feature = "cli")]

mod common;

use std::fs;
use std::io::{Read, Write};
use std::process::{Output, Stdio};

use common::{command, file, run, status, stderr, stdout, text};
use serde_json::Value;
use tempfile::TempDir;

fn lines(output: &Output) -> Vec<Value> {
    stdout(output).lines().map(|l| serde_json::from_str(l).expect("a line is JSON")).collect()
}

#[test]
fn a_text_file_gives_one_line() {
    let dir = TempDir::new().unwrap();
    let report = file(&dir, "report.txt", "Rockets hit Kyiv.");
    let output = run(&["extract", text(&report)], b"");
    let answers = lines(&output);
    assert_eq!((status(&output), answers.len()), (0, 1));
    assert_eq!(answers[0]["id"], "report");
    assert_eq!(answers[0]["mentions"][0]["place"]["country"], "UA");
    assert_eq!(stderr(&output), "", "nothing is said when all is well");
}

#[test]
fn a_point_of_view_tells_other_countries() {
    let country = |arguments: &[&str]| {
        let output = run(&[&["extract"], arguments].concat(), b"A drone hit Sevastopol.");
        lines(&output)[0]["mentions"][0]["place"]["country"].as_str().unwrap_or_default().to_owned()
    };
    assert_eq!((country(&[]), country(&["--point-of-view", "ru"])), ("UA".into(), "RU".into()));
    let wrong = run(&["extract", "--point-of-view", "UK"], b"London");
    assert_eq!(status(&wrong), 2);
    assert!(stderr(&wrong).contains("GB"), "{}", stderr(&wrong));
}

#[test]
fn standard_input_is_told_by_its_first_line() {
    let output = run(&["extract"], b"\n{\"id\": \"7\", \"text\": \"In Kyiv\"}\n\n{\"id\": 8, \"text\": \"In Minsk\"}");
    let ids: Vec<_> = lines(&output).iter().map(|d| d["id"].clone()).collect();
    assert_eq!(ids, ["7", "8"]);
    let output = run(&["extract", "-"], b"{Kyiv} is no JSON\nand two lines");
    let answers = lines(&output);
    assert_eq!(answers.len(), 1);
    assert_eq!(answers[0]["id"], Value::Null);
}

#[test]
fn a_malformed_line_is_named_and_the_others_answered() {
    let dir = TempDir::new().unwrap();
    let news = file(&dir, "news.jsonl", "{\"id\":\"a\",\"text\":\"Kyiv\"}\n{\"id\":\"b\",\"text\":\n\n{\"id\":\"c\"}\n{\"id\":\"d\",\"text\":\"Minsk\"}\n");
    let output = run(&["extract", text(&news)], b"");
    assert_eq!(status(&output), 1);
    let ids: Vec<_> = lines(&output).iter().map(|d| d["id"].clone()).collect();
    assert_eq!(ids, ["a", "d"]);
    let said = stderr(&output);
    assert!(said.contains("news.jsonl line 2:") && said.contains("news.jsonl line 4:") && said.contains("`text`"), "{said}");
}

#[test]
fn order_is_kept_whatever_the_number_of_threads() {
    let input: String = (0..3000).map(|i| format!("{{\"id\":\"{i}\",\"text\":\"{}\"}}\n", "Rockets hit Kyiv and Desna. ".repeat(i % 7))).collect();
    let one = run(&["extract", "--input", "jsonl", "--threads", "1"], input.as_bytes());
    let four = run(&["extract", "--input", "jsonl", "--threads", "4"], input.as_bytes());
    assert_eq!((status(&one), status(&four)), (0, 0));
    assert!(one.stdout == four.stdout, "the same answers");
    assert!(lines(&one).iter().enumerate().all(|(i, d)| d["id"].as_str() == Some(i.to_string().as_str())));
}

#[test]
fn units_of_offsets_agree() {
    let sample = "🚀 «Київ»: ракети над Kyiv, naïve café in Kharkiv 🚀 and Minsk";
    let spans = |unit: &str| -> Vec<(usize, usize, String)> {
        let output = run(&["extract", "--offsets", unit, "--input", "text"], sample.as_bytes());
        let mentions = lines(&output)[0]["mentions"].as_array().unwrap().clone();
        let number = |m: &Value, key: &str| m[key].as_u64().unwrap() as usize;
        mentions.iter().map(|m| (number(m, "start"), number(m, "end"), m["text"].as_str().unwrap().to_owned())).collect()
    };
    let (bytes, chars, utf16) = (spans("byte"), spans("char"), spans("utf16"));
    assert!(bytes.len() >= 2 && bytes.len() == chars.len() && bytes.len() == utf16.len());
    let (code_points, units): (Vec<char>, Vec<u16>) = (sample.chars().collect(), sample.encode_utf16().collect());
    for ((b, c), u) in bytes.iter().zip(&chars).zip(&utf16) {
        assert_eq!(&sample[b.0..b.1], b.2);
        assert_eq!(code_points[c.0..c.1].iter().collect::<String>(), b.2);
        assert_eq!(String::from_utf16(&units[u.0..u.1]).unwrap(), b.2);
    }
}

#[test]
fn odd_inputs_are_answered() {
    let output = run(&["extract", "--input", "text"], b"");
    assert_eq!((status(&output), lines(&output).len()), (0, 1), "an empty text is a text");
    let output = run(&["extract", "--input", "jsonl"], b"");
    assert_eq!((status(&output), stdout(&output)), (0, ""), "no lines are no documents");
    let output = run(&["extract"], "\0\u{1}\u{7f}\u{feff}Kyiv\0".as_bytes());
    assert_eq!((status(&output), lines(&output).len()), (0, 1), "control characters are characters");
    let long = "Rockets hit the village of Desna in the Chernigov region, ".repeat(5_000_000 / 57);
    let output = run(&["extract", "--format", "csv"], long.as_bytes());
    assert_eq!(status(&output), 0);
    assert!(stdout(&output).lines().count() > 10_000, "five megabytes on one line");
}

#[test]
fn bytes_that_are_not_utf8_are_named() {
    let dir = TempDir::new().unwrap();
    let bad = file(&dir, "latin1.txt", b"Caf\xe9 in Kyiv");
    let good = file(&dir, "good.txt", "Kyiv");
    let output = run(&["extract", text(&bad), text(&good)], b"");
    assert_eq!((status(&output), lines(&output).len()), (1, 1));
    let said = stderr(&output);
    assert!(said.contains("latin1.txt: byte 3 is not UTF-8") && said.contains("iconv"), "{said}");
}

#[test]
fn a_missing_file_is_named_and_the_others_answered() {
    let dir = TempDir::new().unwrap();
    let good = file(&dir, "good.txt", "Kyiv");
    let output = run(&["extract", "no-such-file.txt", text(&good), text(dir.path())], b"");
    assert_eq!((status(&output), lines(&output).len()), (1, 1));
    assert!(stderr(&output).contains("no-such-file.txt"));
}

#[test]
fn unusable_arguments_end_with_status_2() {
    let cases: [&[&str]; 8] = [
        &["extract", "--format", "xml"],
        &["extract", "--offsets", "line"],
        &["extract", "--threads", "0"],
        &["extract", "--as-of", "2022-02-30"],
        &["extract", "--country", "Ukraine"],
        &["extract", "--gazetteer", "no-such.exo"],
        &["extract", "--unknown"],
        &[],
    ];
    for args in cases {
        let output = run(args, b"");
        assert_eq!(status(&output), 2, "{args:?}");
        assert!(output.stdout.is_empty() && !output.stderr.is_empty(), "{args:?}");
    }
}

#[test]
fn bad_hints_are_told_of_and_left_out() {
    let line = b"{\"id\":\"1\",\"text\":\"In Kyiv\",\"published\":\"yesterday\",\"country\":\"Ukraine\",\"lang\":7}\n";
    let output = run(&["extract", "--input", "jsonl"], line);
    assert_eq!((status(&output), lines(&output).len()), (0, 1));
    let said = stderr(&output);
    assert!(["published", "country", "lang"].iter().all(|hint| said.contains(hint)), "{said}");
}

/// Whether a hint spoke for an American reading.
fn hinted(args: &[&str], input: &[u8]) -> bool {
    let answer = lines(&run(args, input)).remove(0);
    let candidates = answer["mentions"][0]["candidates"].as_array().expect("candidates").clone();
    let hint = |c: &Value| c["evidence"].as_array().is_some_and(|e| e.iter().any(|e| e["rule"] == "hint"));
    candidates.iter().any(|c| c["country"] == "US" && hint(c))
}

#[test]
fn countries_are_hints() {
    let text = b"A storm hit Georgia.";
    assert!(!hinted(&["extract"], text));
    assert!(hinted(&["extract", "--country", "US"], text));
    let line = b"{\"text\":\"A storm hit Georgia.\",\"country\":\"us\"}";
    assert!(hinted(&["extract", "--input", "jsonl"], line));
    let line = b"{\"text\":\"A storm hit Georgia.\",\"country\":\"GE\"}";
    assert!(!hinted(&["extract", "--input", "jsonl", "--country", "US"], line), "a document's own country takes the place of the caller's");
}

/// The country of Broken Hill, which was a town of Northern Rhodesia and is one of Australia.
fn country_of_broken_hill(args: &[&str], published: &str) -> String {
    let line = format!("{{\"text\":\"The lead mine in Broken Hill was sold.\"{published}}}\n");
    let args = [&["extract", "--input", "jsonl"], args].concat();
    lines(&run(&args, line.as_bytes()))[0]["mentions"][0]["place"]["country"].as_str().expect("a country").to_owned()
}

#[test]
fn the_day_decides_between_names_in_use() {
    let (then, now) = (",\"published\":\"1950-06-02\"", ",\"published\":\"2015-06-02T08:00:00Z\"");
    assert_eq!(country_of_broken_hill(&[], then), "ZM");
    assert_eq!(country_of_broken_hill(&[], now), "AU");
    assert_eq!(country_of_broken_hill(&["--as-of", "1950-06-02"], ""), "ZM");
    assert_eq!(country_of_broken_hill(&["--as-of", "2015-06-02"], then), "AU", "the caller's day is that of all documents");
    assert_eq!(country_of_broken_hill(&["--as-of", "1950-06-02"], now), "ZM");
}

#[test]
fn without_a_day_nothing_is_said_of_use() {
    let text = "The flood reached Leningrad.".as_bytes();
    let said = |args: &[&str]| stdout(&run(&[&["extract", "--input", "text"], args].concat(), text)).contains("in-use");
    assert!(!said(&[]));
    assert!(said(&["--as-of", "1985-06-01"]));
}

#[test]
fn a_day_that_is_none_is_refused_with_the_form() {
    for day in ["2022-02-30", "1985", "1985-06", "01.06.1985", "0000-01-01", "1985-06-01T00:00", "yesterday", ""] {
        let output = run(&["extract", "--as-of", day], b"");
        assert_eq!(status(&output), 2, "{day}");
        assert!(stderr(&output).contains("YYYY-MM-DD, such as 2022-06-25"), "{}", stderr(&output));
    }
    let help = run(&["extract", "--help"], b"");
    assert!(stdout(&help).contains("--as-of <YYYY-MM-DD>"));
}

#[test]
fn a_closed_pipe_is_no_failure() {
    let input = "{\"id\":\"1\",\"text\":\"Rockets hit Kyiv and Desna.\"}\n".repeat(20_000);
    let mut child = command(&["extract"]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let writer = std::thread::spawn(move || {
        let _ = stdin.write_all(input.as_bytes());
    });
    let mut first = [0; 64];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    assert_eq!((output.status.code(), stderr(&output).as_str()), (Some(0), ""));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_a_failure() {
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = command(&["extract", "--input", "text"]).stdin(Stdio::null()).stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("cannot write the results"));
}

/// Reads one table of RFC 4180.
fn parse_csv(table: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut field, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut chars = table.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => field.push(chars.next().unwrap()),
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut field)),
            '\r' if !quoted => {}
            '\n' if !quoted => {
                row.push(std::mem::take(&mut field));
                rows.push(std::mem::take(&mut row));
            }
            c => field.push(c),
        }
    }
    rows
}

#[test]
fn csv_fields_are_quoted() {
    let id = "a \"quoted\", id\nof two lines";
    let line = serde_json::json!({"id": id, "text": "Fires in Kyiv and in Minsk."}).to_string();
    let output = run(&["extract", "--format", "csv"], line.as_bytes());
    let rows = parse_csv(stdout(&output));
    assert_eq!(
        rows[0].join(","),
        "document,start,end,text,kind,usage,id,name,country,admin1,feature_class,feature_code,lat,lon,population,precision_km,score,actor,actor_name,actor_type,actor_country,roles,code"
    );
    assert!(rows.len() >= 2 && rows.iter().all(|r| r.len() == rows[0].len()));
    assert!(rows[1..].iter().all(|r| r[0] == id));
    assert_eq!(rows[1][3..5], ["Kyiv", "place"]);
}

#[test]
fn formats_of_many_documents_are_whole() {
    let input = "{\"id\":\"1\",\"text\":\"Kyiv\"}\n{\"id\":\"2\",\"text\":\"\"}\n{\"id\":\"3\",\"text\":\"In Minsk and Kyiv\"}\n";
    let parse = |format: &str, input: &str| -> Value {
        serde_json::from_str(stdout(&run(&["extract", "--input", "jsonl", "--format", format], input.as_bytes()))).expect("JSON")
    };
    assert_eq!(parse("json", input).as_array().unwrap().len(), 3);
    assert_eq!(parse("json", ""), serde_json::json!([]));
    let map = parse("geojson", input);
    assert_eq!(map["type"], "FeatureCollection");
    let features = map["features"].as_array().unwrap();
    assert_eq!(features.len(), 3);
    assert_eq!(features[0]["properties"]["document"], "1");
    let point = features[0]["geometry"]["coordinates"].as_array().unwrap();
    assert!((point[0].as_f64().unwrap() - 30.52).abs() < 0.1 && (point[1].as_f64().unwrap() - 50.45).abs() < 0.1, "longitude first");
    assert_eq!(parse("geojson", "")["features"], serde_json::json!([]));
}

#[test]
fn html_escapes_everything() {
    let line = serde_json::json!({"id": "<script>alert(1)</script>", "text": "<script>alert('x')</script> \"Kyiv\" & <b>Minsk</b>"}).to_string();
    let output = run(&["extract", "--format", "html"], line.as_bytes());
    let page = stdout(&output);
    assert!(!page.contains("<script") && !page.contains("<b>Minsk"));
    assert!(page.contains("&lt;script&gt;alert(&#39;x&#39;)") && page.contains(">Kyiv</a></mark>"));
    assert!(!page.contains("src=") && !page.contains("href=\"http") && !page.contains("url("), "nothing is fetched");
}

#[test]
fn html_of_nothing_is_a_page() {
    let output = run(&["extract", "--format", "html", "--input", "jsonl"], b"");
    assert!(stdout(&output).starts_with("<!doctype html>") && stdout(&output).ends_with("</html>\n"));
}

#[test]
fn a_map_is_written_whole() {
    let dir = TempDir::new().unwrap();
    let report = file(&dir, "report.txt", "Rockets hit Desna in the Chernigov region.");
    let svg = dir.path().join("map.svg");
    assert_eq!(status(&run(&["map", text(&report), "--output", text(&svg)], b"")), 0);
    let svg = fs::read_to_string(svg).unwrap();
    assert!(svg.starts_with("<svg") && svg.trim_end().ends_with("</svg>") && svg.contains(">Desna</text>"));
}

const TABLE: &str = "id\tname\tnames\tclass\tcode\tcountry\tadmin1\tlat\tlon\tradius_km\tpopulation\n\
    depot-7\tDepot Zyxwvut\tDepot Z\tS\tDEPO\tUA\t\t49.5\t31.2\t1\t\n";

#[test]
fn a_table_or_a_built_file_is_a_gazetteer() {
    let dir = TempDir::new().unwrap();
    let table = file(&dir, "acme.tsv", TABLE);
    let built = dir.path().join("acme.exo");
    let output = run(&["build", "--name", "acme", "--table", text(&table), "--output", text(&built)], b"");
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    for gazetteer in [&table, &built] {
        let output = run(&["extract", "--gazetteer", text(gazetteer)], b"A fire at Depot Zyxwvut in Ukraine.");
        assert_eq!(lines(&output)[0]["mentions"][0]["place"]["id"], "acme:depot-7", "{}", stderr(&output));
    }
    let names = run(&["names", "depot zyxwvut", "--json", "--all", "--gazetteer", text(&built)], b"");
    let answer: Value = serde_json::from_str(stdout(&names)).unwrap();
    assert_eq!(answer["entries"][0]["id"], "acme:depot-7");
    assert_eq!(answer["all_names"].as_array().unwrap().len(), 2);
}

#[test]
fn layers_override_and_hide() {
    let dir = TempDir::new().unwrap();
    let header = TABLE.lines().next().unwrap();
    // Kyiv elsewhere, Minsk and all of Belarus nowhere, and an id that nobody has.
    let hide = |id: &str| format!("{id}\t\t\thide\t\t\t\t\t\t\t\n");
    let table = format!("{header}\ngeonames:703448\tKyiv\t\tP\tPPLC\tUA\t\t51\t31\t\t3000000\n{}", hide("geonames:625144") + &hide("geonames:630336"));
    let own = file(&dir, "own.tsv", table);
    let report = b"Trains from Kiev to Minsk run through Belarus.";
    let places = |output: &Output| -> Vec<Value> { lines(output)[0]["mentions"].as_array().unwrap().iter().map(|m| m["place"].clone()).collect() };
    let plain = run(&["extract"], report);
    assert!(["geonames:703448", "geonames:625144", "geonames:630336"].iter().all(|id| places(&plain).iter().any(|p| p["id"] == *id)));
    let output = run(&["extract", "--gazetteer", text(&own)], report);
    assert_eq!(stderr(&output), "");
    let found = places(&output);
    assert!(found.iter().any(|p| p["id"] == "geonames:703448" && p["lat"] == 51.0), "{found:?}");
    assert!(found.iter().all(|p| p["id"] != "geonames:625144" && p["id"] != "geonames:630336"), "{found:?}");

    let names = run(&["names", "Kiev", "--json", "--all", "--gazetteer", text(&own)], b"");
    let answer: Value = serde_json::from_str(stdout(&names)).unwrap();
    assert_eq!((answer["entries"][0]["id"].as_str(), answer["entries"][0]["lat"].as_f64()), (Some("geonames:703448"), Some(51.0)));
    assert!(answer["all_names"].as_array().unwrap().len() > 5);

    // A table of which nothing is left but what it hides; a layer above gives Minsk back.
    let hiding = file(&dir, "hiding.tsv", format!("{header}\n{}{}", hide("geonames:625144"), hide("geonames:2000000000")));
    let built = dir.path().join("hiding.exo");
    assert_eq!(status(&run(&["build", "--name", "hiding", "--table", text(&hiding), "--output", text(&built)], b"")), 0);
    let minsk = file(&dir, "minsk.tsv", format!("{header}\ngeonames:625144\tMinsk\t\tP\tPPLC\tBY\t\t53\t27\t\t2000000\n"));
    let output = run(&["extract", "--gazetteer", text(&built), "--gazetteer", text(&minsk)], report);
    assert!(stderr(&output).contains("`geonames:2000000000` is to be hidden"), "{}", stderr(&output));
    assert!(places(&output).iter().any(|p| p["id"] == "geonames:625144" && p["lat"] == 53.0));
    let output = run(&["extract", "--gazetteer", text(&minsk), "--gazetteer", text(&built)], report);
    assert!(places(&output).iter().all(|p| p["id"] != "geonames:625144"));
}

#[test]
fn damage_is_found_and_named() {
    let dir = TempDir::new().unwrap();
    let table = file(&dir, "acme.tsv", TABLE);
    let built = dir.path().join("acme.exo");
    run(&["build", "--name", "acme", "--table", text(&table), "--output", text(&built)], b"");
    assert_eq!(status(&run(&["verify", text(&built)], b"")), 0);
    assert!(stdout(&run(&["inspect", text(&built)], b"")).contains("acme 1: 1 entries"));
    let mut bytes = fs::read(&built).unwrap();
    *bytes.last_mut().unwrap() ^= 1;
    let damaged = file(&dir, "damaged.exo", bytes);
    let output = run(&["verify", text(&built), text(&damaged)], b"");
    assert_eq!(status(&output), 1);
    let said = stderr(&output);
    assert!(said.contains("damaged.exo") && said.contains("section"), "{said}");
    assert_eq!(status(&run(&["extract", "--gazetteer", text(&damaged)], b"")), 2);
}

#[test]
fn names_and_inspect_answer() {
    let output = run(&["names", "Petrikov"], b"");
    assert!(status(&output) == 0 && stdout(&output).contains("geonames:623581"));
    let output = run(&["names", "Qxzzyqqv"], b"");
    assert_eq!(status(&output), 1);
    let output = run(&["inspect", "embedded", "--json"], b"");
    let told: Value = serde_json::from_str(stdout(&output)).unwrap();
    assert!(told["entries"].as_u64().unwrap() > 100_000 && !told["sections"].as_array().unwrap().is_empty());
    assert!(status(&run(&["inspect", "embedded"], b"")) == 0);
    assert_eq!(status(&run(&["inspect", "no-such.exo"], b"")), 2);
}

/// The scores of the mentions in every line of an answer.
fn scores(output: &Output) -> Vec<f64> {
    lines(output).iter().flat_map(|d| d["mentions"].as_array().unwrap()).map(|m| m["score"].as_f64().unwrap()).collect()
}

const DOUBTFUL: &[u8] = b"Rockets hit Kyiv, said Jackson of Springfield, near the town of Desna. Mr. Lincoln met Gov. Perry in Paris and in Reading.";

#[test]
fn doubtful_mentions_are_left_out_of_every_format() {
    let all = scores(&run(&["extract"], DOUBTFUL));
    let least = 0.7;
    let sure: Vec<f64> = all.iter().copied().filter(|&s| s >= least).collect();
    assert!(!sure.is_empty() && sure.len() < all.len(), "{all:?}");
    assert_eq!(scores(&run(&["extract", "--min-score", "0.7"], DOUBTFUL)), sure);
    assert_eq!(scores(&run(&["extract", "--min-score", "0"], DOUBTFUL)), all);
    let formatted = |format: &str| stdout(&run(&["extract", "--min-score", "0.7", "--format", format], DOUBTFUL)).to_owned();
    assert_eq!(parse_csv(&formatted("csv")).len(), 1 + sure.len());
    let geojson: Value = serde_json::from_str(&formatted("geojson")).unwrap();
    assert!(geojson["features"].as_array().unwrap().iter().all(|f| f["properties"]["score"].as_f64().unwrap() >= least));
    let json: Value = serde_json::from_str(&formatted("json")).unwrap();
    assert_eq!(json[0]["mentions"].as_array().unwrap().len(), sure.len());
    let marks = |page: &str| page.matches("<mark id=").count();
    assert_eq!(marks(&formatted("html")), sure.len());
    for wrong in ["80", "-0.1", "NaN", "high"] {
        let output = run(&["extract", &format!("--min-score={wrong}")], b"");
        assert!(status(&output) == 2 && stderr(&output).contains("0 to 1"), "{wrong}: {}", stderr(&output));
    }
}

#[test]
fn a_model_is_told_and_verified_and_used() {
    let model = concat!(env!("CARGO_MANIFEST_DIR"), "/data/model.exo");
    assert_eq!(status(&run(&["verify", model], b"")), 0);
    let told: Value = serde_json::from_str(stdout(&run(&["inspect", "--json", model], b""))).unwrap();
    assert!(told["sections"].as_array().unwrap().iter().any(|s| s["tag"] == "WGHT"), "{told}");
    assert!(status(&run(&["inspect", model], b"")) == 0);
    let same = run(&["extract", "--model", model], DOUBTFUL);
    assert!(same.stdout == run(&["extract"], DOUBTFUL).stdout, "the model inside is this one");

    let dir = TempDir::new().unwrap();
    let mut bytes = fs::read(model).unwrap();
    *bytes.last_mut().unwrap() ^= 1;
    let damaged = file(&dir, "damaged.exo", bytes);
    assert_eq!(status(&run(&["verify", text(&damaged)], b"")), 1);
    let output = run(&["extract", "--model", text(&damaged)], DOUBTFUL);
    assert!(status(&output) == 2 && stderr(&output).contains("damaged.exo"), "{}", stderr(&output));
    let lexicon = concat!(env!("CARGO_MANIFEST_DIR"), "/data/lexicon.exo");
    assert!(stderr(&run(&["extract", "--model", lexicon], b"")).contains("not a model"));
}

/// Texts as a corpus has them, one JSON object a line.
fn corpora(dir: &TempDir) -> [std::path::PathBuf; 2] {
    let (mut towns, mut people) = (String::new(), String::new());
    for i in 0..40 {
        let (town, lat, lon) = [("Kyiv", 50.45, 30.52), ("Minsk", 53.9, 27.57), ("Vilnius", 54.69, 25.28), ("Warsaw", 52.23, 21.01)][i % 4];
        let said = format!("On day {i} the mayor of {town} met his council, and nothing else was heard of it.");
        let mark =
            format!("{{\"start\":{},\"end\":{},\"text\":\"{town}\",\"lat\":{lat},\"lon\":{lon}}}", 20 + (i > 9) as usize, 20 + (i > 9) as usize + town.len());
        towns += &format!("{{\"id\":\"{i}\",\"text\":\"{said}\",\"toponyms\":[{mark}]}}\n");
        let person = ["Anna Smith", "John Miller", "Mary Jones"][i % 3];
        let mark = format!("{{\"start\":7,\"end\":{},\"kind\":\"person\"}}", 7 + person.len());
        people += &format!("{{\"text\":\"Doctor {person} spoke for {i} minutes.\",\"entities\":[{mark}]}}\n");
    }
    [file(dir, "towns.jsonl", towns), file(dir, "people.jsonl", people)]
}

#[test]
fn a_model_is_trained_and_its_accuracy_told() {
    let dir = TempDir::new().unwrap();
    let [towns, people] = corpora(&dir);
    let (model, report) = (dir.path().join("model.exo"), dir.path().join("accuracy.md"));
    let rivals = file(
        &dir,
        "rivals.tsv",
        "# Made up.\ncorpus\tover\tsystem\texact F1\toverlap F1\twithin 161 km\tend-to-end F1\tcharacters a second\ntowns\tall\tGeoX\t-\t0.5\t0.6\t0.3\t-\n",
    );
    let train = |more: &[&str]| run(&[&["train", text(&towns), text(&people)], more].concat(), b"");
    let output = train(&["--output", text(&model), "--validate", "--report", text(&report), "--rivals", text(&rivals)]);
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    assert!(stdout(&output).contains("towns") && stdout(&output).contains("person"), "{}", stdout(&output));
    let written = fs::read_to_string(&report).unwrap();
    for part in ["## Place names", "## Persons and organizations", "fold 5", "cross-validation", "Made up.", "| GeoX | all |", "0.9 to 1.0"] {
        assert!(written.contains(part), "no `{part}` in\n{written}");
    }
    assert!(!written.contains(text(&towns)), "no paths");
    let told = run(&["inspect", text(&model)], b"");
    assert!(stdout(&told).contains("towns: 40 texts"), "{}", stdout(&told));
    let used = run(&["extract", "--model", text(&model)], b"On day 3 the mayor of Minsk met his council.");
    assert_eq!(lines(&used)[0]["mentions"][0]["place"]["country"], "BY");
    // The same texts give the same bytes.
    let again = dir.path().join("again.exo");
    train(&["--output", text(&again)]);
    assert!(fs::read(&again).unwrap() == fs::read(&model).unwrap());

    let fails = |more: &[&str], why: &str| {
        let output = train(more);
        assert!(status(&output) == 2 && stderr(&output).contains(why), "{more:?}: {}", stderr(&output));
    };
    fails(&["--stranger", "twons"], "no corpus `twons`: the files are towns, people");
    fails(&["--stranger", "towns"], "no text with toponyms");
    fails(&["--report", "no-such-folder/accuracy.md"], "no folder no-such-folder");
    fails(&["--validate", text(&towns)], "two files are named `towns`");
    fails(&[], "required");
    let broken = file(&dir, "broken.jsonl", "{\"text\": \"a\", \"entities\": []}\n{\"text\": 7}\n");
    fails(&["--validate", text(&broken)], "broken.jsonl line 2");
}

#[test]
fn a_choice_is_explained() {
    let sample = "Rockets hit the village of Desna in the Chernigov region.";
    let output = run(&["explain"], sample.as_bytes());
    let told = stdout(&output);
    assert_eq!(status(&output), 0);
    assert!(told.starts_with("27:32 Desna → geonames:710071 Desna, Chernihiv Oblast, UA (0."), "{told}");
    assert!(told.contains("  local     named with “Chernigov” (Chernihiv Oblast), where it lies\n"), "{told}");
    assert!(told.contains("\n\n40:49 Chernigov → geonames:710734 Chernihiv Oblast, UA (0."), "{told}");

    let dir = TempDir::new().unwrap();
    let report = file(&dir, "report.txt", sample);
    let one = run(&["explain", "--mention", "DESNA", text(&report)], b"");
    assert_eq!(stdout(&one).matches('→').count(), 1);
    assert!(stdout(&one).starts_with("report:27:32 Desna → "));

    let none = run(&["explain", "--mention", "Minsk", text(&report)], b"");
    assert_eq!((status(&none), stdout(&none)), (0, ""));
    assert!(stderr(&none).contains("no place is written `Minsk`"));
    assert_eq!(status(&run(&["explain", "no such file"], b"")), 1);
}
