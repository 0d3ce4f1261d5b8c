//! The fonts: carried by the file, with the widths of their programs, and letters for all that is shown.

use encoding_rs::{MACINTOSH, WINDOWS_1252};
use lopdf::{Dictionary, Object};

use super::cmaps;
use super::fault::{Faults, Place};
use super::glyphs::{Carried, Program, Source, widths};
use super::letters::Letters;
use super::pdf::Pdf;
use super::rule::{Rule, a, a_a, a_u, own, rules, ua};
use super::shown::{Use, Used};

rules! {
    UNKNOWN: [own("police-1")]
        "un texte est écrit dans une police que la page connaît", "";
    TYPED: [a("6.2.11.2-1")]
        "une police dit qu’elle en est une (Type, Font)", "";
    KIND: [a("6.2.11.2-2")]
        "une police est d’une sorte connue", "";
    NAMED: [a("6.2.11.2-3")]
        "une police a un nom (BaseFont)", "";
    FIRST: [a("6.2.11.2-4")]
        "une police dit son premier code", "";
    LAST: [a("6.2.11.2-5")]
        "une police dit son dernier code", "";
    WIDTHS: [a("6.2.11.2-6")]
        "une police donne une largeur à chaque code", "";
    GLYPH_MAP: [ua("7.21.3.2-1"), a("6.2.11.3.2-1")]
        "une police composée dit quel dessin va avec quel numéro (CIDToGIDMap)", "";
    EMBEDDED: [ua("7.21.4.1-1"), a("6.2.11.4.1-1")]
        "chaque police est incorporée au fichier", "incorporer les polices à l’export";
    PRESENT: [ua("7.21.4.1-2"), a("6.2.11.4.1-2")]
        "chaque lettre montrée est dessinée dans la police incorporée", "";
    CID_SET: [ua("7.21.4.2-2"), a("6.2.11.4.2-2")]
        "la liste des dessins d’une police (CIDSet) les contient tous", "ôter CIDSet";
    WIDTH: [ua("7.21.5-1"), a("6.2.11.5-1")]
        "la largeur annoncée d’une lettre est celle de son dessin", "";
    TABLES: [ua("7.21.6-1"), a("6.2.11.6-1")]
        "une police de lettres a une table de codes", "";
    ENCODING: [ua("7.21.6-2"), a("6.2.11.6-2")]
        "une police de lettres suit un codage connu", "";
    SYMBOL_ENCODING: [ua("7.21.6-3"), a("6.2.11.6-3")]
        "une police de symboles ne suit pas de codage de lettres", "";
    SYMBOL_TABLES: [ua("7.21.6-4"), a("6.2.11.6-4")]
        "une police de symboles n’a qu’une table de codes, ou celle des symboles", "";
    LETTERS: [ua("7.21.7-1"), a_u("6.2.11.7.2-1")]
        "chaque signe montré a ses lettres : il peut être lu à voix haute et copié", "incorporer la table ToUnicode à l’export";
    REAL_LETTERS: [ua("7.21.7-2"), a_u("6.2.11.7.2-2")]
        "les lettres d’un signe ne sont ni nulles ni des marques de codage", "";
    PRIVATE: [a_a("6.2.11.7.3-1")]
        "un signe à usage privé a un texte réel (ActualText)", "";
    NOTDEF: [ua("7.21.8-1"), a("6.2.11.8-1")]
        "le dessin d’une lettre manquante n’est jamais montré", "choisir une police qui a toutes les lettres du texte";
}

pub fn check(pdf: &Pdf, used: &Used, faults: &mut Faults) {
    for one in &used.list {
        match one.font {
            None => faults.add(&UNKNOWN, Place::page(one.page), "un texte sans police"),
            Some(font) => Checked {
                pdf,
                font,
                one,
                faults: &mut *faults,
            }
            .all(),
        }
    }
}

struct Checked<'a, 'f> {
    pdf: &'a Pdf<'a>,
    font: &'a Dictionary,
    one: &'a Use<'a>,
    faults: &'f mut Faults,
}

impl Checked<'_, '_> {
    fn tell(&mut self, rule: &'static Rule, what: impl AsRef<str>) {
        let name = self.pdf.name(self.font, b"BaseFont").unwrap_or("sans nom");
        let place = Place {
            page: Some(self.one.page),
            element: Some(format!("police {name}")),
        };
        self.faults.add(rule, place, what.as_ref());
    }

    fn all(&mut self) {
        let (pdf, font) = (self.pdf, self.font);
        if !font.has_type(b"Font") {
            self.tell(&TYPED, "la police ne dit pas qu’elle en est une");
        }
        let kind = pdf.name(font, b"Subtype").unwrap_or_default();
        if !["Type0", "Type1", "MMType1", "TrueType", "Type3"].contains(&kind) {
            self.tell(&KIND, format!("une police « {kind} »"));
            return;
        }
        if kind != "Type3" && pdf.name(font, b"BaseFont").is_none() {
            self.tell(&NAMED, "la police n’a pas de nom");
        }
        self.letters(kind);
        match kind {
            "Type0" => self.composed(),
            "Type3" => self.codes(),
            _ => {
                self.codes();
                self.simple(kind);
            }
        }
    }

