//! Archives to the files in them: gzip, zip, and one inside the other.
//!
//! Names in an archive are only names here: nothing is written anywhere. What an archive claims of
//! its sizes is never trusted; what comes out of it is counted.

use std::borrow::Cow;
use std::io::Read;

use flate2::bufread::{DeflateDecoder, GzDecoder};
use rawzip::{CompressionMethod, ZipArchive, ZipFileHeaderRecord, ZipSliceArchive};

use crate::ReadError;
use crate::decode::utf8_or_latin1;

/// The most that all archives of one source may unpack to. The largest schedules are under 10 MB.
const MOST_BYTES: usize = 256 * 1024 * 1024;
/// The most of one file: as much as is fetched of one.
const LARGEST_FILE: usize = 64 * 1024 * 1024;
/// The most entries of all archives of one source.
const MOST_ENTRIES: usize = 10_000;
/// An archive inside an archive is unpacked, one inside that is not.
const DEEPEST: usize = 2;

const ZIP: &str = "zip archive";
const GZIP: &str = "gzip file";

/// Endings of what is no schedule: not worth its bytes.
const MEDIA: [&str; 18] = [
    "png", "jpg", "jpeg", "gif", "webp", "svg", "ico", "bmp", "mp3", "mp4", "webm", "mov", "woff",
    "woff2", "ttf", "css", "js", "map",
];

/// A file that came with others or out of an archive.
pub(crate) struct Unpacked<'a> {
    /// With its path inside the archives.
    pub(crate) name: String,
    pub(crate) bytes: Cow<'a, [u8]>,
}

/// Whether these bytes are an archive that [`Unpacking`] opens.
pub(crate) fn is_container(bytes: &[u8]) -> bool {
    is_gzip(bytes) || is_zip(bytes)
}

fn is_gzip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\x1F\x8B")
}

fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// Opens archives, and counts what comes out of them.
#[derive(Default)]
pub(crate) struct Unpacking<'a> {
    files: Vec<Unpacked<'a>>,
    bytes: usize,
    entries: usize,
}

impl<'a> Unpacking<'a> {
    /// Adds a file, or the files in it where it is an archive.
    ///
    /// # Errors
    /// An archive that is damaged, encrypted or too large is refused with its name.
    pub(crate) fn add(&mut self, name: &str, bytes: &'a [u8]) -> Result<(), ReadError> {
        self.open(name.to_owned(), Cow::Borrowed(bytes), 0)
    }

