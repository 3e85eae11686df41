//! Text → its language, and whether it is one that we read.
//!
//! English is the only language supported, so the question is whether a text is surely something else. Common English words answer
//! first: they cannot be avoided in running text. Only where they are missing does `whatlang` decide, and lists of names, tables and
//! short texts count as English.

use whatlang::{Info, Lang, Script};

/// The language of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Language {
    /// Primary subtag of BCP 47: "en", "fr"; "und" where the text does not tell.
    pub tag: String,
    /// Whether facts are extracted from it: English, or nothing surely else.
    pub supported: bool,
}

/// Characters at the head of a text that are looked at.
const SAMPLE: usize = 6_000;

/// Letters that a text must have for a language to be told.
const ENOUGH: usize = 40;

/// The language that is declared, or else the one that the text shows.
#[must_use]
pub fn detect(text: &str, declared: Option<&str>) -> Language {
    if let Some(tag) = declared.and_then(primary) {
        return Language { supported: tag == "en", tag };
    }
    let end = text.char_indices().nth(SAMPLE).map_or(text.len(), |(at, _)| at);
    let sample = Sample::of(&text[..end]);
    if sample.letters < ENOUGH {
        return unknown();
    }
    if sample.common * 100 >= sample.words * 8 {
        return Language { tag: "en".into(), supported: true };
    }
    whatlang::detect(&text[..end]).map_or_else(unknown, |info| sample.judge(&info))
}

/// A text that tells no language counts as English.
fn unknown() -> Language {
    Language { tag: "und".into(), supported: true }
}

/// The primary subtag of a declared language; nothing where none is declared.
fn primary(declared: &str) -> Option<String> {
    let tag = declared.trim().split(['-', '_']).next()?.to_ascii_lowercase();
    match tag.as_str() {
        "" | "und" | "mul" | "zxx" => None,
        "eng" => Some("en".into()),
        _ => Some(tag),
    }
}

/// What is counted in a text.
struct Sample {
    letters: usize,
    /// Words of letters of any script.
    words: usize,
    /// Words that are common in English and rare elsewhere.
    common: usize,
    /// Words that open in lower case.
    lower: usize,
    /// Words in capitals throughout.
    upper: usize,
}

impl Sample {
    fn of(text: &str) -> Self {
        let mut sample = Self { letters: 0, words: 0, common: 0, lower: 0, upper: 0 };
        for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
            sample.letters += word.chars().count();
            sample.words += 1;
            sample.common += usize::from(COMMON.iter().any(|common| common.eq_ignore_ascii_case(word)));
            sample.lower += usize::from(word.starts_with(char::is_lowercase));
            sample.upper += usize::from(word.len() > 1 && word.chars().all(char::is_uppercase));
        }
        sample
    }

    /// The language, where `whatlang` names one for text without the common words of English.
    fn judge(&self, info: &Info) -> Language {
        let latin = info.script() == Script::Latin;
        if info.lang() == Lang::Eng {
            return Language { tag: "en".into(), supported: true };
        }
        // Names do not make a language: running text has words in lower case, unless it is all in capitals.
        let running = self.lower * 10 >= self.words * 4 || self.upper * 10 >= self.words * 8;
        let sure = info.is_reliable() && self.common * 100 < self.words * 5 && running && self.letters >= 100;
        if !latin || sure { Language { tag: tag(info.lang()), supported: false } } else { unknown() }
    }
}

/// Words that English cannot do without and other languages hardly have.
const COMMON: &[&str] = &[
    "the", "and", "that", "with", "from", "said", "this", "they", "were", "been", "which", "their", "would", "who", "what", "when",
    "there", "because", "about", "after", "could", "should", "have", "has", "his", "you", "not", "but", "are", "will", "by", "to", "of",
    "it", "says", "than", "other", "into", "more", "your", "our", "be",
];

/// The subtag of BCP 47 for a language: two letters where ISO 639-1 has them.
fn tag(language: Lang) -> String {
    let code = language.code();
    TAGS.iter().find(|(long, _)| *long == code).map_or(code, |(_, short)| short).into()
}

