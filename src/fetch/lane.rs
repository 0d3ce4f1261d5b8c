//! Politeness towards one host: a few questions at once, and one pause for all when it asks for one.

use std::cell::Cell;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use tokio::sync::{Semaphore, SemaphorePermit};

use super::clock::Clock;
use super::session::News;
use super::trouble::Trouble;

/// All that is asked of one host with one token.
#[derive(Debug)]
pub struct Lane {
    seats: Semaphore,
    closed_until: Cell<Option<DateTime<Utc>>>,
    /// Nothing is left of the day: nobody waits that long.
    spent_until: Cell<Option<DateTime<Utc>>>,
}

impl Lane {
    pub fn new(seats: usize) -> Lane {
        Lane {
            seats: Semaphore::new(seats),
            closed_until: Cell::new(None),
            spent_until: Cell::new(None),
        }
    }

    /// A seat, once the lane is open.
    pub async fn enter(
        &self,
        clock: &dyn Clock,
        patience: &Patience<'_>,
    ) -> Result<SemaphorePermit<'_>, Trouble> {
        let seat = self.seats.acquire().await;
        let seat = seat.expect("a lane never closes its seats for good");
        while let Some(until) = self.closed_until.get() {
            let left = until - clock.now();
            if left <= TimeDelta::zero() {
                self.closed_until.set(None);
                break;
            }
            patience.rest(left, clock).await?;
        }
        let spent = self.spent_until.get();
        if let Some(until) = spent.filter(|until| clock.now() < *until) {
            return Err(Trouble::QuotaShared(until.with_timezone(&patience.zone)));
        }
        Ok(seat)
    }

    /// Whoever still has to ask is told, and asks nothing.
    pub fn spend_until(&self, instant: DateTime<Utc>) {
        self.spent_until.set(Some(instant));
    }

    /// Nobody asks anything before then.
    pub fn close_until(&self, instant: DateTime<Utc>) {
        let until = self
            .closed_until
            .get()
            .map_or(instant, |known| known.max(instant));
        self.closed_until.set(Some(until));
    }
}

/// How long one account may be waited for in a run.
pub struct Patience<'a> {
    left: Cell<TimeDelta>,
    zone: Tz,
    /// Told of each wait that a person notices.
    news: &'a dyn Fn(News),
}

/// From here on, a wait is said.
const NOTICED: TimeDelta = TimeDelta::seconds(5);

impl<'a> Patience<'a> {
    pub fn new(most: Duration, zone: Tz, news: &'a dyn Fn(News)) -> Patience<'a> {
        let most = TimeDelta::from_std(most).unwrap_or(TimeDelta::MAX);
        Patience {
            left: Cell::new(most),
            zone,
            news,
        }
    }

    /// Waits, or says at once until when it would have been.
    pub async fn rest(&self, time: TimeDelta, clock: &dyn Clock) -> Result<(), Trouble> {
        let until = (clock.now() + time).with_timezone(&self.zone);
        let left = self.left.get() - time;
        if left < TimeDelta::zero() {
            return Err(Trouble::TooLong(until));
        }
        self.left.set(left);
        if time >= NOTICED {
            (self.news)(News::Waiting(until));
        }
        clock.sleep(time.to_std().unwrap_or_default()).await;
        Ok(())
    }
}
