//! The header of a sheet: which column is what, and of which kind the sheet is.

use crate::import::column_names::{ANY_DATE, ANY_OUTCOME, Field, Kind};
use crate::import::{account_cell, role};
use crate::model::Role;
use crate::words::fold::fold;

/// The columns of a header row, by kind of sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Columns {
    pub kind: Kind,
    /// Field and place, in the order of the model.
    pub places: Vec<(Field, usize)>,
    /// Names as normalised, by place.
    names: Vec<String>,
}

impl Columns {
    /// Names a header row as a sheet of this kind. Each column is used once; of two columns of the same
    /// name, the first.
    pub fn of(kind: Kind, header: &[String]) -> Columns {
        Columns::named(kind, &normal_names(header))
    }

    /// The same, of names that are normalised.
    pub fn named(kind: Kind, names: &[String]) -> Columns {
        let mut places: Vec<(Field, usize)> = Vec::new();
        for (field, known) in kind.names() {
            let place = known.iter().find_map(|name| {
                names.iter().enumerate().position(|(place, found)| {
                    found == name && places.iter().all(|(_, taken)| *taken != place)
                })
            });
            places.extend(place.map(|place| (*field, place)));
        }
        Columns {
            kind,
            places,
            names: names.to_vec(),
        }
    }

    pub fn place(&self, field: Field) -> Option<usize> {
        self.places
            .iter()
            .find(|(known, _)| *known == field)
            .map(|(_, place)| *place)
    }

    pub fn has(&self, field: Field) -> bool {
        self.place(field).is_some()
    }

    /// Columns that bear the name of the model.
    pub fn strength(&self) -> usize {
        let model = |field: Field| {
            self.kind
                .names()
                .iter()
                .find(|(known, _)| *known == field)
                .and_then(|(_, names)| names.first())
        };
        self.places
            .iter()
            .filter(|(field, place)| {
                model(*field)
                    .is_some_and(|name| self.names.get(*place).is_some_and(|found| found == name))
            })
            .count()
    }

    /// A sheet of hours made on the model, not a list with a layout of its own.
    pub fn is_canonical(&self) -> bool {
        let model = |field: Field, name: &str| {
            self.place(field)
                .is_some_and(|place| self.names[place] == name)
        };
        let timed = model(Field::Duration, "duree")
            || (model(Field::Start, "debut") && model(Field::End, "fin"));
        self.kind != Kind::Hours
            || (model(Field::Date, "date") && model(Field::Step, "tache") && timed)
    }

    /// Whether the header says enough to be read as this kind of sheet.
    pub fn fits(&self) -> bool {
        let any = |fields: &[Field]| fields.iter().any(|field| self.has(*field));
        match self.kind {
            Kind::Hours => {
                let timed =
                    self.has(Field::Duration) || (self.has(Field::Start) && self.has(Field::End));
                let about = any(&[
                    Field::Step,
                    Field::Agent,
                    Field::Reference,
                    Field::Publication,
                    Field::Account,
                ]);
                self.has(Field::Date)
                    && timed
                    && about
                    && (self.is_canonical() || !self.is_foreign())
            }
            Kind::Plan => {
                self.has(Field::Reference)
                    && any(&[Field::Title, Field::Account])
                    && any(&[Field::Planned, Field::Status])
            }
            Kind::Approvals => {
                self.has(Field::Reference)
                    && any(&[Field::Decided, Field::Decision])
                    && any(&[Field::Submitted, Field::Role])
            }
            Kind::Requests => {
                let rest = [
                    Field::Subject,
                    Field::Wanted,
                    Field::Channel,
                    Field::Outcome,
                ];
                let said = rest.iter().filter(|field| self.has(**field)).count();
                self.has(Field::Received) && said + usize::from(self.says_who_asked()) >= 2
            }
            Kind::Messages => self.is_of_messages(),
        }
    }

    /// A service, or somebody.
    fn says_who_asked(&self) -> bool {
        self.has(Field::Service) || self.has(Field::Requester)
    }

    /// Where messages came, and what became of them. A plain « Date » or « Statut » is not enough, and a table that
    /// names a subject, a step or a day of publication is another one.
    fn is_of_messages(&self) -> bool {
        const OTHERS: [&str; 18] = [
            "expediteur",
            "date prevue",
            "date prevue de publication",
            "date de publication",
            "mise en ligne",
            "publie le",
            "titre",
            "titre court",
            "sujet",
            "objet",
            "service demandeur",
            "date souhaitee",
            "ref contenu",
            "tache",
            "duree",
            "temps passe",
            "valide par",
            "decide le",
        ];
        let any_of = |field: Field, names: &[&str]| {
            self.place(field)
                .is_some_and(|place| names.contains(&self.names[place].as_str()))
        };
        let places = [Field::Account, Field::Network, Field::MessageKind];
        let places = places.iter().filter(|field| self.has(**field)).count();
        let is_dated = self.has(Field::Received) && !any_of(Field::Received, &ANY_DATE);
        let is_followed = self.has(Field::Handled)
            || (self.has(Field::Outcome) && !any_of(Field::Outcome, &ANY_OUTCOME));
        let (is_dealt_with, is_placed) = (self.has(Field::Handled), places > 0);
        self.has(Field::Received)
            && ((is_placed && is_followed && (is_dated || is_dealt_with))
                || (is_dated && places >= 2)
                || (is_dated && is_dealt_with && self.has(Field::Outcome)))
            && !self
                .names
                .iter()
                .any(|name| OTHERS.contains(&name.as_str()))
    }