/// ISO 639-3 → ISO 639-1, for the languages that `whatlang` tells.
const TAGS: &[(&str, &str)] = &[
    ("afr", "af"),
    ("aka", "ak"),
    ("amh", "am"),
    ("ara", "ar"),
    ("aze", "az"),
    ("bel", "be"),
    ("ben", "bn"),
    ("bul", "bg"),
    ("cat", "ca"),
    ("ces", "cs"),
    ("cmn", "zh"),
    ("cym", "cy"),
    ("dan", "da"),
    ("deu", "de"),
    ("ell", "el"),
    ("eng", "en"),
    ("epo", "eo"),
    ("est", "et"),
    ("fin", "fi"),
    ("fra", "fr"),
    ("guj", "gu"),
    ("heb", "he"),
    ("hin", "hi"),
    ("hrv", "hr"),
    ("hun", "hu"),
    ("hye", "hy"),
    ("ind", "id"),
    ("ita", "it"),
    ("jav", "jv"),
    ("jpn", "ja"),
    ("kan", "kn"),
    ("kat", "ka"),
    ("khm", "km"),
    ("kor", "ko"),
    ("lat", "la"),
    ("lav", "lv"),
    ("lit", "lt"),
    ("mal", "ml"),
    ("mar", "mr"),
    ("mkd", "mk"),
    ("mya", "my"),
    ("nep", "ne"),
    ("nld", "nl"),
    ("nob", "nb"),
    ("ori", "or"),
    ("pan", "pa"),
    ("pes", "fa"),
    ("pol", "pl"),
    ("por", "pt"),
    ("ron", "ro"),
    ("rus", "ru"),
    ("sin", "si"),
    ("slk", "sk"),
    ("slv", "sl"),
    ("sna", "sn"),
    ("spa", "es"),
    ("srp", "sr"),
    ("swe", "sv"),
    ("tam", "ta"),
    ("tel", "te"),
    ("tgl", "tl"),
    ("tha", "th"),
    ("tuk", "tk"),
    ("tur", "tr"),
    ("ukr", "uk"),
    ("urd", "ur"),
    ("uzb", "uz"),
    ("vie", "vi"),
    ("yid", "yi"),
    ("zul", "zu"),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, tag: &str, supported: bool) {
        assert_eq!(detect(text, None), Language { tag: tag.into(), supported }, "{text}");
    }

    #[test]
    fn english_is_told() {
        check("The mayor of the town said on Monday that the bridge will open in June.", "en", true);
        check("THE MAYOR OF THE TOWN SAID ON MONDAY THAT THE BRIDGE WILL OPEN IN JUNE.", "en", true);
        check("Mohammed al-Rashid and Khaled Ibrahim of Al-Arabiya met Giovanni Rossi, who came to Torino with Paolo Bianchi.", "en", true);
    }

    #[test]
    fn too_little_counts_as_english() {
        for text in ["", "42", "Paris", "Le maire de la ville", "!!! ... ???", "Привет"] {
            check(text, "und", true);
        }
        let names = "Barcelona 3 Sevilla 1\nReal Madrid 2 Valencia 2\nAtletico Madrid 0 Real Sociedad 0\nDeportivo La Coruna 1 Espanol 0\nRacing Santander 2";
        check(names, "und", true);
    }

    #[test]
    fn other_languages_are_told() {
        let cases = [
            (
                "fr",
                "Le maire de la ville a déclaré lundi que le nouveau pont serait ouvert avant la fin du mois, deux ans plus tard que prévu. Il a coûté deux fois plus cher.",
            ),
            (
                "de",
                "Der Bürgermeister der Stadt sagte am Montag, dass die neue Brücke noch vor Ende des Monats geöffnet wird, zwei Jahre später als geplant. Sie war in der Stadt umstritten.",
            ),
            (
                "es",
                "El alcalde de la ciudad dijo el lunes que el nuevo puente se abrirá antes de fin de mes, dos años más tarde de lo previsto. Ha costado el doble.",
            ),
            (
                "nl",
                "De burgemeester van de stad zei maandag dat de nieuwe brug voor het einde van de maand opengaat, twee jaar later dan gepland. De brug is in de stad omstreden.",
            ),
            (
                "it",
                "Il sindaco della città ha detto lunedì che il nuovo ponte sarà aperto prima della fine del mese, due anni più tardi del previsto. È costato il doppio.",
            ),
            (
                "pl",
                "Burmistrz miasta powiedział w poniedziałek, że nowy most zostanie otwarty przed końcem miesiąca, dwa lata później niż planowano. To kosztowało dwa razy więcej.",
            ),
            (
                "de",
                "DER BÜRGERMEISTER DER STADT SAGTE AM MONTAG, DASS DIE NEUE BRÜCKE NOCH VOR ENDE DES MONATS GEÖFFNET WIRD, ZWEI JAHRE SPÄTER ALS GEPLANT. SIE WAR IN DER STADT UMSTRITTEN.",
            ),
            ("ru", "Мэр города заявил в понедельник, что новый мост откроется до конца месяца, на два года позже срока."),
            ("ar", "قال رئيس البلدية يوم الاثنين إن الجسر الجديد سيفتح قبل نهاية الشهر متأخرا عامين عن الموعد المقرر"),
            (
                "ja",
                "市長は月曜日に、新しい橋が月末までに開通すると述べた。計画より二年遅れている。費用は当初の見積もりの二倍になったと市議会は説明した。",
            ),
        ];
        for (tag, text) in cases {
            check(text, tag, false);
        }
    }

    #[test]
    fn what_is_declared_wins() {
        let cases = [
            ("en", "en", true),
            ("en-GB", "en", true),
            ("EN_us", "en", true),
            ("eng", "en", true),
            ("fr", "fr", false),
            ("pt-BR", "pt", false),
        ];
        for (declared, tag, supported) in cases {
            assert_eq!(detect("Привет", Some(declared)), Language { tag: tag.into(), supported }, "{declared}");
        }
        for declared in ["", " ", "und"] {
            assert_eq!(detect("Paris", Some(declared)), unknown(), "{declared}");
        }
    }
}
