//! Which column, under which names, read how: a usual format is a list of these.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::document::{Cell, Document, Row, Table};
use crate::import::claim::Claim;
use crate::import::figures_column::{self, Holds, Marks};
use crate::import::number::{self, Unreadable};
use crate::import::told::Told;
use crate::model::{Metric, Metrics, Severity};
use crate::words::fold::fold;

/// One column of an export.
#[derive(Debug)]
pub struct Field {
    /// Its names, the surest first; compared folded and whole.
    pub from: &'static [&'static str],
    pub to: To,
    pub kind: Kind,
}

impl Field {
    pub const fn new(from: &'static [&'static str], to: To, kind: Kind) -> Field {
        Field { from, to, kind }
    }

    /// Its surest name.
    pub fn title(&self) -> &'static str {
        self.from.first().copied().unwrap_or_default()
    }

    pub const fn text(from: &'static [&'static str], to: To) -> Field {
        Field::new(from, to, Kind::Text)
    }

    /// The day, or the moment, of a row.
    pub const fn date(from: &'static [&'static str]) -> Field {
        Field::new(from, To::Date, Kind::Date)
    }

    pub const fn count(from: &'static [&'static str], metric: Metric) -> Field {
        Field::new(from, To::Metric(metric), Kind::Count)
    }

    pub const fn net(from: &'static [&'static str], metric: Metric) -> Field {
        Field::new(from, To::Metric(metric), Kind::Net)
    }

    pub const fn seconds(from: &'static [&'static str], metric: Metric) -> Field {
        Field::new(from, To::Metric(metric), Kind::Seconds)
    }

    pub const fn hours(from: &'static [&'static str], metric: Metric) -> Field {
        Field::new(from, To::Metric(metric), Kind::Hours)
    }
}

/// What a column says of a post or of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum To {
    Id,
    Permalink,
    /// The network's own id of the account.
    Account,
    /// Its public handle.
    Handle,
    /// Its public name.
    AccountName,
    /// The network of the row, in an export of several.
    Network,
    Title,
    Text,
    Date,
    /// Kind of post, in the words of the network.
    Type,
    /// Post, story or reply.
    Place,
    /// Whether somebody else's post was passed on.
    Relay,
    /// The span that counters cover.
    Span,
    /// Followers lost, to be taken from those gained.
    Lost,
    /// What advertising brought, which the counters hold already.
    Paid,
    Metric(Metric),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Text,
    Date,
    /// Zero or more.
    Count,
    /// May be negative: a net gain, a withdrawn reaction.
    Net,
    /// Decimal seconds, kept in thousandths.
    Seconds,
    /// Decimal hours, kept in thousandths of a second.
    Hours,
}

impl Kind {
    fn read(self, cell: Cell<'_>) -> Result<Option<i64>, Unreadable> {
        match self {
            Kind::Count => number::count(cell),
            Kind::Net => number::net(cell),
            Kind::Seconds => number::scaled(cell, 1000.0),
            Kind::Hours => number::scaled(cell, 3_600_000.0),
            Kind::Text | Kind::Date => Ok(None),
        }
    }

    fn holds(self) -> Option<Holds> {
        match self {
            Kind::Count | Kind::Net => Some(Holds::Wholes),
            Kind::Seconds | Kind::Hours => Some(Holds::Decimals),
            Kind::Text | Kind::Date => None,
        }
    }
}

/// The header of a table, and where each field stands.
#[derive(Clone, Debug)]
pub struct Columns {
    /// Data comes after this row.
    pub header: u32,
    /// As written, trimmed.
    pub names: Vec<String>,
    folded: Vec<String>,
    places: Vec<(To, Kind, usize)>,
    /// How the columns of figures write them, by place, once `learn_marks` has walked them.
    marks: BTreeMap<usize, Marks>,
    /// Some columns bear no known name, and were told by what they hold.
    is_by_content: bool,
}

/// The header stands among the first rows: below a title or a description, if not first.
const HEADER_WITHIN: usize = 6;

/// The first table with a header that suits, and its columns.
pub fn locate<'a>(
    document: &'a Document,
    fields: &[Field],
    suits: impl Fn(&Columns) -> bool,
) -> Option<(&'a Table, Columns)> {
    document
        .tables
        .iter()
        .find_map(|table| Some((table, Columns::locate(table, fields, &suits)?)))
}

