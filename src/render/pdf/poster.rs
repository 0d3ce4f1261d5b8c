//! The sheet that hangs on a wall: its sentence on navy, above the water line, the blocks below.

use crate::report::block::{Page, Report};

use super::blocks;
use super::draw::{area, ground};
use super::flow::{Room, flow};
use super::layout::Placed;
use super::piece::{Piece, Setter, Style, height_of, rows, total_height};
use super::running::{head_again, tab};
use super::sheet::{ElementId, Face, Mark, Owner, Role};
use super::theme::Ink;

pub fn sheets(
    setter: &mut Setter<'_>,
    report: &Report,
    page: &Page,
    title: &str,
    root: ElementId,
) -> Placed {
    let section = setter.elements.add(root, Role::Section);
    let heading = setter.elements.add(section, Role::Heading(1));
    let subtitle = setter.elements.add(section, Role::Paragraph);
    let (mut scene, water) = scene(setter, report, page, title, heading, subtitle);
    let format = &setter.theme.format;
    let (bottom, left) = (format.bottom(), format.margin);
    let first_top = water + setter.eased(16.0, 26.0).min(30.0);
    let (again, next_top) = head_again(setter, title);
    setter.level = 2;
    let pieces = pieces(setter, page, bottom - first_top, section);
    let space = Room {
        first_top,
        next_top,
        bottom,
        left,
    };
    let mut sheets = flow(pieces, space);
    for (rank, sheet) in sheets.iter_mut().enumerate() {
        let mut marks = if rank == 0 {
            std::mem::take(&mut scene)
        } else {
            again.clone()
        };
        marks.append(sheet);
        *sheet = marks;
    }
    Placed {
        sheets,
        heading,
        too_tall: false,
    }
}

/// The first block takes the height that the others leave.
fn pieces(setter: &mut Setter<'_>, page: &Page, height: f64, section: ElementId) -> Vec<Piece> {
    let measure = setter.theme.format.measure();
    let (first, others) = page.blocks.split_at(page.blocks.len().min(1));
    setter.tallest = height;
    let known = setter.elements.len();
    let taken = total_height(&blocks::pieces(setter, others, measure, section));
    setter.elements.truncate(known);
    setter.tallest = (height - taken - setter.gap()).max(0.0);
    let mut pieces = blocks::pieces(setter, first, measure, section);
    setter.tallest = height;
    pieces.extend(blocks::pieces(setter, others, measure, section));
    pieces
}

/// The ground and its words, white on navy; and how deep it goes.
fn scene(
    setter: &Setter<'_>,
    report: &Report,
    page: &Page,
    title: &str,
    heading: ElementId,
    subtitle: ElementId,
) -> (Vec<Mark>, f64) {
    let format = &setter.theme.format;
    let (left, measure) = (format.margin, format.measure());
    let small = Style {
        face: Face::SemiBold,
        size: format.body_pt,
        ink: Ink::WHITE,
        leading: format.body_pt * 1.4,
    };
    let large = |size: f64| Style {
        face: Face::SemiBold,
        size,
        ink: Ink::WHITE,
        leading: size * 1.18,
    };
    let whole = format.cover_title_pt;
    let style = [1.0, 0.86, 0.74]
        .map(|share| large(whole * share))
        .into_iter()
        .find(|style| setter.lines(title, *style, measure).len() <= 2)
        .unwrap_or(large(whole * 0.62));
    let lines = setter.balanced(title, style, measure);
    let named = format!("{}, {}", page.bookmark, report.subtitle);
    let name = setter.lines(&named, small, measure);
    let top = format.head;
    let title_top = top + height_of(&name, small) + 3.0;
    let water = title_top + height_of(&lines, style) + 16.0;
    let width = format.width();
    let navy = setter.theme.navy;
    let mut marks = vec![
        ground(Owner::Decoration, area(0.0, 0.0, width, water), navy),
        tab(setter),
    ];
    let line = area(0.0, water - 2.0, width, 4.0);
    marks.push(ground(Owner::Decoration, line, setter.theme.rust));
    let title = rows(&lines, left, title_top, style, Owner::Element(heading));
    marks.extend(title);
    marks.extend(rows(&name, left, top, small, Owner::Element(subtitle)));
    (marks, water)
}
