//! The PDF report: what is placed, what is written, and what a machine can check of it.

mod attached;
pub mod check;
mod damaged;
pub mod layout;
mod mutations;
pub mod nasty;
mod reading;
mod sample;
pub mod sheets;
