//! The contenders that know no names.

use std::hint::black_box;
use std::path::Path;
use std::process::{Command, Stdio};

use unicode_segmentation::UnicodeSegmentation;

use crate::contender::Contender;
use crate::folding::Folding;
use crate::texts::Text;

pub const SCALAR: &str = "scalar scan for words";

/// All of them, the scalar scan first; `wc` where there is one.
pub fn all<'a>(text: &Text, folding: &'a Folding) -> Vec<Contender<'a>> {
    let mut buffer = String::new();
    let folded = move |document: &str| {
        folding.fold_into(document, &mut buffer, None);
        buffer.len() as u64
    };
    let mut contenders = vec![
        scalar(),
        Contender::of_originals("`unicode_word_indices` alone", |document| document.unicode_word_indices().count() as u64),
        Contender::of_originals("the folding that is given to the others (bytes)", folded),
    ];
    if word_count(text.path()).is_some() {
        contenders.push(Contender::new("`wc -w`, a process", |text| word_count(text.path()).expect("wc ran before")));
    }
    contenders
}

/// Byte by byte from the beginning of a word to its end, as one writes it first.
pub fn scalar() -> Contender<'static> {
    Contender::of_originals(SCALAR, scalar_words)
}

fn scalar_words(text: &str) -> u64 {
    let bytes = text.as_bytes();
    let is_word = |b: u8| b >= 0x80 || b.is_ascii_alphanumeric();
    // The sum makes it know the ends.
    let (mut words, mut ends, mut at) = (0, 0, 0);
    while at < bytes.len() {
        if !is_word(bytes[at]) {
            at += 1;
            continue;
        }
        while at < bytes.len() && is_word(bytes[at]) {
            at += 1;
        }
        words += 1;
        ends ^= at;
    }
    black_box(ends);
    words
}

/// What the program `wc -w` says of a file.
pub fn word_count(file: &Path) -> Option<u64> {
    let output = Command::new("wc").arg("-w").arg(file).env("LC_ALL", "C.UTF-8").stderr(Stdio::null()).output().ok()?;
    std::str::from_utf8(&output.stdout).ok()?.split_whitespace().next()?.parse().ok()
}
