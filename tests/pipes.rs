//! The program between pipes: readers that wait, readers that go.
#![cfg(feature = "cli")]

use std::fs;
use std::io::Write;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::thread;
use std::time::Duration;

use tempfile::TempDir;

fn start(args: &[&str], input: Stdio) -> Child {
    let mut program = Command::new(env!("CARGO_BIN_EXE_exonym"));
    program.args(args).stdin(input).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts")
}

#[test]
fn a_reader_that_waits_makes_the_program_wait() {
    let mut child = start(&["extract", "--input", "jsonl"], Stdio::piped());
    let mut stdin = child.stdin.take().unwrap();
    let line = format!("{{\"text\":\"Rockets hit Kyiv.{}\"}}\n", " Nothing else".repeat(1000));
    let taken = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&taken);
    let writer = thread::spawn(move || {
        // Without end, until the program goes.
        while stdin.write_all(line.as_bytes()).is_ok() {
            counter.fetch_add(line.len(), Relaxed);
        }
    });
    let mut before = 0;
    loop {
        thread::sleep(Duration::from_secs(2));
        let now = taken.load(Relaxed);
        assert!(now < 50 << 20, "{now} bytes were taken, and no answer was read");
        if now > 0 && now == before {
            break;
        }
        before = now;
    }
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(0));
    writer.join().unwrap();
}

#[test]
fn every_command_bears_closed_pipes() {
    let dir = TempDir::new().unwrap();
    let path = |name: &str| dir.path().join(name).to_str().expect("a plain path").to_owned();
    let (table, built, gold) = (path("acme.tsv"), path("acme.exo"), path("gold.jsonl"));
    fs::write(&table, "id\tname\tnames\tclass\tcode\tcountry\tadmin1\tlat\tlon\tradius_km\tpopulation\nd\tDepot\t\tS\tDEPO\tUA\t\t49.5\t31.2\t1\t\n").unwrap();
    fs::write(&gold, "{\"id\":\"1\",\"text\":\"In Kyiv\",\"toponyms\":[]}\n").unwrap();
    let commands: [&[&str]; 7] = [
        &["build", "--name", "acme", "--table", &table, "--output", &built],
        &["verify", &built],
        &["inspect", "embedded"],
        &["names", "Kyiv", "--all"],
        &["eval", &gold, &gold],
        &["map", &gold],
        &["explain", &gold],
    ];
    for args in commands {
        let mut child = start(args, Stdio::null());
        drop(child.stdout.take());
        if args[0] == "build" {
            // What it says goes there.
            drop(child.stderr.take());
        }
        let output = child.wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!((output.status.code(), &*said), (Some(0), ""), "{args:?}");
    }
}
