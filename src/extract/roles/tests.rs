use super::*;
use crate::article::Article;
use crate::extract::entities::{Mention, MentionKind};

/// Reads a text in which names are marked as "<P Ann Lee>", P a person, O an organization, L a place, N a people; equal names are one entity.
fn read(marked: &str) -> (Text, Vec<Entity>) {
    let mut content = String::new();
    let mut entities: Vec<Entity> = Vec::new();
    for part in marked.split('<') {
        let Some((name, rest)) = part.split_once('>') else {
            content += part;
            continue;
        };
        let (kind, name) = name.split_once(' ').unwrap();
        let entity_type = match kind {
            "P" => EntityType::Person,
            "O" => EntityType::Organization,
            "L" => EntityType::Location,
            _ => EntityType::Norp,
        };
        let span = Span::new(content.len(), content.len() + name.len());
        let mention = Mention { span, kind: MentionKind::Name, confidence: 0.9 };
        match entities.iter_mut().find(|entity| entity.name == name) {
            Some(entity) => entity.mentions.push(mention),
            None => entities.push(Entity { entity_type, name: name.into(), aliases: Vec::new(), salience: 0.0, mentions: vec![mention] }),
        }
        content = content + name + rest;
    }
    (Text::read(&Article { text: content, ..Article::default() }), entities)
}

/// The roles of a marked text as "person: title, organization, status".
fn told(marked: &str) -> Vec<String> {
    let (text, entities) = read(marked);
    let shown = |role: &Role| {
        let organization = role.organization.map_or("-", |index| &entities[index].name);
        format!("{}: {}, {organization}, {:?}", entities[role.person].name, text.slice(role.title), role.status)
    };
    find(&text, &entities).iter().map(shown).collect()
}

#[test]
fn titles_before_the_name() {
    for (marked, expected) in [
        ("<N Russian> Defense Minister <P Anna Petrova> spoke.", "Anna Petrova: Defense Minister, Russian, Current"),
        ("In <L Norway>, the <N Norwegian> Prime Minister <P Ann Lee> spoke.", "Ann Lee: Prime Minister, Norway, Current"),
        ("<O Kremlin> leader <P Ivan Sorin> spoke.", "Ivan Sorin: leader, Kremlin, Current"),
        ("<O NATO> Secretary General <P Jens Holm> spoke.", "Jens Holm: Secretary General, NATO, Current"),
        ("former <L U.S.> Sen. <P John Carr> spoke.", "John Carr: Sen, U.S., Former"),
        ("<L Kenya>'s acting deputy health minister, <P Ann Lee>, spoke.", "Ann Lee: deputy health minister, Kenya, Acting"),
        ("Then ex-President <P Ann Lee> spoke.", "Ann Lee: President, -, Former"),
        ("The president of <L Kenya>, <P Ann Lee>, spoke.", "Ann Lee: president, Kenya, Current"),
        ("Chief of staff <P Ann Lee> spoke.", "Ann Lee: Chief of staff, -, Current"),
        ("He met the <O Acme> vice-president <P Ann Lee>.", "Ann Lee: vice-president, Acme, Current"),
    ] {
        assert_eq!(told(marked), [expected], "{marked}");
    }
}

#[test]
fn titles_after_the_name() {
    for (marked, expected) in [
        ("<P Denis Orlov>, the leader of the <O Donetsk Council>, spoke.", "Denis Orlov: leader, Donetsk Council, Current"),
        (
            "<P Dmitry Orlov>, <L Russia>'s first deputy permanent representative to the <O United Nations>, spoke.",
            "Dmitry Orlov: first deputy permanent representative to the United Nations, Russia, Current",
        ),
        ("<P Ann Lee>, leader of the self-styled <O Harbour Republic>, spoke.", "Ann Lee: leader, Harbour Republic, Current"),
        ("<P Ann Lee>, a former minister for health, spoke.", "Ann Lee: minister for health, -, Former"),
        ("<P Ann Lee>, chief executive of <O Acme>, spoke.", "Ann Lee: chief executive, Acme, Current"),
        ("<P Ann Lee>, head coach at <O Ostend FC>, spoke.", "Ann Lee: head coach, Ostend FC, Current"),
        ("said <P Ann Lee>, the mayor.", "Ann Lee: mayor, -, Current"),
    ] {
        assert_eq!(told(marked), [expected], "{marked}");
    }
}

#[test]
fn titles_by_verb() {
    for (marked, expected) in [
        ("<P Ann Lee>, who heads the <O Harbour Board>, spoke.", "Ann Lee: heads, Harbour Board, Current"),
        ("<P Ann Lee> was named director of <O Acme> in May.", "Ann Lee: director, Acme, Current"),
        ("<P Ann Lee> has been elected as the mayor of <L Ghent>.", "Ann Lee: mayor, Ghent, Current"),
        ("<P Ann Lee> was president of <L Kenya> for years.", "Ann Lee: president, Kenya, Former"),
        ("<P Ann Lee> is the chair of <O Acme>.", "Ann Lee: chair, Acme, Current"),
    ] {
        assert_eq!(told(marked), [expected], "{marked}");
    }
}

#[test]
fn what_is_no_role() {
    for marked in [
        "<P Ann Lee>, <P Bob Ray> and the minister spoke.",
        "The minister met <P Ann Lee>.",
        "The minister, <P Ann Lee> and <P Bob Ray> spoke.",
        "<P Ann Lee> led for two minutes in <L Ghent>.",
        "<P Ann Lee> is in <L Ghent>.",
        "Mr. <P Lee> spoke.",
        "<P Ann Lee>, the minister of",
    ] {
        assert_eq!(told(marked), [""; 0], "{marked}");
    }
}

#[test]
fn a_hostile_sentence_is_read_in_passing() {
    for word in ["- ", "former ", "Foreign ", "and ", "president of ", "the "] {
        let told = told(&format!("x {}<P Ann Lee>", word.repeat(50_000)));
        assert!(told.len() <= 1, "{word}: {}", told.len());
    }
    let many = "president <P Ann Lee>, the mayor of <L Ghent>, ".repeat(3_000);
    assert_eq!(told(&many).len(), 2);
}

#[test]
fn a_role_is_told_once() {
    let told = told("<L Kenyan> President <P Ann Lee> spoke. President <P Ann Lee> left.");
    assert_eq!(told, ["Ann Lee: President, Kenyan, Current"]);
}
