//! Golden articles: what a careful reader finds in the repository's own articles, and what is no name there.
//!
//! A retrained model may miss a name and find another, so most facts must hold and no error may be one of those listed.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::path::Path;
use std::sync::atomic::AtomicBool;

use dateline::article::Article;
use dateline::document::Document;
use dateline::extract::entities::{Entity, EntityType};
use dateline::model::ModelSource;
use dateline::pipeline::Pipeline;

use EntityType::{Event, Facility, Location, Norp, Organization, Person, Product};

/// A golden article.
struct Golden {
    file: &'static str,
    /// Type, name, and another name that the same entity has; empty for none.
    entities: &'static [(EntityType, &'static str, &'static str)],
    /// What is never a name by itself.
    never: &'static [&'static str],
}

const GOLDEN: [Golden; 4] = [
    Golden {
        file: "ferry.txt",
        entities: &[
            (Organization, "Channel Crossing Ltd.", "Channel Crossing"),
            (Person, "Margaret Ellis", "Ellis"),
            (Person, "Jan Vermeulen", "Vermeulen"),
            (Person, "Claire Dumont", ""),
            (Person, "Robert Hale", ""),
            (Location, "Ostend", ""),
            (Location, "Calais", ""),
            (Location, "Kent", ""),
            (Location, "West Flanders", ""),
            (Location, "Gdansk", ""),
            (Location, "Gothenburg", ""),
            (Location, "London", ""),
            (Organization, "North Sea Lines", ""),
            (Organization, "Stena Line", ""),
            (Organization, "International Maritime Organization", ""),
            (Norp, "Belgian", ""),
        ],
        never: &["May", "Thursday", "March", "Published", "14 March 2024", "Ferries", "Nearly", "Two"],
    },
    Golden {
        file: "flood.txt",
        entities: &[
            (Person, "Alice Wambui", "Wambui"),
            (Person, "Peter Ssali", "Ssali"),
            (Person, "Joyce Nakato", "Nakato"),
            (Location, "Kenya", ""),
            (Location, "Uganda", ""),
            (Location, "Lake Victoria", ""),
            (Location, "Tanzania", ""),
            (Location, "Kakamega", ""),
            (Location, "Dodoma", ""),
            (Organization, "World Bank", ""),
            (Organization, "European Union", ""),
            (Organization, "Maji Data Systems", ""),
            (Norp, "Ugandan", ""),
        ],
        never: &["Last April", "Wednesday", "November", "Updated", "WHO PAYS", "Engineers"],
    },
    Golden {
        file: "chips.txt",
        entities: &[
            (Organization, "Nordlicht Semiconductor AG", "Nordlicht Semiconductor"),
            (Person, "Katharina Brandt", "Brandt"),
            (Person, "Ulrich Matthes", "Matthes"),
            (Person, "Miriam Yildiz", ""),
            (Location, "Dresden", ""),
            (Location, "Germany", ""),
            (Location, "Brussels", ""),
            (Location, "Elbe", ""),
            (Organization, "European Commission", ""),
            (Organization, "Volkswagen", ""),
            (Organization, "Siemens Energy", ""),
            (Organization, "Deutsche Bank", ""),
            (Organization, "ASML", ""),
            (Norp, "Dutch", ""),
            (Norp, "Chinese", ""),
        ],
        never: &["Oct", "Tuesday", "Shares", "Analysts", "Half", "No. 2"],
    },
    Golden {
        file: "regatta.txt",
        entities: &[
            (Person, "MARIA CAMILLERI", "Camilleri"),
            (Person, "Pieter van den Berg", ""),
            (Person, "Darrin Galea", ""),
            (Person, "Tomasz Wrona", ""),
            (Person, "Léa Fontaine", ""),
            (Person, "Joseph \"Pinu\" Borg", ""),
            (Person, "J. P. Zammit", "ZAMMIT"),
            (Person, "O'Hara", ""),
            (Person, "MacAllister", ""),
            (Person, "Abdel Rahman al-Masri", ""),
            (Person, "Anne-Sophie Keller", ""),
            (Person, "Hans-Peter Vogt Jr.", ""),
            (Person, "Ray Pace", ""),
            (Person, "OKONKWO", ""),
            (Organization, "Malta Sailing Federation", ""),
            (Organization, "Reuters", ""),
            (Organization, "Olympique Marseille", ""),
            (Organization, "Real Betis", ""),
            (Organization, "Lazio", ""),
            (Organization, "Lech Poznan", ""),
            (Organization, "Alexandria Yacht Club", ""),
            (Organization, "Leiden", ""),
            (Organization, "Uppsala", ""),
            (Organization, "Padua Universities", ""),
            (Location, "Malta", ""),
            (Location, "Poland", ""),
            (Location, "France", ""),
            (Location, "Rome", ""),
            (Location, "London", ""),
            (Location, "Madrid", ""),
            (Facility, "Fort Saint Elmo", ""),
            (Product, "Merlin", ""),
            (Event, "Strait Cup", ""),
        ],
        never: &["RIVALS", "By", "Photo", "Crews", "Results", "MR", "MS", "ray.pace@harbour.example", "Friday"],
    },
];

/// The share of the golden entities that must be found, in percent.
const SHARE: usize = 90;

#[test]
fn golden_articles_give_their_names() {
    let pipeline = Pipeline::load(&ModelSource::BuiltIn).unwrap();
    let (mut missing, mut wanted) = (Vec::new(), 0);
    for golden in &GOLDEN {
        let document = document(&pipeline, golden.file);
        wanted += golden.entities.len();
        for &(entity_type, name, alias) in golden.entities {
            if !document.entities.iter().any(|entity| entity.entity_type == entity_type && has(entity, name) && has(entity, alias)) {
                missing.push((golden.file, entity_type, name, alias));
            }
        }
        for never in golden.never {
            let found = document.entities.iter().find(|entity| has(entity, never));
            assert!(never.is_empty() || found.is_none(), "{}: {never} is no name: {found:?}", golden.file);
        }
        check_shape(&document);
    }
    println!("{} of {wanted} golden entities; missing: {missing:?}", wanted - missing.len());
    assert!((wanted - missing.len()) * 100 >= wanted * SHARE, "missing of {wanted}: {missing:#?}");
}

/// What holds of every document.
fn check_shape(document: &Document) {
    let salience: f32 = document.entities.iter().map(|entity| entity.salience).sum();
    assert!((salience - 1.0).abs() < 1e-3);
    for entity in &document.entities {
        assert!(entity.mentions.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start), "{} in text order", entity.name);
    }
    for mention in document.entities.iter().flat_map(|entity| &entity.mentions) {
        assert!((0.0..=1.0).contains(&mention.confidence));
        assert!(document.text.sentences.iter().any(|sentence| sentence.span.contains(mention.span)));
    }
}

/// Whether an entity goes by a name; every entity goes by the empty one.
fn has(entity: &Entity, name: &str) -> bool {
    name.is_empty() || entity.name == name || entity.aliases.iter().any(|alias| alias == name)
}

fn document(pipeline: &Pipeline, file: &str) -> Document {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("articles").join(file);
    let text = std::fs::read_to_string(path).unwrap();
    pipeline.run(&Article { text, ..Article::default() }, &AtomicBool::new(false)).unwrap()
}
