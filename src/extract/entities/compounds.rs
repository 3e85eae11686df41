//! Organization names made of two: "Board of Appeal of the Harbour Union" is one name or two.
//!
//! The label sequence cannot nest names, and corpora differ. Where the article itself calls the second part by its own name or by its
//! acronym elsewhere, a reader takes it for a name of its own, and so does this.

use std::collections::HashSet;

use super::name::Name;
use crate::extract::names::{EntityType, NameMention};
use crate::text::{Span, Text};

/// What may stand between the two names.
const LINKS: [&str; 2] = [" of the ", " of "];

/// Parts the organization names whose second half the article shows to be a name; all others are as they were.
pub(super) fn part(text: &Text, mentions: &[NameMention]) -> Vec<NameMention> {
    let organizations = mentions.iter().filter(|mention| mention.entity_type == EntityType::Organization);
    let known: Vec<Name> = organizations.map(|mention| Name::new(text.slice(mention.span), mention.entity_type)).collect();
    let names: HashSet<&[String]> = known.iter().map(|name| name.words.as_slice()).collect();
    let acronyms: HashSet<&str> = known.iter().filter_map(|name| name.acronym.as_deref()).collect();
    let shown = |tail: &Name| names.contains(tail.words.as_slice()) || tail.initials().any(|initials| acronyms.contains(initials));
    let mut parted = Vec::with_capacity(mentions.len());
    for mention in mentions {
        match halves(text, mention).filter(|(_, tail)| shown(&Name::new(text.slice(tail.span), EntityType::Organization))) {
            Some((head, tail)) => parted.extend([head, tail]),
            None => parted.push(*mention),
        }
    }
    parted
}

/// The two names that an organization's name may be made of: each of two capitalised words at least.
pub(super) fn halves(text: &Text, mention: &NameMention) -> Option<(NameMention, NameMention)> {
    let name = text.slice(mention.span);
    let full = |part: &str| part.split_whitespace().filter(|word| word.starts_with(char::is_uppercase)).count() >= 2;
    let (head, tail) = LINKS.iter().find_map(|link| name.rsplit_once(link).filter(|(head, tail)| full(head) && full(tail)))?;
    let of = |start: usize, end: usize| NameMention { span: Span::new(start, end), ..*mention };
    let (start, end) = (mention.span.start as usize, mention.span.end as usize);
    Some((of(start, start + head.len()), of(end - tail.len(), end)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;

    fn parted(content: &str, names: &[&str]) -> Vec<String> {
        let text = Text::read(&Article { text: content.into(), ..Article::default() });
        let mention = |name: &&str| {
            let start = content.find(name).unwrap();
            NameMention { span: Span::new(start, start + name.len()), entity_type: EntityType::Organization, confidence: 0.9 }
        };
        let mentions: Vec<NameMention> = names.iter().map(mention).collect();
        part(&text, &mentions).iter().map(|mention| text.slice(mention.span).to_owned()).collect()
    }

    #[test]
    fn the_article_shows_where_a_name_ends() {
        let long = "Fisheries Board of the Harbour Union";
        let cases: [(&str, &[&str], &[&str]); 4] = [
            (
                "The Fisheries Board of the Harbour Union met; the H.U. paid.",
                &[long, "H.U."],
                &["Fisheries Board", "Harbour Union", "H.U."],
            ),
            ("The Fisheries Board of the Harbour Union left Harbour Union.", &[long], &[long]),
            ("The Fisheries Board of the Harbour Union met; the FB paid.", &[long, "FB"], &[long, "FB"]),
            (
                "The Parliament of the Harbour Union met; the HU paid.",
                &["Parliament of the Harbour Union", "HU"],
                &["Parliament of the Harbour Union", "HU"],
            ),
        ];
        for (content, names, expected) in cases {
            assert_eq!(parted(content, names), expected, "{content}");
        }
    }
}
