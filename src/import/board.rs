//! A board of cards, whatever the tool: contents, requests, and the circuit that the lists show
//! (editorial-tables.md §3).

use chrono::{DateTime, NaiveDate, Utc};

use crate::import::board_history::Stay;
use crate::import::board_lists::{self, Meaning, State};
use crate::import::column_names::{Field, Kind};
use crate::import::desk::Desk;
use crate::import::hours_record::link;
use crate::import::moment::{self, Writing};
use crate::import::notes::{self, Notes};
use crate::import::{
    Settings, account_cell, board_circuit, columns, period, reference, tracker_json, veil, words_of,
};
use crate::model::{
    Batch, Moment, Network, Outcome, Plan, PlanStatus, PostFormat, Request, Severity, permalink,
};
use crate::words::fold::fold;
use crate::words::text;

#[derive(Debug, Default)]
pub struct Board {
    pub name: String,
    /// From left to right.
    pub lists: Vec<List>,
    pub cards: Vec<Card>,
    /// The last day the export can speak of.
    pub as_of: Option<NaiveDate>,
    /// The export says when cards were moved.
    pub has_moves: bool,
    /// Cards with a date that does not read.
    pub unreadable_dates: Vec<u32>,
}

#[derive(Debug, Default)]
pub struct List {
    pub id: String,
    pub name: String,
    pub is_archived: bool,
    /// The tool itself calls it the column of what is done.
    pub is_done: bool,
}

#[derive(Debug, Default)]
pub struct Card {
    /// Its place in the file, from 1, or its line.
    pub row: u32,
    /// The tool's own id, with the name of the tool: `trello-…`.
    pub id: String,
    pub title: String,
    pub description: String,
    /// Id of its list.
    pub list: String,
    pub is_archived: bool,
    /// A model of cards.
    pub is_template: bool,
    /// Names of its labels; empty for a label that is only a colour.
    pub labels: Vec<String>,
    /// Named cells that the team added.
    pub properties: Vec<(String, String)>,
    pub links: Vec<String>,
    pub due: Option<Moment>,
    pub created: Option<Moment>,
    /// When it was ticked as done.
    pub done: Option<Moment>,
    pub is_done: bool,
    pub track: Track,
}

/// What the moves of a card show; empty when the export has none.
#[derive(Debug, Default)]
pub struct Track {
    pub stays: Vec<Stay>,
    /// Moves are missing.
    pub has_gap: bool,
    /// Some are of a tidying of the board.
    pub was_tidied: bool,
}

/// An instant on the wall clock of the body.
pub fn local(at: DateTime<Utc>, settings: &Settings) -> Option<Moment> {
    let at = tracker_json::local(at, settings)?;
    Some(Moment { at, has_time: true })
}

/// Everything that a board gives. A card gives one plan per account that its labels name, one request
/// when it came through a list of requests, and its steps.
pub fn read(board: &Board, settings: &Settings, batch: &mut Batch) {
    let mut notes = Notes::new(&batch.file, None);
    let reader = Reader::new(board, settings);
    reader.tell_lists(&mut notes);
    for card in &board.cards {
        reader.card(card, batch, &mut notes);
    }
    for row in &board.unreadable_dates {
        let message = "une date de la carte ne se lit pas ; elle est laissée de côté : refaire l’export, ou l’écrire comme 03/09/2026 10:30";
        notes.share(
            Severity::Check,
            *row,
            "unreadable-date",
            notes::typeset(message),
        );
    }
    if board.cards.is_empty() {
        notes.sheet(Severity::Info, "empty-board", "le tableau n’a aucune carte");
    }
    batch.rows_in += notes.rows_in;
    batch.rows_told += notes.rows_told;
    batch.findings.extend(notes.into_findings());
}

pub struct Reader<'a> {
    pub board: &'a Board,
    pub settings: &'a Settings,
    /// Of each list, in their order.
    pub meanings: Vec<Meaning>,
    desk: Desk<'a>,
    pub as_of: NaiveDate,
}

