//! The habits of the house, held over its own sources: see "Invariants" in `ARCHITECTURE.md`.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::fs;
use std::path::{Path, PathBuf};

/// The modules in the order in which an article meets them: each may import those before it.
const LAYERS: [&str; 10] = ["article", "text", "lexicon", "model", "extract", "document", "pipeline", "wire", "server", "cli"];

/// The first layer that may know of the network and its messages.
const FIRST_WIRED: &str = "wire";

/// Crates of the network and its messages, with all that begin alike, such as `tonic_types`.
const WIRED_CRATES: [&str; 4] = ["tonic", "prost", "pbjson", "tokio"];

const LONGEST_FILE: usize = 500;
const LONGEST_FUNCTION: usize = 60;

/// A source file.
struct Source {
    /// Its path within the repository.
    path: PathBuf,
    text: String,
}

impl Source {
    fn name(&self) -> String {
        self.path.display().to_string()
    }

    /// The lines that are neither comments nor tests, with their numbers. Tests stand at the end of a file.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = self.text.lines().take_while(|line| line.trim() != "#[cfg(test)]");
        lines.enumerate().filter(|(_, line)| !line.trim_start().starts_with("//")).map(|(i, line)| (i + 1, line))
    }

    /// The module of [`LAYERS`] that the file belongs to; none for `lib.rs` and `main.rs`.
    fn layer(&self) -> Option<&'static str> {
        let module = self.path.components().nth(1)?.as_os_str().to_str()?;
        LAYERS.into_iter().find(|layer| module.trim_end_matches(".rs") == *layer)
    }

    /// How many modules enclose what stands in the file: 1 for `src/wire/mod.rs`, 2 for `src/wire/json.rs`.
    fn depth(&self) -> usize {
        self.path.components().count() - 1 - usize::from(self.path.ends_with("mod.rs"))
    }
}

/// The files under some paths with one of these endings. Generated and built files are not ours to keep tidy.
fn sources(roots: &[&str], endings: &[&str]) -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    let mut waiting: Vec<PathBuf> = roots.iter().map(|path| root.join(path)).filter(|path| path.exists()).collect();
    while let Some(path) = waiting.pop() {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let not_ours =
            name.starts_with('.') || name.contains("_pb2") || ["node_modules", "__pycache__", "build", "target", "out"].contains(&name);
        if not_ours && path != root {
            continue;
        }
        if path.is_dir() {
            waiting.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        } else if endings.iter().any(|ending| name.ends_with(ending)) {
            let text = fs::read_to_string(&path).unwrap();
            found.push(Source { path: path.strip_prefix(root).unwrap().to_owned(), text });
        }
    }
    assert!(!found.is_empty(), "no file under {roots:?} ends with one of {endings:?}");
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

/// The sources of the crate that are not tests as a whole.
fn modules() -> Vec<Source> {
    let mut modules = sources(&["src"], &[".rs"]);
    modules.retain(|source| !source.path.ends_with("tests.rs"));
    modules
}

fn words(line: &str) -> impl Iterator<Item = &str> {
    line.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty())
}

/// The modules that a line names as `crate::a` or `crate::{a, b::C}`.
fn imports(line: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for (_, rest) in line.match_indices("crate::").map(|(at, name)| line.split_at(at + name.len())) {
        if let Some(group) = rest.strip_prefix('{') {
            found.extend(group.split([',', '}']).filter_map(|item| words(item).next()));
        } else {
            found.extend(words(rest).next());
        }
    }
    found
}

