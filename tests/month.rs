//! A month in the making, for the tests of figures and pages: October 2026 has 22 working days.

use std::sync::Arc;

use chrono::{NaiveDate, NaiveTime};
use estran::figures::{Figures, Settings, figures};
use estran::import::{Account, Accounts};
use estran::ledger::gather;
use estran::model::{
    Batch, Calendar, Hour, Metrics, Month, Nature, Network, Post, PostFormat, Source, Spent, Step,
    Tables, Territory,
};
use estran::relate::{Rules, relate};

/// What the month holds; everything else is absent.
#[derive(Default)]
pub struct Case {
    pub posts: Option<Vec<Post>>,
    pub hours: Option<Vec<Hour>>,
    pub accounts: Vec<Account>,
    pub settings: Settings,
}

pub fn october() -> Month {
    "2026-10".parse().unwrap()
}

pub fn calendar() -> Calendar {
    let opening = ["09:00-12:30".to_owned(), "13:30-17:00".to_owned()];
    Calendar::new(&opening, Territory::Metropole, [], Spent::hours(7)).unwrap()
}

pub fn account(id: &str) -> Account {
    Account {
        id: id.to_owned(),
        network: Network::Facebook,
        name: format!("Compte {id}"),
        keys: Vec::new(),
        direction: None,
        opened: None,
        closed: None,
    }
}

pub fn hour(day: NaiveDate, minutes: i64, step: Option<Step>) -> Hour {
    Hour {
        source_id: None,
        agent: Some(1),
        day,
        start: None,
        end: None,
        spent: Spent::minutes(minutes),
        step,
        account: None,
        refs: Vec::new(),
        permalink: None,
        title: None,
        service: None,
        outside: None,
        nature: Nature::Declared,
        row: 2,
    }
}

pub fn post(id: &str, account: &str, day: NaiveDate) -> Post {
    Post {
        network: Network::Facebook,
        account: account.to_owned(),
        id: id.to_owned(),
        permalink: None,
        published: day.and_time(NaiveTime::from_hms_opt(10, 0, 0).unwrap()),
        has_time: true,
        format: Some(PostFormat::Image),
        title: format!("Publication {id}"),
        is_reply: false,
        is_whole: true,
        source: Source::Network,
        metrics: Metrics::default(),
        as_of: october().last_day(),
        row: 2,
    }
}

pub fn working_days() -> Vec<NaiveDate> {
    let calendar = calendar();
    october()
        .days()
        .filter(|day| calendar.is_working_day(*day))
        .collect()
}

impl Case {
    pub fn figures(self) -> Figures {
        self.figures_with(|_| ())
    }

    /// With other tables too.
    pub fn figures_with(self, fill: impl FnOnce(&mut Tables)) -> Figures {
        let content = format!("{:?}{:?}", self.posts, self.hours);
        let mut batch = Batch::new(
            &Arc::from("mois.csv"),
            &estran::document::fingerprint(content.as_bytes()),
        );
        batch.tables.posts = self.posts;
        batch.tables.hours = self.hours;
        fill(&mut batch.tables);
        let linked = relate(gather(vec![batch]).unwrap(), &Rules::default()).unwrap();
        figures(
            &linked,
            october(),
            &calendar(),
            &Accounts::new(self.accounts),
            &self.settings,
        )
        .unwrap()
    }
}
