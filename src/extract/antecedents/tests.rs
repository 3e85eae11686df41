use super::*;
use crate::article::Article;
use crate::extract::entities::EntityType;
use crate::extract::names::NameMention;
use crate::extract::roles;

use EntityType::{Location, Organization, Person};

/// A text, its names in order, and what is resolved.
type Case = (&'static str, &'static [(&'static str, EntityType)], &'static [&'static str]);

/// The mentions by pronoun and description, in text order, as "words = entity"; the names are looked up in text order.
fn resolved(content: &str, names: &[(&str, EntityType)]) -> Vec<String> {
    let text = Text::read(&Article { text: content.into(), ..Article::default() });
    let mut from = 0;
    let find = |&(name, entity_type): &(&str, EntityType)| {
        let start = from + content[from..].find(name).unwrap_or_else(|| panic!("{name} comes later in: {content}"));
        from = start + name.len();
        NameMention { span: Span::new(start, from), entity_type, confidence: 0.9 }
    };
    let names: Vec<NameMention> = names.iter().map(find).collect();
    let mut entities = entities::resolve(&text, &names);
    let roles = roles::find(&text, &entities);
    let order: Vec<String> = entities.iter().map(|entity| entity.name.clone()).collect();
    resolve(&text, &mut entities, &roles);
    assert!(entities.iter().map(|entity| &entity.name).eq(&order), "roles hold indices: {content}");
    let mut found: Vec<(Span, String)> = Vec::new();
    for entity in &entities {
        assert!(entity.mentions.is_sorted_by_key(|mention| mention.span), "{content}");
        for mention in entity.mentions.iter().filter(|mention| mention.kind != MentionKind::Name) {
            assert!(mention.confidence > 0.0 && mention.confidence <= 1.0);
            found.push((mention.span, format!("{} = {}", text.slice(mention.span), entity.name)));
        }
    }
    found.sort();
    found.into_iter().map(|(_, shown)| shown).collect()
}

#[test]
fn persons_are_told_apart() {
    let cases: [Case; 5] = [
        (
            "Margaret Hale met Peter Osei on Monday. She said that the talks went well.",
            &[("Margaret Hale", Person), ("Peter Osei", Person)],
            &["She = Margaret Hale"],
        ),
        (
            "Margaret Hale met Peter Osei on Monday. He said that the talks went well.",
            &[("Margaret Hale", Person), ("Peter Osei", Person)],
            &["He = Peter Osei"],
        ),
        (
            "Ann Lee and Bob Lee left Harbour City on Monday. She said that the road was closed. He said nothing.",
            &[("Ann Lee", Person), ("Bob Lee", Person), ("Harbour City", Location)],
            &["She = Ann Lee", "He = Bob Lee"],
        ),
        (
            "Mrs. Quill opened the hall with Mr. Osterby. \"I paid for the roof,\" she said.",
            &[("Quill", Person), ("Osterby", Person)],
            &["she = Quill"],
        ),
        (
            "Ansel Brandvold said that he would leave on Monday. \"I am tired,\" he said.",
            &[("Ansel Brandvold", Person)],
            &["he = Ansel Brandvold", "he = Ansel Brandvold"],
        ),
    ];
    for (content, names, expected) in cases {
        assert_eq!(resolved(content, names), expected, "{content}");
    }
}

#[test]
fn descriptions_mean_what_they_describe() {
    let cases: [Case; 4] = [
        (
            "Harbour Minister Ann Lee visited Vellon Motors on Monday. The minister praised the workers. The company makes cars.",
            &[("Ann Lee", Person), ("Vellon Motors", Organization)],
            &["The minister = Ann Lee", "The company = Vellon Motors"],
        ),
        (
            "The Harbour Council met on Monday. The council voted against the plan.",
            &[("Harbour Council", Organization)],
            &["The council = Harbour Council"],
        ),
        ("Kenya signed the treaty. The country was the first to do so.", &[("Kenya", Location)], &["The country = Kenya"]),
        ("Vellon Motors closed a plant on Monday. A minister said so.", &[("Vellon Motors", Organization)], &[]),
    ];
    for (content, names, expected) in cases {
        assert_eq!(resolved(content, names), expected, "{content}");
    }
}

#[test]
fn it_and_they_may_mean_nothing_named() {
    let cases: [Case; 4] = [
        ("Vellon Motors closed a plant on Monday. It is clear that the workers will lose.", &[("Vellon Motors", Organization)], &[]),
        ("Vellon Motors lost half of its value on Monday.", &[("Vellon Motors", Organization)], &["its = Vellon Motors"]),
        ("Ann Lee met a man and a woman. The residents said they were afraid.", &[("Ann Lee", Person)], &[]),
        ("She left early, and nobody knew why.", &[], &[]),
    ];
    for (content, names, expected) in cases {
        assert_eq!(resolved(content, names), expected, "{content}");
    }
}

#[test]
fn a_speaker_may_be_described_before_being_named() {
    let content = "The harbour minister said on Monday that the port would close. Ann Lee, the minister for harbours, said she was sorry.";
    let found = resolved(content, &[("Ann Lee", Person)]);
    assert!(found.iter().any(|shown| shown == "she = Ann Lee"), "{found:?}");
    assert!(found.iter().all(|shown| shown.ends_with("Ann Lee")), "{found:?}");
}

#[test]
fn long_articles_take_time_in_proportion() {
    let content = "Ann Lee met Bo Ray. He said that she left the city. The minister said it was hers.\n".repeat(3000);
    let text = Text::read(&Article { text: content.clone(), ..Article::default() });
    let at = |name: &str| -> Vec<Span> { content.match_indices(name).map(|(start, _)| Span::new(start, start + name.len())).collect() };
    let mut names: Vec<NameMention> = Vec::new();
    for name in ["Ann Lee", "Bo Ray"] {
        names.extend(at(name).into_iter().map(|span| NameMention { span, entity_type: Person, confidence: 0.9 }));
    }
    names.sort_by_key(|name| name.span);
    let mut entities = entities::resolve(&text, &names);
    resolve(&text, &mut entities, &[]);
    assert!(entities.iter().map(|entity| entity.mentions.len()).sum::<usize>() > 6000);
}
