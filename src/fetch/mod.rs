//! The jetty: from an API to raw files, which customs read like any download.
//!
//! A connector asks its questions through a [`Session`]. Time-outs, new tries, waits, tokens and the keeping of
//! answers are the session's, written once; the network stays behind `http.rs`.

mod address;
mod bluesky;
mod clock;
mod clockify;
mod door;
mod facebook;
mod http;
mod instagram;
mod judge;
mod kimai;
mod lane;
mod linkedin;
mod little_text;
mod mastodon;
mod meta;
mod pages;
mod peertube;
mod price;
mod reading;
mod secret;
mod session;
mod sieve;
mod solidtime;
mod source;
mod target;
mod tell;
mod threads;
mod time_target;
mod timesheet;
mod toggl;
mod trouble;
mod wait;
mod x;
mod youtube;

pub use address::{AddressError, Base};
pub use clock::Clock;
pub use door::{Door, Limits};
pub use linkedin::WHOLE;
pub use price::{Dollars, Price, PriceError};
pub use reading::{Kept, Reading};
pub use secret::{Secret, SecretName, SecretNameError, looks_like_a_token};
pub use session::{DROPPED, Keep, News, Place, Probe, Session};
pub use source::Source;
pub use target::{Errand, Target, TargetError};
pub use tell::{SecretIn, tell};
pub use time_target::TimeTarget;
pub use trouble::Trouble;
