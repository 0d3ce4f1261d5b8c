//! The columns of the workbook, as its model writes them.

use crate::import::column_names::Field;

impl Field {
    pub fn title(self) -> &'static str {
        match self {
            Field::Accessible => "Accessibilité",
            Field::Account => "Compte",
            Field::Agent => "Agent",
            Field::Channel => "Canal",
            Field::Comment => "Commentaire",
            Field::Date => "Date",
            Field::Decided => "Décidé le",
            Field::Decision => "Décision",
            Field::Direction => "Sens",
            Field::Duration => "Durée",
            Field::End => "Fin",
            Field::Format => "Format",
            Field::Handled => "Traité le",
            Field::HandledTime => "Heure de traitement",
            Field::Id => "Identifiant",
            Field::MessageKind => "Type",
            Field::Network => "Réseau",
            Field::Order => "Ordre",
            Field::Outcome => "Suite",
            Field::Outside => "Hors horaires",
            Field::Permalink => "Permalien",
            Field::Planned => "Date prévue",
            Field::PlannedTime => "Heure prévue",
            Field::Publication => "Publication",
            Field::Published => "Publié le",
            Field::Received => "Reçue le",
            Field::ReceivedTime => "Heure de réception",
            Field::Reference => "Réf. contenu",
            Field::Requested => "Demandé le",
            Field::Requester => "Demandeur",
            Field::Role => "Rôle du valideur",
            Field::Service => "Service demandeur",
            Field::Start => "Début",
            Field::Status => "Statut",
            Field::Step => "Tâche",
            Field::Subject => "Objet",
            Field::Submitted => "Soumis le",
            Field::Text => "Texte",
            Field::Theme => "Thème",
            Field::Title => "Titre court",
            Field::Wanted => "Date souhaitée",
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::import::column_names::Kind;
    use crate::import::columns;

    #[test]
    fn every_title_is_known_in_its_sheet() {
        let mut unknown = Vec::new();
        for kind in Kind::ALL {
            unknown.extend(
                kind.fields()
                    .filter(|field| columns::field_named(kind, field.title()) != Some(*field))
                    .map(|field| (kind, field)),
            );
        }
        assert_eq!(unknown, []);
    }
}
