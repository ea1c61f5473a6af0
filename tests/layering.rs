//! A module imports only lower layers, and no two files of a folder import each other, directly or in a circle.
//!
//! The test reads the sources as text: it follows `use` and paths that begin with `crate::` or `super::`,
//! through the names that `lib.rs` and `mod.rs` re-export. Unit tests at the end of a file are left out.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Low to high; modules of one row do not know each other.
const LAYERS: &[&[&str]] = &[
    &["error", "span", "geo"],
    &["text"],
    &["format"],
    &["variant"],
    &["gazetteer"],
    &["lexicon", "actor"],
    &["model"],
    &["matcher"],
    &["recognize"],
    &["resolve"],
    &["unlisted"],
    &["document"],
    &["cast"],
    &["spelling"],
    &["focus", "explain"],
    &["extractor"],
    &["output"],
    &["eval"],
    &["train"],
    &["compile"],
    &["bin"],
];

/// The build path meets the query path only here.
const COMPILE_MAY_IMPORT: &[&str] = &["error", "geo", "text", "format", "variant", "gazetteer", "lexicon", "actor"];

/// A source file: its layer, and its name inside the layer's folder (`mod` for a layer of one file).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct File {
    layer: String,
    name: String,
}

struct Sources {
    files: BTreeMap<File, (PathBuf, String)>,
    /// Names that `lib.rs` and `mod.rs` files re-export: (layer, or "" for the crate; name) → path inside.
    exports: BTreeMap<(String, String), Vec<String>>,
}

#[test]
fn every_module_has_a_layer() {
    for file in sources().files.keys() {
        assert!(rank(&file.layer).is_some(), "src/{} is in no layer: add it to LAYERS in tests/layering.rs, above all that it imports", file.layer);
    }
}

#[test]
fn modules_import_only_lower_layers() {
    let sources = sources();
    let mut faults = Vec::new();
    for (from, to, line) in sources.imports() {
        let (path, _) = &sources.files[&from];
        if from.layer == to.layer || from.layer == "bin" {
            continue;
        }
        if rank(&to.layer) >= rank(&from.layer) {
            faults.push(format!("{}:{line}: `{}` imports `{}`, which is not below it", path.display(), from.layer, to.layer));
        } else if from.layer == "compile" && !COMPILE_MAY_IMPORT.contains(&to.layer.as_str()) {
            faults.push(format!("{}:{line}: the build path imports `{}` of the query path", path.display(), to.layer));
        }
    }
    assert!(faults.is_empty(), "{}\nLayers, low to high: {LAYERS:?}", faults.join("\n"));
}

#[test]
fn files_of_a_folder_have_no_cycles() {
    let mut graph: BTreeMap<File, BTreeSet<File>> = BTreeMap::new();
    for (from, to, _) in sources().imports() {
        // What `mod.rs` does is re-export; `main.rs` stands above its folder.
        if from.layer == to.layer && from != to && from.name != "mod" {
            graph.entry(from).or_default().insert(to);
        }
    }
    let mut faults = Vec::new();
    let mut told: BTreeSet<&File> = BTreeSet::new();
    let cycles: Vec<Vec<File>> = graph.keys().filter_map(|start| cycle_through(&graph, start)).collect();
    for cycle in &cycles {
        // Every file of a circle would tell it again.
        if cycle.iter().all(|f| !told.contains(f)) {
            let names: Vec<&str> = cycle.iter().map(|f| f.name.as_str()).collect();
            faults.push(format!("files of src/{} import each other in a circle: {}", cycle[0].layer, names.join(" -> ")));
        }
        told.extend(cycle);
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The shortest way from `start` back to it.
fn cycle_through(graph: &BTreeMap<File, BTreeSet<File>>, start: &File) -> Option<Vec<File>> {
    let mut ways = std::collections::VecDeque::from([vec![start.clone()]]);
    let mut seen = BTreeSet::new();
    while let Some(way) = ways.pop_front() {
        for next in graph.get(way.last()?).into_iter().flatten() {
            let longer = way.iter().chain([next]).cloned().collect();
            if next == start {
                return Some(longer);
            }
            if seen.insert(next.clone()) {
                ways.push_back(longer);
            }
        }
    }
    None
}

fn rank(layer: &str) -> Option<usize> {
    LAYERS.iter().position(|row| row.contains(&layer))
}

fn sources() -> Sources {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut sources = Sources { files: BTreeMap::new(), exports: BTreeMap::new() };
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for item in fs::read_dir(&folder).unwrap() {
            let path = item.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                sources.add(&root, &path);
            }
        }
    }
    assert!(sources.files.len() > 20, "no sources in {}", root.display());
    sources
}

impl Sources {
    fn add(&mut self, root: &Path, path: &Path) {
        let code = strip(&fs::read_to_string(path).unwrap());
        let relative = path.strip_prefix(root).unwrap().with_extension("");
        let parts: Vec<String> = relative.iter().map(|p| p.to_string_lossy().into_owned()).collect();
        let layer = parts[0].clone();
        let file = match parts.len() {
            1 if layer == "lib" => {
                self.read_exports("", &code);
                return;
            }
            1 => File { layer, name: "mod".into() },
            // The program's folder is one deeper: bin/exonym/main.rs.
            _ => File { layer, name: parts.last().unwrap().replace("main", "mod") },
        };
        if file.name == "mod" && parts.len() > 1 {
            self.read_exports(&file.layer, &code);
        }
        self.files.insert(file, (Path::new("src").join(path.strip_prefix(root).unwrap()), code));
    }

