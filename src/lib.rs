//! Estran: the monthly report that shows the work behind the social networks of public bodies.
//! The rooms, in reading order.

pub mod cli;
pub mod commands;
pub mod config;
pub mod document;
pub mod fetch;
pub mod figures;
pub mod import;
pub mod ledger;
pub mod model;
pub mod proof;
pub mod relate;
pub mod render;
pub mod report;
pub mod send;
pub mod tables;
pub mod words;
