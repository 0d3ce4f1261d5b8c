//! The standards that a file may claim, and the levels of each.

use std::fmt;
use std::str::FromStr;

/// What is asked for at each level of PDF/A: to look the same, to be searched, to be read aloud.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    B,
    U,
    A,
}

/// PDF/A-2, and PDF/A-3 that may carry files of any kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    Two,
    Three,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Profile {
    /// PDF/UA-1, for people who do not read on the screen.
    Accessible,
    /// PDF/A, for those who read it in thirty years.
    Archive(Part, Level),
}

impl Profile {
    pub const ALL: [Profile; 7] = [
        Profile::Accessible,
        Profile::Archive(Part::Two, Level::B),
        Profile::Archive(Part::Two, Level::U),
        Profile::Archive(Part::Two, Level::A),
        Profile::Archive(Part::Three, Level::B),
        Profile::Archive(Part::Three, Level::U),
        Profile::Archive(Part::Three, Level::A),
    ];

    /// As it is typed: `ua-1`, `a-2a`.
    pub fn code(self) -> &'static str {
        match self {
            Profile::Accessible => "ua-1",
            Profile::Archive(Part::Two, Level::B) => "a-2b",
            Profile::Archive(Part::Two, Level::U) => "a-2u",
            Profile::Archive(Part::Two, Level::A) => "a-2a",
            Profile::Archive(Part::Three, Level::B) => "a-3b",
            Profile::Archive(Part::Three, Level::U) => "a-3u",
            Profile::Archive(Part::Three, Level::A) => "a-3a",
        }
    }

    /// From the two words of the metadata, « 2 » and « A ».
    pub fn archive(part: &str, level: &str) -> Option<Profile> {
        format!("a-{part}{}", level.to_ascii_lowercase())
            .parse()
            .ok()
    }
}

impl fmt::Display for Profile {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.code().split_at(self.code().len() - 1) {
            ("ua-", part) => write!(to, "PDF/UA-{part}"),
            (part, level) => write!(to, "PDF/{}{level}", part.to_ascii_uppercase()),
        }
    }
}

impl FromStr for Profile {
    type Err = String;

    fn from_str(typed: &str) -> Result<Self, String> {
        let plain = typed.to_ascii_lowercase();
        let plain = plain.strip_prefix("pdf/").unwrap_or(&plain);
        Profile::ALL
            .into_iter()
            .find(|profile| profile.code() == plain)
            .ok_or_else(|| {
                let known: Vec<&str> = Profile::ALL.into_iter().map(Profile::code).collect();
                format!(
                    "« {typed} » n’est pas un profil connu ; écrire {}",
                    known.join(", ")
                )
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_profile_is_printed_and_read_back() {
        for profile in Profile::ALL {
            assert_eq!(profile.to_string().parse(), Ok(profile));
        }
        assert_eq!(Profile::Accessible.to_string(), "PDF/UA-1");
        assert_eq!(Profile::archive("3", "A").unwrap().to_string(), "PDF/A-3a");
        assert_eq!(Profile::archive("1", "B"), None);
    }
}
