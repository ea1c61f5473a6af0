//! Builds that do not come to their end, interrupted or out of disk: what stood under the name stays, and nothing else does.
#![cfg(all(unix, feature = "cli"))]

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use tempfile::TempDir;

const FORMER: &[u8] = b"what stood there before";

/// A folder with a former file under the name that a build is to write.
struct Site {
    sources: TempDir,
    outputs: TempDir,
}

impl Site {
    fn new() -> Site {
        let site = Site { sources: TempDir::new().unwrap(), outputs: TempDir::new().unwrap() };
        fs::write(site.output(), FORMER).unwrap();
        site
    }

    fn output(&self) -> PathBuf {
        self.outputs.path().join("places.exo")
    }

    /// A table in the format of GeoNames.
    fn table(&self, places: u32) -> PathBuf {
        let line = |n| format!("{n}\tPlace {n}\t\tOther {n},Third {n}\t{}\t30.5\tP\tPPL\tUA\t\t\t\t\t\t{n}\n", f64::from(n % 90));
        let path = self.sources.path().join("places.txt");
        fs::write(&path, (1..=places).map(line).collect::<String>()).unwrap();
        path
    }

    fn start(&self, source: &Path) -> Child {
        let mut build = Command::new(env!("CARGO_BIN_EXE_exonym"));
        build.args(["build", "--name", "t", "--geonames"]).arg(source).arg("--output").arg(self.output());
        build.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
    }

    /// Sizes of the files beside the output.
    fn others(&self) -> Vec<u64> {
        let files = fs::read_dir(&self.outputs).unwrap().map(|f| f.unwrap());
        files.filter(|f| f.path() != self.output()).filter_map(|f| Some(f.metadata().ok()?.len())).collect()
    }

    fn assert_untouched(&self) {
        assert!(fs::read(self.output()).unwrap() == FORMER, "the former file is there");
        assert!(self.others().is_empty(), "no other file is");
    }
}

fn signal(name: &str, child: &Child) {
    assert!(Command::new("kill").arg(format!("-{name}")).arg(child.id().to_string()).status().unwrap().success());
}

#[test]
fn interrupted_while_reading() {
    for name in ["INT", "TERM", "HUP"] {
        let site = Site::new();
        let source = site.sources.path().join("pipe");
        assert!(Command::new("mkfifo").arg(&source).status().unwrap().success());
        let mut child = site.start(&source);
        // A pipe opens when its reader is there; the pipe then keeps the build waiting.
        let (opened, open) = mpsc::channel();
        thread::spawn(move || opened.send(File::create(source)));
        let pipe = open.recv_timeout(Duration::from_secs(60)).expect("the build opens its source").unwrap();
        signal(name, &child);
        assert_eq!(child.wait().unwrap().code(), Some(130), "SIG{name}");
        drop(pipe);
        site.assert_untouched();
    }
}

/// Interrupts a build once its temporary file grows.
fn interrupt_writing(site: &Site, source: &Path) -> ExitStatus {
    let mut child = site.start(source);
    while child.try_wait().unwrap().is_none() && site.others().iter().all(|&size| size == 0) {
        thread::sleep(Duration::from_micros(200));
    }
    if child.try_wait().unwrap().is_none() {
        signal("INT", &child);
    }
    child.wait().unwrap()
}

#[test]
fn interrupted_while_writing() {
    let site = Site::new();
    let source = site.table(300_000);
    let mut interrupted = false;
    // A build may be done before the signal comes: its file is whole then.
    for _ in 0..10 {
        fs::write(site.output(), FORMER).unwrap();
        let status = interrupt_writing(&site, &source);
        assert!(matches!(status.code(), Some(0 | 130)), "{status}");
        assert!(site.others().is_empty(), "no temporary file is left");
        if fs::read(site.output()).unwrap() == FORMER {
            assert_eq!(status.code(), Some(130));
            interrupted = true;
            break;
        }
        let whole = Command::new(env!("CARGO_BIN_EXE_exonym")).arg("verify").arg(site.output()).output().unwrap();
        assert!(whole.status.success(), "{whole:?}");
    }
    assert!(interrupted, "no signal came in time");
}

#[test]
fn out_of_disk() {
    let site = Site::new();
    let source = site.table(5_000);
    // A limit on the size of files stands for a full disk; its signal is ignored, so that writing fails instead.
    let output = Command::new("sh")
        .args(["-c", "trap '' XFSZ; ulimit -f 8; exec \"$0\" \"$@\"", env!("CARGO_BIN_EXE_exonym"), "build", "--name", "t", "--geonames"])
        .arg(source)
        .arg("--output")
        .arg(site.output())
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("cannot write") && said.contains("places.exo"), "{said}");
    site.assert_untouched();
}

#[test]
fn a_folder_that_is_not_there_is_told_before_anything_is_read() {
    let site = Site::new();
    let output = Command::new(env!("CARGO_BIN_EXE_exonym"))
        .args(["build", "--name", "t", "--geonames", "no-such-source", "--output"])
        .arg(site.outputs.path().join("no-such-folder").join("places.exo"))
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(said.contains("cannot write") && said.contains("no-such-folder"), "{said}");
}
