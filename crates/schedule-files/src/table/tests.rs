//! Made tables, as people and programs write them.

#![allow(clippy::unwrap_used)]

use agenda::{Kind, Status, Zone, ZoneSource};

use super::*;
use crate::{RepairKind, Role, TableMapping};

fn read_in(text: &str, zone: Option<&str>, mapping: Option<&str>) -> Result<Reading, ReadError> {
    let mapping = mapping.map(|text| TableMapping::parse_assignments(text).unwrap());
    let options = ReadOptions {
        zone: zone.map(|zone| Zone::named(zone).unwrap()),
        name: Some("fair-2026.csv"),
        mapping: mapping.as_ref(),
    };
    crate::read(text.as_bytes(), &options)
}

fn read_here(text: &str) -> Reading {
    let reading = read_in(text, Some("Europe/Paris"), None);
    reading.unwrap_or_else(|error| panic!("{error}\n{text}"))
}

/// "title start end room speakers" of every session.
fn told(reading: &Reading) -> Vec<String> {
    let clock = reading.zone.zone;
    let session = |session: &agenda::Session| {
        let mut parts = vec![session.title.clone()];
        if let Some(slot) = session.slot {
            let [start, end] = [slot.starts_at, slot.ends_at].map(|at| clock.local(at));
            parts.push(format!(
                "{}-{}",
                start.format("%F %H:%M"),
                end.format("%H:%M")
            ));
        }
        parts.extend(session.room.clone());
        let names = session
            .speakers
            .iter()
            .map(|speaker| match &speaker.organisation {
                Some(organisation) => format!("{} ({organisation})", speaker.name),
                None => speaker.name.clone(),
            });
        let names: Vec<String> = names.collect();
        if !names.is_empty() {
            parts.push(names.join(" & "));
        }
        parts.join(" | ")
    };
    reading.schedule.sessions.iter().map(session).collect()
}

#[test]
fn tables_of_every_make_give_the_same_session() {
    let expected = ["Tea | 2026-01-31 10:00-10:45 | Janson | Ada Lovelace"];
    let tables = [
        "Title,Date,Start,End,Room,Speakers\nTea,2026-01-31,10:00,10:45,Janson,Ada Lovelace\n",
        "\u{FEFF}Title;Date;Start;End;Room;Speakers\r\nTea;31.01.2026;10:00;10:45;Janson;Ada Lovelace\r\n",
        "Titel\tDatum\tBeginn\tDauer\tRaum\tReferent*in\nTea\t31.1.26\t10.00\t45 min\tJanson\tAda Lovelace\n",
        "Titre|Date|Horaire|Salle|Intervenants\nTea|31/01/2026|10h00 - 10h45|Janson|Ada Lovelace\n",
        "Título,Fecha,Hora de inicio,Hora de fin,Sala,Ponente\nTea,31/01/2026,10:00,10:45,Janson,Ada Lovelace\n",
        // Sched's export.
        "Session Title,Start Date,Start Time,End Date,End Time,Venue,Speakers\n\
         Tea,1/31/2026,10:00 AM,1/31/2026,10:45 AM,Janson,Ada Lovelace\n",
        // Whova's template.
        "*Date (MM/DD/YYYY),*Time Start (HH:MM AM/PM),*Time End (HH:MM AM/PM),*Session Title,\
         Room/Location (Optional),Speakers (Separated by a semicolon)\n\
         01/31/2026,10:00 AM,10:45 AM,Tea,Janson,Ada Lovelace\n",
        // Hopin's.
        "Start time,End time,Schedule name,Stage name,Speaker\n\
         2026-01-31 10:00 +0100,2026-01-31 10:45 +0100,Tea,Janson,Ada Lovelace\n",
        // Sessionize's.
        "Session Id,Title,Description,Scheduled At,Scheduled Duration,Room,Speakers\n\
         1,Tea,,\"31 Jan 2026 10:00 AM\",45,Janson,Ada Lovelace\n",
        // pretalx's.
        "ID,Proposal title,Speaker names,Start,End,Room\n\
         7MATXR,Tea,Ada Lovelace,2026-01-31T10:00:00+01:00,2026-01-31T10:45:00+01:00,Janson\n",
        // Excel, with its days since 1899.
        "Title,Start,End,Room,Speaker\nTea,46053.4166666667,46053.4479166667,Janson,Ada Lovelace\n",
        "Title,Date,Start,End,Room,Speaker\nTea,46053,0.416666666666667,0.447916666666667,Janson,Ada Lovelace\n",
        "Title,Date,Start,End,Room,Speaker\nTea,20260131,1000,1045,Janson,Ada Lovelace\n",
        // Words for it all.
        "When;What;Where;Who\nSaturday, January 31, 2026 10:00 - 10:45 am;Tea;Janson;Ada Lovelace\n",
        // Title lines, an empty one, and columns with nothing in them.
        "Programme of the Fair,,,,,,\n,,,,,,\nTitle,Date,Start,End,Room,Speakers,\n\
         Tea,2026-01-31,10:00,10:45,Janson,Ada Lovelace,\n,,,,,,\n",
        // Names that say nothing, for when.
        "Title,Tag 1,X,End,Room,Speakers\nTea,31.01.2026,10:00,10:45,Janson,Ada Lovelace\n",
    ];
    for table in tables {
        let reading = read_here(table);
        assert_eq!(told(&reading), expected, "{table}");
        assert_eq!(reading.format, Format::Table);
        assert_eq!(reading.skipped, [], "{table}");
    }
}

