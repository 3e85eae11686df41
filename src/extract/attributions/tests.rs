use std::ops::Range;

use super::*;
use crate::article::Article;
use crate::extract::entities::{EntityType, Mention, MentionKind};

fn read(content: &str) -> Text {
    Text::read(&Article { text: content.into(), ..Article::default() })
}

/// The words that some text covers where it first stands.
fn at(text: &Text, what: &str) -> Range<usize> {
    let start = text.content.find(what).unwrap();
    words(text, Span::new(start, start + what.len()))
}

/// An attribution of a cue, a source and the pieces of a content, each by its text; an empty one is none.
fn draft(text: &Text, cue: &str, source: &str, content: &[&str]) -> Draft {
    let part = |what: &str| (!what.is_empty()).then(|| at(text, what));
    Draft { cue: part(cue), source: part(source), content: content.iter().map(|what| at(text, what)).collect(), probability: 0.9 }
}

fn entity(text: &Text, entity_type: EntityType, mentions: &[(&str, MentionKind)]) -> Entity {
    let mention = |&(what, kind): &(&str, MentionKind)| {
        let start = text.content.find(what).unwrap();
        Mention { span: Span::new(start, start + what.len()), kind, confidence: 0.9 }
    };
    let mentions = mentions.iter().map(mention).collect();
    Entity { entity_type, name: String::new(), aliases: Vec::new(), salience: 0.0, mentions }
}

fn pieces(text: &Text, draft: &Draft) -> Vec<String> {
    draft.content.iter().map(|piece| text.slice(span(text, piece)).to_owned()).collect()
}

#[test]
fn contents_are_fitted_to_quotations() {
    let cases: [(&str, &[&str], &[&str]); 6] = [
        // Most of a quotation is all of it, marks included.
        ("“We won the cup,” he said.", &["won the cup"], &["“We won the cup,”"]),
        ("He said it was “a sham” of a plan.", &["it was “a sham” of a plan"], &["it was “a sham” of a plan"]),
        ("He said the word “sham” fitted that plan.", &["fitted that plan"], &["fitted that plan"]),
        // What is quoted after the cue goes on with it.
        ("“We won,” he said. “It was hard to do.”", &["“We won,”"], &["“We won,”", "“It was hard to do.”"]),
        ("“We won,” he said of “Gone South”.", &["“We won,”"], &["“We won,”"]),
        // The next paragraph opens the mark that the last one left open.
        ("“We won,” he said. “It was hard.\n\n“Nobody helped.”", &["“We won,”"], &["“We won,”", "“It was hard.\n\n“Nobody helped.”"]),
    ];
    for (content, told, expected) in cases {
        let text = read(content);
        let mut drafts = vec![draft(&text, "said", "", told)];
        quoting::fit(&text, &quotes::find(&text.content, &text.paragraphs), &mut drafts);
        assert_eq!(pieces(&text, &drafts[0]), expected, "{content}");
    }
}

#[test]
fn a_paragraph_of_speech_is_somebodys() {
    let text = read("“Who was it?” Ann asked.\n\n“It was nobody you know.”\n\nShe left “at once”.");
    let mut drafts = vec![draft(&text, "asked", "Ann", &["“Who was it?”"])];
    quoting::fit(&text, &quotes::find(&text.content, &text.paragraphs), &mut drafts);
    assert_eq!(drafts.len(), 2, "{drafts:?}");
    assert_eq!((pieces(&text, &drafts[1]), drafts[1].cue.clone()), (vec!["“It was nobody you know.”".to_owned()], None));
}

#[test]
fn kinds_follow_the_marks() {
    let cases = [
        ("“We won,” he said.", "“We won,”", AttributionKind::Direct),
        ("He said they had won.", "they had won", AttributionKind::Indirect),
        ("He said they had “somehow won”.", "they had “somehow won”", AttributionKind::Mixed),
        ("He said “Gone South” was late.", "“Gone South” was late", AttributionKind::Indirect),
        ("He said “The Baker” Sorin won.", "“The Baker” Sorin won", AttributionKind::Indirect),
    ];
    for (content, told, expected) in cases {
        let text = read(content);
        assert_eq!(kind(&text, told), expected, "{content}");
    }
}

fn kind(text: &Text, told: &str) -> AttributionKind {
    quoting::kind(text, &quotes::find(&text.content, &text.paragraphs), &[at(text, told)])
}

