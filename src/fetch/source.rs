//! The services that can be asked, and what is particular to each.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::model::Network;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Source {
    Mastodon,
    Bluesky,
    YouTube,
    Facebook,
    Instagram,
    PeerTube,
    LinkedIn,
    Threads,
    X,
    Kimai,
    Solidtime,
    Toggl,
    Clockify,
}

impl Source {
    /// The networks.
    pub const ALL: [Source; 9] = [
        Source::Mastodon,
        Source::Bluesky,
        Source::YouTube,
        Source::Facebook,
        Source::Instagram,
        Source::PeerTube,
        Source::LinkedIn,
        Source::Threads,
        Source::X,
    ];

    /// The tools that keep time.
    pub const TIME: [Source; 4] = [
        Source::Kimai,
        Source::Solidtime,
        Source::Toggl,
        Source::Clockify,
    ];

    /// `None` for a tool that keeps time.
    pub fn network(self) -> Option<Network> {
        Some(match self {
            Source::Mastodon => Network::Mastodon,
            Source::Bluesky => Network::Bluesky,
            Source::YouTube => Network::YouTube,
            Source::Facebook => Network::Facebook,
            Source::Instagram => Network::Instagram,
            Source::PeerTube => Network::PeerTube,
            Source::LinkedIn => Network::LinkedIn,
            Source::Threads => Network::Threads,
            Source::X => Network::X,
            Source::Kimai | Source::Solidtime | Source::Toggl | Source::Clockify => return None,
        })
    }

    pub fn is_time(self) -> bool {
        Source::TIME.contains(&self)
    }

