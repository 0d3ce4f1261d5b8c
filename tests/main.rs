//! The one test binary: each module looks at the house from one side.
#![expect(
    clippy::disallowed_methods,
    reason = "tests lay files and read them back"
)]

mod anatomy;
mod annexes;
mod boards;
mod calendars;
mod charter;
mod choices;
mod circuits;
mod commands;
mod comparison;
mod delivery;
mod demonstration;
mod ecosystem;
mod every_format;
mod exports;
mod facebook;
mod fetch;
mod figures;
mod followers;
mod formats;
mod hostile;
mod house;
mod instagram;
mod intranet;
mod laws;
mod layouts;
mod linkedin;
mod mapped;
mod moderation;
mod month;
mod months;
mod pages;
mod pdf;
mod plannings;
mod proofs;
mod properties;
mod quantities;
mod rgpd;
mod run;
mod sheets;
mod suites;
mod tables;
mod tiktok;
mod timesheets;
mod trackers;
mod workbook;
mod workbook_of_figures;
mod x;
mod youtube;
