//! Code, label, unit and definition of each figure: said once, read by `chiffres.csv` and the method page.

use crate::words::text;

/// One printed figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    pub code: &'static str,
    /// As printed beside the value.
    pub label: &'static str,
    /// In one sentence, as printed.
    pub definition: &'static str,
}

impl Entry {
    /// The definition with the spaces of French type: the catalogue is written with plain ones.
    pub fn defined(&self) -> String {
        text::spaced(self.definition)
    }
}

const fn entry(code: &'static str, label: &'static str, definition: &'static str) -> Entry {
    Entry {
        code,
        label,
        definition,
    }
}

/// In the order of the report.
pub const CATALOG: &[Entry] = &[
    entry(
        "ES1",
        "Temps consacré aux réseaux",
        "Somme des durées datées du mois.",
    ),
    entry(
        "ES2",
        "Publications",
        "Publications mises en ligne dans le mois sur les comptes suivis, réponses et stories à part.",
    ),
    entry(
        "ES3",
        "Temps pour un contenu",
        "Médiane des heures rattachées à chaque contenu publié dans le mois, depuis son cadrage.",
    ),
    entry(
        "ES4",
        "Part qui ne se voit pas",
        "Temps en amont, en aval et commun, rapporté au temps total.",
    ),
    entry(
        "ES5",
        "Attente de validation",
        "Médiane du temps ouvré entre le premier envoi et la dernière validation.",
    ),
    entry(
        "ES6",
        "Demandes « vite fait »",
        "Demandes reçues moins d’un jour ouvré avant la date souhaitée, ou après.",
    ),
    entry(
        "ES7",
        "Messages reçus hors horaires",
        "Messages reçus hors des heures d’ouverture, rapportés aux messages reçus.",
    ),
    entry(
        "ES8",
        "Charge",
        "Temps consacré aux réseaux rapporté au temps disponible.",
    ),
    entry(
        "IC1",
        "Ce qui se voit",
        "Temps de programmation et de mise en ligne.",
    ),
    entry("IC2", "En amont", "Temps passé avant la mise en ligne."),
    entry("IC3", "En aval", "Temps passé après la mise en ligne."),
    entry("IC4", "Temps commun", "Temps qui sert à tous les contenus."),
    entry("IC5", "Total", "Toutes les heures datées du mois."),
    entry(
        "IC6",
        "Sans étape précisée",
        "Heures dont l’étape n’a pas été saisie ; elles ne sont jamais réparties.",
    ),
    entry(
        "IC7",
        "Pour une heure visible",
        "Travail non visible rapporté à une heure de mise en ligne.",
    ),
    entry(
        "IC8",
        "Temps par étape",
        "Heures datées du mois, étape par étape.",
    ),
    entry(
        "IC9",
        "Autres étapes",
        "Heures du mois des étapes qui ne sont pas parmi les plus longues.",
    ),
    entry(
        "TC1",
        "Temps médian par contenu",
        "Le même chiffre que ES3.",
    ),
    entry(
        "TC2",
        "Temps moyen par contenu",
        "Heures rattachées divisées par le nombre de contenus avec temps.",
    ),
    entry(
        "TC3",
        "Temps médian par format",
        "Médiane des heures des contenus d’un même format.",
    ),
    entry(
        "TC4",
        "Contenus sans temps saisi",
        "Contenus publiés sans heure rattachée, sur les contenus publiés.",
    ),
    entry(
        "TC5",
        "Publications par contenu",
        "Publications du mois divisées par les contenus distincts.",
    ),
    entry(
        "TC6",
        "Temps par étape, pour un contenu",
        "Médiane sur les contenus qui ont cette étape.",
    ),
    entry(
        "TC7",
        "Contenus hors norme",
        "Contenus dont le temps dépasse plusieurs fois la médiane ; comptés dans les totaux.",
    ),
    entry(
        "AN1",
        "Temps du contenu dont la vie est dessinée",
        "Toutes ses heures, depuis son cadrage.",
    ),
    entry(
        "AN2",
        "Temps de ce contenu, par étape",
        "Les heures de ce contenu, étape par étape.",
    ),
    entry(
        "AN3",
        "Attente de ce contenu, selon qui valide",
        "Temps ouvré entre l’envoi d’une étape de validation et sa décision.",
    ),
    entry(
        "AN4",
        "De la demande à la première mise en ligne",
        "Temps ouvré entre la réception de la demande de ce contenu et sa première publication.",
    ),
    entry(
        "AN5",
        "Publications de ce contenu",
        "Mises en ligne de ce contenu sur les comptes suivis.",
    ),
    entry(
        "VA1",
        "Durée du circuit de validation",
        "Le même chiffre que ES5, pour les circuits dont la dernière validation est du mois.",
    ),
    entry(
        "VA2",
        "Neuf circuits sur dix durent moins de",
        "Neuvième décile de VA1 à partir de vingt circuits ; le circuit le plus long au-dessous.",
    ),
    entry(
        "VA3",
        "Corrections demandées par circuit",
        "Décisions « corrections » des circuits terminés, divisées par ces circuits.",
    ),
    entry(
        "VA4",
        "Travail de l’équipe pendant le circuit",
        "Médiane des heures de l’étape de validation, pour les circuits terminés dans le mois.",
    ),
    entry(
        "VA5",
        "Validations encore en attente",
        "Étapes envoyées avant la fin du mois et sans décision à la fin du mois.",
    ),
    entry(
        "VA6",
        "Validés avant la date souhaitée",
        "Circuits terminés au plus tard à la date souhaitée, sur ceux qui en ont une.",
    ),
    entry(
        "VA7",
        "Publications décalées",
        "Contenus publiés plus de 24 heures après la date souhaitée, sur ceux qui en ont une.",
    ),
    entry(
        "VA8",
        "Contenus sans circuit tracé",
        "Contenus publiés dont aucune étape de validation ne porte de date.",
    ),
    entry(
        "VA9",
        "Attente d’une étape, selon le rôle",
        "Médiane du temps ouvré entre l’envoi d’une étape et sa décision, pour celles décidées dans le mois.",
    ),
    entry("DE1", "Demandes reçues", "Demandes reçues dans le mois."),
    entry(
        "DE2",
        "Demandes de dernière minute",
        "Le même chiffre que ES6.",
    ),
    entry(
        "DE3",
        "Temps d’une demande « vite fait »",
        "Médiane des heures des contenus issus de ces demandes, depuis leur cadrage.",
    ),
    entry(
        "DE4",
        "Temps d’une autre demande",
        "Médiane des heures des contenus issus des autres demandes datées.",
    ),
    entry(
        "DE5",
        "Délai de prévenance",
        "Médiane du temps ouvré entre la réception d’une demande et la date souhaitée.",
    ),
    entry(
        "DE6",
        "Suites données",
        "Demandes reçues dans le mois, selon ce qu’elles sont devenues.",
    ),
    entry(
        "DE7",
        "Temps de conseil aux services",
        "Heures de conseil, et heures d’un service qui ne vont à aucun contenu ni compte.",
    ),
    entry(
        "DE8",
        "Demandes selon le délai de prévenance",
        "Demandes reçues dans le mois, en jours ouvrés entiers avant la date souhaitée.",
    ),
    entry(
        "DE9",
        "Demandes selon la direction",
        "Demandes reçues dans le mois ; les directions qui en ont peu sont regroupées.",
    ),
    entry(
        "MO1",
        "Messages reçus",
        "Commentaires, messages privés et avis reçus dans le mois.",
    ),
    entry(
        "MO2",
        "Messages traités",
        "Messages reçus dans le mois qui ont une suite au jour du relevé.",
    ),
    entry(
        "MO3",
        "Suites données aux messages",
        "Messages traités, selon ce qui a été fait.",
    ),
    entry(
        "MO4",
        "Délai de première réponse",
        "Médiane du temps d’ouverture entre la réception d’un message et sa réponse.",
    ),
    entry(
        "MO5",
        "Messages reçus hors horaires",
        "Le même chiffre que ES7.",
    ),
    entry(
        "MO6",
        "Travail hors horaires",
        "Heures du mois en dehors des heures d’ouverture, le week-end ou un jour férié.",
    ),
    entry(
        "MO7",
        "Temps de modération et de réponse",
        "Heures du mois des étapes de modération et de réponse aux usagers.",
    ),
    entry(
        "CH1",
        "Temps disponible",
        "Quotité de l’équipe, part donnée aux réseaux et base annuelle, sur un douzième d’année.",
    ),
    entry(
        "CH2",
        "Charge",
        "Temps consacré aux réseaux rapporté au temps disponible.",
    ),
    entry(
        "CH3",
        "Équivalent temps plein",
        "Temps consacré aux réseaux rapporté à un temps plein d’un mois.",
    ),
    entry(
        "CH4",
        "Écart",
        "Temps consacré aux réseaux moins temps disponible.",
    ),
    entry(
        "CH5",
        "Temps lié à un compte",
        "Heures du compte dans le mois, et celles de ses contenus selon leurs publications sur lui.",
    ),
    entry(
        "CH7",
        "Temps lié à un compte, moyenne de trois mois",
        "CH5, en moyenne sur le mois et les deux précédents.",
    ),
    entry(
        "CH6",
        "Un compte de plus",
        "Premier à troisième quartile du temps lié à un compte.",
    ),
    entry(
        "EC1",
        "Comptes suivis",
        "Comptes ouverts au moins un jour dans le mois.",
    ),
    entry(
        "EC2",
        "Comptes dormants",
        "Comptes sans publication depuis le nombre de jours réglé à la fin du mois, sur ceux que les relevés permettent de vérifier.",
    ),
    entry(
        "EC3",
        "Temps lié aux comptes dormants",
        "Leur temps, compté comme CH5, sur le mois et les deux précédents.",
    ),
    entry(
        "EC4",
        "Jours depuis la dernière publication",
        "Jours entre la dernière publication du compte et la fin du mois.",
    ),
    entry(
        "CR1",
        "Demandes arrivées avec le délai demandé",
        "Demandes du mois dont le délai de prévenance est celui de la charte, sur celles qui ont une date souhaitée.",
    ),
    entry(
        "CR2",
        "Contenus validés autant de fois que demandé",
        "Contenus publiés dans le mois, au circuit tracé, qui ont les validations de la charte avant leur mise en ligne.",
    ),
    entry(
        "CR3",
        "Journées sans trop de publications",
        "Jours de publication d’un compte qui ne dépassent pas le nombre de la charte.",
    ),
    entry(
        "CR4",
        "Réponses dans le délai demandé",
        "Premières réponses aux messages du mois, en heures d’ouverture.",
    ),
    entry(
        "CR5",
        "Images décrites",
        "Contenus en image ou en carrousel dits accessibles dans le planning éditorial, sur ceux dont il dit oui ou non.",
    ),
    entry(
        "CR6",
        "Vidéos sous-titrées",
        "Contenus en vidéo dits accessibles dans le planning éditorial, sur ceux dont il dit oui ou non.",
    ),
    entry(
        "RE1",
        "Abonnés en fin de mois",
        "Dernier relevé du mois ; les abonnés de plusieurs comptes ne s’additionnent pas.",
    ),
    entry(
        "RE2",
        "Évolution des abonnés",
        "Abonnés en fin de mois moins ceux du mois précédent, ou somme des gains nets de chaque jour.",
    ),
    entry(
        "RE3",
        "Publications du compte",
        "Publications mises en ligne dans le mois sur ce compte.",
    ),
    entry(
        "RE4",
        "Affichages",
        "La mesure du réseau pour les publications du mois, à la date du relevé.",
    ),
    entry(
        "RE5",
        "Interactions",
        "Réactions, commentaires, partages et enregistrements que le réseau fournit.",
    ),
    entry(
        "RE6",
        "Taux d’interaction",
        "Interactions rapportées aux affichages des mêmes publications.",
    ),
    entry(
        "RE7",
        "Interactions de la publication qui en a reçu le plus",
        "Sur chacun des trois réseaux les plus utilisés.",
    ),
    entry(
        "RE8",
        "Temps du contenu de cette publication",
        "Heures rattachées au contenu de RE7, depuis son cadrage.",
    ),
    entry(
        "QT1",
        "Jours renseignés",
        "Jours ouvrés du mois qui ont au moins une saisie.",
    ),
    entry(
        "QT2",
        "Heures avec étape",
        "Heures dont l’étape est saisie, sur toutes les heures du mois.",
    ),
    entry(
        "QT3",
        "Heures rattachées",
        "Heures en amont, visibles et en aval liées à un contenu, un compte ou un service.",
    ),
    entry(
        "QT4",
        "Comptes relevés",
        "Comptes dont les statistiques du mois ont été lues, sur les comptes suivis.",
    ),
    entry(
        "QT5",
        "Contenus avec temps",
        "Contenus publiés qui ont au moins une heure rattachée.",
    ),
    entry(
        "QT6",
        "Circuits tracés",
        "Contenus publiés dont une étape de validation au moins porte une date.",
    ),
    entry(
        "QT8",
        "Heures par lien",
        "Heures du mois selon ce qui les rattache.",
    ),
    entry(
        "QT9",
        "Nature des heures",
        "Heures mesurées, déclarées et estimées.",
    ),
];

/// The entry of a code.
pub fn find(code: &str) -> Option<&'static Entry> {
    CATALOG.iter().find(|entry| entry.code == code)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::CATALOG;

    #[test]
    fn codes_are_unique() {
        let codes: BTreeSet<&str> = CATALOG.iter().map(|entry| entry.code).collect();
        assert_eq!(codes.len(), CATALOG.len());
    }
}
