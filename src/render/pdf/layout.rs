//! Pages of blocks to sheets of marks.

use crate::report::block::{Page, PageLayout, Report};

use super::blocks;
use super::cover;
use super::flow::{Room, flow};
use super::hyphens::SOFT_HYPHEN;
use super::links;
use super::piece::{Piece, Setter, Style, height_of, rows, total_height};
use super::poster;
use super::printable::printable;
use super::running::{foot, head_again, tab};
use super::sheet::{Bookmark, ElementId, Elements, Face, Layout, Mark, Owner, Role, Shape, Sheet};
use super::spoken;
use super::text::Typesetter;
use super::theme::Theme;

/// A little more white than usual on a page that has little to say.
const MOST_EASE: f64 = 1.6;

/// Places every block of a report. The same report and theme give the same layout.
pub fn layout(report: &Report, theme: &Theme) -> Layout {
    let scaled = |scale: &f64| theme.on(theme.format.at(*scale));
    let themes: Vec<Theme> = theme.format.scales.iter().map(scaled).collect();
    let typesetter = Typesetter::default();
    let mut layout = Layout {
        page: theme.format.page,
        elements: Elements::default(),
        sheets: Vec::new(),
        bookmarks: Vec::new(),
        links: Vec::new(),
    };
    let root = layout.elements.root();
    let mut setter = Setter {
        theme,
        typesetter: &typesetter,
        elements: &mut layout.elements,
        ease: 1.0,
        is_trial: false,
        level: 2,
        tallest: 0.0,
        at_least: 0.0,
    };
    let mut titled = false;
    let nothing = [empty_page(report)];
    let pages = if report.pages.is_empty() {
        &nothing[..]
    } else {
        &report.pages
    };
    for page in pages {
        // One title for the whole document: the pages come one level below the cover.
        let level = if titled && page.layout != PageLayout::Cover {
            2
        } else {
            1
        };
        titled |= page.layout == PageLayout::Cover;
        let first_element = setter.elements.len();
        let title = title_of(page, report);
        let set = largest(&mut setter, &themes, |setter| match page.layout {
            PageLayout::Cover => cover::sheets(setter, report, page, &title, root),
            PageLayout::Poster => poster::sheets(setter, report, page, &title, root),
            PageLayout::Inner | PageLayout::Method | PageLayout::Annex => {
                inner_sheets(setter, page, &title, level, root)
            }
        });
        bookmarks(
            setter.elements,
            first_element,
            page,
            &title,
            &set,
            &mut layout.bookmarks,
        );
        layout
            .sheets
            .extend(set.sheets.into_iter().map(|marks| Sheet { marks }));
    }
    setter.theme = theme;
    let count = layout.sheets.len();
    for (rank, sheet) in layout.sheets.iter_mut().enumerate() {
        let foot = foot(&setter, report, rank + 1, count).into_iter();
        let foot = foot.map(|mark| mark.scaled(theme.format.scale));
        sheet.marks.extend(foot);
    }
    links::link(&mut layout, theme.soft);
    spoken::speak(&mut layout);
    layout
}

/// A page that is placed.
pub struct Placed {
    pub sheets: Vec<Vec<Mark>>,
    pub heading: ElementId,
    /// A piece is taller than a sheet.
    pub too_tall: bool,
}

impl Placed {
    /// How many sheets it takes; one more for each thing that a smaller setting would mend: a mark lower than it
    /// should be, a word that was cut, a table or a chart in several parts.
    fn room(&self, setter: &Setter<'_>, known: usize) -> usize {
        let bottom = setter.theme.format.bottom() + 0.5;
        let is_low = |mark: &Mark| mark.owner != Owner::Decoration && mark.area().bottom > bottom;
        let is_cut = |mark: &Mark| matches!(&mark.shape, Shape::Text(text) if text.cut);
        let marks = || self.sheets.iter().flatten();
        let elements = setter.elements.all().skip(known);
        self.sheets.len()
            + usize::from(self.too_tall || marks().any(is_low))
            + marks().filter(|mark| is_cut(mark)).count()
            + elements.filter(|(_, element)| element.goes_on).count()
    }
}

fn empty_page(report: &Report) -> Page {
    Page {
        id: "empty",
        title: report.title.clone(),
        bookmark: report.title.clone(),
        layout: PageLayout::Cover,
        blocks: Vec::new(),
    }
}

/// A page always has a title, for the bookmarks and the screen readers.
fn title_of(page: &Page, report: &Report) -> String {
    [&page.title, &page.bookmark, &report.title]
        .into_iter()
        .map(|words| printable(words))
        .find(|words| !words.is_empty())
        .unwrap_or_else(|| "Rapport".to_string())
}

/// The largest setting that holds on one sheet, or the smallest one; drawn at its scale.
fn largest<'a>(
    setter: &mut Setter<'a>,
    themes: &'a [Theme],
    mut set: impl FnMut(&mut Setter<'_>) -> Placed,
) -> Placed {
    let known = setter.elements.len();
    let mut placed = None;
    for theme in themes {
        setter.elements.truncate(known);
        setter.theme = theme;
        let tried = easiest(setter, &mut set);
        let is_whole = tried.room(setter, known) == 1;
        placed = Some((tried, theme.format.scale));
        if is_whole {
            break;
        }
    }
    let (mut placed, scale) = placed.expect("a format has a scale");
    for sheet in &mut placed.sheets {
        let marks = std::mem::take(sheet).into_iter();
        *sheet = marks.map(|mark| mark.scaled(scale)).collect();
    }
    placed
}

