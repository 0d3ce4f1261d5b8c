//! Formats of the cells.

use rust_xlsxwriter::{Format, FormatAlign};

/// Hours beyond twenty-four do not begin again at zero.
const DURATION: &str = "[h]:mm";

pub fn text() -> Format {
    Format::new().set_text_wrap().set_align(FormatAlign::Top)
}

/// A text that begins like a formula stays a text when somebody edits the cell.
pub fn quoted() -> Format {
    text().set_quote_prefix()
}

pub fn title() -> Format {
    Format::new().set_bold().set_font_size(14)
}

pub fn strong() -> Format {
    Format::new().set_bold()
}

pub fn count() -> Format {
    number("#,##0")
}

pub fn duration() -> Format {
    number(DURATION)
}

pub fn share() -> Format {
    number("0.0%")
}

pub fn ratio() -> Format {
    number("0.00")
}

fn number(pattern: &str) -> Format {
    Format::new()
        .set_num_format(pattern)
        .set_align(FormatAlign::Top)
}