impl<'a> Reader<'a> {
    fn new(board: &'a Board, settings: &'a Settings) -> Self {
        let meanings = board
            .lists
            .iter()
            .map(|list| {
                let mut meaning =
                    board_lists::meaning(&list.name, &board.name, &settings.reading.boards);
                meaning.state = meaning.state.or(list.is_done.then_some(State::Published));
                meaning
            })
            .collect();
        let days = board
            .cards
            .iter()
            .flat_map(|card| [card.created, card.due])
            .flatten();
        let as_of = board
            .as_of
            .or_else(|| days.map(|moment| moment.at.date()).max())
            .unwrap_or(super::desk::NO_DAY);
        Reader {
            board,
            settings,
            meanings,
            desk: Desk {
                settings,
                year: None,
            },
            as_of,
        }
    }

    pub fn place(&self, list: &str) -> Option<usize> {
        self.board.lists.iter().position(|known| known.id == list)
    }

    pub fn meaning(&self, list: &str) -> Meaning {
        self.place(list)
            .map(|place| self.meanings[place])
            .unwrap_or_default()
    }

    /// Lists that say nothing, and names of the settings that no list bears.
    fn tell_lists(&self, notes: &mut Notes) {
        // By their places: a list may bear the name of an agent.
        for (place, (list, meaning)) in (1..).zip(self.board.lists.iter().zip(&self.meanings)) {
            let has_cards = self.board.cards.iter().any(|card| card.list == list.id);
            let is_account =
                !account_cell::in_label(&list.name, &self.settings.accounts).is_empty();
            let is_said_by_cards = self
                .board
                .cards
                .iter()
                .filter(|card| card.list == list.id)
                .all(|card| property(card, Field::Status).is_some());
            if meaning.state.is_none() && has_cards && !is_account && !is_said_by_cards {
                let message = format!(
                    "la liste n° {place} du tableau n’est pas comprise ; ses cartes sont comptées sans statut : dire ce qu’elle est dans [[import.boards]] de config.toml"
                );
                notes.sheet(Severity::Warning, "unknown-list", &message);
            }
            if meaning.state == Some(State::InApproval) && meaning.role.is_none() && has_cards {
                let message = format!(
                    "la liste n° {place} du tableau est lue comme une validation, sans dire par qui ; donner le rôle dans [[import.boards]] de config.toml, clé « roles »"
                );
                notes.sheet(Severity::Info, "approval-list-without-role", &message);
            }
        }
        let own = self
            .settings
            .reading
            .boards
            .iter()
            .filter(|one| one.name.is_some() && one.is_for(&self.board.name));
        for name in own.flat_map(board_lists::BoardSettings::named) {
            if self
                .board
                .lists
                .iter()
                .all(|list| fold(&list.name) != fold(name))
            {
                let message = format!(
                    "la liste « {name} » de [[import.boards]] n’est pas dans le tableau ; reprendre son nom exact"
                );
                notes.sheet(Severity::Warning, "list-not-found", &message);
            }
        }
        let approves = self
            .meanings
            .iter()
            .any(|meaning| meaning.state == Some(State::InApproval));
        if self.board.has_moves && !approves && !self.board.cards.is_empty() {
            notes.sheet(
                Severity::Warning,
                "no-approval-list",
                "aucune liste n’est comprise comme une validation ; aucun délai n’en est tiré : dire lesquelles dans [[import.boards]] de config.toml, clé « roles »",
            );
        }
    }

    fn card(&self, card: &Card, batch: &mut Batch, notes: &mut Notes) {
        let state = self.meaning(&card.list).state;
        if let Some((code, reason)) = unwanted(card, state) {
            notes.rows_in += 1;
            notes.rows_told += 1;
            notes.share(Severity::Info, card.row, code, reason);
            return;
        }
        let plan = self.plan(card, state, notes);
        let approvals = board_circuit::approvals(self, card, &plan.reference, notes);
        let request = self.request(card, &plan);
        let plans = self.on_accounts(card, plan, notes);
        notes.rows_in += plans.len() + approvals.len() + usize::from(request.is_some());
        let tables = &mut batch.tables;
        tables.contents.get_or_insert_default().extend(plans);
        if let Some(request) = request {
            tables.requests.get_or_insert_default().push(request);
        }
        if !approvals.is_empty() {
            tables.approvals.get_or_insert_default().extend(approvals);
        }
        if card.labels.iter().any(String::is_empty) {
            notes.share(
                Severity::Info,
                card.row,
                "colour-only-label",
                "étiquettes sans nom : une couleur seule ne se lit pas ; leur donner un nom",
            );
        }
    }