fn check(complaints: &[String]) {
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

#[test]
fn imports_run_one_way() {
    let rank = |layer: &str| LAYERS.iter().position(|known| *known == layer);
    let mut complaints = Vec::new();
    for source in modules() {
        let Some(layer) = source.layer() else {
            let root = source.path.ends_with("lib.rs") || source.path.ends_with("main.rs");
            complaints.extend((!root).then(|| format!("{}: its module has no place in LAYERS", source.name())));
            continue;
        };
        for (number, line) in source.code() {
            for import in imports(line).into_iter().filter(|import| rank(import) > rank(layer)) {
                complaints.push(format!("{}:{number}: {layer} imports {import}, which stands above it", source.name()));
            }
            if line.contains(&"super::".repeat(source.depth())) {
                complaints.push(format!("{}:{number}: write crate:: to leave the module", source.name()));
            }
        }
    }
    check(&complaints);
}

#[test]
fn the_network_ends_at_the_wire() {
    let below = &LAYERS[..LAYERS.iter().position(|layer| *layer == FIRST_WIRED).unwrap()];
    let mut complaints = Vec::new();
    for source in modules().iter().filter(|source| source.layer().is_some_and(|layer| below.contains(&layer))) {
        for (number, line) in source.code() {
            let wired = words(line).find(|word| WIRED_CRATES.iter().any(|name| word.starts_with(name)));
            complaints.extend(wired.map(|name| format!("{}:{number}: {name} is for {FIRST_WIRED} and above", source.name())));
        }
    }
    check(&complaints);
}

#[test]
fn files_and_functions_are_short() {
    let mut complaints = Vec::new();
    for source in
        sources(&["src", "tests", "benches", "examples", "clients", "training", "build.rs"], &[".rs", ".py", ".ts", ".go", ".java"])
    {
        let lines = source.text.lines().count();
        complaints.extend((lines > LONGEST_FILE).then(|| format!("{}: {lines} lines, at most {LONGEST_FILE}", source.name())));
    }
    for source in modules() {
        let mut open: Option<(usize, &str)> = None;
        for (number, line) in source.code() {
            let indent = &line[..line.len() - line.trim_start().len()];
            if words(line).take(4).any(|word| word == "fn") && line.ends_with('{') {
                open = Some((number, indent));
            } else if let Some((start, _)) = open.filter(|(_, opened)| line.trim() == "}" && indent == *opened) {
                let lines = number - start + 1;
                complaints.extend((lines > LONGEST_FUNCTION).then(|| format!("{}:{start}: a function of {lines} lines", source.name())));
                open = None;
            }
        }
    }
    check(&complaints);
}

#[test]
fn every_module_says_what_it_is_for() {
    // The names of tests say what they are for.
    let tests = |source: &Source| source.path.ends_with("tests.rs") || source.name().contains("/tests/");
    let mut complaints = Vec::new();
    for source in sources(&["src", "tests", "benches", "examples", "build.rs"], &[".rs"]).iter().filter(|source| !tests(source)) {
        complaints.extend((!source.text.starts_with("//! ")).then(|| format!("{}: opens without //!", source.name())));
    }
    for source in sources(&["clients", "training"], &[".py"]).iter().filter(|source| !source.text.trim().is_empty() && !tests(source)) {
        let first = source.text.lines().find(|line| !line.starts_with('#')).unwrap_or_default();
        complaints.extend((!first.starts_with("\"\"\"")).then(|| format!("{}: opens without a docstring", source.name())));
    }
    check(&complaints);
}

#[test]
fn nothing_is_left_for_later() {
    // Put together here, so that this file does not name them.
    let marks = ["TO".to_owned() + "DO", "FIX".to_owned() + "ME", "X".repeat(3)];
    let mut complaints = Vec::new();
    for source in sources(&["."], &[".rs", ".py", ".proto", ".md", ".toml", ".yaml", "Makefile"]) {
        for (i, line) in source.text.lines().enumerate() {
            complaints.extend(
                words(line).find(|word| marks.iter().any(|mark| word == mark)).map(|mark| format!("{}:{}: {mark}", source.name(), i + 1)),
            );
        }
    }
    check(&complaints);
}

#[test]
fn nothing_is_unsafe() {
    let mut complaints = Vec::new();
    for source in sources(&["src", "build.rs"], &[".rs"]) {
        for (number, line) in source.code() {
            complaints.extend(words(line).any(|word| word == "unsafe").then(|| format!("{}:{number}", source.name())));
        }
    }
    let root = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs")).unwrap();
    complaints.extend((!root.contains("#![forbid(unsafe_code)]")).then(|| "src/lib.rs does not forbid it".to_owned()));
    check(&complaints);
}

#[test]
fn the_readers_of_this_test_read_well() {
    assert_eq!(imports("use crate::text::{Span, Text};"), ["text"]);
    assert_eq!(imports("use crate::{article::Article, text};"), ["article", "text"]);
    assert_eq!(imports("let x: crate::wire::Refusal = crate::cli::run();"), ["wire", "cli"]);
    let source = |path: &str| Source { path: path.into(), text: "//! a\nuse b;\n// c\n#[cfg(test)]\nmod tests {}".into() };
    assert_eq!(source("src/wire/json.rs").code().collect::<Vec<_>>(), [(2, "use b;")]);
    assert_eq!((source("src/wire/json.rs").depth(), source("src/wire/mod.rs").depth(), source("src/article.rs").depth()), (2, 1, 1));
    assert_eq!(
        (source("src/wire/json.rs").layer(), source("src/article.rs").layer(), source("src/lib.rs").layer()),
        (Some("wire"), Some("article"), None)
    );
}
