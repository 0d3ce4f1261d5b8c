//! Customs: one file per export. Content decides, people stop here.

mod about;
mod account_cell;
pub mod accounts;
mod activity_watch;
mod agenda;
mod answers;
mod approvals_sheet;
mod archive;
mod bluesky_api;
mod board;
mod board_circuit;
mod board_history;
mod board_lists;
mod board_table;
mod by_content;
mod by_path;
mod calendar_context;
mod calendar_event;
mod calendar_rules;
mod calendar_series;
mod calendar_zone;
mod card_lines;
mod chart_title;
mod claim;
mod clock;
mod clockify;
mod clockify_api;
mod column_names;
mod columns;
mod date_column;
mod date_order;
mod day;
mod deck;
mod desk;
mod duration;
mod english_date;
mod facebook_api;
mod facebook_old_days;
mod facebook_old_posts;
mod facebook_others;
mod facebook_posts;
mod false_views;
mod field;
mod field_titles;
mod figures_column;
mod found_accounts;
mod grid_blocks;
mod grid_calendar;
mod grid_days;
mod hand_kept;
mod harvest;
mod hours_api;
mod hours_bounds;
mod hours_checks;
mod hours_record;
mod hours_rows;
mod hours_sheet;
mod html;
mod icalendar;
mod instagram_api;
mod instagram_posts;
mod instagram_stories;
mod instant;
mod kimai;
mod kimai_api;
mod length;
mod lenient;
mod linkedin_api;
mod linkedin_competitors;
mod linkedin_content;
mod linkedin_followers;
mod linkedin_others;
mod mapped;
mod mapped_fields;
mod mapping;
mod mastodon_api;
mod message_words;
mod messages_sheet;
mod meta_charts;
mod moment;
mod month;
mod month_day;
mod networks_across;
mod notes;
mod notion_export;
mod number;
mod outlook_calendar;
mod peertube_api;
mod period;
mod plan_circuit;
mod plan_sheet;
mod planner;
mod post;
mod post_id;
mod presence_sheet;
mod proposal;
mod publer;
mod reading;
mod reference;
mod relation;
mod renaming;
mod requests_sheet;
mod role;
mod sheet;
mod solidtime;
mod solidtime_api;
mod sprout_posts;
mod sprout_profiles;
mod stamp;
mod step;
mod suite;
mod suite_days;
mod super_productivity;
mod threads_api;
mod tiktok;
mod tiktok_content;
mod tiktok_days;
mod tiktok_others;
mod time_grid;
mod timewarrior;
mod toggl;
mod toggl_api;
mod told;
mod tracker;
mod tracker_columns;
mod tracker_json;
mod tracker_table;
mod trello;
mod unit;
mod veil;
mod weekday;
mod words_of;
mod workbook;
mod x_api;
mod x_content;
mod x_days;
mod x_others;
mod x_tweets;
mod year;
mod youtube_api;
mod youtube_days;
mod youtube_labels;
mod youtube_others;
mod youtube_videos;

use std::sync::Arc;

use chrono::NaiveDate;
use chrono_tz::Tz;

use crate::document::{self, Document};
use crate::model::{Batch, Finding, Severity, Spent, Status};

pub use about::{About, Group};
pub use accounts::{Account, Accounts};
pub use calendar_rules::CalendarRule;
pub use claim::Claim;
pub use reading::Reading;

/// What customs need to know of the service.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The zone of the body: months, days and times are cut in it.
    pub zone: Tz,
    pub accounts: Accounts,
    /// What « 1 jour » is worth in a duration.
    pub working_day: Spent,
    pub reading: Reading,
    /// The last day that is asked for, if one is: events that repeat without end are followed until then.
    pub until: Option<NaiveDate>,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            zone: chrono_tz::Europe::Paris,
            accounts: Accounts::default(),
            working_day: Spent::hours(7),
            reading: Reading::default(),
            until: None,
        }
    }
}