    fn read_exports(&mut self, layer: &str, code: &str) {
        for (at, _) in code.match_indices("use ") {
            if !code[..at].ends_with("pub ") && !code[..at].ends_with("pub(crate) ") && !code[..at].ends_with("pub(super) ") {
                continue;
            }
            for mut path in expand(&code[at + 4..]) {
                if path[0] == "self" || path[0] == "crate" {
                    path.remove(0);
                }
                let name = path.last().unwrap().clone();
                self.exports.insert((layer.to_owned(), name), path);
            }
        }
    }

    /// Every import: from, to, line.
    fn imports(&self) -> Vec<(File, File, usize)> {
        let mut out = Vec::new();
        for (file, (_, code)) in &self.files {
            for start in ["crate::", "super::"] {
                for (at, _) in code.match_indices(start) {
                    // The middle of a longer path, such as `super::super::x`, or of another word.
                    if code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':' || c == '$') || code[..at].ends_with("in ") {
                        continue;
                    }
                    let line = code[..at].matches('\n').count() + 1;
                    out.extend(expand(&code[at..]).into_iter().filter_map(|path| Some((file.clone(), self.target(file, &path)?, line))));
                }
            }
        }
        out
    }

    /// The file that a path leads to.
    fn target(&self, from: &File, path: &[String]) -> Option<File> {
        let single = from.name == "mod";
        let mut rest = path;
        let layer = match path.first()?.as_str() {
            "crate" if from.layer == "bin" => "bin".to_owned(),
            "crate" => {
                rest = &rest[1..];
                return self.in_crate(rest);
            }
            "super" if single => {
                rest = &rest[1..];
                return self.in_crate(rest);
            }
            _ => from.layer.clone(),
        };
        rest = &rest[1..];
        if rest.first().is_some_and(|r| r == "super") {
            return self.in_crate(&rest[1..]);
        }
        Some(self.in_layer(&layer, rest))
    }

    fn in_crate(&self, rest: &[String]) -> Option<File> {
        let first = rest.first()?;
        if self.files.keys().any(|f| f.layer == *first) {
            return Some(self.in_layer(first, &rest[1..]));
        }
        let inside = self.exports.get(&(String::new(), first.clone()))?;
        self.in_crate(inside)
    }

    fn in_layer(&self, layer: &str, rest: &[String]) -> File {
        let file = |name: &str| File { layer: layer.to_owned(), name: name.to_owned() };
        let Some(first) = rest.first() else { return file("mod") };
        if self.files.contains_key(&file(first)) {
            return file(first);
        }
        match self.exports.get(&(layer.to_owned(), first.clone())) {
            Some(inside) if self.files.contains_key(&file(&inside[0])) => file(&inside[0]),
            _ => file("mod"),
        }
    }
}

/// Leaves out comments and the unit tests at the end of a file; lines keep their numbers.
fn strip(code: &str) -> String {
    let is_test = |line: &str| line.starts_with("#[cfg(") && line.contains("test");
    code.lines().take_while(|line| !is_test(line)).map(|line| line.split("//").next().unwrap_or("").to_owned() + "\n").collect()
}

/// The paths that a use tree or a path at the start of `code` stands for: `a::{b, c::d}` is `a::b` and `a::c::d`.
fn expand(code: &str) -> Vec<Vec<String>> {
    fn tree(chars: &mut std::iter::Peekable<std::str::Chars<'_>>, before: &[String], out: &mut Vec<Vec<String>>) {
        let mut path = before.to_vec();
        loop {
            while chars.next_if(|c| c.is_whitespace()).is_some() {}
            if chars.next_if_eq(&'{').is_some() {
                while !matches!(chars.peek(), None | Some('}')) {
                    tree(chars, &path, out);
                    while chars.next_if(|c| *c == ',' || c.is_whitespace()).is_some() {}
                }
                chars.next();
                return;
            }
            let mut word = String::new();
            while let Some(c) = chars.next_if(|c| c.is_alphanumeric() || *c == '_') {
                word.push(c);
            }
            if word.is_empty() {
                // A glob, or something that is no path: what is before it counts; never stand still.
                chars.next();
                break;
            }
            path.push(word);
            let mut ahead = chars.clone();
            if ahead.next() != Some(':') || ahead.next() != Some(':') {
                break;
            }
            *chars = ahead;
        }
        // `as name` in a use tree.
        while chars.peek().is_some_and(|c| !matches!(c, ',' | '}' | ';' | '\n')) {
            chars.next();
        }
        if path.len() > before.len() {
            out.push(path);
        }
    }
    let mut out = Vec::new();
    tree(&mut code.chars().peekable(), &[], &mut out);
    out
}

#[test]
fn paths_are_expanded() {
    let joined = |code: &str| expand(code).into_iter().map(|p| p.join("::")).collect::<Vec<_>>();
    assert_eq!(joined("crate::a::{B, c::{D, E as F}};"), ["crate::a::B", "crate::a::c::D", "crate::a::c::E"]);
    assert_eq!(joined("crate::a::b(x)"), ["crate::a::b"]);
    assert_eq!(joined("super::*;"), ["super"]);
}
