//! The networks a public body publishes on.

use std::fmt;

use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Network {
    Facebook,
    Instagram,
    LinkedIn,
    X,
    YouTube,
    TikTok,
    Threads,
    Mastodon,
    Bluesky,
    PeerTube,
    Other,
}

impl Network {
    pub const ALL: [Network; 11] = [
        Network::Facebook,
        Network::Instagram,
        Network::LinkedIn,
        Network::X,
        Network::YouTube,
        Network::TikTok,
        Network::Threads,
        Network::Mastodon,
        Network::Bluesky,
        Network::PeerTube,
        Network::Other,
    ];

    /// The stable key of tables, settings and JSON.
    pub fn key(self) -> &'static str {
        match self {
            Network::Facebook => "facebook",
            Network::Instagram => "instagram",
            Network::LinkedIn => "linkedin",
            Network::X => "x",
            Network::YouTube => "youtube",
            Network::TikTok => "tiktok",
            Network::Threads => "threads",
            Network::Mastodon => "mastodon",
            Network::Bluesky => "bluesky",
            Network::PeerTube => "peertube",
            Network::Other => "other",
        }
    }

    pub fn from_key(key: &str) -> Option<Network> {
        Network::ALL
            .into_iter()
            .find(|network| network.key() == key)
    }

    /// The name as the network writes it.
    pub fn label(self) -> &'static str {
        match self {
            Network::Facebook => "Facebook",
            Network::Instagram => "Instagram",
            Network::LinkedIn => "LinkedIn",
            Network::X => "X",
            Network::YouTube => "YouTube",
            Network::TikTok => "TikTok",
            Network::Threads => "Threads",
            Network::Mastodon => "Mastodon",
            Network::Bluesky => "Bluesky",
            Network::PeerTube => "PeerTube",
            Network::Other => "Autre",
        }
    }
}

impl fmt::Display for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.label())
    }
}