#[test]
fn days_stand_in_rows_of_their_own_and_heads_are_repeated() {
    let table = "Time,Session,Room\nSaturday 31 January 2026,,\n10:00-10:45,Tea,Janson\n\
        ,Coffee all day,Foyer\n,,\nTime,Session,Room\nSunday 1 February 2026,,\n9:30-10:15,Milk,Janson\n";
    let reading = read_here(table);
    let expected = [
        "Tea | 2026-01-31 10:00-10:45 | Janson",
        "Coffee all day | Foyer",
        "Milk | 2026-02-01 09:30-10:15 | Janson",
    ];
    assert_eq!(told(&reading), expected);
    assert!(
        reading.skipped.is_empty() && reading.repairs.is_empty(),
        "{:?}",
        reading.repairs
    );
}

#[test]
fn a_date_left_out_is_that_of_the_row_above() {
    let table = "Date,Start,End,Title\n2026-01-31,10:00,10:45,Tea\n,11:00,11:45,Milk\n2026-02-01,10:00,10:30,Rum\n";
    let reading = read_here(table);
    assert_eq!(told(&reading)[1], "Milk | 2026-01-31 11:00-11:45");
    assert_eq!(reading.repairs[0].kind, RepairKind::DateFromRowAbove);
    assert_eq!(reading.repairs[0].count, 1);
}

#[test]
fn quotes_hold_commas_lines_and_quotes_and_an_open_one_swallows_no_row() {
    let table = "Title,Date,Start,End,Description\n\"Tea, \"\"hot\"\"\",2026-01-31,10:00,10:45,\"One\n\nTwo\"\n\
        Milk,2026-01-31,11:00,11:45,\"never closed\nRum,2026-01-31,12:00,12:45,\n";
    let reading = read_here(table);
    let titles: Vec<&str> = reading
        .schedule
        .sessions
        .iter()
        .map(|session| session.title.as_str())
        .collect();
    assert_eq!(titles, ["Tea, \"hot\"", "Milk", "Rum"]);
    assert_eq!(reading.schedule.sessions[0].text, "One\n\nTwo");
    assert_eq!(reading.repairs[0].kind, RepairKind::MalformedLine);
    let closed_too_late = table.replace("12:45,\n", "12:45,\"x\"\nGin,2026-01-31,13:00,13:45,\n");
    assert_eq!(read_here(&closed_too_late).schedule.sessions.len(), 4);
}

#[test]
fn cells_behind_the_last_column_are_kept_together() {
    let table = "Title,Date,Start\nTea,2026-01-31,10:00,one,two,,\nMilk,2026-01-31,11:00\n";
    let reading = read_here(table);
    assert_eq!(
        reading.mapping.unwrap().columns,
        ["Title", "Date", "Start", "#4"]
    );
    assert_eq!(reading.samples[0][3], "one,two");
}

