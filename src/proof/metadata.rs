//! The metadata of the file: title, standards claimed, words that are described.

use super::fault::Faults;
use super::pdf::Pdf;
use super::profile::Profile;
use super::rule::{Rule, a, own, rules, ua};
use super::schemas;
use super::xmp::{DC, Element, PDF_A, PDF_UA, Packet};

rules! {
    METADATA: [ua("7.1-8"), a("6.6.2.1-1")]
        "le fichier porte des métadonnées XMP", "";
    TITLE: [ua("7.1-9")]
        "les métadonnées donnent le titre du document", "donner un titre au document";
    SAME_TITLE: [own("titre-1")]
        "le titre est le même partout où le fichier le dit", "";
    CLAIMS_UA: [ua("5-1")]
        "le fichier dit suivre PDF/UA", "";
    PART_UA: [ua("5-2")]
        "le fichier dit suivre PDF/UA-1", "";
    PREFIX_UA: [ua("5-3")]
        "cette mention porte le préfixe pdfuaid", "";
    CLAIMS_A: [a("6.6.4-1")]
        "le fichier dit suivre PDF/A", "";
    PART_A: [a("6.6.4-2")]
        "le fichier dit suivre cette partie de PDF/A", "";
    LEVEL_A: [a("6.6.4-3")]
        "le fichier dit suivre ce niveau de PDF/A", "";
    PREFIX_PART: [a("6.6.4-4")]
        "la mention de la partie porte le préfixe pdfaid", "";
    PREFIX_LEVEL: [a("6.6.4-5")]
        "la mention du niveau porte le préfixe pdfaid", "";
    PACKET_BYTES: [a("6.6.2.1-2")]
        "l’en-tête des métadonnées ne compte pas ses octets", "";
    PACKET_ENCODING: [a("6.6.2.1-3")]
        "l’en-tête des métadonnées ne dit pas son codage", "";
    XML: [a("6.6.2.1-4")]
        "les métadonnées sont du XML bien formé", "";
    PACKET_UTF8: [a("6.6.2.1-5")]
        "les métadonnées sont en UTF-8", "";
    TITLE_LANGUAGE: [ua("7.2-33")]
        "la langue des métadonnées peut être connue", "indiquer la langue du document";
}

/// The profiles that a file claims, and the others that Estran does not know, as they are written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Claims {
    pub known: Vec<Profile>,
    pub others: Vec<String>,
}

impl Claims {
    pub fn of(packet: &Packet) -> Claims {
        let mut claims = Claims::default();
        match packet.text(PDF_UA, "part") {
            Some("1") => claims.known.push(Profile::Accessible),
            Some(other) => claims.others.push(format!("PDF/UA-{other}")),
            None => {}
        }
        if let Some(part) = packet.text(PDF_A, "part") {
            let level = packet.text(PDF_A, "conformance").unwrap_or_default();
            match Profile::archive(part, level) {
                Some(profile) => claims.known.push(profile),
                None => claims
                    .others
                    .push(format!("PDF/A-{part}{}", level.to_lowercase())),
            }
        }
        claims
    }
}

/// The packet as text, when the file has one.
pub fn packet(pdf: &Pdf) -> Option<Vec<u8>> {
    pdf.unpacked(pdf.stream(pdf.catalog(), b"Metadata")?)
}

pub fn check(pdf: &Pdf, asked: &[Profile], faults: &mut Faults) {
    let Some(bytes) = packet(pdf) else {
        faults.whole(&METADATA, "le fichier n’a pas de métadonnées");
        return;
    };
    let Ok(text) = std::str::from_utf8(&bytes) else {
        faults.whole(&PACKET_UTF8, "les métadonnées ne sont pas en UTF-8");
        return;
    };
    let header = text.split_once("?>").map_or("", |(header, _)| header);
    if header.contains("<?xpacket") {
        if header.contains(" bytes=") {
            faults.whole(&PACKET_BYTES, "l’en-tête des métadonnées compte ses octets");
        }
        if header.contains(" encoding=") {
            faults.whole(&PACKET_ENCODING, "l’en-tête des métadonnées dit son codage");
        }
    }
    let Some(packet) = Packet::read(text) else {
        faults.whole(&XML, "les métadonnées ne sont pas du XML bien formé");
        return;
    };
    title(pdf, &packet, faults);
    identity(&packet, asked, faults);
    schemas::check(&packet, faults);
}

