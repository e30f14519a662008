//! Files made to cost more than their length: lines of 100 MB, entities of entities, nesting without
//! end. Each is read or refused in bounded time and memory. Archives are tested with their reader.
#![allow(clippy::unwrap_used)]

use schedule_files::{ReadError, ReadOptions, Reading, read};

const CALENDAR: &str = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20260131T090000Z\r\n\
    SUMMARY:Tea\r\nDESCRIPTION:Hot.\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
const XCAL: &str = "<icalendar xmlns='urn:ietf:params:xml:ns:icalendar-2.0'><vcalendar><components>\
    <vevent><properties><dtstart><date-time>2026-01-31T09:00:00Z</date-time></dtstart>\
    <summary><text>Tea</text></summary><description><text>Hot.</text></description></properties>\
    </vevent></components></vcalendar></icalendar>";
const JCAL: &str = "[\"vcalendar\",[],[[\"vevent\",[[\"dtstart\",{},\"date-time\",\"2026-01-31T09:00:00Z\"],\
    [\"summary\",{},\"text\",\"Tea\"],[\"description\",{},\"text\",\"Hot.\"]],[]]]]";
const FRAB: &str = "<schedule><day date='2026-01-31'><event><title>Tea</title>\
    <date>2026-01-31T10:00:00+01:00</date><abstract>Hot.</abstract></event></day></schedule>";
const EUROPYTHON: &str = "<schedule><day date='2026-01-31'><entry><title>Tea</title>\
    <start>0900</start><description>Hot.</description></entry></day></schedule>";
const FRAB_JSON: &str = "{\"schedule\": {\"conference\": {\"days\": [{\"rooms\": {\"A\": [{\"title\": \"Tea\",\
    \"date\": \"2026-01-31T10:00:00+01:00\", \"abstract\": \"Hot.\"}]}}]}}}";
const SESSIONIZE: &str = "{\"sessions\": [{\"id\": \"1\", \"title\": \"Tea\", \"description\": \"Hot.\",\
    \"startsAt\": \"2026-01-31T10:00:00Z\", \"endsAt\": \"2026-01-31T10:30:00Z\", \"isServiceSession\": false,\
    \"isPlenumSession\": false, \"speakers\": [], \"categoryItems\": [], \"questionAnswers\": [], \"roomId\": 1}],\
    \"rooms\": [{\"id\": 1, \"name\": \"A\"}], \"speakers\": [], \"questions\": [], \"categories\": []}";
const OPEN_EVENT: &str = "[{\"id\": 1, \"title\": \"Tea\", \"state\": \"accepted\", \"microlocation\": null,\
    \"start_time\": \"2026-01-31T10:00:00+08:00\", \"long_abstract\": \"Hot.\"}]";
const RECORDS: &str =
    "[{\"title\": \"Tea\", \"start\": \"2026-01-31T10:00:00Z\", \"description\": \"Hot.\"}]";
const PAGE: &str = "<!DOCTYPE html><html><script type=\"application/ld+json\">{\"@context\": \"https://schema.org\",\
    \"@type\": \"Event\", \"name\": \"Fair\", \"startDate\": \"2026-01-31\", \"subEvent\": [{\"@type\": \"Event\",\
    \"name\": \"Tea\", \"description\": \"Hot.\", \"startDate\": \"2026-01-31T10:00:00Z\"}]}</script></html>";
const TABLE: &str = "Title,Start,Description\nTea,2026-01-31T10:00:00Z,Hot.\n";
const NOTES: &str = "# Fair\n\n## Tea\n\nSaturday January 31, 2026 10:00 - 10:30 UTC\n\nHot.\n";

const ALL: [&str; 12] = [
    CALENDAR, XCAL, JCAL, FRAB, EUROPYTHON, FRAB_JSON, SESSIONIZE, OPEN_EVENT, RECORDS, PAGE,
    TABLE, NOTES,
];

fn try_reading(bytes: &[u8]) -> Result<Reading, ReadError> {
    let options = ReadOptions {
        zone: Some(agenda::Zone::UTC),
        ..ReadOptions::default()
    };
    read(bytes, &options)
}

#[test]
fn the_made_files_are_read_as_they_are() {
    for file in ALL {
        let reading = try_reading(file.as_bytes()).unwrap();
        let titles: Vec<&str> = reading
            .schedule
            .sessions
            .iter()
            .map(|session| session.title.as_str())
            .collect();
        assert!(titles.contains(&"Tea"), "{file}: {titles:?}");
    }
}

#[test]
fn a_line_of_100_megabytes_costs_its_length() {
    let line = "x".repeat(100_000_000);
    let calendar = CALENDAR.replace("UID:1", &format!("UID:1\r\nX-PHOTO:{line}"));
    let json = FRAB_JSON.replace("\"Hot.\"", &format!("\"\", \"avatar\": \"{line}\""));
    for long in [calendar, json] {
        let reading = try_reading(long.as_bytes()).unwrap();
        assert_eq!(reading.schedule.sessions.len(), 1);
    }
    for file in ALL {
        let long = file.replace("Hot.", &line[..2_000_000]);
        assert!(try_reading(long.as_bytes()).is_ok(), "{file}");
    }
    // Nothing else: no format has such a line.
    assert!(try_reading(line.as_bytes()).is_err());
}

#[test]
fn nesting_without_end_is_read_or_refused() {
    const DEPTH: usize = 100_000;
    let texts = ["> ", "[", "&lt;div>", "<x>"].map(|part| part.repeat(DEPTH));
    for file in ALL {
        for text in &texts {
            let _ = try_reading(file.replace("Hot.", text).as_bytes());
        }
        // In place of a value, where JSON has one.
        for deep in ["[".repeat(DEPTH), "{\"a\":".repeat(DEPTH)] {
            let _ = try_reading(file.replace("\"Hot.\"", &deep).as_bytes());
        }
    }
    for whole in [
        "BEGIN:VCALENDAR\n".repeat(DEPTH),
        format!("BEGIN:VCALENDAR\n{}", "BEGIN:VEVENT\n".repeat(DEPTH)),
        "<schedule>".repeat(DEPTH),
        format!("<schedule>{}", "<day><room>".repeat(DEPTH)),
        "<icalendar>".repeat(DEPTH),
        format!("<icalendar>{}", "<vcalendar><components>".repeat(DEPTH)),
        "[\"vcalendar\",[],[".repeat(DEPTH),
        "[{\"@type\":\"Event\",\"subEvent\":".repeat(DEPTH),
        "> ".repeat(DEPTH),
        "  ".repeat(DEPTH) + "- 10:00",
        format!("# Talks\n\n{}", "* ".repeat(DEPTH)),
    ] {
        let _ = try_reading(whole.as_bytes());
    }
}

#[test]
fn a_billion_laughs_stay_as_few_as_their_file() {
    let laughs: String = (1..=9)
        .map(|level| {
            let inside = format!("&l{};", level - 1).repeat(10);
            format!("<!ENTITY l{level} \"{inside}\">")
        })
        .collect();
    for file in [FRAB, EUROPYTHON, XCAL] {
        let root = &file[1..file.find(['>', ' ']).unwrap()];
        let declared = format!("<!DOCTYPE {root} [<!ENTITY l0 \"ha\">{laughs}]>");
        let bomb = format!("{declared}{}", file.replace("Hot.", "&l9;"));
        let reading = try_reading(bomb.as_bytes()).unwrap();
        assert_eq!(reading.schedule.sessions[0].text, "&l9;");
    }
}
