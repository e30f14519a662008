//! Prints how long the store takes for a made conference of FOSDEM's size: 883 sessions with 1.5 MB
//! of text. Run with `cargo run --release --package agenda-store --example import_speed`.

use std::time::{Duration, Instant};

use agenda::{
    ConferenceFacts, Identifiers, Link, Priority, RichText, Schedule, Session, Slot, Speaker,
    TextFormat, Zone, ZoneSource,
};
use agenda_store::{Coverage, Import, Store, StoreError, Target};
use chrono::{DateTime, TimeDelta, Utc};

const SESSIONS: usize = 883;
const ROUNDS: usize = 15;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let schedule = made_schedule();
    let folder = tempfile::tempdir()?;
    let mut timings: Vec<(&str, Vec<Duration>)> = Vec::new();
    for round in 0..ROUNDS {
        let path = folder.path().join(format!("{round}.sqlite3"));
        for (index, (step, took)) in measure(&path, &schedule)?.into_iter().enumerate() {
            if round == 0 {
                timings.push((step, Vec::new()));
            }
            timings[index].1.push(took);
        }
    }
    for (step, mut times) in timings {
        times.sort();
        let millis = |time: Duration| time.as_secs_f64() * 1000.0;
        let (best, median) = (millis(times[0]), millis(times[ROUNDS / 2]));
        println!("{step:<28} best {best:>7.2} ms   median {median:>7.2} ms");
    }
    Ok(())
}

fn measure(
    path: &std::path::Path,
    schedule: &Schedule,
) -> Result<Vec<(&'static str, Duration)>, StoreError> {
    let mut steps = Vec::new();
    let mut lap = Instant::now();
    let mut step = |name| {
        steps.push((name, lap.elapsed()));
        lap = Instant::now();
    };
    let mut store = Store::open(path)?;
    step("open and migrate");
    let id = store.import(&import(schedule))?.conference.id;
    step("import");
    store.import(&import(schedule))?;
    step("import again, unchanged");
    let sessions = store.sessions(id)?;
    step("read the programme");
    let picked: Vec<_> = sessions
        .iter()
        .step_by(20)
        .map(|session| session.id)
        .collect();
    store.pick(&picked, Priority::Want, DateTime::UNIX_EPOCH)?;
    step("pick 45 sessions");
    store.picked_sessions(Some(id))?;
    step("read the picks");
    store.search("kernelin scheduler", Some(id), 50)?;
    step("search for two words");
    store.search("a", None, 50)?;
    step("search for one letter");
    drop(store);
    step("close");
    drop(Store::open(path)?);
    step("open again");
    Ok(steps)
}

fn import(schedule: &Schedule) -> Import<'_> {
    Import {
        schedule,
        zone: Zone::named("Europe/Brussels").unwrap_or(Zone::UTC),
        zone_source: ZoneSource::File,
        zone_reason: "time_zone_name in the file",
        zone_guess: None,
        source: Some("made.xml"),
        feed: None,
        claim: None,
        format: "frab XML",
        coverage: Coverage::Whole,
        target: Target::Key("made".to_owned()),
        name: "Made conference",
        at: DateTime::UNIX_EPOCH,
        dry_run: false,
    }
}

fn made_schedule() -> Schedule {
    let mut words = Words(1);
    let opening: DateTime<Utc> = DateTime::UNIX_EPOCH + TimeDelta::days(20_484);
    let sessions = (0..SESSIONS).map(|number| {
        let starts_at = opening + TimeDelta::minutes(8 * 60 + (number as i64 % 120) * 5);
        // About 850 characters of text and as many of HTML each.
        let text = words.sentence(130);
        Session {
            identifiers: Identifiers {
                guid: Some(format!("0f8fad5b-d9cb-469f-a165-{number:012}")),
                id: Some(number.to_string()),
                ..Identifiers::default()
            },
            title: words.sentence(7),
            slot: Some(Slot {
                starts_at,
                ends_at: starts_at + TimeDelta::minutes(25),
                listed_under: Some(starts_at.date_naive()),
                all_day: false,
            }),
            room: Some(format!("Room {}", number % 31)),
            track: Some(words.sentence(2)),
            speakers: (0..1 + usize::from(number % 4 == 0))
                .map(|_| Speaker {
                    name: words.sentence(2),
                    organisation: None,
                })
                .collect(),
            rich_text: Some(RichText {
                format: TextFormat::Html,
                source: format!("<p>{text}</p>"),
            }),
            text,
            url: Some(format!("https://example.org/schedule/{number}")),
            links: (0..3)
                .map(|link| Link {
                    title: words.sentence(3),
                    url: format!("https://example.org/{number}/{link}"),
                })
                .collect(),
            ..Session::default()
        }
    });
    Schedule {
        sessions: sessions.collect(),
        conference: ConferenceFacts {
            title: Some("Made conference".to_owned()),
            ..ConferenceFacts::default()
        },
        ..Schedule::default()
    }
}

/// Words that look like words, some far more frequent than others; the same on every run.
struct Words(u64);

impl Words {
    fn sentence(&mut self, count: usize) -> String {
        let words: Vec<String> = (0..count).map(|_| self.word()).collect();
        words.join(" ")
    }

    fn word(&mut self) -> String {
        const SYLLABLES: [&str; 16] = [
            "ker", "nel", "sche", "dul", "er", "mem", "o", "ry", "safe", "ty", "net", "work", "a",
            "in", "go", "rust",
        ];
        // A product of two throws makes low numbers, and so short and frequent words, likelier.
        let rank = self.throw(90) * self.throw(90);
        let mut word = String::new();
        let mut rest = rank;
        loop {
            word.push_str(SYLLABLES[(rest % 16) as usize]);
            rest /= 16;
            if rest == 0 {
                return word;
            }
        }
    }

    /// 0 to `sides` − 1, by a linear congruential generator.
    fn throw(&mut self, sides: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}
