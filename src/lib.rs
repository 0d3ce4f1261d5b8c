//! Estran: the monthly report that shows the work behind the social networks of public bodies.
//! The rooms, in reading order.

pub mod model;
pub mod document;
pub mod import;
pub mod words;
pub mod ledger;
pub mod relate;
pub mod figures;
pub mod report;
pub mod render;
pub mod config;
pub mod commands;
pub mod cli;
