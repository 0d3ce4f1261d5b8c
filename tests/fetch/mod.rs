//! The connectors, against servers of this machine that answer well, badly, or not at all.

mod commands;
mod kills;
mod limits;
mod linkedin;
mod lock;
mod networks;
mod reading;
mod refusals;
mod resume;
mod secrets;
pub mod server;
mod threads;
mod time;
mod time_servers;
mod tokens;
pub mod world;
mod x;
