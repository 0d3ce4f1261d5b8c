//! The connectors, against servers of this machine that answer well, badly, or not at all.

mod commands;
mod kills;
mod limits;
mod lock;
mod networks;
mod reading;
mod resume;
mod secrets;
mod server;
mod time;
mod time_servers;
mod world;
