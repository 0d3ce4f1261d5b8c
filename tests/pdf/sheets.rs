//! What must hold of any laid-out sheet, as lists of faults: the same for a report, a poster and slides.

use std::collections::BTreeMap;

use estran::render::pdf::sheet::{Area, ElementId, Mark, Owner, Path, Role, Shape, Step, Text};
use estran::render::pdf::{Ink, Layout};

/// The size of a sheet and what nothing but the foot enters.
#[derive(Clone, Copy, Debug)]
pub struct Paper {
    pub width: f64,
    pub height: f64,
    pub margin: f64,
    /// Above the lower edge.
    pub foot: f64,
}

impl Paper {
    /// The paper of a report.
    pub fn of(layout: &Layout) -> Paper {
        Paper {
            width: layout.page.width,
            height: layout.page.height,
            margin: 41.0,
            foot: 42.0,
        }
    }
}

/// What ends a line inside a divided word; no letter of the word.
pub const SOFT_HYPHEN: char = '\u{AD}';

/// Half the line of a tide on a slide, and what rounding does.
const SLACK: f64 = 1.4;

pub fn texts(marks: &[Mark]) -> impl Iterator<Item = (&Mark, &Text)> {
    marks.iter().filter_map(|mark| match &mark.shape {
        Shape::Text(text) => Some((mark, text)),
        Shape::Path(_) | Shape::Picture { .. } => None,
    })
}

/// Every fault of a layout, each with its sheet.
pub fn faults(layout: &Layout, paper: Paper) -> Vec<String> {
    let mut faults = Vec::new();
    for (rank, sheet) in layout.sheets.iter().enumerate() {
        let marks = &sheet.marks;
        let of_sheet = [
            out_of_paper(marks, paper),
            in_the_margins(marks, paper),
            overlapping(marks),
            across_an_edge(marks),
            too_small(marks, layout),
            faint_texts(marks),
            faint_marks(marks),
            widows(marks, layout),
            cut_words(marks),
            across_the_foot(marks, layout),
            nearly_empty(marks),
        ];
        let told = of_sheet.into_iter().flatten();
        faults.extend(told.map(|fault| format!("sheet {}: {fault}", rank + 1)));
    }
    faults
}

pub fn out_of_paper(marks: &[Mark], paper: Paper) -> Vec<String> {
    let inside = |area: Area| {
        area.left >= -SLACK
            && area.top >= -SLACK
            && area.right <= paper.width + SLACK
            && area.bottom <= paper.height + SLACK
    };
    let out = marks.iter().filter(|mark| !inside(mark.area()));
    out.map(|mark| format!("out of the paper: {mark:?}"))
        .collect()
}

pub fn in_the_margins(marks: &[Mark], paper: Paper) -> Vec<String> {
    let enters = |mark: &Mark, area: Area| {
        area.left < paper.margin
            || area.right > paper.width - paper.margin
            || (mark.owner != Owner::Running && area.bottom > paper.height - paper.foot)
    };
    let entering = texts(marks).filter(|(mark, _)| enters(mark, mark.area()));
    entering
        .map(|(_, text)| format!("in the margins: « {} »", text.words))
        .collect()
}

/// How far two areas lie over each other, across and down.
fn over(one: Area, other: Area) -> (f64, f64) {
    (
        one.right.min(other.right) - one.left.max(other.left),
        one.bottom.min(other.bottom) - one.top.max(other.top),
    )
}

pub fn overlapping(marks: &[Mark]) -> Vec<String> {
    let all: Vec<(Area, &str)> = texts(marks)
        .filter(|(_, text)| text.width > 0.0)
        .map(|(mark, text)| (mark.area(), &*text.words))
        .collect();
    let mut faults = Vec::new();
    for (at, (one, words)) in all.iter().enumerate() {
        for (other, others) in &all[at + 1..] {
            let (across, down) = over(*one, *other);
            if across >= 0.2 && down >= 0.2 {
                faults.push(format!("overlapping: « {words} » and « {others} »"));
            }
        }
    }
    faults
}

/// A path that is a rectangle, with its area.
fn rectangle(mark: &Mark) -> Option<(&Path, Area)> {
    let Shape::Path(path) = &mark.shape else {
        return None;
    };
    let [ring] = path.rings.as_slice() else {
        return None;
    };
    let mut at = ring.start;
    let mut is_straight = ring.closed && ring.steps.len() == 3;
    for step in &ring.steps {
        let Step::Line(to) = step else { return None };
        is_straight &= (to.x - at.x).abs() < 0.01 || (to.y - at.y).abs() < 0.01;
        at = *to;
    }
    is_straight.then(|| (path, mark.area()))
}