    pub(crate) fn into_files(self) -> Vec<Unpacked<'a>> {
        self.files
    }

    fn open(&mut self, name: String, bytes: Cow<'a, [u8]>, depth: usize) -> Result<(), ReadError> {
        if depth == DEEPEST || !is_container(&bytes) {
            self.files.push(Unpacked { name, bytes });
            return Ok(());
        }
        if is_gzip(&bytes) {
            let inside = self.gunzip(&name, &bytes)?;
            let name = match name.rsplit_once('.') {
                Some((stem, ending)) if ending.eq_ignore_ascii_case("gz") => stem.to_owned(),
                _ => name,
            };
            return self.open(name, Cow::Owned(inside), depth + 1);
        }
        self.unzip(&name, &bytes, depth)
    }

    /// All members of a gzip file (RFC 1952 §2.2); what stands behind them is no part of it.
    fn gunzip(&mut self, name: &str, bytes: &[u8]) -> Result<Vec<u8>, ReadError> {
        let mut inside = Vec::new();
        let mut rest = bytes;
        while is_gzip(rest) {
            let mut member = GzDecoder::new(rest);
            self.inflate(GZIP, name, &mut member, &mut inside)?;
            rest = member.into_inner();
        }
        Ok(inside)
    }

    fn unzip(&mut self, archive_name: &str, bytes: &[u8], depth: usize) -> Result<(), ReadError> {
        let archive =
            ZipArchive::from_slice(bytes).map_err(|error| damaged(ZIP, archive_name, &error))?;
        for entry in archive.entries() {
            let entry = entry.map_err(|error| damaged(ZIP, archive_name, &error))?;
            self.entries += 1;
            if self.entries > MOST_ENTRIES {
                let problem = format!("there are more than {MOST_ENTRIES} files in it");
                return Err(too_much(ZIP, archive_name, problem));
            }
            let path = utf8_or_latin1(entry.file_path().as_bytes())
                .text
                .into_owned();
            if is_office_document(&path) {
                let found = "an office document".to_owned();
                return Err(ReadError::UnknownFormat { found });
            }
            if entry.is_dir() || is_of_no_use(&path) {
                continue;
            }
            let inside = self.unzip_entry(&archive, &entry, &path)?;
            self.open(path, Cow::Owned(inside), depth + 1)?;
        }
        Ok(())
    }

    fn unzip_entry(
        &mut self,
        archive: &ZipSliceArchive<&[u8]>,
        entry: &ZipFileHeaderRecord,
        path: &str,
    ) -> Result<Vec<u8>, ReadError> {
        let refused = |problem: String| ReadError::Malformed {
            format: ZIP,
            place: path.to_owned(),
            problem,
            cure: "Unpack it with another program and give the schedule itself".to_owned(),
        };
        if entry.flags().is_encrypted() {
            return Err(refused("it is encrypted".to_owned()));
        }
        let located = archive
            .get_entry(entry.wayfinder())
            .map_err(|error| damaged(ZIP, path, &error))?;
        let mut inside = Vec::new();
        match entry.compression_method() {
            CompressionMethod::STORE => {
                let mut stored = located.verifying_reader(located.data());
                self.inflate(ZIP, path, &mut stored, &mut inside)?;
            }
            CompressionMethod::DEFLATE => {
                let mut deflated = located.verifying_reader(DeflateDecoder::new(located.data()));
                self.inflate(ZIP, path, &mut deflated, &mut inside)?;
            }
            other => return Err(refused(format!("its compression ({other}) is not known"))),
        }
        Ok(inside)
    }

    /// Reads on until the end or a limit.
    fn inflate(
        &mut self,
        format: &'static str,
        name: &str,
        stream: &mut impl Read,
        inside: &mut Vec<u8>,
    ) -> Result<(), ReadError> {
        let allowed = (MOST_BYTES - self.bytes).min(LARGEST_FILE.saturating_sub(inside.len()));
        let count = stream
            .take(allowed as u64 + 1)
            .read_to_end(inside)
            .map_err(|error| damaged(format, name, &error))?;
        if count > allowed {
            let limit = if inside.len() > LARGEST_FILE {
                LARGEST_FILE
            } else {
                MOST_BYTES
            };
            let problem = format!("it unpacks to more than {} MB", limit / 1024 / 1024);
            return Err(too_much(format, name, problem));
        }
        self.bytes += count;
        Ok(())
    }
}

/// Folders' own notes and what shows pictures or plays sound.
fn is_of_no_use(path: &str) -> bool {
    let name = file_name(path);
    let ending = name.rsplit_once('.').map(|(_, ending)| ending);
    name.starts_with('.')
        || path.contains("__MACOSX/")
        || ending.is_some_and(|ending| MEDIA.iter().any(|media| media.eq_ignore_ascii_case(ending)))
}

/// Office Open XML (ECMA-376 part 2 §10.1.2) and OpenDocument or EPUB (their `mimetype` comes first).
fn is_office_document(path: &str) -> bool {
    matches!(path, "[Content_Types].xml" | "mimetype")
}

/// The last part of a path, whichever way it is parted.
pub(crate) fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

fn damaged(format: &'static str, name: &str, error: &dyn std::fmt::Display) -> ReadError {
    ReadError::Malformed {
        format,
        place: name.to_owned(),
        problem: format!("it is damaged ({error})"),
        cure: "It may have been cut off on its way: fetch it again".to_owned(),
    }
}

fn too_much(format: &'static str, name: &str, problem: String) -> ReadError {
    ReadError::Malformed {
        format,
        place: name.to_owned(),
        problem,
        cure: "This is no schedule; if one is in it, give that file alone".to_owned(),
    }
}
