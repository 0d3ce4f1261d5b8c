//! The columns of figures that a service may describe, under the names it writes and those of the tools.

use crate::import::field::{Field, To};
use crate::model::Metric;
use crate::words::fold::fold;

/// The name that the service writes, then those that tools give to such a column, by which one is proposed.
pub const FIELDS: &[Field] = &[
    Field::date(&[
        "Date",
        "Date de publication",
        "Date et heure",
        "Publié le",
        "Jour",
        "Published at",
        "Publish date",
        "Published",
        "Publication date",
        "Posted at",
        "Post date",
        "Sent at",
        "Date (GMT)",
        "Created at",
        "Day",
        "Publish time",
    ]),
    Field::text(
        &[
            "Lien",
            "Permalien",
            "Lien du post",
            "Lien de la publication",
            "Permalink",
            "URL",
            "Link",
            "Post URL",
            "Post link",
            "Post permalink",
            "Publication URL",
        ],
        To::Permalink,
    ),
    Field::text(
        &[
            "Identifiant",
            "ID",
            "Post ID",
            "Identifiant du post",
            "Identifiant de la publication",
            "External ID",
        ],
        To::Id,
    ),
    Field::text(
        &[
            "Texte",
            "Message",
            "Texte du message",
            "Texte du post",
            "Légende",
            "Contenu",
            "Publication",
            "Text",
            "Content",
            "Caption",
            "Post text",
            "Post",
            "Post message",
            "Title",
            "Titre",
            "Description",
        ],
        To::Text,
    ),
    Field::text(
        &[
            "Compte",
            "Nom du compte",
            "Nom du profil",
            "Page",
            "Profil",
            "Profile",
            "Account",
            "Account name",
            "Profile name",
            "Social profile",
            "Social account",
            "Channel",
            "Brand",
        ],
        To::AccountName,
    ),
    Field::text(
        &[
            "Réseau",
            "Réseau social",
            "Plateforme",
            "Network",
            "Social network",
            "Platform",
            "Source",
            "Service",
        ],
        To::Network,
    ),
    Field::text(
        &[
            "Format",
            "Type",
            "Type de publication",
            "Type de contenu",
            "Post type",
            "Content type",
            "Media type",
        ],
        To::Type,
    ),
    Field::count(
        &["Impressions", "Total impressions", "Post impressions"],
        Metric::Impressions,
    ),
    Field::count(
        &[
            "Vues",
            "Vues de la vidéo",
            "Vues vidéo",
            "Views",
            "Video views",
            "Plays",
        ],
        Metric::Views,
    ),
    Field::count(
        &[
            "Portée",
            "Couverture",
            "Portée totale",
            "Reach",
            "Post reach",
            "Total reach",
            "Users reached",
        ],
        Metric::Reach,
    ),
    Field::net(
        &[
            "Réactions",
            "J'aime",
            "Reactions",
            "Likes",
            "Likes and reactions",
            "Favorites",
        ],
        Metric::Reactions,
    ),
    Field::net(
        &["Commentaires", "Comments", "Réponses", "Replies"],
        Metric::Comments,
    ),
    Field::net(
        &["Partages", "Shares", "Retweets", "Reposts", "Repartages"],
        Metric::Shares,
    ),
    Field::net(
        &["Enregistrements", "Saves", "Saved", "Sauvegardes"],
        Metric::Saves,
    ),
    Field::count(
        &["Clics", "Clicks", "Total clicks", "Post clicks"],
        Metric::Clicks,
    ),
    Field::count(
        &[
            "Clics sur un lien",
            "Clics sur le lien",
            "Link clicks",
            "Url clicks",
            "Post link clicks",
        ],
        Metric::LinkClicks,
    ),
    Field::net(
        &[
            "Interactions",
            "Engagements",
            "Engagement",
            "Total engagements",
            "Engagement total",
        ],
        Metric::Interactions,
    ),
    Field::count(
        &[
            "Abonnés",
            "Nombre d'abonnés",
            "Followers",
            "Fans",
            "Audience",
            "Total followers",
        ],
        Metric::Followers,
    ),
    Field::net(
        &[
            "Gain d’abonnés",
            "Nouveaux abonnés",
            "Followers gained",
            "New followers",
            "Net follower growth",
        ],
        Metric::FollowersGained,
    ),
    Field::hours(
        &["Durée de visionnage (heures)", "Watch time (hours)"],
        Metric::WatchSeconds,
    ),
];

/// The field that the name of a column stands for.
pub fn field(name: &str) -> Option<&'static Field> {
    let name = fold(name);
    FIELDS
        .iter()
        .find(|field| field.from.iter().any(|known| fold(known) == name))
}
