//! What an extraction allocates, and how extractors are shared.
#![cfg(feature = "embedded")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

use exonym::{Document, Extractor, Worker};

/// Counts the allocations of each thread.
struct Counting;

thread_local! {
    static COUNT: Cell<usize> = const { Cell::new(0) };
}

// A global allocator cannot be written otherwise; all it does is count and pass on.
#[allow(unsafe_code)]
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        COUNT.set(COUNT.get() + 1);
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
        unsafe { System.dealloc(at, layout) }
    }

    unsafe fn realloc(&self, at: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        COUNT.set(COUNT.get() + 1);
        unsafe { System.realloc(at, layout, size) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// The answer, and how often it allocated.
fn counted(extract: impl FnOnce() -> Document) -> (Document, usize) {
    let before = COUNT.get();
    let document = extract();
    (document, COUNT.get() - before)
}

/// What every document holds: the names of the gazetteers.
const FIXED: usize = 1;

const NO_NAMES: &str = "The committee met on Tuesday and agreed that nothing should be done before Monday. \
    However, the Chairman did not say whether he would resign; his lawyer and another Doctor refused to comment. \
    \"We will see what happens,\" said the President, who won in 2008. 1,200 people can't be wrong: naïve, déjà vu! ";

#[test]
fn a_text_without_names_allocates_nothing_but_its_document() {
    let extractor = Extractor::embedded();
    let text = NO_NAMES.repeat(20);
    let (first, _) = counted(|| extractor.extract(&text));
    assert_eq!(first.mentions.iter().map(|m| m.text.as_str()).collect::<Vec<_>>(), [""; 0]);
    assert!(text.len() > 6_000);
    for _ in 0..3 {
        assert_eq!(counted(|| extractor.extract(&text)).1, FIXED);
    }
    let mut worker = extractor.worker();
    for text in [&text[..], "", "No place at all.", &text[..3_000]] {
        assert_eq!(counted(|| worker.extract(text)).1, FIXED, "{text:.20}");
    }
}

#[test]
fn a_text_with_places_allocates_in_proportion_to_its_answer() {
    const A_MENTION: usize = 12;
    const A_CANDIDATE: usize = 3;
    // Once for each spelling of a place, its native names are written under the standards of its languages.
    const A_DOCUMENT: usize = 320;
    let extractor = Extractor::embedded();
    let places = "Rockets hit the village of Desna in the Chernigov region. Springfield, Illinois, and Santa Cruz follow; in Paris, Moscow denies. ";
    for times in [1, 4, 16, 64] {
        let text = places.repeat(times) + NO_NAMES;
        let first = extractor.extract(&text);
        let (second, count) = counted(|| extractor.extract(&text));
        assert_eq!(first, second);
        let candidates: usize = second.mentions.iter().map(|m| m.candidates.len()).sum();
        assert!(second.mentions.len() >= 6 * times);
        let most = A_DOCUMENT + A_MENTION * second.mentions.len() + A_CANDIDATE * candidates;
        assert!(count <= most, "{count} allocations for {} mentions with {candidates} candidates", second.mentions.len());
    }
}

#[test]
fn a_worker_answers_every_text_as_if_it_were_the_first() {
    let extractor = Extractor::embedded();
    let mut worker = extractor.worker();
    let long = "Kyiv and Minsk. ".repeat(100_000);
    let samples = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/data/samples")).unwrap().map(|f| f.unwrap().path());
    let samples: Vec<String> = samples.filter(|p| p.extension().is_some_and(|e| e == "txt")).map(|p| std::fs::read_to_string(p).unwrap()).collect();
    assert!(samples.len() > 5);
    for text in samples.iter().chain(&samples) {
        assert_eq!(worker.extract(text), Extractor::embedded().extract(text), "{text:.20}");
    }
    let texts = ["Paris, Texas", &long, "Paris", "Georgia and Alabama", "Georgia and Armenia", "", "Paris, Texas"];
    for text in texts {
        assert_eq!(worker.extract(text), Extractor::embedded().extract(text), "{text:.20}");
    }
}

#[test]
fn extractors_are_shared_among_threads() {
    fn shared<T: Send + Sync>() {}
    fn moved<T: Send>() {}
    shared::<Extractor>();
    moved::<Worker<'_>>();
    let extractor = Extractor::embedded();
    let alone = extractor.extract("Fires in Kyiv and in Minsk.");
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(|| (0..50).map(|_| extractor.extract("Fires in Kyiv and in Minsk.")).all(|d| d == alone))).collect();
        assert!(threads.into_iter().all(|t| t.join().unwrap()));
    });
}
