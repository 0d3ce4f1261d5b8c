//! The first sheet: the title in the air, the words of the month under the water line.

use crate::report::block::{Page, Report};

use super::blocks;
use super::draw::{area, at, filled, ground, polygon, stroked};
use super::flow::{Room, flow};
use super::format::Format;
use super::layout::Placed;
use super::piece::{Setter, Style, height_of, rows};
use super::running::{head_again, tab};
use super::sheet::{ElementId, Face, Mark, Owner, Point, Ring, Role, Shape, Step};
use super::theme::Ink;

/// The words stand at the left of the iceberg.
fn measure(format: &Format) -> f64 {
    format.width() * 0.563
}

pub fn sheets(
    setter: &mut Setter<'_>,
    report: &Report,
    page: &Page,
    title: &str,
    root: ElementId,
) -> Placed {
    let section = setter.elements.add(root, Role::Section);
    let logo = logo(setter, report, section);
    let heading = setter.elements.add(section, Role::Heading(1));
    let subtitle = setter.elements.add(section, Role::Paragraph);
    let (titles, water) = titles(setter, report, title, heading, subtitle);
    let (again, next_top) = head_again(setter, title);
    let format = &setter.theme.format;
    let (bottom, left) = (format.bottom(), format.margin);
    setter.level = 2;
    setter.tallest = bottom - water - 40.0;
    let pieces = blocks::pieces(setter, &page.blocks, measure(format), section);
    let first_top = water + setter.eased(34.0, 46.0).min(52.0);
    let sheets = flow(
        pieces,
        Room {
            first_top,
            next_top,
            bottom,
            left,
        },
    );
    let sheets = sheets
        .into_iter()
        .enumerate()
        .map(|(rank, words)| {
            let mut marks = if rank == 0 {
                scene(setter, water)
            } else {
                again.clone()
            };
            if rank == 0 {
                marks.extend(titles.clone());
                marks.extend(logo.clone());
            }
            marks.extend(words);
            marks
        })
        .collect();
    Placed {
        sheets,
        heading,
        too_tall: false,
    }
}

/// The logo on a white plate, in the corner that the title leaves.
fn logo(setter: &mut Setter<'_>, report: &Report, section: ElementId) -> Vec<Mark> {
    const PAD: f64 = 8.0;
    let Some(picture) = setter.theme.logo.clone() else {
        return Vec::new();
    };
    let format = &setter.theme.format;
    let (most_wide, most_tall) = (format.width() * 0.22, format.height() * 0.11);
    let height = most_tall.min(most_wide / picture.proportion());
    let width = height * picture.proportion();
    let (right, top) = (format.width() - format.margin, format.margin);
    let plate = area(
        right - width - 2.0 * PAD,
        top,
        width + 2.0 * PAD,
        height + 2.0 * PAD,
    );
    let room = area(plate.left + PAD, top + PAD, width, height);
    let alt = Role::Figure(report.organisation.clone());
    let owner = Owner::Element(setter.elements.add(section, alt));
    vec![
        ground(Owner::Decoration, plate, Ink::WHITE),
        Mark {
            owner,
            shape: Shape::Picture { room, picture },
        },
    ]
}

/// The title and the subtitle, white on navy; and how deep the sky has to be for them.
fn titles(
    setter: &Setter<'_>,
    report: &Report,
    title: &str,
    heading: ElementId,
    subtitle: ElementId,
) -> (Vec<Mark>, f64) {
    let style = |size: f64| Style {
        face: Face::SemiBold,
        size,
        ink: Ink::WHITE,
        leading: size * 1.1,
    };
    let format = &setter.theme.format;
    let (whole, measure) = (format.cover_title_pt, measure(format));
    let (style, lines) = [1.0, 0.8, 0.62]
        .map(|share| {
            (
                style(whole * share),
                setter.balanced(title, style(whole * share), measure),
            )
        })
        .into_iter()
        .find(|(_, lines)| lines.len() <= 3)
        .unwrap_or_else(|| {
            (
                style(whole * 0.5),
                setter.balanced(title, style(whole * 0.5), measure),
            )
        });
    let second = Style {
        face: Face::Regular,
        size: format.lead_pt,
        ink: Ink::WHITE,
        leading: format.lead_pt * 1.35,
    };
    let under = setter.lines(&report.subtitle, second, measure);
    let whole_height = height_of(&lines, style) + 12.0 + height_of(&under, second);
    let height = format.height();
    let water = (whole_height + height * 0.161).max(height * 0.39);
    let top = water - height * 0.064 - whole_height;
    let left = format.margin;
    let mut marks = rows(&lines, left, top, style, Owner::Element(heading));
    marks.extend(rows(
        &under,
        left,
        top + height_of(&lines, style) + 12.0,
        second,
        Owner::Element(subtitle),
    ));
    (marks, water)
}

