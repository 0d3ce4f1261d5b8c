//! What commas and points mean in a column of figures: decided on the whole column, never on one cell.

use crate::document::Cell;
use crate::import::number::{self, Unreadable};

/// What a comma or a point does inside a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// `1,234` is more than a thousand.
    Thousands,
    /// `12,5` is twelve and a half.
    Decimals,
}

/// What the column can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Counters: no fraction, but for the zeros that a spreadsheet adds, and no percents.
    Wholes,
    Decimals,
}

/// How a column writes its figures. A mark whose role is not settled leaves its cells unread.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    comma: Option<Role>,
    point: Option<Role>,
    /// `12 %` is twelve.
    has_percents: bool,
}

impl Marks {
    /// `1,234.5`
    pub const ENGLISH: Marks = Marks {
        comma: Some(Role::Thousands),
        point: Some(Role::Decimals),
        has_percents: false,
    };

    /// The cell as a number, or empty when nothing was given. A cell that is no text stays as it is, and
    /// so does a text that is no figure: who reads the number knows what to say of it.
    pub fn plain(self, cell: Cell<'_>) -> Result<Cell<'_>, Unreadable> {
        let Cell::Text(text) = cell else {
            return Ok(cell);
        };
        let figure = bare(text);
        if number::is_missing(&figure) {
            return Ok(Cell::Empty);
        }
        let is_rate = text.contains('%') && !self.has_percents;
        if is_rate || !is_figure(&figure) {
            return Ok(cell);
        }
        let plain = self.without_marks(&figure).ok_or(Unreadable::NotANumber)?;
        let number = plain.parse().map_err(|_| Unreadable::NotANumber)?;
        Ok(Cell::Number(number))
    }

    /// `1234.5`, unless a mark has no role or stands where its role does not put it.
    fn without_marks(self, figure: &str) -> Option<String> {
        let role = |mark| if mark == ',' { self.comma } else { self.point };
        let (mut plain, mut rest, mut is_fraction) = (String::new(), figure, false);
        while let Some(place) = rest.find([',', '.']) {
            let (before, after) = rest.split_at(place);
            let after = &after[1..];
            plain.push_str(before);
            match role(rest[place..].chars().next()?)? {
                Role::Decimals if !is_fraction => {
                    plain.push('.');
                    is_fraction = true;
                }
                Role::Thousands if !is_fraction && digits_at_start(after) == 3 => {}
                Role::Decimals | Role::Thousands => return None,
            }
            rest = after;
        }
        plain.push_str(rest);
        Some(plain)
    }
}

/// What the cells of a column showed, one after the other.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    holds: Holds,
    comma: Seen,
    point: Seen,
}

#[derive(Clone, Copy, Debug, Default)]
struct Seen {
    thousands: bool,
    decimals: bool,
    /// `1,234`: a thousand and more if the column holds no fraction.
    wholes: bool,
}

impl Column {
    pub fn holding(holds: Holds) -> Column {
        Column {
            holds,
            comma: Seen::default(),
            point: Seen::default(),
        }
    }

    pub fn see(&mut self, cell: Cell<'_>) {
        let Cell::Text(text) = cell else { return };
        if self.holds == Holds::Wholes && text.contains('%') {
            return;
        }
        match shape(&bare(text)) {
            Shape::Other => {}
            Shape::Settled(mark, role) => self.note(mark, role),
            // The last mark is the decimal one, or there would be one mark only.
            Shape::Both { last } => {
                self.note(other(last), Role::Thousands);
                self.note(last, Role::Decimals);
            }
            Shape::Open { mark, is_round } => {
                self.of(mark).wholes |= !is_round;
            }
        }
    }

    /// `usual` is how the tool that wrote the file does, for a column that shows nothing; it gives way to what is shown.
    pub fn settle(self, usual: Marks) -> Marks {
        Marks {
            has_percents: self.holds == Holds::Decimals,
            ..self.roles(usual)
        }
    }