    /// The letters of all that is shown.
    fn letters(&mut self, kind: &str) {
        let (pdf, font) = (self.pdf, self.font);
        let map = pdf
            .stream(font, b"ToUnicode")
            .and_then(|map| pdf.unpacked(map));
        let letters = map.as_deref().map(Letters::read);
        let encoding = pdf.name(font, b"Encoding");
        let is_told_otherwise = match kind {
            "Type0" => cmaps::gives_letters(pdf, font),
            "Type1" | "MMType1" => true,
            _ => encoding.is_some() || pdf.dictionary(font, b"Encoding").is_some(),
        };
        let (mut without, mut odd, mut private) = (Vec::new(), Vec::new(), Vec::new());
        for (code, shown) in &self.one.codes {
            let units = letters
                .as_ref()
                .and_then(|letters| letters.of(u32::from(*code)));
            match units.as_deref() {
                None | Some([]) if is_told_otherwise => {}
                None | Some([]) => without.push(*code),
                Some(units) if units.iter().any(|unit| matches!(unit, 0 | 0xFEFF | 0xFFFE)) => {
                    odd.push(*code);
                }
                Some(units)
                    if shown.is_bare
                        && units
                            .iter()
                            .any(|unit| matches!(unit, 0xE000..=0xF8FF | 0xDB80..=0xDBFF)) =>
                {
                    private.push(*code);
                }
                Some(_) => {}
            }
        }
        self.tell_codes(&LETTERS, &without, "sans lettres");
        self.tell_codes(&REAL_LETTERS, &odd, "dont les lettres n’en sont pas");
        self.tell_codes(&PRIVATE, &private, "à usage privé");
    }

    fn tell_codes(&mut self, rule: &'static Rule, codes: &[u16], what: &str) {
        match codes {
            [] => {}
            [code] => self.tell(rule, format!("le signe {code} {what}")),
            [code, more @ ..] => self.tell(
                rule,
                format!("{} signes {what}, dont le {code}", more.len() + 1),
            ),
        }
    }

    /// First and last code, and a width for each.
    fn codes(&mut self) {
        let (pdf, font) = (self.pdf, self.font);
        let descriptor = pdf.dictionary(font, b"FontDescriptor");
        let is_one_of_fourteen =
            descriptor.is_none() && pdf.name(font, b"Subtype") == Some("Type1");
        if is_one_of_fourteen {
            return;
        }
        let (first, last) = (
            pdf.integer(font, b"FirstChar"),
            pdf.integer(font, b"LastChar"),
        );
        if first.is_none() {
            self.tell(&FIRST, "la police ne dit pas son premier code");
        }
        if last.is_none() {
            self.tell(&LAST, "la police ne dit pas son dernier code");
        }
        let count = first
            .zip(last)
            .map(|(first, last)| last.saturating_sub(first).saturating_add(1));
        if count.and_then(|count| usize::try_from(count).ok())
            != Some(pdf.array(font, b"Widths").len())
        {
            self.tell(&WIDTHS, "la police n’a pas une largeur par code");
        }
    }

    fn composed(&mut self) {
        let (pdf, font) = (self.pdf, self.font);
        cmaps::check(
            pdf,
            font,
            &Place {
                page: Some(self.one.page),
                element: None,
            },
            self.faults,
        );
        let inner = pdf
            .array(font, b"DescendantFonts")
            .first()
            .and_then(|inner| pdf.as_dictionary(inner));
        let Some(inner) = inner else {
            self.tell(&EMBEDDED, "la police n’a pas de dessins");
            return;
        };
        let is_outlines = pdf.name(inner, b"Subtype") == Some("CIDFontType2");
        let map = pdf.entry(inner, b"CIDToGIDMap");
        let is_map = |map: &Object| {
            map.as_stream().is_ok() || map.as_name().is_ok_and(|name| name == b"Identity")
        };
        if is_outlines && !map.is_some_and(is_map) {
            self.tell(
                &GLYPH_MAP,
                "la police ne dit pas quel dessin va avec quel numéro",
            );
        }
        let descriptor = pdf.dictionary(inner, b"FontDescriptor");
        let source = descriptor.map_or(Source::Missing, |descriptor| Source::of(pdf, descriptor));
        let Some(program) = self.program(&source) else {
            return;
        };
        let stream = map
            .and_then(|map| map.as_stream().ok())
            .and_then(|map| pdf.unpacked(map));
        let numbers = if is_outlines {
            None
        } else {
            program.by_number()
        };
        let glyph = |number: u16| match (&stream, &numbers) {
            (Some(stream), _) => {
                let at = usize::from(number) * 2;
                stream
                    .get(at..at + 2)
                    .map(|pair| u16::from_be_bytes([pair[0], pair[1]]))
            }
            (None, Some(numbers)) => numbers.get(&number).copied(),
            (None, None) => Some(number),
        };
        let (widths, default) = widths(pdf, inner);
        self.compare(
            &program,
            |code| Some(glyph(code).unwrap_or(u16::MAX)),
            |code| Some(widths.get(&code).copied().unwrap_or(default)),
        );
        let set = descriptor
            .and_then(|descriptor| pdf.stream(descriptor, b"CIDSet"))
            .and_then(|set| pdf.unpacked(set));
        if let Some(set) = set {
            let holds = |code: &u16| {
                set.get(usize::from(code / 8))
                    .is_some_and(|byte| byte & (0x80 >> (code % 8)) != 0)
            };
            let lacking: Vec<u16> = self
                .one
                .codes
                .keys()
                .copied()
                .filter(|code| !holds(code))
                .collect();
            self.tell_codes(&CID_SET, &lacking, "hors de la liste");
        }
    }

