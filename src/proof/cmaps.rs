//! How the codes of a composed font are read: by a map of the standard, or by one that the file carries.

use lopdf::Dictionary;

use super::fault::{Faults, Place};
use super::pdf::Pdf;
use super::rule::{Rule, a, rules, ua};

rules! {
    COLLECTION: [ua("7.21.3.1-1"), a("6.2.11.3.1-1")]
        "les caractères d’une police et de sa table de codes sont de la même collection", "";
    CARRIED: [ua("7.21.3.3-1"), a("6.2.11.3.3-1")]
        "une table de codes qui n’est pas de la norme est dans le fichier", "";
    DIRECTION: [ua("7.21.3.3-2"), a("6.2.11.3.3-2")]
        "une table de codes dit partout le même sens d’écriture", "";
    OTHERS: [ua("7.21.3.3-3"), a("6.2.11.3.3-3")]
        "une table de codes ne s’appuie que sur une table de la norme", "";
}

/// The maps that each reader has, of ISO 32000-1, table 118. Those of Chinese, Japanese and Korean end in
/// `-H` or `-V`.
const KNOWN: [&str; 32] = [
    "Identity",
    "GB-EUC",
    "GBpc-EUC",
    "GBK-EUC",
    "GBKp-EUC",
    "GBK2K",
    "UniGB-UCS2",
    "UniGB-UTF16",
    "B5pc",
    "HKscs-B5",
    "ETen-B5",
    "ETenms-B5",
    "CNS-EUC",
    "UniCNS-UCS2",
    "UniCNS-UTF16",
    "83pv-RKSJ",
    "90ms-RKSJ",
    "90msp-RKSJ",
    "90pv-RKSJ",
    "Add-RKSJ",
    "EUC",
    "Ext-RKSJ",
    "UniJIS-UCS2",
    "UniJIS-UCS2-HW",
    "UniJIS-UTF16",
    "KSC-EUC",
    "KSCms-UHC",
    "KSCms-UHC-HW",
    "KSCpc-EUC",
    "UniKS-UCS2",
    "UniKS-UTF16",
    "",
];

fn is_known(name: &str) -> bool {
    let stem = name.strip_suffix("-H").or_else(|| name.strip_suffix("-V"));
    matches!(name, "H" | "V") || stem.is_some_and(|stem| !stem.is_empty() && KNOWN.contains(&stem))
}

pub fn is_identity(pdf: &Pdf, font: &Dictionary) -> bool {
    matches!(
        pdf.name(font, b"Encoding"),
        Some("Identity-H" | "Identity-V")
    )
}

/// Maps that lead to characters whose letters each reader knows.
pub fn gives_letters(pdf: &Pdf, font: &Dictionary) -> bool {
    let inner = pdf
        .array(font, b"DescendantFonts")
        .first()
        .and_then(|inner| pdf.as_dictionary(inner));
    let collection =
        inner.and_then(|inner| pdf.words(pdf.dictionary(inner, b"CIDSystemInfo")?, b"Ordering"));
    matches!(
        collection.as_deref(),
        Some("GB1" | "CNS1" | "Japan1" | "Korea1")
    )
}

pub fn check(pdf: &Pdf, font: &Dictionary, place: &Place, faults: &mut Faults) {
    if is_identity(pdf, font) {
        return;
    }
    if let Some(name) = pdf.name(font, b"Encoding") {
        if !is_known(name) {
            faults.add(
                &CARRIED,
                place.clone(),
                format!("la table de codes « {name} » n’est pas dans le fichier"),
            );
        }
        return;
    }
    let Some(map) = pdf.stream(font, b"Encoding") else {
        faults.add(
            &CARRIED,
            place.clone(),
            "la police n’a pas de table de codes",
        );
        return;
    };
    let program = pdf.unpacked(map).unwrap_or_default();
    let program = String::from_utf8_lossy(&program);
    let written = program
        .split_once("/WMode")
        .and_then(|(_, rest)| rest.split_whitespace().next()?.parse::<i64>().ok());
    if written.unwrap_or(0) != pdf.integer(&map.dict, b"WMode").unwrap_or(0) {
        faults.add(&DIRECTION, place.clone(), "deux sens d’écriture");
    }
    if let Some(other) = pdf.name(&map.dict, b"UseCMap")
        && !is_known(other)
    {
        faults.add(
            &OTHERS,
            place.clone(),
            format!("la table de codes s’appuie sur « {other} »"),
        );
    }
    let inner = pdf
        .array(font, b"DescendantFonts")
        .first()
        .and_then(|inner| pdf.as_dictionary(inner));
    let collection = |of: Option<&Dictionary>| {
        let system = pdf.dictionary(of?, b"CIDSystemInfo")?;
        Some((
            pdf.words(system, b"Registry")?,
            pdf.words(system, b"Ordering")?,
        ))
    };
    if collection(inner) != collection(Some(&map.dict)) {
        faults.add(&COLLECTION, place.clone(), "deux collections de caractères");
    }
}