    /// A planning that a team keeps its own way, without references (editorial-tables.md §2).
    pub fn is_hand_kept(&self) -> bool {
        const OF_A_CIRCUIT: [Field; 6] = [
            Field::Status,
            Field::Submitted,
            Field::Decided,
            Field::Role,
            Field::Requested,
            Field::Wanted,
        ];
        const OF_A_POST: [Field; 5] = [
            Field::Account,
            Field::Format,
            Field::Theme,
            Field::PlannedTime,
            Field::Published,
        ];
        if self.kind != Kind::Plan || self.has(Field::Reference) || !self.has(Field::Planned) {
            return false;
        }
        let count = |fields: &[Field]| fields.iter().filter(|field| self.has(**field)).count();
        let circuit = count(&OF_A_CIRCUIT) + usize::from(self.says_who_asked());
        let post = count(&OF_A_POST);
        let across = self.networks().len() >= 2;
        let says = [Field::Title, Field::Text, Field::Theme]
            .iter()
            .any(|field| self.has(*field));
        // A date, a title and a type are those of any agenda.
        let is_editorial = across
            || self.has(Field::Account)
            || self.follows_a_circuit()
            || (self.has(Field::Theme)
                && self.has(Field::Format)
                && !self.names_place(Field::Format, "type"));
        // Figures copied by hand beside a circuit are left aside; without one, it is an export of figures.
        is_editorial
            && (across || (says && circuit + post >= 2))
            && (circuit > 0 || !self.is_foreign())
    }

    /// Whether it says where contents stand, as a list of hours never does.
    fn follows_a_circuit(&self) -> bool {
        let fields = [
            Field::Status,
            Field::Submitted,
            Field::Decided,
            Field::Role,
            Field::Wanted,
        ];
        fields.iter().any(|field| self.has(*field))
    }

    fn names_place(&self, field: Field, name: &str) -> bool {
        self.place(field)
            .is_some_and(|place| self.names.get(place).is_some_and(|found| found == name))
    }

    /// A list of hours whose « Heure » is the time of a publication in a planning: `planning` names the same header.
    pub fn is_rather(&self, planning: &Columns) -> bool {
        let is_told = self.has(Field::Agent)
            || self
                .place(Field::Step)
                .is_some_and(|place| planning.place(Field::Format) != Some(place));
        self.kind == Kind::Hours
            && self.place(Field::Duration).is_some()
            && self.place(Field::Duration) == planning.place(Field::PlannedTime)
            && planning.is_hand_kept()
            && (planning.follows_a_circuit() || !is_told)
    }

    /// Columns that are networks, with their names: a planning may have one column per network.
    pub fn networks(&self) -> Vec<(usize, &str)> {
        let named = self.names.iter().enumerate();
        named
            .filter(|(place, name)| {
                account_cell::is_network(name)
                    && self.places.iter().all(|(_, taken)| taken != place)
            })
            .map(|(place, name)| (place, name.as_str()))
            .collect()
    }

    /// Columns that are approvers, to be ticked: « Cabinet », « DGS », « Élu ».
    pub fn approvers(&self) -> Vec<(Role, usize)> {
        let named = self.names.iter().enumerate();
        named
            .filter(|(place, _)| self.places.iter().all(|(_, taken)| taken != place))
            .filter_map(|(place, name)| Some((role::of_column(name)?, place)))
            .collect()
    }

    /// The same columns, and one more.
    #[must_use]
    pub fn with(mut self, field: Field, place: usize) -> Columns {
        self.places.push((field, place));
        self
    }

    /// Columns of trackers, of networks and of clocking-in, which share « Date » and « Durée » with lists of hours.
    fn is_foreign(&self) -> bool {
        const WORDS: [&str; 30] = [
            "client",
            "customer",
            "facturable",
            "billable",
            "utilisateur",
            "user",
            "nom d utilisateur",
            "email",
            "e mail",
            "courriel",
            "mots cles",
            "tags",
            "devise",
            "taux",
            "impressions",
            "vues",
            "views",
            "portee",
            "couverture",
            "reach",
            "reactions",
            "permalien",
            "permalink",
            "likes",
            "clics",
            "abonnes",
            "arrivee",
            "depart",
            "heures travaillees",
            "duration",
        ];
        self.names.iter().any(|name| {
            WORDS.contains(&name.as_str())
                || name.starts_with("identifiant d")
                || name.starts_with("id d")
        })
    }