/// An export that Estran can read.
pub trait Format: Sync {
    /// Stable name, also the folder of its fixtures: `facebook-posts`.
    fn name(&self) -> &'static str;

    /// What it is, where one gets it, and what it gives, for `estran formats` and docs/formats.md.
    fn about(&self) -> About;

    /// Looks at the content; cheap; never fails. At most one format says yes to a document, and at most one
    /// says likely when none says yes.
    fn claims(&self, document: &Document) -> Claim;

    /// Reads the whole document. Every data row becomes a record or is told of in a finding.
    /// `batch` comes with its file, fingerprint and format filled in.
    fn extract(&self, document: &Document, settings: &Settings, batch: Batch) -> Batch;
}

/// In the order of the guide.
pub const FORMATS: &[&dyn Format] = &[
    &facebook_posts::FacebookPosts,
    &facebook_old_posts::FacebookOldPosts,
    &facebook_old_days::FacebookOldDays,
    &instagram_posts::InstagramPosts,
    &instagram_stories::InstagramStories,
    &meta_charts::MetaCharts,
    &linkedin_content::LinkedinContent,
    &linkedin_followers::LinkedinFollowers,
    &linkedin_competitors::LinkedinCompetitors,
    &x_content::XContent,
    &x_tweets::XTweets,
    &x_days::XDays,
    &youtube_videos::YoutubeVideos,
    &youtube_days::YoutubeDays,
    &tiktok::Tiktok,
    &mastodon_api::MastodonApi,
    &bluesky_api::BlueskyApi,
    &youtube_api::YoutubeApi,
    &facebook_api::FacebookApi,
    &instagram_api::InstagramApi,
    &peertube_api::PeertubeApi,
    &linkedin_api::LinkedinApi,
    &threads_api::ThreadsApi,
    &x_api::XApi,
    &publer::Publer,
    &sprout_posts::SproutPosts,
    &sprout_profiles::SproutProfiles,
    &workbook::Workbook,
    &trello::Trello,
    &deck::Deck,
    &planner::Planner,
    &clockify::Clockify,
    &toggl::Toggl,
    &kimai::Kimai,
    &solidtime::Solidtime,
    &harvest::Harvest,
    &timewarrior::Timewarrior,
    &super_productivity::SuperProductivity,
    &activity_watch::ActivityWatch,
    &kimai_api::KimaiApi,
    &solidtime_api::SolidtimeApi,
    &toggl_api::TogglApi,
    &clockify_api::ClockifyApi,
    &icalendar::Calendar,
    &outlook_calendar::OutlookCalendar,
    &time_grid::TimeGrid,
];

/// Opens one file and reads it by the one format that claims it; an archive, file by file. Never panics, never loses a row in silence.
pub fn import(name: &str, bytes: Vec<u8>, settings: &Settings) -> Batch {
    let file: Arc<str> = Arc::from(name);
    let fingerprint = document::fingerprint(&bytes);
    let batch = Batch::new(&file, &fingerprint);
    match document::members(&bytes, &settings.reading.limits) {
        Some(Ok(members)) => return archive::read(members, settings, batch),
        Some(Err(error)) => {
            return batch.refused(Finding::error("unreadable-file", &file, error.to_string()));
        }
        None => {}
    }
    let mut document = match Document::unpack(name, bytes, fingerprint, &settings.reading.limits) {
        Ok(document) => document,
        Err(error) => {
            return batch.refused(Finding::error("unreadable-file", &file, error.to_string()));
        }
    };
    let mut batch = open_and_read(&mut document, settings, batch);
    for remark in &document.remarks {
        if remark.code == "truncated-file" && batch.status == Status::Read {
            // The record that was cut is a row met, and told.
            batch.rows_in += 1;
            batch.rows_told += 1;
        }
        let mut finding = Finding::warning(remark.code, &file, remark.message.clone());
        finding.at.row = remark.row;
        batch.findings.push(finding);
    }
    date_findings(&mut batch);
    batch
}