/// A text is either inside a filled or outlined rectangle, or out of it: a label that crosses the edge of a bar,
/// of a tile or of a frame stands over a mark.
pub fn across_an_edge(marks: &[Mark]) -> Vec<String> {
    let mut faults = Vec::new();
    for (_, room) in marks.iter().filter_map(rectangle) {
        for (mark, text) in texts(marks) {
            let area = mark.area();
            let (across, down) = over(area, room);
            // The room of letters is larger than their ink above and below.
            let apart = across < 0.2 || down < 0.15 * text.size;
            let inside = area.left >= room.left - SLACK
                && area.right <= room.right + SLACK
                && down >= (area.bottom - area.top) * 0.85;
            if !apart && !inside && text.width > 0.0 {
                faults.push(format!(
                    "across an edge: « {} », {area:?} and {room:?}",
                    text.words
                ));
            }
        }
    }
    faults
}

/// Nine points for notes, eleven for what is read in lists and tables.
pub fn too_small(marks: &[Mark], layout: &Layout) -> Vec<String> {
    let least = |mark: &Mark| match mark.owner {
        Owner::Element(id)
            if matches!(
                layout.elements.get(layout.elements.block_of(id)).role,
                Role::Cell | Role::RowHeader | Role::ItemBody | Role::Label
            ) =>
        {
            11.0
        }
        _ => 9.0,
    };
    let small = texts(marks).filter(|(mark, text)| text.size < least(mark) - 0.01);
    small
        .map(|(_, text)| format!("set in {} pt: « {} »", text.size, text.words))
        .collect()
}

/// The ink that lies under the middle of an area when the mark of this rank is painted.
fn ground(marks: &[Mark], rank: usize, room: Area) -> Ink {
    let under = marks[..rank].iter().rev().find_map(|mark| {
        let (path, area) = rectangle(mark)?;
        let (across, down) = (
            f64::midpoint(room.left, room.right),
            f64::midpoint(room.top, room.bottom),
        );
        let inside = area.left + SLACK < across
            && across < area.right - SLACK
            && area.top < down
            && down < area.bottom;
        inside.then_some(path.fill).flatten()
    });
    under.unwrap_or(Ink::WHITE)
}

pub fn faint_texts(marks: &[Mark]) -> Vec<String> {
    let mut faults = Vec::new();
    for (rank, mark) in marks.iter().enumerate() {
        let Shape::Text(text) = &mark.shape else {
            continue;
        };
        let under = ground(marks, rank, mark.area());
        let contrast = text.ink.contrast(under);
        if contrast < 4.5 {
            faults.push(format!(
                "contrast of {contrast:.2}: « {} » on {under:?}",
                text.words
            ));
        }
    }
    faults
}

/// Areas and lines that carry meaning: those of a figure, which a screen reader is told of.
pub fn faint_marks(marks: &[Mark]) -> Vec<String> {
    let mut faults = Vec::new();
    for (rank, mark) in marks.iter().enumerate() {
        let (Shape::Path(path), Owner::Element(_)) = (&mark.shape, mark.owner) else {
            continue;
        };
        let inks = [path.fill, path.stroke.as_ref().map(|stroke| stroke.ink)];
        let inks: Vec<Ink> = inks.into_iter().flatten().collect();
        let under = ground(marks, rank, mark.area());
        // A white ground under hatches, or a white line between two areas, means by what surrounds it.
        let stands_out = inks
            .iter()
            .any(|ink| *ink == Ink::WHITE || ink.contrast(under) >= 3.0);
        if !stands_out && !inks.is_empty() {
            faults.push(format!(
                "a mark of {inks:?} on {under:?} at {:?}",
                mark.area()
            ));
        }
    }
    faults
}

/// No line ends inside a word without a hyphen: a smaller size or another column would do better.
pub fn cut_words(marks: &[Mark]) -> Vec<String> {
    let cut = texts(marks).filter(|(_, text)| text.cut && !text.words.ends_with(SOFT_HYPHEN));
    cut.map(|(_, text)| format!("a word cut after « {} »", text.words))
        .collect()
}

