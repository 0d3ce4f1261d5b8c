//! What is said again on every sheet, and passed over by screen readers: the title, the foot.

use crate::report::block::Report;
use crate::words::date;

use super::draw::{area, at, ground, line};
use super::piece::{Setter, Style, height_of, rows, rows_to_the_right};
use super::sheet::{Face, Mark, Owner};
use super::text::TextLines;

/// The short rust tab at the top of a sheet.
pub fn tab(setter: &Setter<'_>) -> Mark {
    let left = setter.theme.format.margin;
    ground(
        Owner::Decoration,
        area(left, 0.0, 54.0, 6.0),
        setter.theme.rust,
    )
}

/// On the next sheets of a page: the title again, small, passed over by screen readers.
pub fn head_again(setter: &Setter<'_>, title: &str) -> (Vec<Mark>, f64) {
    let format = &setter.theme.format;
    let size = format.heading_pt;
    let style = Style {
        face: Face::SemiBold,
        size,
        ink: setter.theme.navy,
        leading: size * 1.3,
    };
    let words = format!("{title} (suite)");
    let lines = first_lines(setter, &words, style, format.measure(), 2);
    let mut marks = vec![tab(setter)];
    marks.extend(rows(
        &lines,
        format.margin,
        format.head,
        style,
        Owner::Running,
    ));
    (marks, format.head + height_of(&lines, style) + 14.0)
}

/// The foot of every sheet: the body and the month, the version, the page and the fingerprint.
pub fn foot(setter: &Setter<'_>, report: &Report, page: usize, count: usize) -> Vec<Mark> {
    let format = &setter.theme.format;
    let (left, right) = (format.margin, format.width() - format.margin);
    let style = Style {
        face: Face::Regular,
        size: format.foot_pt,
        ink: setter.theme.soft,
        leading: format.foot_pt + 2.0,
    };
    let strong = Style {
        face: Face::SemiBold,
        ink: setter.theme.navy,
        ..style
    };
    let top = format.bottom() + 13.0;
    let mut marks = vec![line(
        Owner::Decoration,
        at(left, top),
        at(right, top),
        setter.theme.hairline,
        0.6,
    )];
    let third = format.measure() / 3.0 - 12.0;
    let (first, second) = (top + 6.0, top + 6.0 + style.leading);
    let shown = |words: &str, style: Style, width: f64, most: usize| {
        first_lines(setter, words, style, width, most)
    };
    let running = Owner::Running;
    let number = format!("page\u{00A0}{page} sur\u{00A0}{count}");
    let number = shown(&number, strong, third, 1);
    marks.extend(rows_to_the_right(&number, right, first, strong, running));
    if format.foot_lines == 1 {
        let body = shown(&report.subtitle, strong, third * 1.25, 1);
        marks.extend(rows(&body, left, first, strong, running));
        let version = shown(&version_line(report), style, third * 1.5, 1);
        marks.extend(rows(
            &version,
            left + third * 1.25 + 14.0,
            first,
            style,
            running,
        ));
        return marks;
    }
    let body = shown(&report.organisation, strong, third, 1);
    marks.extend(rows(&body, left, first, strong, running));
    let month = shown(&report.month, style, third, 1);
    marks.extend(rows(&month, left, second, style, running));
    let version = shown(&version_line(report), style, third + 40.0, 2);
    marks.extend(rows(&version, left + third + 4.0, first, style, running));
    if !report.fingerprint.is_empty() {
        let fingerprint = format!("empreinte des données\u{00A0}: {}", report.fingerprint);
        let fingerprint = shown(&fingerprint, style, third - 40.0, 1);
        marks.extend(rows_to_the_right(
            &fingerprint,
            right,
            second,
            style,
            running,
        ));
    }
    marks
}

/// The beginning of a text that is read whole elsewhere.
fn first_lines(
    setter: &Setter<'_>,
    words: &str,
    style: Style,
    width: f64,
    most: usize,
) -> TextLines {
    let lines = setter.lines(words, style, width);
    if lines.len() <= most {
        return lines;
    }
    let mut kept: String = lines[..most]
        .iter()
        .flat_map(|line| &line.parts)
        .map(|part| &*part.words)
        .collect();
    loop {
        kept.pop();
        let shortened = setter.lines(&format!("{}…", kept.trim_end()), style, width);
        if shortened.len() <= most || kept.is_empty() {
            return shortened;
        }
    }
}

/// The version, and the day of production when the version does not already say it.
fn version_line(report: &Report) -> String {
    let day = date::day(report.produced_on);
    if report.version.contains(&day) {
        return report.version.clone();
    }
    format!("{}, produite le {day}", report.version)
}
