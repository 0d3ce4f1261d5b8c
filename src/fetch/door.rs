//! The door to the network: tries, waits and limits, for every connector alike.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::time::Duration;

use chrono::TimeDelta;
use reqwest::Client;
use serde_json::Value;

use super::clock::Clock;
use super::http::{self, Question, Reply};
use super::judge::{Manner, TRIES, Verdict, is_passing, judge};
use super::lane::{Lane, Patience};
use super::trouble::Trouble;
use super::wait;

/// What bounds a run.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    pub connect: Duration,
    /// Between two pieces of an answer.
    pub silence: Duration,
    /// For a whole answer.
    pub total: Duration,
    /// Of one answer, unpacked, in bytes.
    pub body: usize,
    /// Waits of one account in one run, together.
    pub patience: Duration,
    pub pages: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            connect: Duration::from_secs(10),
            silence: Duration::from_secs(30),
            total: Duration::from_mins(2),
            body: 32 * 1024 * 1024,
            patience: Duration::from_mins(20),
            pages: 200,
        }
    }
}

/// One for a run: accounts of one host and one token share its lanes.
pub struct Door<'a> {
    pub limits: Limits,
    pub clock: &'a dyn Clock,
    /// For other machines, and for this one.
    clients: [RefCell<Option<Client>>; 2],
    lanes: RefCell<BTreeMap<(String, String), Rc<Lane>>>,
}

/// Between two tries that nobody timed: up to one second, then two, four…
const FIRST_PAUSE: Duration = Duration::from_secs(1);
const LONGEST_PAUSE: Duration = Duration::from_mins(1);

impl<'a> Door<'a> {
    pub fn new(limits: Limits, clock: &'a dyn Clock) -> Door<'a> {
        Door {
            limits,
            clock,
            clients: [RefCell::default(), RefCell::default()],
            lanes: RefCell::default(),
        }
    }

    /// What all questions to one host with one token share.
    pub fn lane(&self, host: &str, token: &str, seats: usize) -> Rc<Lane> {
        let mut lanes = self.lanes.borrow_mut();
        let lane = lanes
            .entry((host.to_owned(), token.to_owned()))
            .or_insert_with(|| Rc::new(Lane::new(seats)));
        Rc::clone(lane)
    }

    /// Asks until there is an answer, or a reason to stop.
    pub async fn ask(
        &self,
        question: &Question<'_>,
        manner: Manner,
        lane: &Lane,
        patience: &Patience<'_>,
    ) -> Result<(Value, Reply), Trouble> {
        let client = self.client(question)?;
        let mut tried = 0;
        loop {
            let seat = lane.enter(self.clock, patience).await?;
            let outcome = http::ask(&client, question, self.limits.body).await;
            drop(seat);
            tried += 1;
            let now = self.clock.now();
            let (told, trouble, most) = match outcome {
                Ok(reply) => match judge(&reply, manner, question.secret.is_some(), now) {
                    Verdict::Good(body) => {
                        if let Some(wait) = wait::ahead(&reply.headers, now) {
                            lane.close_until(now + wait);
                        }
                        return Ok((body, reply));
                    }
                    Verdict::Stop(trouble) => {
                        if matches!(trouble, Trouble::QuotaOfTheDay) {
                            lane.spend_until(wait::midnight_of_google(now));
                        }
                        return Err(trouble);
                    }
                    Verdict::Again {
                        told,
                        trouble,
                        tries,
                    } => (told, trouble, tries),
                },
                Err(trouble) if is_passing(&trouble) => (None, trouble, TRIES),
                Err(trouble) => return Err(trouble),
            };
            if tried >= most {
                return Err(trouble);
            }
            match told {
                // A wait of nothing is a clock that disagrees: one second is left to it.
                Some(wait) => lane.close_until(now + wait.max(TimeDelta::seconds(1))),
                None => patience.rest(pause(tried), self.clock).await?,
            }
        }
    }

    fn client(&self, question: &Question<'_>) -> Result<Client, Trouble> {
        let is_loopback = question.is_to_loopback;
        let mut client = self.clients[usize::from(is_loopback)].borrow_mut();
        if let Some(client) = client.as_ref() {
            return Ok(client.clone());
        }
        let made = http::client(&self.limits, is_loopback)?;
        *client = Some(made.clone());
        Ok(made)
    }
}

/// Anything up to twice the pause before, so that many accounts do not come back together.
fn pause(tried: u32) -> TimeDelta {
    let longest = FIRST_PAUSE
        .saturating_mul(2_u32.saturating_pow(tried - 1))
        .min(LONGEST_PAUSE);
    TimeDelta::from_std(longest.mul_f64(fastrand::f64())).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_and_stay_bounded() {
        for tried in 1..40 {
            let most = TimeDelta::seconds(1_i64 << (tried - 1).min(6)).min(TimeDelta::seconds(60));
            let pause = pause(tried);
            assert!(
                pause >= TimeDelta::zero() && pause <= most,
                "{tried}: {pause}"
            );
        }
    }
}
