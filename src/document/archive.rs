//! The members of a ZIP archive, as networks give several tables in one download.

use std::io::{Cursor, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};

use zip::ZipArchive;

use super::sniff::{self, Kind};
use super::{Error, Limits};

/// One file of an archive.
#[derive(Debug)]
pub struct Member {
    /// Its path inside the archive.
    pub name: String,
    pub bytes: Vec<u8>,
}

/// The files of an archive; `None` when the bytes are something else, a workbook for instance.
pub fn members(bytes: &[u8], limits: &Limits) -> Option<Result<Vec<Member>, Error>> {
    if !matches!(sniff::kind(bytes), Ok(Kind::Archive)) {
        return None;
    }
    let opened = catch_unwind(AssertUnwindSafe(|| inflate(bytes, limits)));
    Some(opened.unwrap_or_else(|_| Err(damaged())))
}

fn inflate(bytes: &[u8], limits: &Limits) -> Result<Vec<Member>, Error> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged())?;
    if archive.len() > limits.archive_files {
        return Err(limits.too_many_files());
    }
    let mut members = Vec::new();
    let mut left = limits.inflated();
    for place in 0..archive.len() {
        let member = archive.by_index(place).map_err(|_| damaged())?;
        let name = String::from_utf8_lossy(member.name_raw()).replace('\\', "/");
        if member.is_dir() || is_hidden(&name) {
            continue;
        }
        // What a member says of its own size is not believed.
        let mut bytes = Vec::new();
        member
            .take(left + 1)
            .read_to_end(&mut bytes)
            .map_err(|_| damaged())?;
        left = left
            .checked_sub(bytes.len() as u64)
            .ok_or_else(|| limits.too_inflated())?;
        if matches!(sniff::kind(&bytes), Ok(Kind::Archive)) {
            return Err(Error::Archive("une autre archive"));
        }
        members.push(Member { name, bytes });
    }
    if members.is_empty() {
        return Err(Error::Empty);
    }
    Ok(members)
}

fn damaged() -> Error {
    Error::Archive("un contenu abîmé, tronqué ou protégé")
}

/// What systems add to archives for themselves.
fn is_hidden(name: &str) -> bool {
    name.starts_with("__MACOSX/") || name.split('/').any(|part| part.starts_with('.'))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn archive(members: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in members {
            writer
                .start_file(*name, SimpleFileOptions::default())
                .unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn inflated_to(inflated_mb: u64) -> Limits {
        Limits {
            inflated_mb,
            ..Limits::default()
        }
    }

    #[test]
    fn a_bomb_stops_at_the_bound() {
        let zeros = vec![b'0'; 1024 * 1024];
        let bomb = archive(&[("a.csv", &zeros), ("b.csv", &zeros)]);
        assert!(bomb.len() < 4000);
        let refusal = inflate(&bomb, &inflated_to(1)).unwrap_err().to_string();
        assert!(refusal.contains("1 Mo") && refusal.contains("inflated_mb"));
        assert_eq!(inflate(&bomb, &inflated_to(2)).unwrap().len(), 2);
    }

    #[test]
    fn an_archive_in_an_archive_is_turned_back() {
        let inner = archive(&[("a.csv", b"a,b\n1,2\n")]);
        let refusal = inflate(&archive(&[("inner.zip", &inner)]), &Limits::default());
        assert!(refusal.unwrap_err().to_string().contains("autre archive"));
    }

    #[test]
    fn what_systems_add_is_left_aside() {
        let bytes = archive(&[("__MACOSX/._a.csv", b"x"), ("x/a.csv", b"a,b\n")]);
        let members = members(&bytes, &Limits::default()).unwrap().unwrap();
        assert_eq!(members.len(), 1);
        assert_eq!(members[0].name, "x/a.csv");
    }

    #[test]
    fn a_cut_archive_is_turned_back() {
        let mut bytes = archive(&[("a.csv", b"a,b\n1,2\n")]);
        bytes.truncate(bytes.len() - 10);
        assert!(members(&bytes, &Limits::default()).unwrap().is_err());
    }
}
