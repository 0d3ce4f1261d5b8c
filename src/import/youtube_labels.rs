//! The labels of the measures of YouTube Studio, translated in every interface (formats/youtube.md, A).
//!
//! English, German and Brazilian ones were seen in files; the others come from projects that read real files
//! in those languages. Two English spellings are two ages of the interface.

use crate::import::field::{Field, Kind, To};
use crate::model::Metric;

pub const VIEWS: Field = Field {
    from: &[
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
    to: To::Metric(Metric::Views),
    kind: Kind::Count,
};

pub const WATCHED: Field = Field {
    from: &[
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
    to: To::Metric(Metric::WatchSeconds),
    kind: Kind::Hours,
};

/// Net: it may be negative.
pub const SUBSCRIBERS: Field = Field {
    from: &[
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
    to: To::Metric(Metric::FollowersGained),
    kind: Kind::Net,
};

/// Of the thumbnail.
pub const IMPRESSIONS: Field = Field {
    from: &[
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
    to: To::Metric(Metric::Impressions),
    kind: Kind::Count,
};

pub const LIKES: Field = Field {
    from: &[
        "Likes",
        "J’aime",
        "Mentions J’aime",
        "Mag ich",
        "Me gusta",
        "Curtidas",
        "高評価数",
    ],
    to: To::Metric(Metric::Reactions),
    kind: Kind::Count,
};

pub const COMMENTS: Field = Field {
    from: &["Comments added", "Commentaires ajoutés"],
    to: To::Metric(Metric::Comments),
    kind: Kind::Count,
};

pub const SHARES: Field = Field {
    from: &["Shares", "Partages"],
    to: To::Metric(Metric::Shares),
    kind: Kind::Count,
};

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
