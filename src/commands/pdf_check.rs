//! Whether PDF files keep what they claim: what is broken, where, and what to do.

use std::fs::File;
use std::io::Read;
use std::panic;
use std::path::{Path, PathBuf};

use anyhow::bail;
use serde::Serialize;

use crate::commands::{Verdict, screen};
use crate::proof::{self, Claims, Fault, Profile, Proof, Rule};
use crate::words::text;

/// Longer files are turned back: no report weighs that much.
const HEAVIEST: u64 = 512 << 20;

/// Places told for one rule; `--json` gives them all.
const SHOWN: usize = 5;

/// The form of `--json`. Other tools rely on it.
#[derive(Debug, Serialize)]
struct Answer {
    file: String,
    /// Why the file could not be checked; the rest is then empty.
    unreadable: Option<String>,
    pages: usize,
    claims: Vec<String>,
    profiles: Vec<String>,
    faults: Vec<AnswerFault>,
}

#[derive(Debug, Serialize)]
struct AnswerFault {
    rules: Vec<String>,
    asks: &'static str,
    found: String,
    page: Option<usize>,
    element: Option<String>,
    cure: Option<&'static str>,
}

pub fn run(paths: &[PathBuf], profiles: &[Profile], json: bool) -> anyhow::Result<Verdict> {
    // The reader of PDF may trip on a broken file. The file is then told of as one that cannot be read;
    // the words of the reader would only worry.
    let hook = panic::take_hook();
    panic::set_hook(Box::new(|_| {}));
    let checked: Vec<(String, Result<Proof, String>)> = paths
        .iter()
        .map(|path| (path.display().to_string(), one(path, profiles)))
        .collect();
    panic::set_hook(hook);
    if json {
        let answers: Vec<Answer> = checked.iter().map(answer).collect();
        screen::say(&format!("{}\n", serde_json::to_string_pretty(&answers)?))?;
    } else {
        screen::say(&lines(&checked))?;
    }
    let unread: Vec<String> = checked
        .iter()
        .filter_map(|(name, proof)| Some(format!("{name} : {}", proof.as_ref().err()?)))
        .collect();
    if !unread.is_empty() {
        bail!("{}", unread.join(" / "));
    }
    let is_clean = |(_, proof): &(String, Result<Proof, String>)| {
        proof.as_ref().is_ok_and(|proof| proof.faults.is_empty())
    };
    Ok(if checked.iter().all(is_clean) {
        Verdict::Clean
    } else {
        Verdict::WithFindings
    })
}

fn one(path: &Path, profiles: &[Profile]) -> Result<Proof, String> {
    let bytes = read(path)?;
    proof::check(&bytes, profiles).map_err(|unreadable| unreadable.to_string())
}

#[expect(clippy::disallowed_methods, reason = "a door: the files to check")]
fn read(path: &Path) -> Result<Vec<u8>, String> {
    let unopened = |_| {
        "le fichier ne s’ouvre pas ; vérifier son chemin et que sa lecture est permise".to_owned()
    };
    if path.is_dir() {
        return Err("c’est un dossier ; nommer les fichiers à vérifier".to_owned());
    }
    let file = File::open(path).map_err(unopened)?;
    let mut bytes = Vec::new();
    file.take(HEAVIEST + 1)
        .read_to_end(&mut bytes)
        .map_err(unopened)?;
    if bytes.len() as u64 > HEAVIEST {
        return Err("le fichier dépasse 512 Mo".to_owned());
    }
    Ok(bytes)
}

fn answer((name, proof): &(String, Result<Proof, String>)) -> Answer {
    let file = name.clone();
    match proof {
        Err(unreadable) => Answer {
            file,
            unreadable: Some(unreadable.clone()),
            pages: 0,
            claims: Vec::new(),
            profiles: Vec::new(),
            faults: Vec::new(),
        },
        Ok(proof) => Answer {
            file,
            unreadable: None,
            pages: proof.pages,
            claims: claimed(&proof.claims),
            profiles: names(&proof.profiles),
            faults: proof
                .faults
                .iter()
                .map(|fault| AnswerFault {
                    rules: fault.rule.labels(&proof.profiles),
                    asks: fault.rule.asks,
                    found: fault.what.clone(),
                    page: fault.place.page,
                    element: fault.place.element.clone(),
                    cure: (!fault.rule.cure.is_empty()).then_some(fault.rule.cure),
                })
                .collect(),
        },
    }
}

fn names(profiles: &[Profile]) -> Vec<String> {
    profiles.iter().map(Profile::to_string).collect()
}

/// All that a file says it follows, known here or not.
fn claimed(claims: &Claims) -> Vec<String> {
    [names(&claims.known), claims.others.clone()].concat()
}

fn lines(checked: &[(String, Result<Proof, String>)]) -> String {
    let mut text = String::new();
    let (mut faults, mut clean, mut read) = (0, 0, 0_u64);
    for (name, proof) in checked {
        let Ok(proof) = proof else {
            continue;
        };
        read += 1;
        faults += proof.faults.len() as u64;
        clean += u64::from(proof.faults.is_empty());
        text.push_str(&told(name, proof));
    }
    if read > 0 {
        text.push_str(&summary(read, clean, faults));
    }
    text
}

fn summary(read: u64, clean: u64, faults: u64) -> String {
    let files = text::count(read, "fichier vérifié", "fichiers vérifiés");
    if faults == 0 {
        return format!("{files}, aucune faute\n");
    }
    let faults = text::count(faults, "faute", "fautes");
    format!("{files}, {faults} ; sans faute : {clean}\n")
}

/// A file: what it claims, then its faults, rule by rule.
fn told(name: &str, proof: &Proof) -> String {
    let profiles = text::list(&names(&proof.profiles));
    let claims = match claimed(&proof.claims).as_slice() {
        [] => "ne dit suivre ni PDF/UA ni PDF/A".to_owned(),
        claims => format!("dit suivre {}", text::list(claims)),
    };
    let pages = text::count(proof.pages as u64, "page", "pages");
    let mut said = format!("{name} : {pages}, {claims} ; vérifié comme {profiles}\n");
    for (rule, faults) in by_rule(&proof.faults) {
        let labels = rule.labels(&proof.profiles).join(", ");
        said.extend([format!("  {labels} : {}\n", rule.asks)]);
        for fault in faults.iter().take(SHOWN) {
            said.extend([format!("    {} : {}\n", fault.place, fault.what)]);
        }
        if faults.len() > SHOWN {
            let more = text::count((faults.len() - SHOWN) as u64, "autre", "autres");
            said.extend([format!("    et {more} ; --json les donne toutes\n")]);
        }
        if !rule.cure.is_empty() {
            said.extend([format!("    à faire : {}\n", rule.cure)]);
        }
    }
    said
}

/// Faults of one rule together, in the order in which the rules are met.
fn by_rule(faults: &[Fault]) -> Vec<(&'static Rule, Vec<&Fault>)> {
    let mut groups: Vec<(&'static Rule, Vec<&Fault>)> = Vec::new();
    for fault in faults {
        match groups
            .iter_mut()
            .find(|(rule, _)| std::ptr::eq(*rule, fault.rule))
        {
            Some((_, group)) => group.push(fault),
            None => groups.push((fault.rule, vec![fault])),
        }
    }
    groups
}
