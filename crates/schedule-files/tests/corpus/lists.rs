//! Lists of sessions: tables, JSON of Sessionize and of other programs, Open Event sets.

use std::io::Write;

use agenda::ZoneSource;
use schedule_files::{ReadOptions, SourceFile, read, read_files};

use super::{corpus, read_file};

/// File, zone, ends in minutes since 1970 summed, speakers of all sessions summed; counted with Python.
const ENDS_AND_SPEAKERS: [(&str, Option<&str>, i64, usize); 7] = [
    (
        "other/droidcon-2025-sessions.csv",
        Some("Europe/Rome"),
        823_013_870,
        30,
    ),
    (
        "other/kotlinconf-2025.json",
        Some("Europe/Copenhagen"),
        3_262_828_170,
        132,
    ),
    (
        "other/pycon-us-2024-conference.json",
        None,
        5_977_387_890,
        163,
    ),
    (
        "sessionize/ai-engineer-worlds-fair-2025-all.json",
        Some("America/Los_Angeles"),
        6_238_431_140,
        261,
    ),
    (
        "sessionize/global-azure-linz-2024-all.json",
        Some("Europe/Vienna"),
        428_402_400,
        16,
    ),
    (
        "sessionize/global-azure-linz-2025-all.json",
        Some("Europe/Vienna"),
        378_489_055,
        13,
    ),
    (
        "other/open-event-fossasia-2018/sessions.json",
        None,
        5_935_356_365,
        320,
    ),
];

#[test]
fn lists_of_sessions_give_all_ends_and_speakers() {
    let Some(corpus) = corpus() else { return };
    for (file, zone, ends, speakers) in ENDS_AND_SPEAKERS {
        let reading = read_file(&corpus.join(file), zone).unwrap();
        let sessions = &reading.schedule.sessions;
        let ends_at = sessions
            .iter()
            .map(|session| session.slot.unwrap().ends_at.timestamp() / 60);
        assert_eq!(ends_at.sum::<i64>(), ends, "{file}");
        let named = sessions.iter().map(|session| session.speakers.len());
        assert_eq!(named.sum::<usize>(), speakers, "{file}");
    }
}

/// What a Python script counted in the sessions of the state "accepted", of 371 in all.
#[test]
fn an_open_event_set_is_read_as_folder_as_archive_and_by_its_sessions_alone() {
    let Some(corpus) = corpus() else { return };
    let folder = corpus.join("other/open-event-fossasia-2018");
    let alone = read_file(&folder.join("sessions.json"), None).unwrap();
    let mut files: Vec<SourceFile> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| SourceFile {
            name: path.file_name().unwrap().to_str().unwrap().to_owned(),
            bytes: std::fs::read(&path).unwrap(),
        })
        .collect();
    let of_folder = read_files(&files, &ReadOptions::default()).unwrap();
    for file in &mut files {
        file.name = format!("export/{}", file.name.trim_end_matches(".json"));
    }
    let of_archive = read(&stored(&files), &ReadOptions::default()).unwrap();
    assert_eq!(of_folder, of_archive);
    for reading in [&alone, &of_folder] {
        let sessions = &reading.schedule.sessions;
        assert_eq!((sessions.len(), reading.skipped.len()), (234, 137));
        let starts = sessions
            .iter()
            .map(|session| session.slot.unwrap().starts_at.timestamp() / 60);
        assert_eq!(starts.clone().sum::<i64>(), 5_935_347_615);
        assert_eq!(starts.min(), Some(25_361_580));
        let facts = &reading.schedule.conference;
        assert_eq!((facts.rooms.len(), facts.tracks.len()), (17, 14));
        let links = sessions.iter().map(|session| session.links.len());
        assert_eq!(links.sum::<usize>(), 164);
        let speakers = sessions.iter().flat_map(|session| &session.speakers);
        let told = speakers.filter(|speaker| speaker.organisation.is_some());
        assert_eq!(told.count(), 320);
    }
    assert_eq!(alone.zone.source, ZoneSource::OffsetOnly);
    assert_eq!(of_folder.zone.zone.name(), "Asia/Singapore");
    let facts = &of_folder.schedule.conference;
    assert_eq!(facts.title.as_deref(), Some("FOSSASIA Summit"));
    let first = ["Event Hall 2-1", "Theatre Lounge", "Training room 4-3"];
    assert_eq!(facts.rooms[..3], first);
    assert_eq!(facts.first_day, Some("2018-03-22".parse().unwrap()));
}

/// A zip archive of these files as they are.
fn stored(files: &[SourceFile]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut archive = rawzip::ZipArchiveWriter::new(&mut bytes);
    for file in files {
        let method = rawzip::CompressionMethod::STORE;
        let builder = archive.new_file(&file.name).compression_method(method);
        let (mut entry, config) = builder.start().unwrap();
        let mut writer = config.wrap(&mut entry);
        writer.write_all(&file.bytes).unwrap();
        let (_, descriptor) = writer.finish().unwrap();
        entry.finish(descriptor).unwrap();
    }
    archive.finish().unwrap();
    bytes
}