/// Sky, water, tide lines and the iceberg: all of it decoration.
fn scene(setter: &Setter<'_>, water: f64) -> Vec<Mark> {
    let theme = setter.theme;
    let (width, height) = (theme.format.width(), theme.format.height());
    let decoration = Owner::Decoration;
    let mut marks = vec![
        ground(decoration, area(0.0, 0.0, width, water), theme.navy),
        ground(
            decoration,
            area(0.0, water, width, height - water),
            Ink::WHITE,
        ),
        tab(setter),
    ];
    for (depth, thick) in [(10.0, 1.1), (17.0, 0.8), (24.0, 0.5)] {
        marks.push(stroked(
            decoration,
            tide(width, water + depth),
            theme.blue,
            thick,
        ));
    }
    marks.extend(iceberg(setter, water));
    marks.push(ground(
        decoration,
        area(0.0, water - 2.0, width, 4.0),
        theme.rust,
    ));
    marks
}

/// The line that the sea leaves on the foreshore: long low waves, shifted from one tide to the next.
fn tide(width: f64, y: f64) -> Vec<Ring> {
    const WAVES: u8 = 6;
    let length = width / f64::from(WAVES);
    let steps = (0..WAVES)
        .map(|rank| {
            let x = length * f64::from(rank);
            let swell = if rank % 2 == 0 { -3.4 } else { 3.4 };
            Step::Curve(
                at(x + length * 0.36, y + swell),
                at(x + length * 0.64, y + swell),
                at(x + length, y),
            )
        })
        .collect();
    vec![Ring {
        start: at(0.0, y),
        steps,
        closed: false,
    }]
}

fn iceberg(setter: &Setter<'_>, water: f64) -> Vec<Mark> {
    let theme = setter.theme;
    let format = &theme.format;
    let (left, right) = (format.width() * 0.66, format.width() * 0.957);
    let tip_height = (format.height() * 0.198).min(water * 0.74);
    let depth = format.bottom() - 8.0 - water;
    let above = |points: &[(f64, f64)]| {
        shape(points, |x, y| {
            at(left + (right - left) * x, water - tip_height * y)
        })
    };
    let below = |points: &[(f64, f64)]| {
        shape(points, |x, y| {
            at(left + (right - left) * x, water + depth * y)
        })
    };
    let light = Ink(0xA9, 0xC1, 0xDB);
    let paler = Ink(0xD6, 0xE2, 0xEF);
    let parts = [
        // The tip, in the light.
        (
            above(&[
                (0.24, 0.0),
                (0.33, 0.40),
                (0.41, 0.52),
                (0.50, 1.0),
                (0.62, 0.74),
                (0.69, 0.38),
                (0.79, 0.0),
            ]),
            Ink::WHITE,
        ),
        (
            above(&[
                (0.50, 1.0),
                (0.62, 0.74),
                (0.69, 0.38),
                (0.79, 0.0),
                (0.56, 0.0),
                (0.52, 0.46),
            ]),
            paler,
        ),
        // The mass, in four facets.
        (
            below(&[
                (0.10, 0.0),
                (0.90, 0.0),
                (1.0, 0.15),
                (0.96, 0.40),
                (0.84, 0.66),
                (0.70, 0.86),
                (0.54, 1.0),
                (0.38, 0.90),
                (0.20, 0.70),
                (0.06, 0.44),
                (0.0, 0.18),
            ]),
            theme.blue,
        ),
        (
            below(&[
                (0.10, 0.0),
                (0.44, 0.0),
                (0.36, 0.28),
                (0.20, 0.70),
                (0.06, 0.44),
                (0.0, 0.18),
            ]),
            light,
        ),
        (
            below(&[(0.44, 0.0), (0.60, 0.0), (0.58, 0.36), (0.36, 0.28)]),
            paler,
        ),
        (
            below(&[
                (0.90, 0.0),
                (1.0, 0.15),
                (0.96, 0.40),
                (0.84, 0.66),
                (0.70, 0.86),
                (0.74, 0.42),
            ]),
            Ink(0x4A, 0x72, 0xA1),
        ),
        (
            below(&[
                (0.58, 0.36),
                (0.74, 0.42),
                (0.70, 0.86),
                (0.54, 1.0),
                (0.52, 0.64),
            ]),
            Ink(0x2F, 0x58, 0x88),
        ),
    ];
    parts
        .into_iter()
        .map(|(points, ink)| filled(Owner::Decoration, polygon(&points, true), ink))
        .collect()
}

fn shape(points: &[(f64, f64)], place: impl Fn(f64, f64) -> Point) -> Vec<Point> {
    points.iter().map(|&(x, y)| place(x, y)).collect()
}
