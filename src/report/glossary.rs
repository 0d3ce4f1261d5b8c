//! The words of the report (report-content.md, section 12), the most needed first.

use super::Desk;
use super::block::Definition;
use crate::words::duration;
use crate::words::number::NBSP;

pub fn words(desk: &Desk) -> Vec<Definition> {
    [
        ("Contenu", "un sujet préparé une fois, publié sur un ou plusieurs comptes.".to_owned()),
        ("Publication", "la mise en ligne d’un contenu sur un compte.".to_owned()),
        (
            "Part qui ne se voit pas",
            "le temps passé avant et après la mise en ligne, et le temps commun, rapportés au temps total.".to_owned(),
        ),
        ("Médiane", format!("la valeur du milieu{NBSP}: la moitié des cas est au-dessous, l’autre au-dessus.")),
        ("n", "le nombre de cas sur lesquels porte le chiffre.".to_owned()),
        ("Jour ouvré", format!("du lundi au vendredi, hors jours fériés du territoire. Un délai compte les heures d’ouverture{NBSP}: {} font un jour ouvré.", duration::detail(desk.working_day))),
        ("Circuit de validation", "les accords demandés avant publication, du premier envoi au dernier accord.".to_owned()),
        ("«\u{a0}Vite fait\u{a0}»", "demande reçue moins d’un jour ouvré avant la date souhaitée, ou après.".to_owned()),
        ("ETP", format!("équivalent temps plein{NBSP}: une personne à temps complet pendant la période.")),
        (
            "Données partielles",
            format!("une partie des informations du mois manque{NBSP}: les durées sont des minimums."),
        ),
        (
            "Amont, aval, temps commun",
            "le travail avant la mise en ligne, après elle, et celui qui sert à tous les contenus.".to_owned(),
        ),
        ("Quartiles", "la moitié centrale des cas est comprise entre le premier et le troisième quartile.".to_owned()),
        ("Neuvième décile", "neuf cas sur dix sont au-dessous.".to_owned()),
        (
            "Temps disponible",
            "les heures de travail prévues pour les réseaux, selon la base annuelle et la part réglée.".to_owned(),
        ),
        (
            "Hors horaires",
            "en dehors de la plage d’ouverture réglée, le week-end ou un jour férié.".to_owned(),
        ),
        ("Délai de prévenance", "le temps entre la réception d’une demande et la date souhaitée.".to_owned()),
        (
            "Interactions",
            "réactions, commentaires, partages et enregistrements fournis par le réseau.".to_owned(),
        ),
        ("Affichages", "le nombre d’apparitions ou de vues, tel que chaque réseau le définit.".to_owned()),
        ("Taux d’interaction", "les interactions rapportées aux affichages d’un même compte.".to_owned()),
        (
            "Modération",
            "lire, masquer, supprimer ou signaler les messages contraires à la loi ou à la charte.".to_owned(),
        ),
        ("Périmètre", "les comptes suivis dans ce rapport.".to_owned()),
        ("Périmètre constant", "les seuls comptes présents aux deux dates comparées.".to_owned()),
    ]
    .into_iter()
    .map(|(word, meaning)| Definition { word: word.to_owned(), meaning })
    .collect()
}