/// The most generous setting that takes no more room than the tightest one.
fn easiest(setter: &mut Setter<'_>, mut set: impl FnMut(&mut Setter<'_>) -> Placed) -> Placed {
    let known = setter.elements.len();
    setter.is_trial = true;
    let ease = ease_that_fits(|ease| {
        setter.ease = ease;
        let room = set(setter).room(setter, known);
        setter.elements.truncate(known);
        room
    });
    setter.is_trial = false;
    setter.ease = ease;
    set(setter)
}

/// Between the tightest and `MOST_EASE`, from the room that each takes: one is the least.
fn ease_that_fits(mut room: impl FnMut(f64) -> usize) -> f64 {
    let most = room(MOST_EASE);
    if most == 1 {
        return MOST_EASE;
    }
    let fewest = room(0.0);
    if most <= fewest {
        return MOST_EASE;
    }
    let (mut fits, mut over) = (0.0, MOST_EASE);
    for _ in 0..5 {
        let middle = f64::midpoint(fits, over);
        if room(middle) > fewest {
            over = middle;
        } else {
            fits = middle;
        }
    }
    fits
}

fn inner_sheets(
    setter: &mut Setter<'_>,
    page: &Page,
    title: &str,
    level: u8,
    root: ElementId,
) -> Placed {
    let section = setter.elements.add(root, Role::Section);
    let heading = setter.elements.add(section, Role::Heading(level));
    let (titles, first_top) = head(setter, page, title, heading);
    let (again, next_top) = head_again(setter, title);
    let format = &setter.theme.format;
    let (bottom, measure) = (format.bottom(), format.measure());
    let space = Room {
        first_top,
        next_top,
        bottom,
        left: format.margin,
    };
    setter.level = level + 1;
    setter.tallest = bottom - first_top;
    let pieces = blocks::pieces(setter, &page.blocks, measure, section);
    let height = total_height(&pieces);
    let is_tall = |(rank, piece): (usize, &Piece)| {
        let top = if rank == 0 { first_top } else { next_top };
        piece.height > bottom - top + 0.01
    };
    let too_tall = pieces.iter().enumerate().any(is_tall);
    let mut sheets = flow(pieces, space);
    // A page that is nearly full is let down a little, so that the white is not all at the foot.
    let unused = bottom - first_top - height;
    if sheets.len() == 1 && unused > 12.0 {
        let drop = (unused * 0.3).min(16.0);
        sheets[0] = std::mem::take(&mut sheets[0])
            .into_iter()
            .map(|mark| mark.shifted(0.0, drop))
            .collect();
    }
    for (rank, sheet) in sheets.iter_mut().enumerate() {
        let mut marks = if rank == 0 {
            titles.clone()
        } else {
            again.clone()
        };
        marks.append(sheet);
        *sheet = marks;
    }
    Placed {
        sheets,
        heading,
        too_tall,
    }
}

/// The short name, a rust rule and the message of the page.
fn head(setter: &Setter<'_>, page: &Page, title: &str, heading: ElementId) -> (Vec<Mark>, f64) {
    let (theme, format) = (setter.theme, &setter.theme.format);
    let left = format.margin;
    let mut marks = vec![tab(setter)];
    let size = format.note_pt + 0.5;
    let small = Style {
        face: Face::SemiBold,
        size,
        ink: theme.rust,
        leading: size * 1.3,
    };
    let name = setter.lines(&page.bookmark, small, format.measure());
    if printable(&page.bookmark) != title {
        marks.extend(rows(
            name.get(..1).unwrap_or_default(),
            left,
            format.head,
            small,
            Owner::Running,
        ));
    }
    let style = title_style(setter, title);
    let lines = setter.balanced(title, style, format.measure() - 20.0);
    let top = format.head + size * 1.5;
    marks.extend(rows(&lines, left, top, style, Owner::Element(heading)));
    (marks, top + height_of(&lines, style) + 14.0)
}

/// Long titles are set smaller, on one line if that is enough.
fn title_style(setter: &Setter<'_>, title: &str) -> Style {
    let style = |size: f64| Style {
        face: Face::SemiBold,
        size,
        ink: setter.theme.navy,
        leading: size * 1.16,
    };
    let whole = setter.theme.format.title_pt;
    let measure = setter.theme.format.measure() - 20.0;
    [(1.0, 1), (0.84, 1), (1.0, 2), (0.78, 2), (0.66, 3)]
        .into_iter()
        .map(|(share, most)| (style(whole * share), most))
        .find(|(style, most)| setter.lines(title, *style, measure).len() <= *most)
        .map_or(style(whole * 0.56), |(style, _)| style)
}

/// The page in the outline, then the headings that stand directly inside it.
fn bookmarks(
    elements: &Elements,
    from: usize,
    page: &Page,
    title: &str,
    set: &Placed,
    all: &mut Vec<Bookmark>,
) {
    let name = printable(&page.bookmark);
    let name = if name.is_empty() {
        title.to_string()
    } else {
        name
    };
    all.push(Bookmark {
        depth: 0,
        title: name,
        element: set.heading,
    });
    let Role::Heading(level) = elements.get(set.heading).role else {
        return;
    };
    for (id, element) in elements.all().skip(from) {
        if element.role == Role::Heading(level + 1) {
            all.push(Bookmark {
                depth: 1,
                title: words_of(set, id),
                element: id,
            });
        }
    }
}

fn words_of(set: &Placed, id: ElementId) -> String {
    let marks = set
        .sheets
        .iter()
        .flatten()
        .filter(|mark| mark.owner == Owner::Element(id));
    let words: String = marks
        .filter_map(|mark| match &mark.shape {
            Shape::Text(text) => Some(&*text.words),
            Shape::Path(_) | Shape::Picture { .. } => None,
        })
        .collect();
    words.replace(SOFT_HYPHEN, "").trim().to_string()
}
