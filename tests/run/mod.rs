//! The scheduled run, what it leaves, and what becomes definitive.

mod bodies;
mod days;
#[cfg(unix)]
mod disk;
mod fetching;
mod forgetting;
mod kills;
mod people;
mod telling;
mod versions;
mod world;
