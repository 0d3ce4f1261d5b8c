//! Where a line may end: from what reads best to what must be.

use crate::words::date::MONTHS;
use crate::words::number::NBSP;

/// A letter, and the span that it belongs to.
pub type Letter = (char, usize);

/// May a line end after this letter, which is not the last one?
pub type Rule = fn(&[Letter], usize) -> bool;

/// From what reads best to what must be.
pub const RULES: [Rule; 3] = [breaks_well, is_break, breaks_anyhow];

/// A short quotation, « vite fait », stays on one line.
const SHORT_QUOTATION: usize = 14;
/// A compound is broken at its hyphen from that many letters on.
const LONG_COMPOUND: usize = 12;
/// A number stays with these words before it, as a year does with its month.
const BEFORE_NUMBERS: [&str; 5] = ["à", "au", "sur", "n°", "page"];

pub fn bits_between(
    letters: &[Letter],
    rule: impl Fn(&[Letter], usize) -> bool,
) -> impl Iterator<Item = &[Letter]> {
    let last = letters.len().saturating_sub(1);
    let mut start = 0;
    let ends = (0..letters.len()).filter(move |at| *at == last || rule(letters, *at));
    ends.map(move |at| {
        let bit = &letters[start..=at];
        start = at + 1;
        bit
    })
}

/// Where the spaces that end a bit begin.
pub fn end_of(letters: &[Letter]) -> usize {
    letters
        .iter()
        .rposition(|letter| !is_space(letter))
        .map_or(0, |at| at + 1)
}

/// Where nothing that belongs together is parted: a number and what it counts, a month and its year, a dash and the
/// word before it, the words of a short quotation.
pub fn breaks_well(letters: &[Letter], at: usize) -> bool {
    let letter = |at: usize| letters.get(at).map(|(letter, _)| *letter);
    if !is_break(letters, at) {
        return false;
    }
    if letter(at) != Some(' ') {
        return letter(at) == Some('/') || compound(letters, at) >= LONG_COMPOUND;
    }
    let before = word_before(&letters[..at]);
    let after = word_after(&letters[at + 1..]);
    let is_any = |word: &[Letter], of: &[&str]| of.iter().any(|known| is(word, known));
    let is_number =
        |letter: Option<&Letter>| letter.is_some_and(|letter| letter.0.is_ascii_digit());
    let is_word = |letter: Option<&Letter>| letter.is_some_and(|letter| letter.0.is_alphanumeric());
    let counted = is_number(before.last()) && is_word(after.first());
    let said_before =
        is_number(after.first()) && (is_any(before, &BEFORE_NUMBERS) || is_any(before, &MONTHS));
    let signs = is_any(after, &["–", "—", "=", "c."]) || is_any(before, &["=", "c."]);
    let unit = begins(before, "jour") && begins(after, "ouvré");
    let defined = is(before, ":") && is_lone_letter(&letters[..at - 1]);
    !(counted || said_before || unit || signs || defined || is_quoted(letters, at))
}

/// After a space, except beside the French signs that hold to their word; after a hyphen between letters.
fn is_break(letters: &[Letter], at: usize) -> bool {
    let (letter, next) = (letters[at].0, letters[at + 1].0);
    let before = at.checked_sub(1).map(|before| letters[before].0);
    match letter {
        ' ' => !matches!(next, ' ' | ':' | ';' | '!' | '?' | '»' | '%') && before != Some('«'),
        '-' | '/' => before.is_some_and(char::is_alphabetic) && next.is_alphabetic(),
        _ => false,
    }
}

/// On a line too short for what holds together: no-break spaces between two words give way too.
pub fn breaks_anyhow(letters: &[Letter], at: usize) -> bool {
    let next = letters[at + 1].0;
    let before = at.checked_sub(1).map(|before| letters[before].0);
    let between = next.is_alphanumeric() && before.is_some_and(|letter| letter != '«');
    is_break(letters, at) || (letters[at].0 == NBSP && between)
}

/// The letters since a space.
fn word_before(letters: &[Letter]) -> &[Letter] {
    let space = letters.iter().rposition(is_space);
    &letters[space.map_or(0, |at| at + 1)..]
}

/// The letters up to a space.
fn word_after(letters: &[Letter]) -> &[Letter] {
    let space = letters.iter().position(is_space);
    &letters[..space.unwrap_or(letters.len())]
}

fn is_space((letter, _): &Letter) -> bool {
    matches!(*letter, ' ' | NBSP)
}

fn is(word: &[Letter], known: &str) -> bool {
    word.iter().map(|(letter, _)| *letter).eq(known.chars())
}

fn begins(word: &[Letter], with: &str) -> bool {
    let length = with.chars().count();
    word.get(..length).is_some_and(|word| is(word, with))
}

/// How many letters the compound has whose hyphen is here.
fn compound(letters: &[Letter], at: usize) -> usize {
    let inside = |(letter, _): &&Letter| letter.is_alphabetic() || *letter == '-';
    letters[..at].iter().rev().take_while(inside).count()
        + letters[at..].iter().take_while(inside).count()
}

/// « n : ».
fn is_lone_letter(letters: &[Letter]) -> bool {
    let before = &letters[..end_of(letters)];
    match before {
        [.., (space, _), (letter, _)] => letter.is_alphabetic() && !space.is_alphanumeric(),
        [(letter, _)] => letter.is_alphabetic(),
        [] => false,
    }
}

/// Inside a short quotation.
fn is_quoted(letters: &[Letter], at: usize) -> bool {
    let other = |letter: &&Letter| !matches!(letter.0, '«' | '»');
    let before = letters[..at].iter().rev().take_while(other).count();
    let after = letters[at..].iter().take_while(other).count();
    let opens = at > before && letters[at - before - 1].0 == '«';
    let closes = letters
        .get(at + after)
        .is_some_and(|(letter, _)| *letter == '»');
    opens && closes && before + after <= SHORT_QUOTATION
}
