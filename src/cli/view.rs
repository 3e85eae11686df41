//! A document for people: what it is, its names by type, its warnings.
//!
//! In: a [`Document`] of the contract. Out: lines for a terminal, coloured when it takes colours.

use std::env;
use std::fmt::Write;
use std::io::{self, IsTerminal};

use crate::wire::proto::{AttributionKind, Document, Entity, EntityType, RoleStatus};

/// Names longer than this do not widen their column.
const WIDEST_NAME: usize = 40;

/// The width of the column of types: the longest, and two blanks.
const TYPE_WIDTH: usize = "ORGANIZATION  ".len();

/// How text is set off.
#[derive(Debug, Clone, Copy)]
pub(super) enum Tone {
    Strong,
    Faint,
    Warning,
    Error,
}

/// Whether to colour.
#[derive(Debug, Clone, Copy)]
pub(super) struct Style {
    pub(super) colours: bool,
}

impl Style {
    /// Colours on a terminal, unless `NO_COLOR` is set (no-color.org) or the terminal is a dumb one.
    pub(super) fn of_stdout() -> Self {
        let refused =
            env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()) || env::var_os("TERM").is_some_and(|term| term == "dumb");
        Self { colours: io::stdout().is_terminal() && !refused }
    }

    /// Text in a tone; an escape that the text itself brings along does not reach the terminal.
    pub(super) fn paint(self, tone: Tone, text: &str) -> String {
        let text = visible(text);
        let code = match tone {
            Tone::Strong => 1,
            Tone::Faint => 2,
            Tone::Warning => 33,
            Tone::Error => 31,
        };
        if self.colours && !text.is_empty() { format!("\x1b[{code}m{text}\x1b[0m") } else { text }
    }
}

/// The words of an article that a document only points at.
#[derive(Debug, Clone, Default)]
pub(super) struct Words<'a> {
    /// How many the article has.
    pub(super) count: usize,
    /// The titles of the roles.
    pub(super) titles: Vec<&'a str>,
    /// The source of each attribution, empty where it has none, and the pieces of its content.
    pub(super) said: Vec<(&'a str, Vec<&'a str>)>,
}

/// A document, under the name of its file.
pub(super) fn document(origin: &str, title: &str, document: &Document, words: &Words<'_>, style: Style) -> String {
    let mut out = style.paint(Tone::Strong, origin) + "\n";
    if !title.trim().is_empty() {
        line(&mut out, &visible(title.trim()));
    }
    line(&mut out, &style.paint(Tone::Faint, &summary(words.count, document)));
    for warning in &document.warnings {
        line(&mut out, &format!("{} {}", style.paint(Tone::Warning, &format!("{}:", warning.code)), visible(&warning.message)));
    }
    out.push_str(&names(&document.entities, style));
    out.push_str(&roles(document, &words.titles, style));
    out.push_str(&attributions(document, &words.said, style));
    out
}

/// An article that failed, under the name of its file.
pub(super) fn failure(origin: &str, message: &str, style: Style) -> String {
    let message = message.strip_prefix(origin).and_then(|rest| rest.strip_prefix(": ")).unwrap_or(message);
    format!("{}\n{} {}\n", style.paint(Tone::Strong, origin), style.paint(Tone::Error, "error:"), visible(message))
}

fn line(out: &mut String, text: &str) {
    out.push_str(text);
    out.push('\n');
}

/// Length, language and date.
fn summary(words: usize, document: &Document) -> String {
    let sentences = document.sentences.len();
    let counted = |count: usize, what: &str| format!("{count} {what}{}", if count == 1 { "" } else { "s" });
    let mut summary = format!("{} in {}", counted(words, "word"), counted(sentences, "sentence"));
    if !document.language.is_empty() {
        summary = format!("{summary}, language {}", document.language);
    }
    if let Some(published) = &document.published {
        summary = format!("{summary}, published {}", published.value);
    }
    summary
}