/// A field, its names folded.
struct Known<'a> {
    field: &'a Field,
    names: Vec<String>,
}

fn known(fields: &[Field]) -> Vec<Known<'_>> {
    let known = |field| Known {
        field,
        names: field.from.iter().map(|name| fold(name)).collect(),
    };
    fields.iter().map(known).collect()
}

impl Columns {
    /// The first row of a table that suits as a header.
    pub fn locate(
        table: &Table,
        fields: &[Field],
        suits: impl Fn(&Columns) -> bool,
    ) -> Option<Columns> {
        let known = known(fields);
        let rows = table.first_rows(HEADER_WITHIN).iter();
        let wide = rows.filter(|(_, names)| names.len() > 1);
        wide.map(|(number, names)| Columns::of_row(*number, names, &known))
            .find(suits)
    }

    /// Finds each field under the first of its names that is there.
    pub fn resolve(header: u32, names: &[String], fields: &[Field]) -> Columns {
        Columns::of_row(header, names, &known(fields))
    }

    fn of_row(header: u32, names: &[String], known: &[Known]) -> Columns {
        let folded: Vec<String> = names.iter().map(|name| fold(name)).collect();
        let place = |known: &Known| {
            let mut names = known.names.iter();
            names.find_map(|name| folded.iter().position(|column| column == name))
        };
        let places = known
            .iter()
            .filter_map(|known| Some((known.field.to, known.field.kind, place(known)?)))
            .collect();
        Columns {
            header,
            names: names.to_vec(),
            folded,
            places,
            marks: BTreeMap::new(),
            is_by_content: false,
        }
    }

    pub fn has(&self, to: To) -> bool {
        self.place(to).is_some()
    }

    pub fn has_metrics(&self) -> bool {
        self.places
            .iter()
            .any(|(to, ..)| matches!(to, To::Metric(_)))
    }

    /// Whether a column bears this name, whatever it is for.
    pub fn named(&self, name: &str) -> bool {
        self.times(name) > 0
    }

    /// How many columns bear this name.
    pub fn times(&self, name: &str) -> usize {
        let name = fold(name);
        self.folded.iter().filter(|column| **column == name).count()
    }

    /// Whether a name starts so.
    pub fn starts(&self, start: &str) -> bool {
        let start = fold(start);
        self.folded.iter().any(|column| column.starts_with(&start))
    }

    /// Columns that bear a name.
    pub fn width(&self) -> usize {
        self.folded
            .iter()
            .rposition(|name| !name.is_empty())
            .map_or(0, |last| last + 1)
    }

    /// Puts a field where the content showed it, when no name did.
    pub fn put(&mut self, to: To, kind: Kind, place: usize) {
        if !self.has(to) {
            self.places.push((to, kind, place));
            self.is_by_content = true;
        }
    }

    /// The same for a row whose cells from this place on are further to the right.
    #[must_use]
    pub fn moved(&self, from: usize, by: usize) -> Columns {
        let mut moved = self.clone();
        for (.., place) in &mut moved.places {
            if *place >= from {
                *place += by;
            }
        }
        moved
    }

    /// The same for a layout whose columns never move, unless a name that is known says that they did.
    pub fn complete(&mut self, places: &[(To, Kind, usize)]) {
        let is_moved = |(to, _, place): &(To, Kind, usize)| {
            self.place(*to).is_some_and(|known| known != *place)
        };
        if !places.iter().any(is_moved) {
            for (to, kind, place) in places {
                self.put(*to, *kind, *place);
            }
        }
    }

    /// How sure a format is of a table that has these columns.
    pub fn claim(&self) -> Claim {
        if self.is_by_content {
            Claim::Likely
        } else {
            Claim::Yes
        }
    }