fn title(pdf: &Pdf, packet: &Packet, faults: &mut Faults) {
    let titles: Vec<&Element> = packet
        .property(DC, "title")
        .into_iter()
        .flat_map(Element::items)
        .collect();
    let title = titles.first().map(|title| title.text.trim());
    if title.is_none_or(str::is_empty) {
        faults.whole(&TITLE, "les métadonnées n’ont pas de titre");
    }
    let information = pdf.dictionary(&pdf.document.trailer, b"Info");
    let other = information.and_then(|information| pdf.words(information, b"Title"));
    if let (Some(title), Some(other)) = (title, other)
        && title != other.trim()
    {
        faults.whole(&SAME_TITLE, format!("« {title} » et « {} »", other.trim()));
    }
    let is_default = |item: &Element| {
        item.attributes
            .iter()
            .any(|(name, value)| name.local == "lang" && value == "x-default")
    };
    let has_default = packet
        .properties
        .iter()
        .flat_map(Element::items)
        .any(is_default);
    if has_default && !pdf.has_words(pdf.catalog(), b"Lang") {
        faults.whole(
            &TITLE_LANGUAGE,
            "la langue des métadonnées n’est pas connue",
        );
    }
}

fn identity(packet: &Packet, asked: &[Profile], faults: &mut Faults) {
    match packet.property(PDF_UA, "part") {
        None => faults.whole(&CLAIMS_UA, "le fichier ne dit pas suivre PDF/UA"),
        Some(part) => {
            if part.text.trim() != "1" {
                faults.whole(
                    &PART_UA,
                    format!("le fichier dit suivre PDF/UA-{}", part.text.trim()),
                );
            }
            if part.name.prefix != "pdfuaid" {
                faults.whole(
                    &PREFIX_UA,
                    format!("le préfixe est « {} »", part.name.prefix),
                );
            }
        }
    }
    let (part, level) = (
        packet.property(PDF_A, "part"),
        packet.property(PDF_A, "conformance"),
    );
    let archive = asked
        .iter()
        .find(|profile| matches!(profile, Profile::Archive(..)));
    let wanted = archive.map_or("", |profile| profile.code());
    match part {
        None => faults.whole(&CLAIMS_A, "le fichier ne dit pas suivre PDF/A"),
        Some(part) => {
            if wanted
                .get(2..3)
                .is_some_and(|wanted| wanted != part.text.trim())
            {
                faults.whole(
                    &PART_A,
                    format!("le fichier dit suivre PDF/A-{}", part.text.trim()),
                );
            }
            if part.name.prefix != "pdfaid" {
                faults.whole(
                    &PREFIX_PART,
                    format!("le préfixe est « {} »", part.name.prefix),
                );
            }
        }
    }
    match level {
        None if part.is_some() => faults.whole(&LEVEL_A, "le fichier ne dit pas son niveau"),
        None => {}
        Some(level) => {
            // A file of a higher level keeps what is asked at the lower ones.
            let rank = |level: &str| {
                let levels = ["b", "u", "a"];
                levels
                    .iter()
                    .position(|one| one.eq_ignore_ascii_case(level))
            };
            let asked = rank(wanted.get(3..=3).unwrap_or("b"));
            if rank(level.text.trim()) < asked {
                faults.whole(
                    &LEVEL_A,
                    format!("le fichier se dit de niveau {}", level.text.trim()),
                );
            }
            if level.name.prefix != "pdfaid" {
                faults.whole(
                    &PREFIX_LEVEL,
                    format!("le préfixe est « {} »", level.name.prefix),
                );
            }
        }
    }
}
