//! The features by which antecedents are ranked, and the kinds of anaphor that weigh them differently.

/// A list of names of ours and how `models/antecedents.json` writes them.
macro_rules! named {
    ($(#[$meta:meta])* $name:ident { $($variant:ident $text:literal,)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum $name {
            $(#[doc = $text] $variant,)*
        }

        impl $name {
            /// All of them, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// As the weights file writes it.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $text,)*
                }
            }
        }
    };
}

named! {
    /// A kind of anaphor.
    Group {
        HeOrShe "he or she",
        It "it",
        They "they",
        Description "the minister",
    }
}

named! {
    /// What is true of an anaphor and one of its choices: an entity, or none.
    Feature {
        // Whether it refers to anything named at all.
        None "none",
        NoneShe "none: she",
        NonePossessive "none: possessive",
        NoneObject "none: object",
        NoneAfterPreposition "none: after a preposition",
        NoneSpeaks "none: it speaks",
        NoneQuoted "none: in a quotation",
        NoneReflexive "none: reflexive",
        NoneBePleonastic "none: it is clear that",
        NoneSeemPleonastic "none: it seems",
        NoneBe "none: it is",
        NoneAlone "none: no name fits in this sentence and the two before",
        NoneLikeTheLast "none: nor did the same pronoun before",
        NoneUnnamedHere "none: an unnamed one fits in the sentence",
        NoneUnnamedBefore "none: an unnamed one fits in the sentence before",
        NoneUnnamedSubject "none: the unnamed one is a subject",
        NoneUnnamedGender "none: the unnamed one has the same gender",
        NoneNarrowed "none: narrowed down after the noun",
        NoneModified "none: modified before the noun",
        NoneCompound "none: a noun may follow the noun",
        NoneThis "none: this",
        NoneSameNoun "none: an unnamed one of the same noun before",
        NonePerson "none: person",
        NoneCountry "none: country",
        NonePlace "none: place",
        NoneFacility "none: facility",
        NoneThing "none: thing",

        // What it is.
        Person "person",
        Organization "organization",
        Place "place",
        Facility "facility",
        People "people",
        Other "other type",
        NounFits "the noun fits the type",
        TitleAgrees "its title has the gender",
        TitleClashes "its title has the other gender",
        GivenNameAgrees "its given name has the gender",
        GivenNameClashes "its given name has the other gender",
        PronounsAgree "the same pronoun meant it before",
        PronounsClash "the other pronoun meant it before",
        GenderUnknown "nothing tells its gender",

        // Where it was last mentioned.
        SameSentence "in the sentence",
        OneBack "one sentence back",
        TwoBack "two sentences back",
        ThreeBack "three sentences back",
        FourToSixBack "four to six sentences back",
        SevenToTwelveBack "seven to twelve sentences back",
        FartherBack "farther back",
        SameParagraph "in the paragraph",
        ParagraphBefore "in the paragraph before",
        Nearest "nearest that fits",
        SecondNearest "second nearest that fits",
        ThirdNearest "third nearest that fits",
        Only "only one that fits",
        NearestOwns "nearest that fits, and the pronoun owns",
        OwnsHere "in the sentence, and the pronoun owns",
        NothingBetween "nothing spoken of between",
        OneBetween "one thing spoken of between",
        FewBetween "two or three things spoken of between",
        ManyBetween "more things spoken of between",
        UnnamedBetween "an unnamed one that fits between",
        NamedLater "named later",

        // How it was last mentioned.
        ByName "last by name",
        ByDescription "last by a description",
        ByPronoun "last by a pronoun",
        SamePronounLast "last by the same pronoun",
        SamePronounBefore "the same pronoun before meant it",
        Subject "last a subject",
        Object "last an object",
        AfterPreposition "last after a preposition",
        Possessive "last a possessive",
        SubjectHere "a subject in the sentence",
        SubjectOneBack "a subject one sentence back",
        SamePart "last in the same part",
        OpensSentence "first in its last sentence",
        OpensOneBack "first one sentence back",
        LastSpoke "last it spoke",
        LastSpeaker "the last who spoke",
        GoesOnSpeaking "the last who spoke, and the pronoun speaks",
        SubjectOfClause "subject of the same clause",
        ReflexiveSubject "subject of the clause of a reflexive",
        SubjectOwns "subject of the clause, and the pronoun owns",
        Apposed "right before, at a comma",
        RightBefore "right before",
        OwnedHere "named right after what the pronoun owns",

        // Whether it is spoken of inside or outside quotations.
        QuotedTogether "in the same quotation",
        QuotedApart "last in another quotation",
        QuotedBefore "last in a quotation, and the pronoun in none",
        QuotedAnaphor "last outside the quotation of the pronoun",
        SpeaksThere "speaks in the paragraph of the quotation",

        // What it is to the article.
        Once "mentioned once",
        Twice "mentioned twice",
        ThreeToFive "mentioned three to five times",
        SixOrMore "mentioned six times or more",
        MostMentioned "most mentioned that fits",
        Steady "mentioned in two of the last three sentences",
        MostMentionedSpeaks "most mentioned that fits, and the pronoun speaks",
        InTitle "in the title",
        InFirstSentence "in the first sentence",

        // What the description says.
        TitleSaysSo "holds the title",
        OtherTitle "holds other titles only",
        InItsName "the noun stands in its name",
        OtherInItsName "another noun of the kind stands in its name",
        OrganizationAgrees "its organization stands in the description",
        CalledSo "was called so before",
        CalledOtherwise "was called otherwise before",
        CountryAgrees "a country, and called one",
        CountryClashes "a country, and called none",
        TownClashes "no country, and called one",
    }
}

/// Weighs distances: how many sentences back, in steps.
pub(super) fn distance(sentences: u32) -> Feature {
    match sentences {
        0 => Feature::SameSentence,
        1 => Feature::OneBack,
        2 => Feature::TwoBack,
        3 => Feature::ThreeBack,
        4..=6 => Feature::FourToSixBack,
        7..=12 => Feature::SevenToTwelveBack,
        _ => Feature::FartherBack,
    }
}

/// How often something was mentioned, in steps.
pub(super) fn count(mentions: u32) -> Feature {
    match mentions {
        0 | 1 => Feature::Once,
        2 => Feature::Twice,
        3..=5 => Feature::ThreeToFive,
        _ => Feature::SixOrMore,
    }
}

/// How many things were spoken of between, in steps.
pub(super) fn between(determiners: u32) -> Feature {
    match determiners {
        0 => Feature::NothingBetween,
        1 => Feature::OneBetween,
        2 | 3 => Feature::FewBetween,
        _ => Feature::ManyBetween,
    }
}