    /// Says that names were not known, and which columns were left unread.
    pub fn tell_unknown(&self, told: &mut Told<'_>) {
        if !self.is_by_content {
            return;
        }
        let is_read = |place: usize| self.places.iter().any(|(.., read)| *read == place);
        let unread: Vec<&str> = (0..self.names.len())
            .filter(|place| !is_read(*place))
            .map(|place| self.names[place].as_str())
            .collect();
        let unread: Vec<&str> = unread
            .into_iter()
            .filter(|name| !name.is_empty())
            .take(30)
            .collect();
        let tail = if unread.is_empty() {
            String::new()
        } else {
            format!(" ; colonnes non lues : « {} »", unread.join(" », « "))
        };
        let message = format!(
            "les en-têtes ne sont ni en anglais ni en français connu ; les colonnes ont été reconnues à leur contenu : vérifier les totaux, ou exporter avec l’interface en anglais{tail}"
        );
        told.say(
            Severity::Warning,
            "columns-by-content",
            Some(self.header),
            message,
        );
    }

    pub fn place(&self, to: To) -> Option<usize> {
        self.places
            .iter()
            .find(|(field, ..)| *field == to)
            .map(|(.., place)| *place)
    }

    pub fn cell<'a>(&self, row: &Row<'a>, to: To) -> Cell<'a> {
        self.place(to).map_or(Cell::Empty, |place| row.cell(place))
    }

    /// Trimmed; empty when the column is absent.
    pub fn text<'a>(&self, row: &Row<'a>, to: To) -> Cow<'a, str> {
        match self.cell(row, to).to_text() {
            Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
            Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
        }
    }

    /// Walks the columns of figures of a table whose thousands may be grouped; `usual` is the custom of the
    /// tool that wrote it.
    pub fn learn_marks(&mut self, table: &Table, usual: Marks) {
        let mut seen: Vec<(usize, figures_column::Column)> = self
            .places
            .iter()
            .filter_map(|(to, kind, place)| {
                let To::Metric(_) = to else { return None };
                Some((*place, figures_column::Column::holding(kind.holds()?)))
            })
            .collect();
        self.for_each(table, |row| {
            for (place, column) in &mut seen {
                column.see(row.cell(*place));
            }
        });
        self.marks = seen
            .into_iter()
            .map(|(place, column)| (place, column.settle(usual)))
            .collect();
    }

    /// The counters of a row. One that does not read is told, and is missing.
    pub fn metrics(&self, row: &Row<'_>, told: &mut Told<'_>) -> Metrics {
        let mut metrics = Metrics::default();
        for (to, kind, place) in &self.places {
            let To::Metric(metric) = *to else { continue };
            let cell = row.cell(*place);
            let plain = match self.marks.get(place) {
                Some(marks) => marks.plain(cell),
                None => Ok(cell),
            };
            match plain.and_then(|cell| kind.read(cell)) {
                Ok(value) => metrics[metric] = value,
                Err(reason) => self.tell(reason, row.number, *place, told),
            }
        }
        metrics
    }

    fn tell(&self, reason: Unreadable, row: u32, place: usize, told: &mut Told<'_>) {
        let name = self.names.get(place).map_or("?", String::as_str);
        let (code, found) = match reason {
            Unreadable::NotANumber => (
                "unreadable-number",
                "ne contient pas un nombre entier lisible sans doute possible",
            ),
            Unreadable::BecameADate => (
                "date-in-number",
                "contient une date au lieu d’un nombre : un tableur a transformé le fichier",
            ),
            Unreadable::Negative => ("negative-number", "contient un nombre négatif"),
        };
        let message = format!(
            "la colonne « {name} » {found} ; la valeur est tenue pour absente : donner l’export d’origine, sans l’enregistrer dans un tableur"
        );
        told.say(Severity::Warning, code, Some(row), message);
    }

    /// Calls `each` on every data row that holds something. Exports put end to end repeat their header,
    /// which is no data.
    pub fn for_each(&self, table: &Table, mut each: impl FnMut(Row<'_>)) {
        table.for_each(|row| {
            if row.number > self.header && !row.is_empty() && !self.is_header(&row) {
                each(row);
            }
        });
    }

    fn is_header(&self, row: &Row<'_>) -> bool {
        self.names
            .iter()
            .enumerate()
            .all(|(place, name)| row.text_at(place).trim() == name)
    }

    /// The first data rows, as text.
    pub fn sample(&self, table: &Table) -> Vec<Vec<String>> {
        let rows = table.first_rows(HEADER_WITHIN + 20).iter();
        rows.filter(|(number, cells)| *number > self.header && *cells != self.names)
            .map(|(_, cells)| cells.clone())
            .collect()
    }
}