/// What is told of an export of posts is told of the days of its posts.
fn date_findings(batch: &mut Batch) {
    let Some(posts) = &batch.tables.posts else {
        return;
    };
    let days = || posts.iter().map(|post| post.published.date());
    let (Some(first), Some(last)) = (days().min(), days().max()) else {
        return;
    };
    for finding in &mut batch.findings {
        finding.at.days = finding.at.days.or(Some((first, last)));
    }
}

/// What the service says of its tables comes before what Estran knows.
fn open_and_read(document: &mut Document, settings: &Settings, batch: Batch) -> Batch {
    renaming::aliases(document, &settings.reading.aliases);
    let found = mapping::find(document, &settings.reading.tables);
    let twice = found
        .iter()
        .zip(found.iter().skip(1))
        .find(|(one, other)| one.table == other.table);
    if let Some((one, other)) = twice {
        let [one, other] = [one, other].map(|found| found.mapping.name.as_str());
        let message = format!(
            "deux blocs [[import.tables]] de config.toml décrivent ce fichier («\u{a0}{one}\u{a0}» et «\u{a0}{other}\u{a0}»)\u{a0}; rien n’a été compté\u{a0}: donner à l’un une colonne que l’autre tableau n’a pas"
        );
        return batch.refused(Finding::error("claimed-twice", &document.name, message));
    }
    let (sheets, figures): (Vec<_>, Vec<_>) = found
        .into_iter()
        .partition(|found| found.mapping.gives.kind().is_some());
    if !figures.is_empty() {
        return mapped::read(document, &figures, settings, batch);
    }
    for found in &sheets {
        renaming::sheet(document, found);
        if let Some(message) = workbook::lacks(&document.tables[found.table], found.mapping) {
            return batch.refused(Finding::error("mapped-in-part", &document.name, message));
        }
    }
    let mut batch = read(document, settings, batch);
    for found in &sheets {
        messages_sheet::place_all(&mut batch.tables, found.mapping, settings);
    }
    batch
}

fn read(document: &Document, settings: &Settings, mut batch: Batch) -> Batch {
    let claims: Vec<(&dyn Format, Claim)> = FORMATS
        .iter()
        .map(|format| (*format, format.claims(document)))
        .collect();
    let strongest = [Claim::Yes, Claim::ByHand, Claim::Likely]
        .into_iter()
        .find(|strong| claims.iter().any(|(_, claim)| claim == strong));
    let mut yes = claims
        .iter()
        .filter(|(_, claim)| Some(*claim) == strongest)
        .map(|(format, _)| *format);
    if let Some(format) = yes.next() {
        if let Some(other) = yes.next() {
            let message = format!(
                "deux formats reconnaissent ce fichier ({} et {}) ; rien n’a été compté",
                format.name(),
                other.name()
            );
            return batch.refused(Finding::error("claimed-twice", &document.name, message));
        }
        batch.format = Some(format.name());
        return format.extract(document, settings, batch);
    }
    let polite = claims.iter().find_map(|(format, claim)| match claim {
        Claim::Refuse(message) => Some((format.name(), *message, Status::Refused, Severity::Error)),
        Claim::Ignore(message) => Some((format.name(), *message, Status::Ignored, Severity::Info)),
        Claim::No | Claim::Yes | Claim::ByHand | Claim::Likely | Claim::Perhaps => None,
    });
    if let Some((format, message, status, severity)) = polite {
        batch.format = Some(format);
        batch.status = status;
        batch.findings.push(Finding::new(
            severity,
            "not-this-export",
            &document.name,
            message,
        ));
        return batch;
    }
    if let Some((format, _)) = claims.iter().find(|(_, claim)| *claim == Claim::Perhaps) {
        batch.format = Some(format.name());
        return format.extract(document, settings, batch);
    }
    batch.proposal = proposal::of(document);
    let message = claim::unknown(document, batch.proposal.is_some());
    batch.refused(Finding::error("unknown-format", &document.name, message))
}
