use super::*;
use crate::article::Article;

/// Resolves the names given in text order; each is looked up after the one before it.
fn resolved(content: &str, names: &[(&str, EntityType)]) -> Vec<Entity> {
    let text = Text::read(&Article { text: content.into(), ..Article::default() });
    let mut from = 0;
    let mentions: Vec<NameMention> = names
        .iter()
        .map(|&(name, entity_type)| {
            let start = from + content[from..].find(name).unwrap();
            from = start + name.len();
            NameMention { span: Span::new(start, from), entity_type, confidence: 0.9 }
        })
        .collect();
    resolve(&text, &mentions)
}

use EntityType::{Location, Organization, Person};

#[test]
fn persons_by_full_and_short_name() {
    let content = "Jens Stoltenberg spoke. Stoltenberg left, said Jens. Ann Lee and Bo Lee stayed; Lee slept.";
    let names =
        [("Jens Stoltenberg", Person), ("Stoltenberg", Person), ("Jens", Person), ("Ann Lee", Person), ("Bo Lee", Person), ("Lee", Person)];
    let entities = resolved(content, &names);
    let find = |name: &str| entities.iter().find(|entity| entity.name == name).unwrap();
    assert_eq!(find("Jens Stoltenberg").aliases, ["Stoltenberg", "Jens"]);
    assert_eq!(find("Jens Stoltenberg").mentions.len(), 3);
    assert_eq!(find("Lee").mentions.len(), 1, "two persons fit, so none is chosen");
}

#[test]
fn a_company_of_the_same_name_takes_no_person_away() {
    let entities =
        resolved("Bush Inc. met Ann Bush, and Bush left.", &[("Bush Inc.", Organization), ("Ann Bush", Person), ("Bush", Person)]);
    assert_eq!(entities.len(), 2);
    assert!(entities.iter().any(|entity| entity.name == "Ann Bush" && entity.mentions.len() == 2));
}

#[test]
fn a_name_in_every_line_of_a_long_article_is_one_entity() {
    let content = "Ostend\n".repeat(50_000);
    let text = Text::read(&Article { text: content, ..Article::default() });
    let mention = |at: usize| NameMention { span: Span::new(at * 7, at * 7 + 6), entity_type: Location, confidence: 0.9 };
    let mentions: Vec<NameMention> = (0..50_000).map(mention).collect();
    let entities = resolve(&text, &mentions);
    assert_eq!((entities.len(), entities[0].mentions.len()), (1, 50_000));
}

#[test]
fn acronyms_in_brackets_and_by_initials() {
    let content = "The European Union met. The E.U. and the Bureau of Land Reform (BLR) agreed; BLR and UN left.";
    let names = [
        ("European Union", Organization),
        ("E.U.", Organization),
        ("Bureau of Land Reform", Organization),
        ("BLR", Organization),
        ("BLR", Organization),
        ("UN", Organization),
    ];
    let entities = resolved(content, &names);
    let names: Vec<(&str, usize)> = entities.iter().map(|entity| (entity.name.as_str(), entity.mentions.len())).collect();
    assert!(
        names.contains(&("European Union", 2)) && names.contains(&("Bureau of Land Reform", 3)) && names.contains(&("UN", 1)),
        "{names:?}"
    );
}

#[test]
fn an_acronym_that_fits_two_names_stays_by_itself() {
    let content = "The Land Bank and the Loyal Band met LB.";
    let entities = resolved(content, &[("Land Bank", Organization), ("Loyal Band", Organization), ("LB", Organization)]);
    assert_eq!(entities.len(), 3);
}

#[test]
fn names_of_other_types_stay_apart() {
    let entities = resolved("Chelsea beat Chelsea.", &[("Chelsea", Organization), ("Chelsea", Location)]);
    assert_eq!(entities.len(), 2);
}

#[test]
fn shares_sum_to_one_and_the_first_comes_first() {
    let content = "Ann Lee met Bo Ray. Lee spoke to Lee. Far below, Cy Oak and Bo Ray waited.";
    let names = [("Ann Lee", Person), ("Bo Ray", Person), ("Lee", Person), ("Lee", Person), ("Cy Oak", Person), ("Bo Ray", Person)];
    let entities = resolved(content, &names);
    assert_eq!(entities.iter().map(|entity| entity.name.as_str()).collect::<Vec<_>>(), ["Ann Lee", "Bo Ray", "Cy Oak"]);
    assert!((entities.iter().map(|entity| entity.salience).sum::<f32>() - 1.0).abs() < 1e-5);
    assert!(resolved("Nobody.", &[]).is_empty());
}