#[test]
fn every_row_is_a_session_or_named() {
    let table = "Title,Date,Start,End,Room,Track,Remark\n,2026-01-31,10:00,10:45,Janson,,\n\
        ,2026-01-31,10:00,10:45,,,\n,,,,,,to be decided\nRum,soon,,,,,\n";
    let reading = read_here(table);
    let expected = [
        "Untitled session in Janson | 2026-01-31 10:00-10:45 | Janson",
        "Untitled session | 2026-01-31 10:00-10:45",
        "Rum",
    ];
    assert_eq!(told(&reading), expected);
    assert_eq!(reading.skipped[0].what, "line 4 (“to be decided”)");
    let kinds: Vec<(RepairKind, usize)> = reading
        .repairs
        .iter()
        .map(|repair| (repair.kind, repair.count))
        .collect();
    assert_eq!(
        kinds,
        [
            (RepairKind::MissingTitle, 2),
            (RepairKind::UnreadableTime, 1)
        ]
    );
}

#[test]
fn all_that_a_row_tells_is_kept() {
    let table = "Code,Title,Subtitle,Date,Start,Duration,Type,Track,Level,Tags,Language,Speaker 1,Company 1,\
        Speaker 2,Company 2,Abstract,Link,Video,Status\n\
        7MATXR,CANCELLED: Tea,Hot,2026-01-31,10:00,90,Workshop,Drinks,Beginner,\"hot, wet\",en,\
        Ada Lovelace,Engines,Grace Hopper,Navy,Leaves,https://e.org/tea,https://e.org/v,tentative\n";
    let reading = read_here(table);
    let session = &reading.schedule.sessions[0];
    assert_eq!(
        told(&reading),
        ["Tea | 2026-01-31 10:00-11:30 | Ada Lovelace (Engines) & Grace Hopper (Navy)"]
    );
    assert_eq!(session.identifiers.code.as_deref(), Some("7MATXR"));
    assert_eq!(session.subtitle.as_deref(), Some("Hot"));
    assert_eq!(
        (session.kind, session.status),
        (Kind::Workshop, Status::Cancelled)
    );
    assert_eq!(session.track.as_deref(), Some("Drinks"));
    assert_eq!(session.language.as_deref(), Some("en"));
    assert_eq!(session.text, "Leaves\n\nLevel: Beginner\n\nTags: hot, wet");
    assert_eq!(session.url.as_deref(), Some("https://e.org/tea"));
    assert_eq!(session.links[0].title, "Video");
}

#[test]
fn local_times_need_a_zone_and_offsets_do_not() {
    let local = "Title,Date,Start\nTea,2026-01-31,10:00\n";
    let error = read_in(local, None, None).unwrap_err();
    assert!(error.to_string().contains("--zone"), "{error}");
    let above = format!("Fair in Lisbon,,\n{local}");
    let error = read_in(&above, None, None).unwrap_err();
    assert!(
        error.to_string().contains("--zone Europe/Lisbon"),
        "{error}"
    );
    let found = |table: &str| {
        let reading = read_in(table, None, None).unwrap();
        let start = reading.schedule.sessions[0].slot.unwrap().starts_at;
        (
            reading.zone.zone.name(),
            reading.zone.source,
            start.to_string(),
        )
    };
    let start = "2026-01-31 09:00:00 UTC".to_owned();
    let column = "Title,Date,Start,Timezone\nTea,2026-01-31,10:00,Europe/Lisbon\n";
    assert_eq!(found(column).0, "Europe/Lisbon");
    let offset = "Title,Date,Start\nTea,2026-01-31,10:00 CET\n";
    assert_eq!(
        found(offset),
        ("Etc/GMT-1", ZoneSource::OffsetOnly, start.clone())
    );
    let head = "Title,Date,Start (UTC)\nTea,2026-01-31,9:00\n";
    assert_eq!(found(head), ("UTC", ZoneSource::OffsetOnly, start));
}

