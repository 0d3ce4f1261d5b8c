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
    let mut room = Room {
        files: limits.archive_files,
        bytes: limits.inflated(),
    };
    let members = unpack(bytes, &mut room, limits)?;
    let archives = members.iter().filter(|member| member.is_archive()).count();
    if archives == 0 {
        return Ok(members);
    }
    // A large download comes in parts, each an archive; an archive among files is another matter.
    if archives < members.len() {
        return Err(Error::Archive("une autre archive"));
    }
    let mut whole = Vec::new();
    for part in members {
        whole.extend(unpack(&part.bytes, &mut room, limits)?);
    }
    if whole.iter().any(Member::is_archive) {
        return Err(Error::Archive("une autre archive"));
    }
    Ok(whole)
}

/// What may still be inflated, of all archives together.
struct Room {
    files: usize,
    bytes: u64,
}

fn unpack(bytes: &[u8], room: &mut Room, limits: &Limits) -> Result<Vec<Member>, Error> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged())?;
    room.files = room
        .files
        .checked_sub(archive.len())
        .ok_or_else(|| limits.too_many_files())?;
    let mut members = Vec::new();
    for place in 0..archive.len() {
        let member = archive.by_index(place).map_err(|_| damaged())?;
        let name = String::from_utf8_lossy(member.name_raw()).replace('\\', "/");
        if member.is_dir() || is_hidden(&name) {
            continue;
        }
        // What a member says of its own size is not believed.
        let mut bytes = Vec::new();
        member
            .take(room.bytes.saturating_add(1))
            .read_to_end(&mut bytes)
            .map_err(|_| damaged())?;
        room.bytes = room
            .bytes
            .checked_sub(bytes.len() as u64)
            .ok_or_else(|| limits.too_inflated())?;
        members.push(Member { name, bytes });
    }
    if members.is_empty() {
        return Err(Error::Empty);
    }
    Ok(members)
}

impl Member {
    fn is_archive(&self) -> bool {
        matches!(sniff::kind(&self.bytes), Ok(Kind::Archive))
    }
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
        assert_eq!(inflate(&bomb, &inflated_to(u64::MAX)).unwrap().len(), 2);
    }

    #[test]
    fn an_archive_in_an_archive_is_turned_back() {
        let inner = archive(&[("a.csv", b"a,b\n1,2\n")]);
        let beside = archive(&[("inner.zip", &inner), ("b.csv", b"a,b\n")]);
        let deeper = archive(&[("part.zip", &archive(&[("inner.zip", &inner)]))]);
        for bytes in [beside, deeper] {
            let refusal = inflate(&bytes, &Limits::default()).unwrap_err();
            assert!(refusal.to_string().contains("autre archive"));
        }
    }

    #[test]
    fn a_zip_of_zips_is_a_download_in_parts() {
        let first = archive(&[("a.csv", b"a,b\n1,2\n")]);
        let second = archive(&[("b.csv", b"a,b\n1,2\n")]);
        let whole = archive(&[
            ("Export-Part-1.zip", &first),
            ("Export-Part-2.zip", &second),
        ]);
        let members = members(&whole, &Limits::default()).unwrap().unwrap();
        let names: Vec<&str> = members.iter().map(|member| member.name.as_str()).collect();
        assert_eq!(names, ["a.csv", "b.csv"]);
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