    fn roles(self, usual: Marks) -> Marks {
        let shown = |seen: Seen| match (
            seen.thousands || (self.holds == Holds::Wholes && seen.wholes),
            seen.decimals,
        ) {
            (true, false) => Shown::One(Role::Thousands),
            (false, true) => Shown::One(Role::Decimals),
            (true, true) => Shown::Both,
            (false, false) => Shown::Nothing,
        };
        match (shown(self.comma), shown(self.point)) {
            (Shown::Nothing, Shown::Nothing) => usual,
            // One mark tells the role of the other.
            (Shown::One(comma), Shown::Nothing) => Marks {
                comma: Some(comma),
                point: Some(comma.opposite()),
                ..usual
            },
            (Shown::Nothing, Shown::One(point)) => Marks {
                comma: Some(point.opposite()),
                point: Some(point),
                ..usual
            },
            (Shown::One(comma), Shown::One(point)) if comma != point => Marks {
                comma: Some(comma),
                point: Some(point),
                ..usual
            },
            _ => Marks::default(),
        }
    }

    fn note(&mut self, mark: char, role: Role) {
        let seen = self.of(mark);
        match role {
            Role::Thousands => seen.thousands = true,
            Role::Decimals => seen.decimals = true,
        }
    }

    fn of(&mut self, mark: char) -> &mut Seen {
        if mark == ',' {
            &mut self.comma
        } else {
            &mut self.point
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shown {
    Nothing,
    One(Role),
    /// Cells that contradict each other.
    Both,
}

impl Role {
    fn opposite(self) -> Role {
        match self {
            Role::Thousands => Role::Decimals,
            Role::Decimals => Role::Thousands,
        }
    }
}

/// What one figure shows of its marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    /// No figure, or one without a mark.
    Other,
    Settled(char, Role),
    /// `1,234.5`
    Both {
        last: char,
    },
    /// `1,234`, or `12,000`, whose fraction may be nought.
    Open {
        mark: char,
        is_round: bool,
    },
}

/// Digits and marks, after a sign.
fn is_figure(text: &str) -> bool {
    let unsigned = unsigned(text);
    unsigned.starts_with(|first: char| first.is_ascii_digit() || first == '.' || first == ',')
        && unsigned
            .bytes()
            .all(|byte| matches!(byte, b'0'..=b'9' | b',' | b'.'))
}

fn unsigned(text: &str) -> &str {
    text.strip_prefix(['-', '+']).unwrap_or(text)
}

fn shape(figure: &str) -> Shape {
    let unsigned = unsigned(figure);
    let marks: Vec<char> = unsigned
        .chars()
        .filter(|mark| matches!(mark, ',' | '.'))
        .collect();
    let (Some(&first), Some(&last), true) = (marks.first(), marks.last(), is_figure(figure)) else {
        return Shape::Other;
    };
    if first != last {
        return Shape::Both { last };
    }
    if marks.len() > 1 {
        return Shape::Settled(first, Role::Thousands);
    }
    let Some((before, after)) = unsigned.split_once(first) else {
        return Shape::Other;
    };
    let may_group = after.len() == 3 && (1..=3).contains(&before.len()) && !before.starts_with('0');
    if may_group {
        Shape::Open {
            mark: first,
            is_round: after == "000",
        }
    } else {
        Shape::Settled(first, Role::Decimals)
    }
}

fn other(mark: char) -> char {
    if mark == ',' { '.' } else { ',' }
}

fn digits_at_start(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// Without spaces, which group thousands everywhere, nor the percent sign.
fn bare(text: &str) -> String {
    text.chars()
        .filter(|character| !character.is_whitespace() && *character != '%')
        .map(|character| if character == '−' { '-' } else { character })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settled(holds: Holds, cells: &[&str]) -> Marks {
        let mut column = Column::holding(holds);
        for cell in cells {
            column.see(Cell::Text(cell));
        }
        column.settle(Marks::default())
    }

    fn read(holds: Holds, cells: &[&str]) -> Vec<Result<Option<f64>, Unreadable>> {
        let marks = settled(holds, cells);
        cells
            .iter()
            .map(|cell| number::decimal(marks.plain(Cell::Text(cell))?))
            .collect()
    }

    fn numbers(holds: Holds, cells: &[&str]) -> Vec<f64> {
        read(holds, cells)
            .into_iter()
            .map(|number| number.unwrap().unwrap())
            .collect()
    }

    #[test]
    fn a_column_of_counters_groups_its_thousands_by_whatever_mark() {
        let expected = [1234.0, 12.0, 10_012.0, 1_234_567.0];
        for cells in [
            ["1,234", "12", "10,012", "1,234,567"],
            ["1.234", "12", "10.012", "1.234.567"],
            ["1 234", "12", "10 012", "1 234 567"],
            [
                "1\u{a0}234",
                "12",
                "10\u{202f}012",
                "1\u{202f}234\u{202f}567",
            ],
        ] {
            assert_eq!(numbers(Holds::Wholes, &cells), expected, "{cells:?}");
        }
    }

    #[test]
    fn one_cell_tells_how_the_others_are_read() {
        assert_eq!(
            numbers(Holds::Decimals, &["1,234", "12,5"]),
            [1.234, 12.5],
            "a fraction of one digit"
        );
        assert_eq!(
            numbers(Holds::Decimals, &["1,234", "1,234,567"]),
            [1234.0, 1_234_567.0],
            "two commas"
        );
        assert_eq!(
            numbers(Holds::Decimals, &["1.234", "1.234,5"]),
            [1234.0, 1234.5],
            "both marks"
        );
        assert_eq!(
            numbers(Holds::Decimals, &["0.123", "1.234", "1,234"]),
            [0.123, 1.234, 1234.0],
            "a fraction below one"
        );
        assert_eq!(
            numbers(Holds::Wholes, &["1348535.000", "12.000"]),
            [1_348_535.0, 12.0],
            "zeros that a spreadsheet added"
        );
    }

    #[test]
    fn what_nothing_settles_is_not_read() {
        let untold = Err(Unreadable::NotANumber);
        assert_eq!(
            read(Holds::Decimals, &["1,234", "7"]),
            [untold, Ok(Some(7.0))]
        );
        assert_eq!(
            read(Holds::Wholes, &["12,000", "7"]),
            [untold, Ok(Some(7.0))]
        );
        assert_eq!(
            read(Holds::Wholes, &["1,234", "12,5", "7"]),
            [untold, untold, Ok(Some(7.0))],
            "cells that contradict each other"
        );
        assert_eq!(
            read(Holds::Decimals, &["1,234.5", "1.234,5"]),
            [untold, untold]
        );
    }

    #[test]
    fn the_custom_of_the_tool_gives_way_to_what_the_column_shows() {
        let mut silent = Column::holding(Holds::Wholes);
        silent.see(Cell::Text("12,000"));
        let marks = silent.settle(Marks::ENGLISH);
        assert_eq!(
            marks.plain(Cell::Text("12,000")),
            Ok(Cell::Number(12_000.0))
        );
        let mut french = Column::holding(Holds::Decimals);
        french.see(Cell::Text("6,5 %"));
        let marks = french.settle(Marks::ENGLISH);
        assert_eq!(marks.plain(Cell::Text("6,5 %")), Ok(Cell::Number(6.5)));
    }

    #[test]
    fn what_is_no_figure_is_left_to_the_reader_of_numbers() {
        for text in ["beaucoup", "03-avr", "1.2E3", "--3"] {
            assert_eq!(
                Marks::ENGLISH.plain(Cell::Text(text)),
                Ok(Cell::Text(text)),
                "{text}"
            );
        }
    }

    #[test]
    fn a_mark_out_of_its_place_is_told() {
        let marks = Marks::ENGLISH;
        for text in ["12,34", "1.2.3", "1.234,567", "1,2345"] {
            assert_eq!(
                marks.plain(Cell::Text(text)),
                Err(Unreadable::NotANumber),
                "{text}"
            );
        }
        assert_eq!(marks.plain(Cell::Text("1,234.")), Ok(Cell::Number(1234.0)));
    }

    #[test]
    fn unknown_is_not_nought() {
        for text in ["-", "–", "—", "N/A", "NaN", "undefined", "null", " ", "- %"] {
            assert_eq!(
                Marks::default().plain(Cell::Text(text)),
                Ok(Cell::Empty),
                "{text}"
            );
        }
        assert_eq!(
            Marks::default().plain(Cell::Text("0")),
            Ok(Cell::Number(0.0))
        );
    }

    #[test]
    fn percents_and_signs_are_read() {
        assert_eq!(
            numbers(Holds::Decimals, &["12,5 %", "−3,25\u{a0}%", "4%"]),
            [12.5, -3.25, 4.0]
        );
    }

    #[test]
    fn a_rate_among_counters_is_told_and_says_nothing_of_their_marks() {
        let untold = Err(Unreadable::NotANumber);
        assert_eq!(
            read(Holds::Wholes, &["12 %", "4,5%", "1,234"]),
            [untold, untold, Ok(Some(1234.0))]
        );
    }
}