#[test]
fn what_a_table_does_not_say_is_asked_and_the_answer_wins() {
    let table = "Alpha;Beta;Gamma\nTea;2026-01-31 10:00;Janson\nMilk;2026-01-31 11:00;Janson\n";
    let Err(ReadError::UnclearTable {
        mapping,
        samples,
        problem,
    }) = read_in(table, None, None)
    else {
        panic!("a title was assumed");
    };
    assert_eq!(mapping.columns, ["Alpha", "Beta", "Gamma"]);
    assert_eq!(samples[0], ["Tea", "2026-01-31 10:00", "Janson"]);
    assert!(problem.contains("title"), "{problem}");
    let zone = Some("Europe/Paris");
    let reading = read_in(table, zone, Some("title=Alpha,room=gamma")).unwrap();
    assert_eq!(
        told(&reading),
        [
            "Tea | 2026-01-31 10:00-10:45 | Janson",
            "Milk | 2026-01-31 11:00-11:45 | Janson"
        ]
    );
    let mapping = reading.mapping.unwrap();
    assert_eq!(mapping.roles[&Role::Start], [1]);
    assert_eq!(mapping.delimiter, Some(';'));
    // What was used can be told back, to a newer file with its columns in another order.
    let newer =
        "Gamma;New;Alpha;Beta\nJanson;;Tea;2026-01-31 10:00\nJanson;;Rum;2026-01-31 12:00\n";
    let options = ReadOptions {
        zone: zone.map(|zone| Zone::named(zone).unwrap()),
        name: None,
        mapping: Some(&mapping),
    };
    let reading = crate::read(newer.as_bytes(), &options).unwrap();
    assert_eq!(told(&reading)[1], "Rum | 2026-01-31 12:00-12:45 | Janson");
    let error = read_in(table, zone, Some("title=Delta"))
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("no column “Delta”") && error.contains("“Alpha”"),
        "{error}"
    );
    // The attendee says which of two columns is the title, and that there is no room.
    let table = "Title,Subject,Date,Start,Room\nA,B,2026-01-31,10:00,Janson\n";
    let reading = read_in(table, zone, Some("title=Subject,room=")).unwrap();
    assert_eq!(told(&reading), ["B | 2026-01-31 10:00-10:45"]);
}

#[test]
fn the_order_of_dates_is_told_where_it_had_to_be_taken() {
    let table = "Title,Date,Start,End\nTea,03/04/2026,10:00,10:45\nMilk,04/04/2026,10:00,10:45\n";
    let reading = read_here(table);
    assert_eq!(told(&reading)[0], "Tea | 2026-04-03 10:00-10:45");
    assert_eq!(reading.repairs[0].kind, RepairKind::AmbiguousDate);
    assert_eq!(reading.repairs[0].example, "3 and 4 read as 3 April");
    let told_order = read_in(table, Some("Europe/Paris"), Some("date_order=mdy")).unwrap();
    assert_eq!(told(&told_order)[0], "Tea | 2026-03-04 10:00-10:45");
    assert_eq!(told_order.repairs, []);
}

#[test]
fn exhibitors_become_booths() {
    let table = "Name,Stand,Hall,Link\nEngines,S12,Hall 4,https://e.org/\nNavy,7,,\nengines,S13,,\n,S14,,\n";
    let reading = read_in(table, None, None).unwrap();
    let booths = &reading.schedule.booths;
    assert_eq!(booths.len(), 2);
    assert_eq!(booths[0].name, "Engines");
    assert_eq!(booths[0].stand.as_deref(), Some("S12"));
    assert_eq!(booths[0].place.as_deref(), Some("Hall 4"));
    assert_eq!(booths[0].links[0].url, "https://e.org/");
    assert_eq!(reading.skipped.len(), 2);
}

#[test]
fn a_head_alone_is_no_schedule_and_other_texts_are_no_tables() {
    let error = read_in("Title,Date,Start\n", None, None).unwrap_err();
    assert_eq!(error, ReadError::NoEvents { format: FORMAT });
    for text in [
        "# Talks\n\nTitle, Room, Date\n\nTea, Janson, 2026-01-31\n",
        "| Time | Title |\n|---|---|\n| 10:00 | Tea |\n",
        "Time | Title\n--- | ---\n10:00 | Tea\n",
        "We had talks, a party, and tea.\nThere was rum, milk, and gin.\n",
        "Error 503, try again\nlater, or never\n",
        "- Tea, 10:00\n- Milk, 11:00\n",
        "Come to our session, our talk, our event: it is at 10:00, in the hall, with us.\n\nSee you, there!\n",
    ] {
        assert!(!is_table(text), "{text}");
    }
}