/// A line for each entity, by type and then most salient first: type, name, how often it is mentioned, other names.
fn names(entities: &[Entity], style: Style) -> String {
    let mut sorted: Vec<&Entity> = entities.iter().collect();
    // Stable: salience keeps its order within a type.
    sorted.sort_by_key(|entity| entity.r#type);
    let width =
        entities.iter().map(|entity| visible(&entity.name).chars().count()).filter(|&width| width <= WIDEST_NAME).max().unwrap_or(0);
    let mut out = String::new();
    let mut last = None;
    for entity in sorted {
        let label = if last == Some(entity.r#type) { "" } else { label(entity.r#type()) };
        last = Some(entity.r#type);
        let column = style.paint(Tone::Strong, label) + &" ".repeat(TYPE_WIDTH.saturating_sub(label.len()));
        let count = style.paint(Tone::Faint, &format!("{:>3}×", entity.mentions.len()));
        let aliases = entity.aliases.iter().map(|alias| visible(alias)).collect::<Vec<_>>().join(", ");
        let aliases = if aliases.is_empty() { aliases } else { style.paint(Tone::Faint, &format!("  also {aliases}")) };
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{column}{:width$} {count}{aliases}", visible(&entity.name));
    }
    out
}

/// A line for each role: who, which office, where, and whether it is held no more.
fn roles(document: &Document, titles: &[&str], style: Style) -> String {
    let name = |id: &str| name(document, id);
    let mut out = String::new();
    for (role, title) in document.roles.iter().zip(titles) {
        let label = if out.is_empty() { "ROLE" } else { "" };
        let column = style.paint(Tone::Strong, label) + &" ".repeat(TYPE_WIDTH.saturating_sub(label.len()));
        let status = match role.status() {
            RoleStatus::Former => "former ",
            RoleStatus::Acting => "acting ",
            RoleStatus::Current | RoleStatus::Unspecified => "",
        };
        let place = name(&role.organization_id).map(|place| format!(", {place}")).unwrap_or_default();
        let _ = writeln!(out, "{column}{}: {status}{}{place}", name(&role.person_id).unwrap_or_default(), visible(title));
    }
    out
}

/// A line for each attribution: who, the source's words where that is not known, and what was said; "not" where it was not.
fn attributions(document: &Document, said: &[(&str, Vec<&str>)], style: Style) -> String {
    let mut out = String::new();
    for (attribution, (source, content)) in document.attributions.iter().zip(said) {
        let label = if out.is_empty() { "SAID" } else { "" };
        let column = style.paint(Tone::Strong, label) + &" ".repeat(TYPE_WIDTH.saturating_sub(label.len()));
        let speakers: Vec<String> = attribution.speaker_ids.iter().filter_map(|id| name(document, id)).collect();
        let speaker = if speakers.is_empty() { visible(source) } else { speakers.join(", ") };
        let speaker = if speaker.is_empty() { "?".to_owned() } else { speaker };
        let not = if attribution.negated { " (not)" } else { "" };
        let kind = match attribution.kind() {
            AttributionKind::Direct | AttributionKind::Mixed => "",
            AttributionKind::Indirect | AttributionKind::Unspecified => "~ ",
        };
        let content = content.iter().map(|piece| visible(piece)).collect::<Vec<_>>().join(" … ");
        let _ = writeln!(out, "{column}{speaker}{not}: {kind}{content}");
    }
    out
}

/// The name of the entity with an id.
fn name(document: &Document, id: &str) -> Option<String> {
    document.entities.iter().find(|entity| entity.id == id).map(|entity| visible(&entity.name))
}

/// An entity's type as the contract names it, without what all begin with.
fn label(entity_type: EntityType) -> &'static str {
    entity_type.as_str_name().trim_start_matches("ENTITY_TYPE_")
}

/// A text on one line, without characters that steer a terminal.
fn visible(text: &str) -> String {
    let shown = |c: char| {
        if c.is_whitespace() {
            ' '
        } else if c.is_control() {
            '\u{fffd}'
        } else {
            c
        }
    };
    text.chars().map(shown).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::proto::{Attribution, Mention, Published, Role, Sentence, Warning};

    const PLAIN: Style = Style { colours: false };

    fn entity(entity_type: EntityType, name: &str, mentions: usize, aliases: &[&str]) -> Entity {
        let aliases = aliases.iter().map(|&alias| alias.to_owned()).collect();
        Entity {
            id: name.into(),
            r#type: entity_type.into(),
            name: name.into(),
            aliases,
            mentions: vec![Mention::default(); mentions],
            ..Entity::default()
        }
    }

    #[test]
    fn names_stand_in_columns() {
        let read = Document {
            language: "en".into(),
            published: Some(Published { value: "2024-03-14".into(), source: 1 }),
            sentences: vec![Sentence::default(); 2],
            warnings: vec![Warning { code: "HTML_INPUT".into(), message: "tags were read as text".into(), span: None }],
            entities: vec![
                entity(EntityType::Organization, "Channel Crossing", 12, &[]),
                entity(EntityType::Person, "Margaret Ellis", 4, &["Ellis", "M. Ellis"]),
                entity(EntityType::Organization, "VRT", 1, &[]),
            ],
            roles: vec![Role {
                person_id: "Margaret Ellis".into(),
                organization_id: "Channel Crossing".into(),
                status: 2,
                ..Role::default()
            }],
            attributions: vec![
                Attribution { speaker_ids: vec!["VRT".into()], kind: 2, negated: true, ..Attribution::default() },
                Attribution { kind: 1, ..Attribution::default() },
            ],
            ..Document::default()
        };
        let words = Words {
            count: 9,
            titles: vec!["chief executive"],
            said: vec![("the broadcaster", vec!["it sank"]), ("", vec!["“No,”", "“no\nmore.”"])],
        };
        let expected = "\
a.txt
Ferry link
9 words in 2 sentences, language en, published 2024-03-14
HTML_INPUT: tags were read as text
PERSON        Margaret Ellis     4×  also Ellis, M. Ellis
ORGANIZATION  Channel Crossing  12×
              VRT                1×
ROLE          Margaret Ellis: former chief executive, Channel Crossing
SAID          VRT (not): ~ it sank
              ?: “No,” … “no more.”
";
        assert_eq!(document("a.txt", " Ferry link\n", &read, &words, PLAIN), expected);
    }

    #[test]
    fn an_error_names_its_file_once() {
        assert_eq!(failure("a.txt", "a.txt: no such file", PLAIN), "a.txt\nerror: no such file\n");
        assert_eq!(failure("a.txt", "article.text: blank", PLAIN), "a.txt\nerror: article.text: blank\n");
    }

    #[test]
    fn text_does_not_steer_the_terminal() {
        let read = Document { entities: vec![entity(EntityType::Person, "A\x1b[2J\nB", 1, &["\x07"])], ..Document::default() };
        let shown = document("a\x1b]0;b", "", &read, &Words::default(), PLAIN);
        assert!(!shown.contains(['\x1b', '\x07']) && shown.contains("A\u{fffd}[2J B"), "{shown:?}");
        assert_eq!(Style { colours: true }.paint(Tone::Strong, "x"), "\x1b[1mx\x1b[0m");
    }
}
