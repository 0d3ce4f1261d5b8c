//! `notes.txt`: what to say in front of each slide.

use std::fmt::Write;

use crate::report::block::Report;
use crate::report::deck::{Slide, shown, slides};
use crate::words::number::NBSP;

use super::pdf::{Theme, layout};

/// One section per slide, under the number that is printed at its foot.
pub fn render(report: &Report, theme: &Theme) -> String {
    let slides = slides(report);
    let placed = layout(&shown(report, &slides), theme);
    let mut firsts = placed
        .first_sheets()
        .into_iter()
        .map(|sheet| sheet + 1)
        .peekable();
    let mut out = format!(
        "{}\n{}\n{}\n\nNotes pour dire les diapositives, à adapter à la salle.\n",
        report.title, report.subtitle, report.version
    );
    for slide in &slides {
        let first = firsts.next().unwrap_or_default();
        let next = firsts.peek().copied().unwrap_or(placed.sheets.len() + 1);
        section(&mut out, slide, first, next.saturating_sub(1));
    }
    out
}

fn section(out: &mut String, slide: &Slide, first: usize, last: usize) {
    let number = if last > first {
        format!("Diapositives {first} à {last}")
    } else {
        format!("Diapositive {first}")
    };
    let _ = writeln!(out, "\n{number}{NBSP}: {}\n", slide.page.title);
    for text in &slide.said {
        let _ = writeln!(out, "{text}");
    }
}
