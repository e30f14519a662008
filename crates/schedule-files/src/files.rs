//! Which of several files is the schedule: the files of a folder, or those in an archive.
//!
//! The rule: the formats are tried in the order in which [`crate::sniff`] lists them, named formats
//! before tables, foreign JSON and notes; of these, and of web pages, a file counts only if a session
//! can be read from it. The one file of the best format is read; schedules in other formats beside it
//! are named in [`Reading::skipped`]. Several of the best format are refused by name, as nothing tells
//! which is meant. The parts of an Open Event set are read together.

use crate::container::{Unpacked, Unpacking, is_container};
use crate::decode::Source;
use crate::open_event;
use crate::sniff::{self, Recognised};
use crate::{ReadError, ReadOptions, Reading, Skipped};

/// A file and its name, with a path where it has one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    pub name: String,
    pub bytes: Vec<u8>,
}

/// Reads one file, or the schedule in it where it is an archive.
pub(crate) fn read(bytes: &[u8], options: &ReadOptions) -> Result<Reading, ReadError> {
    if !is_container(bytes) {
        return sniff::read(&Source::new(bytes), options);
    }
    let mut unpacking = Unpacking::default();
    unpacking.add(options.name.unwrap_or("the file"), bytes)?;
    read_best(&unpacking.into_files(), options)
}

/// Reads the schedule that several files hold.
pub(crate) fn read_all(files: &[SourceFile], options: &ReadOptions) -> Result<Reading, ReadError> {
    let mut unpacking = Unpacking::default();
    for file in files {
        unpacking.add(&file.name, &file.bytes)?;
    }
    read_best(&unpacking.into_files(), options)
}

struct Candidate<'a> {
    name: &'a str,
    source: Source<'a>,
    recognised: Recognised,
}

fn read_best(files: &[Unpacked], options: &ReadOptions) -> Result<Reading, ReadError> {
    // One file alone is read or refused for what it is.
    if let [file] = files {
        return sniff::read(&Source::new(&file.bytes), options);
    }
    let candidates: Vec<Candidate> = files.iter().filter_map(candidate).collect();
    let sure = candidates.iter().filter(|found| found.recognised.is_sure());
    let best = match sure.map(|found| found.recognised).min() {
        Some(best) => best,
        None => return read_unsure(&candidates, files, options),
    };
    let (chosen, others): (Vec<_>, Vec<_>) = candidates
        .iter()
        .filter(|found| found.recognised.is_sure())
        .partition(|found| found.recognised == best);
    let [chosen] = chosen[..] else {
        return Err(several(&chosen));
    };
    let reading = if open_event::is_open_event(&chosen.source) {
        read_open_event(chosen, files, options)
    } else {
        sniff::read(&chosen.source, options).map_err(|error| in_file(chosen, error))
    };
    let mut reading = reading?;
    reading.skipped.extend(others.iter().map(|found| Skipped {
        what: found.name.to_owned(),
        why: format!("{} is read in its place", chosen.name),
    }));
    Ok(reading)
}

/// Reads the one file that turns out to be a schedule, of those whose form alone does not tell.
fn read_unsure(
    candidates: &[Candidate],
    files: &[Unpacked],
    options: &ReadOptions,
) -> Result<Reading, ReadError> {
    let mut ranked: Vec<&Candidate> = candidates.iter().collect();
    ranked.sort_by_key(|found| found.recognised);
    for chosen in ranked.chunk_by(|one, other| one.recognised == other.recognised) {
        let mut readable: Vec<_> = chosen
            .iter()
            .map(|found| (*found, sniff::read(&found.source, options)))
            .filter(|(_, reading)| is_schedule(reading))
            .collect();
        match readable.len() {
            0 => {}
            1 => return readable.remove(0).1,
            _ => {
                let names: Vec<&Candidate> = readable.iter().map(|(found, _)| *found).collect();
                return Err(several(&names));
            }
        }
    }
    Err(no_schedule(files))
}

/// Whether reading found sessions, or would with a zone.
fn is_schedule(reading: &Result<Reading, ReadError>) -> bool {
    match reading {
        Ok(reading) => !reading.schedule.sessions.is_empty(),
        Err(error) => matches!(error, ReadError::ZoneNeeded { .. }),
    }
}

fn several(files: &[&Candidate]) -> ReadError {
    let names = files.iter().map(|found| found.name.to_owned());
    ReadError::SeveralSchedules {
        names: names.collect(),
    }
}

fn candidate<'a>(file: &'a Unpacked<'a>) -> Option<Candidate<'a>> {
    let source = Source::new(&file.bytes);
    let recognised = sniff::recognised(&source)?;
    // The event of a set speaks of microlocations too, and is no schedule by itself.
    let part = open_event::part_of(&file.name).unwrap_or("sessions");
    if part != "sessions" && open_event::is_open_event(&source) {
        return None;
    }
    Some(Candidate {
        name: &file.name,
        source,
        recognised,
    })
}

/// Reads the sessions of Open Event with the other parts of their set, which lie beside them.
fn read_open_event(
    sessions: &Candidate,
    files: &[Unpacked],
    options: &ReadOptions,
) -> Result<Reading, ReadError> {
    let folder = folder_of(sessions.name);
    let beside = files.iter().filter(|file| {
        let part = open_event::part_of(&file.name);
        folder_of(&file.name) == folder && part.is_some_and(|part| part != "sessions")
    });
    let others: Vec<(&str, Source)> = beside
        .map(|file| (&*file.name, Source::new(&file.bytes)))
        .collect();
    let mut parts = vec![(sessions.name, &sessions.source)];
    parts.extend(others.iter().map(|(name, source)| (*name, source)));
    open_event::read_set(&parts, options)
}

fn folder_of(path: &str) -> &str {
    path.rsplit_once(['/', '\\'])
        .map_or("", |(folder, _)| folder)
}

/// Names the file in an error about its content.
fn in_file(file: &Candidate, error: ReadError) -> ReadError {
    match error {
        ReadError::Malformed {
            format,
            place,
            problem,
            cure,
        } => ReadError::Malformed {
            format,
            place: format!("{}, {place}", file.name),
            problem,
            cure,
        },
        error => error,
    }
}

fn no_schedule(files: &[Unpacked]) -> ReadError {
    const SHOWN: usize = 8;
    if files.is_empty() {
        return ReadError::Empty;
    }
    let names: Vec<&str> = files.iter().take(SHOWN).map(|file| &*file.name).collect();
    let more = match files.len().saturating_sub(SHOWN) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let found = format!(
        "files without a schedule in them: {}{more}",
        names.join(", ")
    );
    ReadError::UnknownFormat { found }
}

#[cfg(test)]
mod tests;
