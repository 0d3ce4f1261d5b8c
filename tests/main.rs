//! The one test binary: each module looks at the house from one side.
#![expect(
    clippy::disallowed_methods,
    reason = "tests lay files and read them back"
)]

mod boards;
mod commands;
mod demonstration;
mod figures;
mod formats;
mod hostile;
mod house;
mod laws;
mod month;
mod pages;
mod pdf;
mod plannings;
mod trackers;
mod workbook;