    fn plan(&self, card: &Card, state: Option<State>, notes: &mut Notes) -> Plan {
        let (references, title) = reference::taken_out(&card.title);
        let property = |field| property(card, field);
        let reference = references
            .into_iter()
            .next()
            .or_else(|| {
                property(Field::Reference)
                    .and_then(|cell| reference::in_column(&cell).0.into_iter().next())
            })
            .unwrap_or_else(|| card.id.clone());
        let mut moment = |field| self.property_moment(card, field, notes);
        let planned = moment(Field::Planned).or(card.due);
        let (wanted, requested) = (moment(Field::Wanted), moment(Field::Requested));
        let published = moment(Field::Published);
        let format = property(Field::Format)
            .and_then(|cell| words_of::format(&cell))
            .or_else(|| self.format(card));
        Plan {
            reference,
            title: text::shortened(title.lines().next().unwrap_or_default(), 100),
            account: None,
            planned,
            format,
            accessible: property(Field::Accessible).and_then(|cell| words_of::accessible(&cell)),
            theme: property(Field::Theme),
            service: property(Field::Service),
            requested: requested.or_else(|| self.entered(card, State::Request)),
            wanted,
            status: status(card, state, self.is_put_away(card))
                .or_else(|| property(Field::Status).and_then(|cell| words_of::status(&cell))),
            // The day of the move is not that of the publication: it only stands in for it when nothing else does.
            published: published.or_else(|| {
                (planned.is_none() && !card.track.was_tidied)
                    .then(|| card.done.or_else(|| self.entered(card, State::Published)))
                    .flatten()
            }),
            permalink: property(Field::Permalink).and_then(|cell| link(&cell)),
            as_of: self.as_of,
            row: card.row,
        }
    }

    /// Archived, or in a list that is.
    pub fn is_put_away(&self, card: &Card) -> bool {
        card.is_archived
            || self
                .place(&card.list)
                .is_some_and(|place| self.board.lists[place].is_archived)
    }

    fn format(&self, card: &Card) -> Option<PostFormat> {
        card.labels
            .iter()
            .filter(|label| account_cell::in_label(label, &self.settings.accounts).is_empty())
            .find_map(|label| words_of::format(label))
    }

    /// When it last came into a list of this state.
    fn entered(&self, card: &Card, state: State) -> Option<Moment> {
        let stay = card
            .track
            .stays
            .iter()
            .rev()
            .find(|stay| self.meaning(&stay.list).state == Some(state))?;
        local(stay.from?, self.settings)
    }

    fn property_moment(&self, card: &Card, field: Field, notes: &mut Notes) -> Option<Moment> {
        let cell = property(card, field)?;
        let writing = Writing {
            month_first: false,
            year: card
                .created
                .map(|created| chrono::Datelike::year(&created.at)),
            zone: self.settings.zone,
        };
        match moment::parse(&cell, writing) {
            moment::Reading::Given(dated) => Some(dated.moment),
            moment::Reading::Empty => None,
            moment::Reading::Unreadable => {
                notes.doubt(
                    card.row,
                    "unreadable-date",
                    "une date de la carte ne se lit pas ; elle est laissée de côté : écrire par exemple 03/09/2026 10:30",
                );
                None
            }
        }
    }

