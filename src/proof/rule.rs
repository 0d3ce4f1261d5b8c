//! What is asked of a file, by which standard and under which number.

use super::profile::{Level, Part, Profile};

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asker {
    Accessible,
    /// PDF/A-2 and PDF/A-3, from this level up.
    Archive(Level),
    /// One part of PDF/A alone.
    ArchivePart(Part),
    /// Nobody but Estran: what makes a file hold together, and what no machine rule asks yet.
    House,
    /// The same, of a file that claims to be accessible.
    HouseAccessible,
}

/// The number of a rule in one standard, as veraPDF writes it: clause, then test.
#[derive(Debug)]
pub struct Id {
    asker: Asker,
    pub number: &'static str,
}

/// Of PDF/UA-1.
pub const fn ua(number: &'static str) -> Id {
    Id {
        asker: Asker::Accessible,
        number,
    }
}

/// Of PDF/A-2 and PDF/A-3, whatever the level.
pub const fn a(number: &'static str) -> Id {
    Id {
        asker: Asker::Archive(Level::B),
        number,
    }
}

/// Of levels U and A.
pub const fn a_u(number: &'static str) -> Id {
    Id {
        asker: Asker::Archive(Level::U),
        number,
    }
}

/// Of level A.
pub const fn a_a(number: &'static str) -> Id {
    Id {
        asker: Asker::Archive(Level::A),
        number,
    }
}

/// Of PDF/A-2 alone.
pub const fn a2(number: &'static str) -> Id {
    Id {
        asker: Asker::ArchivePart(Part::Two),
        number,
    }
}

/// Of PDF/A-3 alone.
pub const fn a3(number: &'static str) -> Id {
    Id {
        asker: Asker::ArchivePart(Part::Three),
        number,
    }
}

/// Of Estran.
pub const fn own(number: &'static str) -> Id {
    Id {
        asker: Asker::House,
        number,
    }
}

/// Of Estran, for accessible files.
pub const fn own_ua(number: &'static str) -> Id {
    Id {
        asker: Asker::HouseAccessible,
        number,
    }
}

impl Id {
    pub fn concerns(&self, profile: Profile) -> bool {
        match (self.asker, profile) {
            (Asker::House, _)
            | (Asker::Accessible | Asker::HouseAccessible, Profile::Accessible) => true,
            (Asker::Archive(from), Profile::Archive(_, level)) => level >= from,
            (Asker::ArchivePart(one), Profile::Archive(part, _)) => part == one,
            _ => false,
        }
    }

    /// The standard as it is called when no file is at hand.
    pub fn standard(&self) -> &'static str {
        match self.asker {
            Asker::Accessible => "PDF/UA-1",
            Asker::Archive(Level::B) => "PDF/A-2, PDF/A-3",
            Asker::Archive(Level::U) => "PDF/A-2u, PDF/A-3u",
            Asker::Archive(Level::A) => "PDF/A-2a, PDF/A-3a",
            Asker::ArchivePart(Part::Two) => "PDF/A-2",
            Asker::ArchivePart(Part::Three) => "PDF/A-3",
            Asker::House | Asker::HouseAccessible => "Estran",
        }
    }

    /// « PDF/A-2a 6.7.4-1 », for a file checked against these profiles.
    fn label(&self, profiles: &[Profile]) -> Option<String> {
        let profile = profiles.iter().find(|profile| self.concerns(**profile))?;
        Some(match self.asker {
            Asker::House | Asker::HouseAccessible => format!("Estran {}", self.number),
            _ => format!("{profile} {}", self.number),
        })
    }
}

/// One thing asked, once, whatever the number of standards that ask it.
#[derive(Debug)]
pub struct Rule {
    pub ids: &'static [Id],
    /// What is asked, in French: « chaque image porte un texte de remplacement ».
    pub asks: &'static str,
    /// What to do, in French; empty when only the maker of the file can tell.
    pub cure: &'static str,
}

impl Rule {
    pub fn concerns(&self, profiles: &[Profile]) -> bool {
        let one = |id: &Id| profiles.iter().any(|profile| id.concerns(*profile));
        self.ids.iter().any(one)
    }

    /// « PDF/UA-1 7.1-8, PDF/A-2a 6.6.2.1-1 ».
    pub fn labels(&self, profiles: &[Profile]) -> Vec<String> {
        self.ids
            .iter()
            .filter_map(|id| id.label(profiles))
            .collect()
    }
}

/// Names the rules of a file and lists them all, so that none is used without being told of.
macro_rules! rules {
    ($($name:ident: [$($id:expr),+] $asks:literal, $cure:literal;)+) => {
        $(static $name: Rule = Rule { ids: &[$($id),+], asks: $asks, cure: $cure };)+

        pub static RULES: &[&Rule] = &[$(&$name),+];
    };
}
pub(super) use rules;
