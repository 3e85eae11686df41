//! Text → whether it looks like HTML, which callers should have stripped: its tags would be read as words.

use super::Span;

/// Elements whose tags hardly stand in plain text.
const ELEMENTS: &[&str] = &[
    "a",
    "abbr",
    "article",
    "aside",
    "b",
    "blockquote",
    "body",
    "br",
    "button",
    "caption",
    "cite",
    "code",
    "dd",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "font",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "i",
    "iframe",
    "img",
    "input",
    "label",
    "li",
    "link",
    "main",
    "meta",
    "nav",
    "noscript",
    "ol",
    "option",
    "p",
    "picture",
    "pre",
    "q",
    "script",
    "section",
    "select",
    "small",
    "source",
    "span",
    "strong",
    "style",
    "sub",
    "sup",
    "svg",
    "table",
    "tbody",
    "td",
    "textarea",
    "th",
    "thead",
    "time",
    "title",
    "tr",
    "u",
    "ul",
    "video",
];

/// Named characters that editors and feeds write.
const NAMES: &[&str] = &[
    "amp", "lt", "gt", "quot", "apos", "nbsp", "ndash", "mdash", "lsquo", "rsquo", "ldquo", "rdquo", "hellip", "bull", "middot", "copy",
    "reg", "trade", "euro", "pound", "cent", "deg", "laquo", "raquo", "shy", "eacute", "egrave", "agrave", "ccedil", "ouml", "uuml",
    "auml", "szlig", "ntilde", "oacute", "iacute", "aacute", "uacute",
];

/// Characters of a tag or a character name that are looked at.
const LONGEST: usize = 12;

/// The first sign of HTML in a text: a tag, a comment, a document type or a named or numbered character.
#[must_use]
pub fn find(text: &str) -> Option<Span> {
    text.match_indices(['<', '&']).find_map(|(at, mark)| {
        let rest = text.get(at + 1..)?;
        let len = if mark == "<" { tag_len(rest) } else { character_len(rest) }?;
        Some(Span::new(at, at + 1 + len))
    })
}

/// Bytes of the tag after its "<": up to the end of the element's name, and with the ">" where it follows at once.
fn tag_len(rest: &str) -> Option<usize> {
    let lower = rest.chars().take(LONGEST).collect::<String>().to_ascii_lowercase();
    for declaration in ["!doctype", "!--"] {
        if lower.starts_with(declaration) {
            return Some(declaration.len());
        }
    }
    let slash = usize::from(lower.starts_with('/'));
    let name = lower.get(slash..)?.split(|c: char| !c.is_ascii_alphanumeric()).next()?;
    let end = slash + name.len();
    let after = lower.get(end..)?;
    if !ELEMENTS.contains(&name) {
        return None;
    }
    match after.chars().next() {
        Some('>') => Some(end + 1),
        Some('/') if after.starts_with("/>") => Some(end + 2),
        // "<a href=": an attribute follows; "<i think" is a remark.
        Some(c) if c.is_ascii_whitespace() => has_attribute(rest.get(end..)?).then_some(end),
        _ => None,
    }
}

/// Whether an attribute, or the end of the tag, follows the name of an element.
fn has_attribute(rest: &str) -> bool {
    let inside = rest.trim_start_matches(|c: char| c.is_ascii_whitespace());
    let name = inside.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == ':')).unwrap_or(inside.len());
    inside.starts_with("/>")
        || inside.starts_with('>')
        || name > 0 && inside.get(name..).is_some_and(|after| after.starts_with("=\"") || after.starts_with("='"))
}

/// Bytes of "nbsp;" or "#8217;" after its "&".
fn character_len(rest: &str) -> Option<usize> {
    let end = rest.char_indices().take(LONGEST).find(|&(_, c)| c == ';')?.0;
    let name = rest.get(..end)?;
    let digits = |text: &str, radix| !text.is_empty() && text.chars().all(|c| c.is_digit(radix));
    let number =
        name.strip_prefix('#').is_some_and(|code| digits(code, 10) || code.strip_prefix(['x', 'X']).is_some_and(|code| digits(code, 16)));
    (number || NAMES.contains(&name)).then_some(end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_html_are_found() {
        let cases = [
            ("<p>Ann came.</p>", "<p>"),
            ("Ann came.</div>", "</div>"),
            ("Ann<br>came", "<br>"),
            ("Ann<br/>came", "<br/>"),
            ("Ann<BR />came", "<BR"),
            ("See <a href=\"x\">it</a>", "<a"),
            ("See <img  src='x'>", "<img"),
            ("<!DOCTYPE html>", "<!DOCTYPE"),
            ("a <!-- b --> c", "<!--"),
            ("a < b and Ann&nbsp;Lee", "&nbsp;"),
            ("Ann&#8217;s", "&#8217;"),
            ("Ann&#x2019;s", "&#x2019;"),
            ("Ann &amp; Bo", "&amp;"),
            ("ä <h2>Ö</h2>", "<h2>"),
        ];
        for (text, sign) in cases {
            assert_eq!(find(text).and_then(|span| text.get(span.range())), Some(sign), "{text}");
        }
    }

    #[test]
    fn plain_text_is_none() {
        let texts = [
            "",
            "a < b",
            "a<b and c>d",
            "I <3 you",
            "1 <2> 3",
            "<",
            "&",
            "AT&T; Bo",
            "R&D;",
            "Q&A",
            "Ann Lee <ann@example.com>",
            "<i think so",
            "<p",
            "x <a b c",
            "<<Oui>>",
            "<em dash",
            "&;",
            "&#;",
            "&#x;",
            "<ö>",
            "&ö;",
            "<https://example.com>",
            "List<String>",
            "a &amp b",
            "<time",
        ];
        for text in texts {
            assert_eq!(find(text), None, "{text}");
        }
    }
}
