//! The embedded typefaces: shaping, measures, and the small subset that goes into the file.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{LazyLock, OnceLock};

use printpdf::{FontId, ParsedFont};
use rustybuzz::{
    BufferClusterLevel, Direction, Language, Script, ShapePlan, UnicodeBuffer, script,
};
use subsetter::GlyphRemapper;

use super::Error;
use super::sheet::{Face, Glyph};

/// Source Sans 3, under the SIL Open Font License (`assets/fonts/OFL.txt`); 1000 units a size.
const REGULAR: &[u8] = include_bytes!("../../../assets/fonts/SourceSans3-Regular.ttf");
const SEMI_BOLD: &[u8] = include_bytes!("../../../assets/fonts/SourceSans3-SemiBold.ttf");

impl Face {
    pub const ALL: [Self; 2] = [Self::Regular, Self::SemiBold];

    fn bytes(self) -> &'static [u8] {
        match self {
            Self::Regular => REGULAR,
            Self::SemiBold => SEMI_BOLD,
        }
    }

    /// The name in the file, after the six letters that mark a subset.
    fn name(self) -> &'static str {
        match self {
            Self::Regular => "SourceSans3-Regular",
            Self::SemiBold => "SourceSans3-SemiBold",
        }
    }

    fn weight(self) -> u16 {
        match self {
            Self::Regular => 400,
            Self::SemiBold => 600,
        }
    }

    fn parsed(self) -> &'static rustybuzz::Face<'static> {
        static FACES: OnceLock<[rustybuzz::Face<'static>; 2]> = OnceLock::new();
        let faces = FACES.get_or_init(|| {
            Self::ALL.map(|face| {
                rustybuzz::Face::from_slice(face.bytes(), 0).expect("our own font files are whole")
            })
        });
        &faces[face_rank(self)]
    }

    /// How words in French letters are shaped, or else numbers and signs, worked out once.
    fn plan(self, script: Script) -> Option<&'static ShapePlan> {
        static PLANS: OnceLock<[[ShapePlan; 2]; 2]> = OnceLock::new();
        let plans = PLANS.get_or_init(|| {
            Self::ALL.map(|face| {
                [Some(script::LATIN), None].map(|script| {
                    let direction = Direction::LeftToRight;
                    ShapePlan::new(face.parsed(), direction, script, Some(french()), &[])
                })
            })
        });
        let [of_letters, of_numbers] = &plans[face_rank(self)];
        match script {
            script::LATIN => Some(of_letters),
            script::UNKNOWN => Some(of_numbers),
            _ => None,
        }
    }

    /// Whether the font can draw this character. The letters of Western Europe are not looked up each time.
    pub fn draws(self, letter: char) -> bool {
        if matches!(letter, ' '..='~' | '\u{A0}'..='\u{FF}') {
            return true;
        }
        self.parsed()
            .glyph_index(letter)
            .is_some_and(|glyph| glyph.0 != 0)
    }

    /// The width of a glyph alone, before kerning.
    pub fn width(self, glyph: u16) -> i32 {
        let advance = self
            .parsed()
            .glyph_hor_advance(rustybuzz::ttf_parser::GlyphId(glyph));
        i32::from(advance.unwrap_or(0))
    }

    /// Letters to glyphs, with kerning and ligatures.
    pub fn shape(self, words: &str) -> Vec<Glyph> {
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(words);
        buffer.set_direction(Direction::LeftToRight);
        buffer.set_cluster_level(BufferClusterLevel::MonotoneCharacters);
        buffer.guess_segment_properties();
        buffer.set_direction(Direction::LeftToRight);
        let shaped = if let Some(plan) = self.plan(buffer.script()) {
            rustybuzz::shape_with_plan(self.parsed(), plan, buffer)
        } else {
            buffer.set_language(french().clone());
            rustybuzz::shape(self.parsed(), &[], buffer)
        };
        let infos = shaped.glyph_infos();
        let glyphs = infos.iter().zip(shaped.glyph_positions()).enumerate();
        glyphs
            .map(|(rank, (info, position))| {
                // Glyphs go from left to right, some of them sharing their letters.
                let is_next = |next: &&rustybuzz::GlyphInfo| next.cluster > info.cluster;
                let next = infos[rank..].iter().find(is_next);
                let end = next.map_or(words.len(), |next| next.cluster as usize);
                Glyph {
                    id: u16::try_from(info.glyph_id).expect("glyph numbers of a font have 16 bits"),
                    advance: position.x_advance,
                    shift: position.x_offset,
                    letters: words[info.cluster as usize..end].into(),
                }
            })
            .collect()
    }

    /// The name of the font among the resources; `F1` to `F14` belong to printpdf.
    pub fn resource(self) -> FontId {
        FontId(match self {
            Self::Regular => "Rg".to_string(),
            Self::SemiBold => "Sb".to_string(),
        })
    }
}

fn french() -> &'static Language {
    static FRENCH: LazyLock<Language> = LazyLock::new(|| "fr".parse().expect("fr is a language"));
    &FRENCH
}

fn face_rank(face: Face) -> usize {
    match face {
        Face::Regular => 0,
        Face::SemiBold => 1,
    }
}

/// The glyphs of one face that a document shows, renumbered, and the font program that holds them.
pub struct Subset {
    pub font: ParsedFont,
    numbers: BTreeMap<u16, u16>,
}

impl Subset {
    pub fn of(face: Face, used: &BTreeSet<u16>) -> Result<Self, Error> {
        let mut remapper = GlyphRemapper::new();
        let numbers = used
            .iter()
            .map(|&glyph| (glyph, remapper.remap(glyph)))
            .collect();
        let program =
            subsetter::subset(face.bytes(), 0, &remapper).map_err(|_| Error::Font(face.name()))?;
        let mut font =
            ParsedFont::from_bytes(&program, 0, &mut Vec::new()).ok_or(Error::Font(face.name()))?;
        font.font_name = Some(format!("ESTRAN+{}", face.name()));
        font.pdf_font_metrics.us_weight_class = face.weight();
        Ok(Self { font, numbers })
    }

    /// The number of a glyph in the subset.
    pub fn number(&self, glyph: u16) -> u16 {
        self.numbers
            .get(&glyph)
            .copied()
            .expect("the subset was made from the glyphs that are shown")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_faces_draw_the_letters_of_western_europe() {
        for face in Face::ALL {
            for letter in (' '..='~').chain('\u{A0}'..='\u{FF}') {
                assert!(face.parsed().glyph_index(letter).is_some(), "{letter}");
            }
        }
    }

    #[test]
    fn a_word_is_shaped_alike_with_the_plan_and_without() {
        for face in Face::ALL {
            for word in [
                "L’œuvre",
                "fichier",
                "AVATAR",
                "12 h 30",
                "« affiche »",
                "1\u{A0}234,5",
                " – ",
            ] {
                let mut buffer = UnicodeBuffer::new();
                buffer.push_str(word);
                buffer.set_direction(Direction::LeftToRight);
                buffer.set_language(french().clone());
                buffer.guess_segment_properties();
                buffer.set_direction(Direction::LeftToRight);
                let plain = rustybuzz::shape(face.parsed(), &[], buffer);
                let ids: Vec<u16> = face.shape(word).iter().map(|glyph| glyph.id).collect();
                let expected: Vec<u16> = plain
                    .glyph_infos()
                    .iter()
                    .map(|info| u16::try_from(info.glyph_id).unwrap())
                    .collect();
                assert_eq!(ids, expected, "{word}");
            }
        }
    }
}
