//! The front door: parse, run, say the verdict.

use std::process::ExitCode;

use estran::cli;
use estran::commands::{AlreadySaid, FAILED, screen};

fn main() -> ExitCode {
    match cli::run(std::env::args_os()) {
        Ok(verdict) => verdict.exit_code(),
        Err(error) => {
            if !error.is::<AlreadySaid>() {
                screen::remark(&format!("estran : {}\n", one_line(&error)));
            }
            ExitCode::from(FAILED)
        }
    }
}

/// The chain of an error, from the whole to the cause, on one line.
fn one_line(error: &anyhow::Error) -> String {
    format!("{error:#}")
        .lines()
        .map(str::trim)
        .collect::<Vec<_>>()
        .join(" ")
}