    /// Also the folder of its raw files.
    pub fn key(self) -> &'static str {
        match self {
            Source::Kimai => "kimai",
            Source::Solidtime => "solidtime",
            Source::Toggl => "toggl",
            Source::Clockify => "clockify",
            network => network.network().map_or("", Network::key),
        }
    }

    /// The tool that keeps time, by its key.
    pub fn of_time(key: &str) -> Option<Source> {
        Source::TIME.into_iter().find(|source| source.key() == key)
    }

    /// The one for a network, if there is one.
    pub fn of(network: Network) -> Option<Source> {
        Source::ALL
            .into_iter()
            .find(|source| source.network() == Some(network))
    }

    /// The address of the service, when there is one for all.
    pub(super) fn address(self) -> Option<&'static str> {
        match self {
            Source::Mastodon | Source::PeerTube | Source::Kimai => None,
            Source::Solidtime => Some("https://app.solidtime.io"),
            Source::Toggl => Some("https://api.track.toggl.com"),
            Source::Clockify => Some("https://reports.api.clockify.me"),
            Source::Bluesky => Some("https://public.api.bsky.app"),
            Source::YouTube => Some("https://youtube.googleapis.com"),
            Source::Facebook | Source::Instagram => Some("https://graph.facebook.com"),
            Source::LinkedIn => Some("https://api.linkedin.com"),
            Source::Threads => Some("https://graph.threads.net"),
            Source::X => Some("https://api.x.com"),
        }
    }

    /// The handle may then say which, `compte@serveur.fr`.
    pub(super) fn is_on_many_servers(self) -> bool {
        self.address().is_none()
    }

    pub(super) fn needs_secret(self) -> bool {
        match self {
            Source::Mastodon | Source::Bluesky | Source::PeerTube => false,
            Source::YouTube
            | Source::Facebook
            | Source::Instagram
            | Source::LinkedIn
            | Source::Threads
            | Source::X
            | Source::Kimai
            | Source::Solidtime
            | Source::Toggl
            | Source::Clockify => true,
        }
    }

    /// Meta and LinkedIn know a page or an account by its number.
    pub(super) fn wants_number(self) -> bool {
        self.needs_version()
    }

    /// The version asked for unless config.toml says another.
    pub(super) fn version(self) -> &'static str {
        match self {
            Source::Facebook | Source::Instagram => "v26.0",
            Source::Threads => "v1.0",
            // A version lives twelve months (apis.md, 5).
            Source::LinkedIn => "202607",
            Source::Mastodon
            | Source::Bluesky
            | Source::YouTube
            | Source::PeerTube
            | Source::X
            | Source::Kimai
            | Source::Solidtime
            | Source::Toggl
            | Source::Clockify => "",
        }
    }

    fn needs_version(self) -> bool {
        !self.version().is_empty()
    }

    /// Where an application asks when a token ends, and its path (RFC 7662).
    pub(super) fn introspection(self) -> Option<(&'static str, &'static str)> {
        let place = ("https://www.linkedin.com", "/oauth/v2/introspectToken");
        (self == Source::LinkedIn).then_some(place)
    }

    /// How long its tokens last, when all last as long.
    pub fn token_days(self) -> Option<u32> {
        matches!(self, Source::LinkedIn | Source::Threads).then_some(60)
    }

    /// Every reading costs money.
    pub fn is_paid(self) -> bool {
        self == Source::X
    }

    /// One server keeps the time of several bodies or teams: which one must be said.
    pub(super) fn has_workspaces(self) -> bool {
        matches!(self, Source::Solidtime | Source::Toggl | Source::Clockify)
    }

    /// Questions asked at once of one host with one token.
    pub(super) fn seats(self) -> usize {
        match self {
            // Instances are small machines, run by volunteers or by one ministry for all.
            Source::Mastodon | Source::PeerTube => 2,
            // Toggl asks for one a second; the others are read page after page.
            Source::Kimai | Source::Solidtime | Source::Toggl | Source::Clockify => 1,
            Source::Bluesky
            | Source::YouTube
            | Source::Facebook
            | Source::Instagram
            | Source::LinkedIn
            | Source::Threads
            | Source::X => 4,
        }
    }

    /// What it gives, and what it never will.
    pub fn gives(self) -> &'static str {
        match self {
            Source::Mastodon => {
                "abonnés, publications, favoris, partages, réponses\u{202f}; jamais de vues ni de portée"
            }
            Source::Bluesky => {
                "abonnés, publications, mentions J’aime, reposts, citations, réponses\u{202f}; jamais de vues ni de portée"
            }
            Source::YouTube => {
                "vidéos, vues, mentions J’aime, commentaires\u{202f}; les abonnés jusqu’à 1000, ensuite YouTube les arrondit"
            }
            Source::Facebook => {
                "abonnés jour par jour, publications, vues, portée, réactions, commentaires, partages, clics"
            }
            Source::Instagram => {
                "abonnés, publications, vues, portée, mentions J’aime, commentaires, partages, enregistrements"
            }
            Source::PeerTube => "abonnés de la chaîne, vidéos, vues, mentions J’aime, commentaires",
            Source::LinkedIn => {
                "abonnés et gains par jour, publications, impressions, portée, clics, réactions, commentaires, republications\u{202f}; douze mois en arrière au plus"
            }
            Source::Threads => {
                "abonnés, publications, vues, mentions J’aime, réponses, republications, citations"
            }
            Source::X => {
                "abonnés, publications du mois, impressions, mentions J’aime, réponses, republications, signets\u{202f}; X fait payer chaque lecture, mais pas cette vérification, qui ne dit donc rien du compte lui-même"
            }
            Source::Kimai | Source::Solidtime | Source::Toggl | Source::Clockify => {
                "heures par tâche et par contenu, de toutes les personnes que le jeton permet de lire\u{202f}; jamais leur nom"
            }
        }
    }
}

/// As the service writes its own name.
impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = match self {
            Source::Kimai => "Kimai",
            Source::Solidtime => "solidtime",
            Source::Toggl => "Toggl Track",
            Source::Clockify => "Clockify",
            network => network.network().map_or("", Network::label),
        };
        f.write_str(name)
    }
}
