//! Sentences with their names → roles: the offices and titles that persons are said to hold.
//!
//! A title is a head from the list with its modifiers and complement. It stands before the person's name ("Russian Defense Minister
//! Anna Petrova"), after it ("Denis Orlov, the leader of …"), or a verb joins the two ("Ann Lee was named director of …").

use std::collections::HashMap;

use crate::extract::entities::{Entity, EntityType};
use crate::lexicon::{demonyms, titles};
use crate::text::{Sentence, Span, Text};

/// Whether a role is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RoleStatus {
    /// At the time of the article.
    Current,
    /// Before.
    Former,
    /// For the time being, in another's place.
    Acting,
}

/// An office or a title that a person holds or held.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Role {
    /// The person, an index into the document's entities.
    pub person: usize,
    /// The title, with its complement unless that is the organization.
    pub title: Span,
    /// Where it is held: an organization or a place, an index into the document's entities.
    pub organization: Option<usize>,
    /// Whether it is held.
    pub status: RoleStatus,
    /// How sure it is, 0 to 1: as sure as the person's name there.
    pub confidence: f32,
}

/// The most words that a title has before its head.
const LONGEST: usize = 8;

/// A word of a sentence, or a name as one.
#[derive(Debug)]
struct Token<'a> {
    span: Span,
    text: &'a str,
    /// Lower-cased, without full stop.
    lower: String,
    /// The entity that it names, with the confidence of the mention.
    name: Option<(usize, f32)>,
}

/// A title in a sentence, as ranges of tokens.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Title {
    first: usize,
    /// One past the last.
    last: usize,
    organization: Option<usize>,
    status: RoleStatus,
    /// The first token of all that was read: articles, organization and "former" before the title.
    opens: usize,
    /// One past the last token of all that was read, the organization after the title too.
    closes: usize,
}

/// The roles of an article, in text order; the same role told twice is given once, where it is told first.
#[must_use]
pub fn find(text: &Text, entities: &[Entity]) -> Vec<Role> {
    let mut names: Vec<(Span, usize, f32)> = Vec::new();
    for (index, entity) in entities.iter().enumerate() {
        names.extend(entity.mentions.iter().map(|mention| (mention.span, index, mention.confidence)));
    }
    names.sort_by_key(|(span, ..)| *span);
    let places = entities.iter().enumerate().filter(|(_, entity)| entity.entity_type == EntityType::Location);
    let places: HashMap<&str, usize> = places.map(|(index, place)| (place.name.as_str(), index)).collect();
    let mut roles: Vec<Role> = Vec::new();
    let mut at = 0;
    for sentence in &text.sentences {
        while at < names.len() && names[at].0.end <= sentence.span.start {
            at += 1;
        }
        let inside = names[at..].partition_point(|(span, ..)| span.start < sentence.span.end);
        let tokens = tokens(text, sentence, &names[at..at + inside]);
        let reader = Reader { tokens: &tokens, entities, places: &places };
        for role in reader.roles() {
            let same = |known: &Role| {
                let titled = text.slice(known.title).eq_ignore_ascii_case(text.slice(role.title));
                known.person == role.person && titled && (known.organization == role.organization || role.organization.is_none())
            };
            if !roles.iter().rev().take(200).any(same) {
                roles.push(role);
            }
        }
    }
    roles
}

/// A sentence's words, those of a name as one token.
fn tokens<'a>(text: &'a Text, sentence: &Sentence, names: &[(Span, usize, f32)]) -> Vec<Token<'a>> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut names = names.iter().peekable();
    for &word in &text.words[sentence.words.clone()] {
        while names.next_if(|(span, ..)| span.end <= word.start).is_some() {}
        match names.peek() {
            Some((span, ..)) if tokens.last().is_some_and(|last| last.span == *span) && word.start < span.end => {}
            Some(&&(span, entity, confidence)) if span.start <= word.start && word.start < span.end => {
                tokens.push(Token { span, text: text.slice(span), lower: String::new(), name: Some((entity, confidence)) });
            }
            // The stop of "Sen." is no word.
            _ if text.slice(word) == "."
                && tokens.last().is_some_and(|last| titles::is_head(&last.lower) && last.span.end == word.start) => {}
            _ => {
                let written = text.slice(word);
                tokens.push(Token { span: word, text: written, lower: written.trim_end_matches('.').to_lowercase(), name: None });
            }
        }
    }
    tokens
}

