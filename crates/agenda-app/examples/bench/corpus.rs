//! Every large file of the corpus: import and re-import beside what nobody can do without, which is
//! to tokenize the same bytes and to insert the same rows.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use agenda::{Session, Zone};
use quick_xml::events::Event;
use rusqlite::Connection;
use schedule_files::ReadOptions;
use serde::de::IgnoredAny;

use crate::{import_in, open};

/// Bytes from which on a file counts as large.
const LARGE: u64 = 500_000;

const RUNS: usize = 9;

pub fn compare(folder: &Path, scratch: &Path) {
    println!(
        "\n| file | MB | events | read ms | MB/s | events/s | import ms | again ms | tokenize + insert ms | import ÷ that |"
    );
    println!("|---|---|---|---|---|---|---|---|---|---|");
    let mut files = large_files(folder);
    files.sort();
    for (number, path) in files.iter().enumerate() {
        let name = path.strip_prefix(folder).unwrap_or(path).display();
        match Figures::of(path, &scratch.join(format!("corpus-{number}"))) {
            Some(figures) => println!("| {name} | {figures} |"),
            None => println!("| {name} | not a schedule | | | | | | | | |"),
        }
    }
}

fn large_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("the corpus").flatten() {
            let path = entry.path();
            let length = entry.metadata().map_or(0, |metadata| metadata.len());
            if path.is_dir() {
                folders.push(path);
            } else if length > LARGE && !path.to_string_lossy().contains("history") {
                found.push(path);
            }
        }
    }
    found
}

struct Figures {
    megabytes: f64,
    events: usize,
    read: f64,
    import: f64,
    again: f64,
    tokenize: Option<f64>,
    insert: f64,
}

impl Figures {
    fn of(path: &Path, stores: &Path) -> Option<Self> {
        let bytes = std::fs::read(path).expect("a file of the corpus");
        let zone = Zone::named("Europe/Brussels").expect("a zone");
        // Only for files that tell none.
        let told = |zone| ReadOptions {
            zone,
            ..ReadOptions::default()
        };
        let zone = match schedule_files::read(&bytes, &told(None)) {
            Ok(_) => None,
            Err(_) => Some(zone),
        };
        let sessions = schedule_files::read(&bytes, &told(zone))
            .ok()?
            .schedule
            .sessions;
        let mut store = 0;
        Some(Self {
            megabytes: bytes.len() as f64 / 1e6,
            events: sessions.len(),
            read: median(|| drop(schedule_files::read(&bytes, &told(zone)))),
            import: median(|| {
                store += 1;
                import_in(&open(&stores.join(store.to_string())), path, zone);
            }),
            again: {
                let app = open(&stores.join("1"));
                median(|| import_in(&app, path, zone))
            },
            tokenize: tokenized(&bytes).then(|| median(|| assert!(tokenized(&bytes)))),
            insert: {
                let mut number = 0;
                median(|| {
                    number += 1;
                    insert(&stores.join(format!("bare-{number}.db")), &sessions).expect("rows");
                })
            },
        })
    }
}

impl std::fmt::Display for Figures {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self {
            megabytes,
            events,
            read,
            import,
            again,
            insert,
            ..
        } = self;
        let (rate, events_rate) = (megabytes / read * 1000.0, *events as f64 / read * 1000.0);
        write!(
            f,
            "{megabytes:.1} | {events} | {read:.1} | {rate:.0} | {events_rate:.0} | {import:.0} | {again:.0} | "
        )?;
        match self.tokenize {
            Some(tokenize) => write!(
                f,
                "{tokenize:.1} + {insert:.1} | {:.1}",
                import / (tokenize + insert)
            ),
            None => write!(f, "– + {insert:.1} | {:.1}", import / insert),
        }
    }
}

/// Runs the bare tokenizer over XML or JSON; false for anything else.
fn tokenized(bytes: &[u8]) -> bool {
    match bytes.trim_ascii_start().first() {
        Some(b'<') => {
            let mut reader = quick_xml::Reader::from_reader(bytes);
            let mut buffer = Vec::new();
            loop {
                match reader.read_event_into(&mut buffer) {
                    Ok(Event::Eof) => return true,
                    Ok(_) => buffer.clear(),
                    Err(_) => return false,
                }
            }
        }
        Some(b'{' | b'[') => serde_json::from_slice::<IgnoredAny>(bytes).is_ok(),
        _ => false,
    }
}

/// The same rows into a new database, in one transaction, with a full-text index over the same words.
fn insert(path: &Path, sessions: &[Session]) -> rusqlite::Result<()> {
    let mut connection = Connection::open(path)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "NORMAL")?;
    connection.execute_batch(
        "CREATE TABLE session (id INTEGER PRIMARY KEY, guid, code, uid, source_id, title, subtitle, kind,
             starts_at, ends_at, room, track, language, speakers, url, status);
         CREATE TABLE session_body (session INTEGER PRIMARY KEY, text, rich, links);
         CREATE VIRTUAL TABLE session_index USING fts5 (title, speakers, place, text, content = '',
             tokenize = 'unicode61 remove_diacritics 2');",
    )?;
    let transaction = connection.transaction()?;
    {
        let mut head = transaction.prepare(
            "INSERT INTO session VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
        )?;
        let mut body = transaction.prepare("INSERT INTO session_body VALUES (?1, ?2, ?3, ?4)")?;
        let mut index = transaction.prepare(
            "INSERT INTO session_index (rowid, title, speakers, place, text) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?;
        for (session, id) in sessions.iter().zip(1_i64..) {
            let names = &session.identifiers;
            let speakers: Vec<&str> = session.speakers.iter().map(|it| it.name.as_str()).collect();
            let speakers = speakers.join(" ");
            let links = serde_json::to_string(&session.links).unwrap_or_default();
            head.execute((
                id,
                &names.guid,
                &names.code,
                &names.uid,
                &names.id,
                &session.title,
                &session.subtitle,
                format!("{:?}", session.kind),
                session.slot.map(|slot| slot.starts_at.timestamp_millis()),
                session.slot.map(|slot| slot.ends_at.timestamp_millis()),
                &session.room,
                &session.track,
                &session.language,
                &speakers,
                &session.url,
                format!("{:?}", session.status),
            ))?;
            let rich = session.rich_text.as_ref().map(|rich| &rich.source);
            body.execute((id, &session.text, rich, links))?;
            index.execute((id, &session.title, &speakers, &session.room, &session.text))?;
        }
    }
    transaction.commit()
}

/// Milliseconds.
fn median(mut work: impl FnMut()) -> f64 {
    let mut times: Vec<Duration> = (0..RUNS)
        .map(|_| {
            let started = Instant::now();
            work();
            started.elapsed()
        })
        .collect();
    times.sort();
    times[RUNS / 2].as_secs_f64() * 1000.0
}
