//! What is said again on every sheet, and passed over by screen readers: the title, the foot.

use crate::report::block::Report;
use crate::words::date;

use super::draw::{area, at, ground, line};
use super::layout::{MARGIN, MEASURE};
use super::piece::{Setter, Style, height_of, rows, rows_to_the_right};
use super::sheet::{Face, HEIGHT, Mark, Owner, WIDTH};
use super::text::TextLines;

/// On the next sheets of a page: the title again, small, passed over by screen readers.
pub fn head_again(setter: &Setter<'_>, title: &str) -> (Vec<Mark>, f64) {
    let style = Style {
        face: Face::SemiBold,
        size: 14.0,
        ink: setter.theme.navy,
        leading: 18.0,
    };
    let words = format!("{title} (suite)");
    let lines = first_lines(setter, &words, style, MEASURE, 2);
    let mut marks = vec![ground(
        Owner::Decoration,
        area(MARGIN, 0.0, 54.0, 6.0),
        setter.theme.rust,
    )];
    marks.extend(rows(&lines, MARGIN, 26.0, style, Owner::Running));
    (marks, 26.0 + height_of(&lines, style) + 14.0)
}

/// The foot of every sheet: the body and the month, the version, the page and the fingerprint.
pub fn foot(setter: &Setter<'_>, report: &Report, page: usize, count: usize) -> Vec<Mark> {
    let style = Style {
        face: Face::Regular,
        size: 9.0,
        ink: setter.theme.soft,
        leading: 11.0,
    };
    let strong = Style {
        face: Face::SemiBold,
        ink: setter.theme.navy,
        ..style
    };
    let top = HEIGHT - 41.0;
    let running = Owner::Running;
    let mut marks = vec![line(
        Owner::Decoration,
        at(MARGIN, top),
        at(WIDTH - MARGIN, top),
        setter.theme.hairline,
        0.6,
    )];
    let third = MEASURE / 3.0 - 12.0;
    let body = first_lines(setter, &report.organisation, strong, third, 1);
    marks.extend(rows(&body, MARGIN, top + 6.0, strong, running));
    let month = first_lines(setter, &report.month, style, third, 1);
    marks.extend(rows(&month, MARGIN, top + 17.0, style, running));
    let version = first_lines(setter, &version_line(report), style, third + 40.0, 2);
    marks.extend(rows(
        &version,
        MARGIN + third + 4.0,
        top + 6.0,
        style,
        running,
    ));
    let number = setter.lines(
        &format!("page\u{00A0}{page} sur\u{00A0}{count}"),
        strong,
        third,
    );
    marks.extend(rows_to_the_right(
        &number,
        WIDTH - MARGIN,
        top + 6.0,
        strong,
        running,
    ));
    if !report.fingerprint.is_empty() {
        let fingerprint = first_lines(
            setter,
            &format!("empreinte des données\u{00A0}: {}", report.fingerprint),
            style,
            third - 40.0,
            1,
        );
        marks.extend(rows_to_the_right(
            &fingerprint,
            WIDTH - MARGIN,
            top + 17.0,
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
