//! The labels of the measures of YouTube Studio, translated in every interface (formats/youtube.md, A).
//!
//! English, German and Brazilian ones were seen in files; the others come from projects that read real files
//! in those languages. Two English spellings are two ages of the interface.

use crate::import::field::Field;
use crate::model::Metric;

pub const VIEWS: Field = Field::count(
    &[
        "Views",
        "Vues",
        "Aufrufe",
        "Visualizações",
        "Visualizaciones",
        "Vistas",
        "Visualizzazioni",
        "Weergaven",
        "Просмотры",
        "視聴回数",
    ],
    Metric::Views,
);

pub const WATCHED: Field = Field::hours(
    &[
        "Watch time (hours)",
        "Durée de visionnage (heures)",
        "Wiedergabezeit (Stunden)",
        "Tempo de exibição (horas)",
        "Tempo de visualização (horas)",
        "Tiempo de visualización (horas)",
        "Tiempo de reproducción (horas)",
        "Tempo di visualizzazione (ore)",
        "Kijktijd (uren)",
        "Время просмотра (часы)",
        "総再生時間（単位: 時間）",
    ],
    Metric::WatchSeconds,
);

/// Net: it may be negative.
pub const SUBSCRIBERS: Field = Field::net(
    &[
        "Subscribers",
        "Abonnés",
        "Abonnenten",
        "Inscritos",
        "Subscritores",
        "Suscriptores",
        "Iscritti",
        "Abonnees",
        "Подписчики",
        "チャンネル登録者",
    ],
    Metric::FollowersGained,
);

/// Of the thumbnail.
pub const IMPRESSIONS: Field = Field::count(
    &[
        "Impressions",
        "Thumbnail impressions",
        "Impressions des miniatures",
        "Impressionen",
        "Impressões",
        "Impresiones",
        "Impresiones de miniaturas",
        "Impressioni",
        "インプレッション数",
        "サムネイルのインプレッション",
    ],
    Metric::Impressions,
);

pub const LIKES: Field = Field::count(
    &[
        "Likes",
        "J’aime",
        "Mentions J’aime",
        "Mag ich",
        "Me gusta",
        "Curtidas",
        "高評価数",
    ],
    Metric::Reactions,
);

pub const COMMENTS: Field = Field::count(
    &["Comments added", "Commentaires ajoutés"],
    Metric::Comments,
);

pub const SHARES: Field = Field::count(&["Shares", "Partages"], Metric::Shares);

/// The words for the total of a table.
pub const TOTAL: &[&str] = &[
    "total",
    "totaux",
    "gesamt",
    "totale",
    "totaal",
    "合計",
    "итого",
];
