//! The jetty: from an API to raw files, which customs read like any download.
//!
//! A connector asks its questions through a [`Session`]. Time-outs, new tries, waits, tokens and the keeping of
//! answers are the session's, written once; the network stays behind `http.rs`.

mod address;
mod bluesky;
mod clock;
mod door;
mod http;
mod judge;
mod lane;
mod mastodon;
mod pages;
mod reading;
mod secret;
mod session;
mod sieve;
mod target;
mod trouble;
mod wait;

pub use address::{AddressError, Base};
pub use clock::Clock;
pub use door::{Door, Limits};
pub use reading::{Kept, Reading};
pub use secret::{Secret, SecretName, SecretNameError};
pub use session::{Keep, News, Place, Probe, Session};
pub use target::{Errand, Source, Target, TargetError};
pub use trouble::Trouble;