    /// The program, unless there is nothing to compare with.
    fn carried<'s>(&mut self, source: &'s Source) -> Option<&'s Carried> {
        match source {
            Source::Carried(carried) => Some(carried),
            Source::Opaque => None,
            Source::Missing => {
                if self.one.codes.is_empty() || self.one.codes.values().any(|shown| shown.is_drawn)
                {
                    self.tell(&EMBEDDED, "la police n’est pas incorporée");
                }
                None
            }
        }
    }

    /// The font program; what is not there or does not read is told.
    fn program<'s>(&mut self, source: &'s Source) -> Option<Program<'s>> {
        let carried = self.carried(source)?;
        let program = carried.program();
        if program.is_none() {
            self.tell(&EMBEDDED, "la police incorporée ne peut pas être lue");
        }
        program
    }

    fn simple(&mut self, kind: &str) {
        let (pdf, font) = (self.pdf, self.font);
        let descriptor = pdf.dictionary(font, b"FontDescriptor");
        let source = descriptor.map_or(Source::Missing, |descriptor| Source::of(pdf, descriptor));
        let Some(program) = self.program(&source) else {
            return;
        };
        if kind != "TrueType" {
            return;
        }
        let flags = descriptor
            .and_then(|descriptor| pdf.integer(descriptor, b"Flags"))
            .unwrap_or_default();
        let is_symbolic = flags & 4 != 0;
        let details = pdf.dictionary(font, b"Encoding");
        let base = pdf
            .name(font, b"Encoding")
            .or_else(|| details.and_then(|details| pdf.name(details, b"BaseEncoding")));
        let has_differences = details.is_some_and(|details| details.has(b"Differences"));
        if let Some((tables, has_symbols)) = program.tables_of_codes() {
            if !is_symbolic && (tables == 0 || tables == 1 && has_symbols) {
                self.tell(&TABLES, "la police n’a pas de table de lettres");
            }
            if is_symbolic && tables != 1 && !has_symbols {
                self.tell(
                    &SYMBOL_TABLES,
                    format!("{tables} tables de codes, sans celle des symboles"),
                );
            }
        }
        if is_symbolic && font.has(b"Encoding") {
            self.tell(&SYMBOL_ENCODING, "la police suit un codage de lettres");
        }
        if !is_symbolic
            && !has_differences
            && !matches!(base, Some("WinAnsiEncoding" | "MacRomanEncoding"))
        {
            self.tell(&ENCODING, "la police ne suit pas un codage connu");
        }
        if has_differences {
            return;
        }
        let letter = |code: u16| {
            let byte = [u8::try_from(code).ok()?];
            let table = if base == Some("MacRomanEncoding") {
                MACINTOSH
            } else {
                WINDOWS_1252
            };
            table.decode_without_bom_handling(&byte).0.chars().next()
        };
        let first = pdf.integer(font, b"FirstChar").unwrap_or_default();
        let widths = pdf.array(font, b"Widths");
        self.compare(
            &program,
            |code| {
                program.of_code(
                    u8::try_from(code).ok()?,
                    if is_symbolic { None } else { letter(code) },
                )
            },
            |code| {
                let at = usize::try_from(i64::from(code).checked_sub(first)?).ok()?;
                pdf.whole(widths.get(at)?).as_float().ok().map(f64::from)
            },
        );
    }

    /// The glyph and the width that the font gives a code, against those of its program.
    fn compare(
        &mut self,
        program: &Program,
        glyph: impl Fn(u16) -> Option<u16>,
        width: impl Fn(u16) -> Option<f64>,
    ) {
        let (mut missing, mut absent, mut wrong) = (Vec::new(), Vec::new(), Vec::new());
        for (code, shown) in &self.one.codes {
            let Some(glyph) = glyph(*code) else {
                continue;
            };
            if glyph == 0 {
                missing.push(*code);
            }
            if !shown.is_drawn {
                continue;
            }
            if glyph >= program.count() {
                absent.push(*code);
            } else if let (Some(said), Some(drawn)) = (width(*code), program.width(glyph))
                && (said - drawn).abs() > 1.0
            {
                wrong.push(*code);
            }
        }
        self.tell_codes(&NOTDEF, &missing, "sans dessin");
        self.tell_codes(&PRESENT, &absent, "absents de la police");
        self.tell_codes(&WIDTH, &wrong, "d’une autre largeur que leur dessin");
    }
}
