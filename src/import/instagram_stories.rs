//! The stories export of an Instagram account (formats/instagram.md, IG-S): one row per story. Replies
//! are its comments; taps forward and back (`Navigation`) are no interaction.

use crate::document::Document;
use crate::import::claim::Claim;
use crate::import::{About, Format, Group, Settings, instagram_posts};
use crate::model::Batch;

pub struct InstagramStories;

impl Format for InstagramStories {
    fn name(&self) -> &'static str {
        "instagram-stories"
    }

    fn about(&self) -> About {
        About {
            group: Group::Networks,
            title: "Instagram, stories",
            menus: "Meta Business Suite › Statistiques › Contenu › Stories › Exporter les données",
            gives: "stories, vues, couverture, réponses, partages",
        }
    }

    fn claims(&self, document: &Document) -> Claim {
        match instagram_posts::table(document) {
            Some((table, columns)) if instagram_posts::are_stories(table, &columns) => {
                columns.claim()
            }
            _ => Claim::No,
        }
    }

    fn extract(&self, document: &Document, settings: &Settings, batch: Batch) -> Batch {
        instagram_posts::extract(document, settings, batch)
    }
}
