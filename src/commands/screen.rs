//! What a person sees in the terminal: answers on one side, progress and remarks on the other.

use std::fmt::Write as _;
use std::io::{self, IsTerminal, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::model::{Finding, Severity};
use crate::words::{place, text};

/// How many findings are worth reading in a terminal; `inspect` and the method page give them all.
const SHOWN: usize = 12;

/// Writes to the standard output. A reader that closed its end (`estran inspect … | head`) is not an error.
pub fn say(lines: &str) -> io::Result<()> {
    quietly(io::stdout().lock(), lines)
}

/// Writes beside the answer. There is nowhere left to complain when it fails.
pub fn remark(lines: &str) {
    let _ = quietly(io::stderr().lock(), lines);
}

/// A question, where somebody is there to answer it: anything but yes is no.
pub fn agrees(question: &str) -> bool {
    if !(io::stdin().is_terminal() && io::stderr().is_terminal()) {
        return false;
    }
    remark(question);
    let mut answer = String::new();
    let is_read = io::stdin().read_line(&mut answer).is_ok();
    is_read && matches!(answer.trim().to_lowercase().as_str(), "o" | "oui")
}

fn quietly(mut out: impl Write, lines: &str) -> io::Result<()> {
    match out.write_all(lines.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}

/// Whether several runs share the screen: a bar of one would erase the lines of another.
static SHARED: AtomicBool = AtomicBool::new(false);

/// For the rest of this process.
pub fn without_bars() {
    SHARED.store(true, Ordering::Relaxed);
}

/// A bar on a terminal, nothing elsewhere.
pub fn progress(steps: usize, doing: &'static str) -> ProgressBar {
    if SHARED.load(Ordering::Relaxed) || !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let steps = u64::try_from(steps).unwrap_or(u64::MAX);
    let bar = ProgressBar::with_draw_target(Some(steps), ProgressDrawTarget::stderr());
    if let Ok(style) = ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len}") {
        bar.set_style(style);
    }
    bar.set_message(doing);
    bar
}

/// The findings that matter, the gravest first, each on its line.
pub fn findings(findings: &[Finding]) -> String {
    let mut grave: Vec<&Finding> = findings
        .iter()
        .filter(|finding| finding.severity > Severity::Info)
        .collect();
    grave.sort_by(|one, other| {
        other
            .severity
            .cmp(&one.severity)
            .then_with(|| one.at.cmp(&other.at))
    });
    let mut lines = String::new();
    for finding in grave.iter().take(SHOWN) {
        let _ = writeln!(lines, "{}", line(finding));
    }
    let more = grave.len().saturating_sub(SHOWN);
    if more > 0 {
        let _ = writeln!(
            lines,
            "et {} ; « estran inspect » les donne toutes",
            text::count(more as u64, "autre remarque", "autres remarques")
        );
    }
    lines
}

/// « attention : exports/un.csv, ligne 12 : … ».
fn line(finding: &Finding) -> String {
    format!(
        "{} : {} : {}",
        severity(finding.severity),
        place::of(finding),
        finding.message
    )
}

pub fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Info => "pour information",
        Severity::Check => "à vérifier",
        Severity::Warning => "attention",
        Severity::Error => "fichier non lu",
    }
}