/// Reads the roles of one sentence.
struct Reader<'a> {
    tokens: &'a [Token<'a>],
    entities: &'a [Entity],
    /// The places by name.
    places: &'a HashMap<&'a str, usize>,
}

impl Reader<'_> {
    fn roles(&self) -> Vec<Role> {
        let mut roles = Vec::new();
        for at in 0..self.tokens.len() {
            let Some((person, confidence)) = self.named(at, EntityType::Person) else { continue };
            let told = [self.title_before(at), self.before_comma(at), self.after(at), self.by_verb(at)];
            for title in told.into_iter().flatten() {
                let span = Span { start: self.tokens[title.first].span.start, end: self.tokens[title.last - 1].span.end };
                roles.push(Role { person, title: span, organization: title.organization, status: title.status, confidence });
            }
        }
        roles
    }

    /// "the president of Kenya, Ann Lee,": the comma after the name, or the sentence's end, parts this from a list of persons.
    fn before_comma(&self, person: usize) -> Option<Title> {
        let comma = person.checked_sub(1).filter(|&at| self.word(at) == ",")?;
        let closed =
            matches!(self.word(person + 1), "," | "." | "") && self.tokens.get(person + 1).is_none_or(|token| token.name.is_none());
        let title = self.title_before(comma).filter(|_| closed)?;
        let definite = title.organization.is_some() || self.word(title.opens) == "the";
        let apart = title.opens == 0 || self.word(title.opens - 1) != ",";
        (definite && apart).then_some(title)
    }

    /// "Denis Orlov, the leader of …", "Ann Lee, Kenya's former minister for health".
    fn after(&self, person: usize) -> Option<Title> {
        if self.word(person + 1) != "," {
            return None;
        }
        let title = self.title_at(person + 2)?;
        let closed = matches!(self.word(title.closes), "," | "." | ";" | ")" | "" | "who" | "and" | "told" | "said" | "-" | "–" | "—");
        closed.then_some(title)
    }

    /// "Ann Lee was named director of …", "Ann Lee, who heads …", "Ann Lee is the mayor of …".
    fn by_verb(&self, person: usize) -> Option<Title> {
        let mut at = person + 1;
        if self.word(at) == "," {
            at += 1;
        }
        if self.word(at) == "who" {
            at += 1;
        }
        let verb = self.word(at);
        if matches!(verb, "heads" | "leads" | "chairs" | "runs" | "headed" | "led" | "chaired" | "ran") {
            let organization = self.organization(self.skip_articles(at + 1))?;
            let status = if verb.ends_with('s') { RoleStatus::Current } else { RoleStatus::Former };
            let title = Title { first: at, last: at + 1, organization: Some(organization), status, opens: at, closes: at + 2 };
            // "Ann Lee ran the company": a place is led, and not run through.
            return matches!(self.entities[organization].entity_type, EntityType::Organization).then_some(title);
        }
        let helped = matches!(verb, "was" | "is" | "were" | "has" | "had");
        at += usize::from(helped);
        let been = matches!(self.word(at), "been" | "just" | "also" | "now");
        at += usize::from(been);
        let named = matches!(self.word(at), "named" | "appointed" | "elected" | "reelected" | "became" | "remains" | "nominated" | "sworn");
        at += usize::from(named);
        at += usize::from(self.word(at) == "in" && self.word(at + 1) == "as");
        at += usize::from(self.word(at) == "as");
        let mut title = self.title_at(at).filter(|title| named || (helped && title.organization.is_some()))?;
        if verb == "was" && !named && title.status == RoleStatus::Current {
            title.status = RoleStatus::Former;
        }
        Some(title)
    }

    /// The title that ends right before a token: "Kremlin leader Ivan Sorin", "former Senator John Carr", "Speaker of the House Ann Lee".
    fn title_before(&self, end: usize) -> Option<Title> {
        // "of the House" and the like after the head.
        let starts = (end.saturating_sub(7)..end).rev();
        let head = starts.clone().find(|&at| self.is_head(at) && self.ends(at) == end);
        let (head, of) = if let Some(head) = head {
            (head, None)
        } else {
            let named = end.checked_sub(1).and_then(|at| self.organization(at))?;
            let link = starts.clone().find(|&at| matches!(self.word(at), "of" | "for" | "at"))?;
            let head = link.checked_sub(1).filter(|_| self.skip_articles(link + 1) == end - 1)?;
            let head = (head.saturating_sub(2)..=head).rev().find(|&at| self.is_head(at) && self.ends(at) == link)?;
            (head, Some(named))
        };
        let mut title = self.leftwards(head, self.ends(head));
        if of.is_some() && title.organization.is_none() {
            title.organization = of;
        } else if of.is_some() {
            title.last = end;
        }
        title.closes = end;
        Some(title)
    }

    /// The title that begins at a token, with an article, "former" or an organization before it.
    fn title_at(&self, start: usize) -> Option<Title> {
        let limit = (start + 10).min(self.tokens.len());
        let head = (start..limit).find(|&at| self.is_head(at))?;
        let mut title = self.leftwards(head, self.ends(head));
        if self.skip_articles(start) < title.opens {
            return None;
        }
        // "head coach", "deputy permanent representative": the last head of a row is the head.
        let row = (title.last..limit).take_while(|&at| self.modifies(at) || self.is_head(at));
        if let Some(head) = row.filter(|&at| self.is_head(at)).last() {
            title.last = self.ends(head);
        }
        title.closes = title.last;
        if matches!(self.word(title.last), "of" | "for" | "at" | "in" | "to" | "with") {
            let named = self.skip_adjectives(self.skip_articles(title.last + 1));
            match self.organization(named) {
                Some(organization) if title.organization.is_none() => {
                    title.organization = Some(organization);
                    title.closes = named + 1;
                }
                Some(_) => {
                    title.last = named + 1;
                    title.closes = title.last;
                }
                None => {
                    title.last = self.complement(title.last + 1).unwrap_or(title.last);
                    title.closes = title.last;
                }
            }
        }
        Some(title)
    }

    /// A title's modifiers, its organization and its status, read from the head to the left.
    fn leftwards(&self, head: usize, last: usize) -> Title {
        let mut first = head;
        while first > head.saturating_sub(LONGEST) && self.modifies(first - 1) {
            first -= 1;
        }
        let mut opens = first;
        let mut status = RoleStatus::Current;
        while first < head && status_of(self.word(first)) != RoleStatus::Current {
            status = status_of(self.word(first));
            // "ex-president" is three words.
            first += 1 + usize::from(self.word(first + 1) == "-");
        }
        if opens > 0 && matches!(self.word(opens - 1), "'s" | "’s" | "'" | "’") {
            opens -= 1;
        }
        let organization = opens.checked_sub(1).and_then(|at| self.organization(at));
        opens = if organization.is_some() { opens - 1 } else { first.min(opens) };
        if opens > 0 && status_of(self.word(opens - 1)) != RoleStatus::Current {
            opens -= 1;
            status = status_of(self.word(opens));
        }
        if opens > 0 && matches!(self.word(opens - 1), "the" | "a" | "an") {
            opens -= 1;
        }
        Title { first, last, organization, status, opens, closes: last }
    }

    /// Whether a token is the head of a title.
    fn is_head(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.name.is_none() && titles::is_head(&token.lower))
    }

    /// Whether a token may stand in a title before its head, by itself or as the hyphen or "and" after one that may.
    fn modifies(&self, at: usize) -> bool {
        let links = matches!(self.tokens[at].lower.as_str(), "-" | "and" | "for");
        self.modifies_alone(at) || (links && at > 0 && self.modifies_alone(at - 1) && self.is_linked(at))
    }

    /// Whether a hyphen, or an "and" between capitals, links the token before it with the one after it.
    fn is_linked(&self, at: usize) -> bool {
        let capital = |at: usize| self.tokens.get(at).is_some_and(|token| token.text.starts_with(char::is_uppercase));
        self.word(at) == "-" || (capital(at - 1) && capital(at + 1))
    }

    fn modifies_alone(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        let capital = token.text.starts_with(char::is_uppercase) && at > 0 && token.text.chars().nth(1).is_some_and(char::is_lowercase);
        let fitting = titles::is_modifier(&token.lower) || titles::is_head(&token.lower) || status_of(&token.lower) != RoleStatus::Current;
        token.name.is_none() && (fitting || (capital && !is_function_word(&token.lower)))
    }

    /// One past the last token of a head with the complement that belongs to it: "chief of staff", "secretary-general".
    fn ends(&self, head: usize) -> usize {
        let hyphen = usize::from(self.word(head + 1) == "-");
        let following: Vec<String> = self.tokens.iter().skip(head + 1 + hyphen).take(3).map(|token| token.lower.clone()).collect();
        match titles::complement_len(&following) {
            0 => head + 1,
            length => head + 1 + hyphen + length,
        }
    }

    /// One past the last token of a complement that names no organization: "minister of foreign affairs"; none where no word is left for it.
    fn complement(&self, start: usize) -> Option<usize> {
        let goes_on = |at: &usize| self.tokens[*at].text.starts_with(char::is_alphabetic) && !is_function_word(&self.tokens[*at].lower);
        let start = self.skip_articles(start);
        (start..self.tokens.len().min(start + 6)).take_while(goes_on).last().map(|at| at + 1)
    }

    fn skip_articles(&self, at: usize) -> usize {
        at + usize::from(matches!(self.word(at), "the" | "a" | "an" | "his" | "her" | "its" | "their"))
    }

    /// The name that stands behind a few adjectives: "self-proclaimed"; the token itself when none does.
    fn skip_adjectives(&self, at: usize) -> usize {
        let adjective = |&index: &usize| {
            let word = self.word(index);
            (word == "-" || word.starts_with(char::is_lowercase)) && self.tokens[index].text == word && !is_function_word(word)
        };
        let skipped = (at..self.tokens.len().min(at + 5)).take_while(adjective).count();
        if skipped < 5 && self.organization(at + skipped).is_some() { at + skipped } else { at }
    }

    /// The organization or place that a token names; a people leads to its country where the article names that.
    fn organization(&self, at: usize) -> Option<usize> {
        let (entity, _) = self.tokens.get(at)?.name?;
        match self.entities[entity].entity_type {
            EntityType::Organization | EntityType::Location | EntityType::Facility => Some(entity),
            EntityType::Norp => {
                let country = demonyms::country(&self.entities[entity].name);
                country.and_then(|country| self.places.get(country).copied()).or(Some(entity))
            }
            _ => None,
        }
    }

    fn named(&self, at: usize, entity_type: EntityType) -> Option<(usize, f32)> {
        self.tokens.get(at)?.name.filter(|&(entity, _)| self.entities[entity].entity_type == entity_type)
    }

    /// A token in lower case; nothing for a name and past the end.
    fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.lower.as_str())
    }
}

/// What a word before a title says of its being held.
fn status_of(word: &str) -> RoleStatus {
    match word {
        "former" | "ex" | "then" | "late" | "onetime" | "ousted" | "deposed" | "retired" => RoleStatus::Former,
        "acting" | "interim" | "caretaker" => RoleStatus::Acting,
        _ => RoleStatus::Current,
    }
}

/// Words that end a title's run of modifiers or its complement.
fn is_function_word(word: &str) -> bool {
    matches!(
        word,
        "the"
            | "a"
            | "an"
            | "and"
            | "or"
            | "but"
            | "as"
            | "by"
            | "on"
            | "in"
            | "at"
            | "of"
            | "to"
            | "for"
            | "from"
            | "with"
            | "after"
            | "before"
            | "when"
            | "while"
            | "who"
            | "which"
            | "that"
            | "said"
            | "says"
            | "told"
            | "is"
            | "was"
            | "has"
            | "had"
            | "will"
            | "if"
            | "since"
            | "because"
            | "meanwhile"
            | "however"
            | "mr"
            | "mrs"
            | "ms"
            | "dr"
            | "also"
            | "then"
    )
}

#[cfg(test)]
mod tests;