    /// A card that came through a list of requests was asked for.
    fn request(&self, card: &Card, plan: &Plan) -> Option<Request> {
        let state = self.meaning(&card.list).state;
        let received = plan
            .requested
            .filter(|_| {
                card.track
                    .stays
                    .iter()
                    .any(|stay| self.meaning(&stay.list).state == Some(State::Request))
            })
            .or_else(|| card.created.filter(|_| state == Some(State::Request)))?;
        let outcome = match (state, self.is_put_away(card)) {
            (Some(State::Dropped), _) | (Some(State::Request), true) => Outcome::Refused,
            (Some(State::Request | State::Postponed), false) => Outcome::Open,
            _ => Outcome::Accepted,
        };
        Some(Request {
            subject: veil::words(&card.title),
            received,
            wanted: plan.wanted,
            service: plan.service.clone(),
            channel: None,
            outcome: Some(outcome),
            reference: Some(plan.reference.clone()),
            as_of: self.as_of,
            row: card.row,
        })
    }

    /// One plan per account that the labels, the list or a property name.
    fn on_accounts(&self, card: &Card, plan: Plan, notes: &mut Notes) -> Vec<Plan> {
        let known = &self.settings.accounts;
        let mut accounts: Vec<String> = Vec::new();
        let of_list = self
            .place(&card.list)
            .map(|place| self.board.lists[place].name.as_str());
        let of_property = property(card, Field::Account);
        let named = of_property
            .iter()
            .flat_map(|cell| account_cell::several(cell, known))
            .chain(
                card.labels
                    .iter()
                    .flat_map(|label| account_cell::in_label(label, known)),
            );
        for account in named {
            if !accounts.contains(&account) {
                accounts.push(account);
            }
        }
        if accounts.is_empty() {
            accounts = of_list
                .map(|list| account_cell::in_label(list, known))
                .unwrap_or_default();
        }
        for account in &accounts {
            self.desk.check_account(Some(account), card.row, notes);
        }
        if accounts.is_empty() {
            let permalink = plan.permalink.clone().or_else(|| only(posts(card, None)));
            return vec![Plan { permalink, ..plan }];
        }
        let alone = accounts.len() == 1;
        accounts
            .into_iter()
            .map(|account| {
                let network = account_cell::network_of(&account, known);
                let attached = only(posts(card, network.filter(|_| !alone)));
                Plan {
                    permalink: plan
                        .permalink
                        .clone()
                        .or(attached.filter(|_| alone || network.is_some())),
                    account: Some(account),
                    ..plan.clone()
                }
            })
            .collect()
    }
}

/// Why a card is no content.
fn unwanted(card: &Card, state: Option<State>) -> Option<(&'static str, &'static str)> {
    if card.is_template {
        Some(("card-model", "modèles de cartes laissés de côté"))
    } else if state == Some(State::Ignored) {
        Some((
            "ignored-list",
            "cartes d’une liste hors circuit laissées de côté",
        ))
    } else if !card.title.chars().any(char::is_alphanumeric) {
        Some((
            "card-without-title",
            "cartes sans titre, ou qui ne font que séparer, laissées de côté",
        ))
    } else {
        None
    }
}

/// An archived card keeps what its list says once it was agreed on; before, it was given up.
fn status(card: &Card, state: Option<State>, is_put_away: bool) -> Option<PlanStatus> {
    match state {
        Some(state) if is_put_away && !state.is_agreed() => Some(PlanStatus::Dropped),
        Some(state) => state.status(),
        None => card.is_done.then_some(PlanStatus::Published),
    }
}

/// The cell of a card under one of the names of a column of the planning.
fn property(card: &Card, field: Field) -> Option<String> {
    let found = card.properties.iter().find(|(name, value)| {
        !value.trim().is_empty() && columns::field_named(Kind::Plan, name) == Some(field)
    });
    found.map(|(_, value)| value.trim().to_owned())
}

/// Links of the card to posts, of one network or of any.
fn posts(card: &Card, network: Option<Network>) -> Vec<String> {
    card.links
        .iter()
        .filter_map(|address| permalink::normalise(address))
        .filter(|key| {
            let of = key.split(':').next().and_then(Network::from_key);
            of.is_some() && (network.is_none() || of == network)
        })
        .collect()
}

fn only(mut links: Vec<String>) -> Option<String> {
    links.dedup();
    match links.len() {
        1 => links.pop(),
        _ => None,
    }
}

/// The name of a board that its file alone gives.
pub fn named_by_file(file: &str) -> String {
    period::stem(file).to_owned()
}