/// Nothing that is drawn for the page reaches the rule of the foot, the lowest long line of the sheet.
pub fn across_the_foot(marks: &[Mark], layout: &Layout) -> Vec<String> {
    let page = layout.page;
    let is_rule =
        |area: &Area| area.right - area.left > page.width * 0.7 && area.bottom - area.top < 2.0;
    let rule = marks.iter().rev().map(Mark::area).find(is_rule);
    let Some(rule) = rule else { return Vec::new() };
    let crosses = |mark: &&Mark| {
        let area = mark.area();
        // The grounds of a cover go down to the edge of the paper.
        let bleeds = area.bottom > page.height - 0.1;
        mark.owner != Owner::Running
            && !bleeds
            && area.top < rule.top - 0.1
            && area.bottom > rule.bottom + 0.1
    };
    let crossing = marks.iter().filter(crosses);
    crossing
        .map(|mark| format!("across the foot: {:?}", mark.area()))
        .collect()
}

/// A sheet holds more than what is said again on each.
pub fn nearly_empty(marks: &[Mark]) -> Vec<String> {
    let owned = marks
        .iter()
        .any(|mark| matches!(mark.owner, Owner::Element(_)));
    if owned {
        return Vec::new();
    }
    vec!["nothing on the sheet".to_owned()]
}

/// A running text of several lines never ends with a word alone.
pub fn widows(marks: &[Mark], layout: &Layout) -> Vec<String> {
    let mut lines: BTreeMap<ElementId, Vec<&Text>> = BTreeMap::new();
    for (mark, text) in texts(marks) {
        if let Owner::Element(id) = mark.owner {
            lines
                .entry(layout.elements.block_of(id))
                .or_default()
                .push(text);
        }
    }
    let is_running = |id: &ElementId| {
        matches!(
            layout.elements.get(*id).role,
            Role::Paragraph | Role::Note | Role::ItemBody | Role::Heading(_) | Role::Caption
        )
    };
    let mut faults = Vec::new();
    for (_, lines) in lines.into_iter().filter(|(id, _)| is_running(id)) {
        let Some(last) = lines.last() else { continue };
        let same_line = |text: &&&Text| (text.baseline - last.baseline).abs() < 0.1;
        let words: String = lines
            .iter()
            .filter(same_line)
            .map(|text| &*text.words)
            .collect();
        let has_others = lines.iter().any(|text| last.baseline - text.baseline > 0.1);
        if has_others && !words.trim().contains(' ') {
            let whole: Vec<&str> = lines.iter().map(|text| &*text.words).collect();
            faults.push(format!(
                "a word alone: « {} » ends « {} »",
                words.trim(),
                whole.join("/")
            ));
        }
    }
    faults
}

/// Each check finds what it is for: one mark of the sample is changed at a time.
#[test]
fn each_fault_is_found() {
    let report = super::sample::report();
    let whole = estran::render::pdf::layout(&report, &estran::render::pdf::Theme::default());
    let paper = Paper::of(&whole);
    let spoilt = |change: &dyn Fn(&mut Mark)| {
        let mut layout = whole.clone();
        let marks = &mut layout.sheets[1].marks;
        let place = marks
            .iter()
            .position(|mark| matches!((&mark.shape, mark.owner), (Shape::Text(text), Owner::Element(_)) if text.width > 60.0))
            .unwrap();
        let mut copy = marks[place].clone();
        change(&mut copy);
        marks.push(copy);
        faults(&layout, paper).join("\n")
    };
    let none = faults(&whole, paper);
    assert!(none.is_empty(), "{none:?}");
    assert!(spoilt(&|mark| *mark = mark.clone().shifted(2000.0, 0.0)).contains("out of the paper"));
    assert!(spoilt(&|mark| *mark = mark.clone().shifted(-30.0, 0.0)).contains("in the margins"));
    assert!(spoilt(&|mark| *mark = mark.clone().shifted(3.0, 2.0)).contains("overlapping"));
    let with = |change: fn(&mut Text)| {
        spoilt(&move |mark| {
            if let Shape::Text(text) = &mut mark.shape {
                change(text);
            }
        })
    };
    assert!(with(|text| text.size = 8.0).contains("set in 8 pt"));
    assert!(with(|text| text.ink = Ink(200, 200, 200)).contains("contrast of"));
    let alone = with(|text| {
        text.words = "seul".into();
        text.baseline += 40.0;
    });
    assert!(alone.contains("a word alone"), "{alone}");
    assert!(with(|text| text.cut = true).contains("a word cut after"));
}
