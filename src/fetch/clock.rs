//! The time, given: tests wait without waiting.

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use chrono::{DateTime, Utc};

pub trait Clock {
    fn now(&self) -> DateTime<Utc>;

    fn sleep(&self, time: Duration) -> Pin<Box<dyn Future<Output = ()> + '_>>;
}