#[test]
fn what_was_not_said_is_negated() {
    let cases = [
        ("Ann did not say who won", "say", true),
        ("Ann didn't immediately say who won", "say", true),
        ("Ann declined to say who won", "say", true),
        ("Ann declined to say who won", "declined to say", true),
        ("Ann never confirmed who won", "confirmed", true),
        ("Ann would not have said so", "said", true),
        ("Ann is said to have won", "said", false),
        ("It is not the first time that Ann says so", "says", false),
        ("He did not come, Ann said", "said", false),
        ("Ann denied that she won", "denied", false),
    ];
    for (content, cue, expected) in cases {
        let text = read(content);
        assert_eq!(negation::negated(&text, &at(&text, cue)), expected, "{content}");
    }
}

#[test]
fn a_source_leads_to_its_speaker() {
    use EntityType::{Location, Organization, Person};
    use MentionKind::{Name, Nominal, Pronoun};
    // What the source is, what stands in it, and which of these speak.
    type Case = (&'static str, &'static [(&'static str, EntityType, MentionKind)], &'static [usize]);
    let cases: [Case; 22] = [
        ("Ann Lee", &[("Ann Lee", Person, Name)], &[0]),
        ("she", &[("she", Person, Pronoun)], &[0]),
        ("the minister", &[("the minister", Person, Nominal)], &[0]),
        ("Acme chief Ann Lee", &[("Acme", Organization, Name), ("Ann Lee", Person, Name)], &[1]),
        ("Ann Lee of Acme", &[("Ann Lee", Person, Name), ("Acme", Organization, Name)], &[0]),
        ("Ann Lee, head of Acme", &[("Ann Lee", Person, Name), ("Acme", Organization, Name)], &[0]),
        ("Ann Lee and Bob Carr", &[("Ann Lee", Person, Name), ("Bob Carr", Person, Name)], &[0, 1]),
        ("Senators Ann Lee and Bob Carr", &[("Ann Lee", Person, Name), ("Bob Carr", Person, Name)], &[0, 1]),
        ("the head of Acme, Ann Lee", &[("Acme", Organization, Name), ("Ann Lee", Person, Name)], &[1]),
        ("a lawyer for Ann Lee", &[("Ann Lee", Person, Name)], &[]),
        ("a lawyer for Senator Ann Lee", &[("Ann Lee", Person, Name)], &[]),
        ("Ann Lee's lawyer", &[("Ann Lee", Person, Name)], &[]),
        ("her lawyer", &[("her", Person, Pronoun)], &[]),
        ("the Lee campaign", &[("Lee", Person, Name)], &[]),
        ("an Acme official", &[("Acme", Organization, Name)], &[]),
        ("officials in Kenya", &[("Kenya", Location, Name)], &[]),
        ("a senior official", &[], &[]),
        ("a spokesman for Acme", &[("Acme", Organization, Name)], &[0]),
        ("an Acme spokeswoman", &[("Acme", Organization, Name)], &[0]),
        ("Acme spokeswoman Ann Lee", &[("Acme", Organization, Name), ("Ann Lee", Person, Name)], &[1]),
        ("a spokesman for Ann Lee", &[("Ann Lee", Person, Name)], &[]),
        ("a report by Acme", &[("Acme", Organization, Name)], &[0]),
    ];
    for (source, inside, expected) in cases {
        let text = read(&format!("It is late, said {source}."));
        let entities: Vec<Entity> = inside.iter().map(|&(what, of, kind)| entity(&text, of, &[(what, kind)])).collect();
        let drafts = [draft(&text, "said", source, &["It is late"])];
        let found = speakers::find(&text, &[], &entities, &speakers::named(&text, &entities), &drafts);
        assert_eq!(found, [expected.to_vec()], "{source}");
    }
}

#[test]
fn a_relative_pronoun_is_whom_it_follows() {
    for (content, expected) in
        [("Ann Lee, who said it is late, left.", vec![0]), ("The sister of Ann Lee came, who said it is late.", vec![])]
    {
        let text = read(content);
        let entities = [entity(&text, EntityType::Person, &[("Ann Lee", MentionKind::Name)])];
        let drafts = [draft(&text, "said", "who", &["it is late"])];
        assert_eq!(speakers::find(&text, &[], &entities, &speakers::named(&text, &entities), &drafts), [expected], "{content}");
    }
}

#[test]
fn speakers_take_turns() {
    let text = read("“Who was it?” Ann asked.\n\n“Not me at all,” Bob said.\n\n“Who was it then?”\n\n“I never knew.”\n\nShe left.");
    let entities = [
        entity(&text, EntityType::Person, &[("Ann", MentionKind::Name)]),
        entity(&text, EntityType::Person, &[("Bob", MentionKind::Name)]),
    ];
    let mut drafts = vec![draft(&text, "asked", "Ann", &["“Who was it?”"]), draft(&text, "said", "Bob", &["“Not me at all,”"])];
    let quotations = quotes::find(&text.content, &text.paragraphs);
    quoting::fit(&text, &quotations, &mut drafts);
    let found = speakers::find(&text, &quotations, &entities, &speakers::named(&text, &entities), &drafts);
    assert_eq!(found[..3], [vec![0], vec![1], vec![0]]);
}

#[test]
fn first_persons_are_who_speaks() {
    let text = read("“I said in May that we said so,” Ann Lee said.");
    let entities = [entity(&text, EntityType::Person, &[("Ann Lee", MentionKind::Name)])];
    let mut outer = draft(&text, "", "Ann Lee", &["“I said in May that we said so,”"]);
    outer.cue = Some(at(&text, "said."));
    let inner = draft(&text, "said", "I", &["that we said so"]);
    let found = speakers::find(&text, &[], &entities, &speakers::named(&text, &entities), &[outer, inner]);
    assert_eq!(found, [vec![0], vec![0]]);
}

#[test]
fn the_layout_tells_who_speaks() {
    // The article, who is named in it, and what is said by whom.
    type Case = (&'static str, &'static [(&'static str, EntityType)], &'static [(&'static str, &'static str)]);
    let cases: [Case; 6] = [
        ("Roof fell in at noon, says owner\n\nIt was a long day for all who saw it happen.", &[], &[("Roof fell in at noon", "owner")]),
        ("Roof fell in at noon, owner says\n\nIt was a long day for all who saw it happen.", &[], &[("Roof fell in at noon", "owner")]),
        (
            "Keller: Roof fell in at noon\n\nIt was a long day for all who saw it happen.",
            &[("Keller", EntityType::Person)],
            &[("Roof fell in at noon", "Keller")],
        ),
        (
            "Roof fell in at noon: Acme\n\nIt was a long day for all who saw it happen.",
            &[("Acme", EntityType::Organization)],
            &[("Roof fell in at noon", "Acme")],
        ),
        ("Exclusive: Roof fell in at noon\n\nIt was a long day for all who saw it happen.", &[], &[]),
        ("MS. KELLER: We met at noon.\n\nWARNING: This door is open.", &[], &[("We met at noon.", "MS. KELLER")]),
    ];
    for (content, named, expected) in cases {
        let text = read(content);
        let entities: Vec<Entity> = named.iter().map(|&(what, of)| entity(&text, of, &[(what, MentionKind::Name)])).collect();
        let mut drafts = Vec::new();
        layout::add(&text, &entities, &speakers::named(&text, &entities), &mut drafts);
        let shown = |draft: &Draft| (pieces(&text, draft).join(" … "), text.slice(span(&text, draft.source.as_ref().unwrap())).to_owned());
        let expected: Vec<_> = expected.iter().map(|&(content, source)| (content.to_owned(), source.to_owned())).collect();
        assert_eq!(drafts.iter().map(shown).collect::<Vec<_>>(), expected, "{content}");
    }
}

#[test]
fn phrases_name_a_source() {
    let cases: [(&str, &[(&str, &str)]); 6] = [
        ("However, analysts doubt the plan, as per a report from Acme.", &[("analysts doubt the plan", "a report from Acme")]),
        ("As reported by two officials, the plan is dead.", &[("the plan is dead", "two officials")]),
        ("But as per Ann Lee, the plan is dead.", &[("the plan is dead", "Ann Lee")]),
        ("In the words of Ann Lee, “the plan is dead”.", &[("the plan is dead", "Ann Lee")]),
        ("They were paid according to age.", &[]),
        ("As per usual.", &[]),
    ];
    for (content, expected) in cases {
        let text = read(content);
        let mut drafts = Vec::new();
        phrases::add(&text, &mut drafts);
        let shown = |draft: &Draft| (pieces(&text, draft).join(" … "), text.slice(span(&text, draft.source.as_ref().unwrap())).to_owned());
        let expected: Vec<_> = expected.iter().map(|&(content, source)| (content.to_owned(), source.to_owned())).collect();
        assert_eq!(drafts.iter().map(shown).collect::<Vec<_>>(), expected, "{content}");
    }
    // One that the encoder found stays as it is, and one that has its cue in the sentence and no source gives way.
    let text = read("Analysts remain wary of the plan, as per Acme.");
    let mut drafts =
        vec![draft(&text, "remain wary", "", &["the plan"]), draft(&text, "as per", "Acme", &["Analysts remain wary of the plan"])];
    phrases::add(&text, &mut drafts);
    assert_eq!(drafts.len(), 2);
    drafts.pop();
    phrases::add(&text, &mut drafts);
    assert_eq!(drafts.iter().map(|draft| pieces(&text, draft)).collect::<Vec<_>>(), [["Analysts remain wary of the plan"]]);
}