    /// Whether a row repeats the header, as lists in blocks do.
    pub fn repeats(&self, cells: &[String]) -> bool {
        let same = |(_, place): &&(Field, usize)| {
            let pair = cells.get(*place).zip(self.names.get(*place));
            pair.is_some_and(|(cell, name)| begins_like(cell, name) && normal(cell) == *name)
        };
        self.places.iter().filter(same).nth(1).is_some()
    }
}

/// The field that a lone name stands for, in a sheet of this kind.
pub fn field_named(kind: Kind, name: &str) -> Option<Field> {
    let name = normal(name);
    kind.names()
        .iter()
        .find(|(_, names)| names.contains(&name.as_str()))
        .map(|(field, _)| *field)
}

/// What a name stands for in a sheet of this kind: a field, or one column per network or approver of a planning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Named {
    Field(Field),
    Across(String),
}

pub fn named(kind: Kind, name: &str) -> Option<Named> {
    let across = || {
        let name = normal(name);
        let is_column = account_cell::is_network(&name) || role::of_column(&name).is_some();
        (kind == Kind::Plan && is_column).then_some(Named::Across(name))
    };
    field_named(kind, name).map(Named::Field).or_else(across)
}

/// The cells of a header, normalised.
pub fn normal_names(header: &[String]) -> Vec<String> {
    header.iter().map(|cell| normal(cell)).collect()
}

/// Whether a cell may be a normalised name, by its first letter: most cells of a table are not.
fn begins_like(cell: &str, name: &str) -> bool {
    let mut letters = cell.chars().filter(|letter| !letter.is_whitespace());
    match letters.next() {
        Some(letter) if letter.is_ascii_alphanumeric() => {
            name.starts_with(letter.to_ascii_lowercase())
        }
        // Folding may change it, or leave it out.
        Some(_) => true,
        None => name.is_empty(),
    }
}

/// Folded, without what is in parentheses, punctuation as spaces: « Réf. contenu * » → `ref contenu`.
pub fn normal(header: &str) -> String {
    let mut depth = 0_u32;
    let mut plain = String::new();
    for character in fold(header).chars() {
        match character {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            letter if letter.is_alphanumeric() => plain.push(letter),
            _ => plain.push(' '),
        }
    }
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(kind: Kind, header: &str) -> Columns {
        Columns::of(
            kind,
            &header.split(';').map(str::to_owned).collect::<Vec<_>>(),
        )
    }

    fn kinds(header: &str) -> Vec<Kind> {
        Kind::ALL
            .into_iter()
            .filter(|kind| columns(*kind, header).fits())
            .collect()
    }

    #[test]
    fn the_five_models_are_recognised() {
        assert_eq!(kinds("Date;Tâche;Durée"), [Kind::Hours]);
        assert_eq!(
            kinds("Réf. contenu;Titre court;Compte;Date prévue;Statut"),
            [Kind::Plan]
        );
        assert_eq!(
            kinds("RÉF. CONTENU ;Ordre;Rôle du valideur;Soumis le;Décidé le;Décision"),
            [Kind::Approvals]
        );
        assert_eq!(
            kinds("Reçue le;Service demandeur;Objet;Date souhaitée;Canal;Suite;Réf. contenu"),
            [Kind::Requests]
        );
        assert_eq!(
            kinds("Reçu le;Compte;Réseau;Type;Traité le;Suite"),
            [Kind::Messages]
        );
        assert_eq!(
            kinds("Date;Qui;Temps;Quoi;Réseau;Publication"),
            [Kind::Hours]
        );
    }

    #[test]
    fn other_peoples_exports_are_not() {
        for header in [
            "Date;De;À;Durée;Client;Projet;Activité;Description;Facturable;Mots-clés",
            "User;Email;Client;Project;Task;Description;Billable;Start date;Start time;End date;End time;Duration;Tags;Amount ()",
            "Post ID;Page ID;Page name;Title;Description;Duration (sec);Publish time;Permalink;Date;Views;Reach",
            "Identifiant de la publication;Titre;Durée (s);Heure de publication;Permalien;Date;Vues;Couverture",
            "Post id;Date;Post text;Post Link;Impressions;Likes",
            "Date;Start;End;Worked;Titles",
            "Date;Arrivée;Départ;Heures travaillées;Nom",
            "Date;Client;Project;Project Code;Task;Notes;Hours",
            "Projet;Client;Description;Email;Utilisateur;Facturable;Date de début;Heure de début;Durée (décimal)",
        ] {
            assert_eq!(kinds(header), [], "{header}");
        }
    }

    #[test]
    fn two_columns_of_one_name_are_one_field() {
        let columns = columns(
            Kind::Hours,
            "Date;Tâche;Durée;Durée;Description;Publication",
        );
        assert_eq!(columns.place(Field::Duration), Some(2));
        assert_eq!(
            columns.place(Field::Publication),
            Some(5),
            "the name of the model comes first"
        );
    }
}
