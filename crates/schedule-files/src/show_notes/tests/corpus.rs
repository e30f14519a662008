//! Real notes, where the folder of test files is at hand (`LANYARD_CORPUS`). Instants were worked out
//! by hand from the files.

use agenda::Session;

use super::*;

fn notes(name: &str) -> Option<String> {
    let Some(folder) = std::env::var_os("LANYARD_CORPUS") else {
        eprintln!("skipped: LANYARD_CORPUS is not set");
        return None;
    };
    let path = std::path::Path::new(&folder).join("show-notes").join(name);
    Some(std::fs::read_to_string(path).unwrap())
}

/// Episodes that are about no talks.
const EPISODES: [&str; 12] = [
    "001", "010", "020", "024", "030", "040", "050", "060", "070", "080", "090", "115",
];

/// A file, the zone to tell, its [`counts`], code, start and end of the first talk and of the last.
type Counted = (
    &'static str,
    Option<&'static str>,
    [usize; 5],
    [&'static str; 2],
);

const COUNTED: [Counted; 5] = [
    (
        "echo-episode-045-kubecon-eu-2022-preview.md",
        None,
        [12, 8, 2, 2, 3],
        ["zrPW 2022-05-16T08:45..09:15", "- 2022-05-18T10:30..11:15"],
    ),
    (
        "cilium-blog-2022-05-10-kubecon-eu-talks.md",
        None,
        [11, 0, 1, 0, 0],
        [
            "zrPW 2022-05-16T08:45..09:15",
            "yttj 2022-05-20T14:00..14:35",
        ],
    ),
    (
        "cilium-blog-2023-10-30-cilium-at-kubecon-na.md",
        Some("America/Chicago"),
        [25, 0, 1, 0, 0],
        [
            "1Rj0z 2023-11-06T15:15..15:40",
            "1R2vB 2023-11-09T20:55..21:30",
        ],
    ),
    (
        "flux-at-kubecon-eu-2022.md",
        None,
        [24, 0, 1, 0, 2],
        ["- 2022-05-16T11:00..15:00", "- 2022-05-20T12:55..13:30"],
    ),
    (
        "kubecon-eu-2026-personal-schedule.md",
        Some("Europe/Amsterdam"),
        [118, 0, 0, 0, 0],
        ["- 2026-03-23T08:00..08:05", "- 2026-03-23T14:20..15:05"],
    ),
];

/// Sessions with a time, those without, booths, lists, events.
fn counts(reading: &Reading) -> [usize; 5] {
    let schedule = &reading.schedule;
    let timed = schedule
        .sessions
        .iter()
        .filter(|session| session.slot.is_some())
        .count();
    let unscheduled = schedule.sessions.len() - timed;
    [
        timed,
        unscheduled,
        schedule.booths.len(),
        schedule.lists.len(),
        schedule.events.len(),
    ]
}

#[test]
fn real_notes_give_what_they_tell() {
    for (name, zone, expected, ends) in COUNTED {
        let Some(text) = notes(name) else { return };
        let reading = read_notes(&text, zone).unwrap();
        assert_eq!(counts(&reading), expected, "{name}");
        assert_eq!(reading.skipped, [], "{name}");
        let timed: Vec<String> = reading
            .schedule
            .sessions
            .iter()
            .filter_map(|session| {
                let slot = session.slot?;
                let code = session.identifiers.code.as_deref().unwrap_or("-");
                let start = slot.starts_at.format("%Y-%m-%dT%H:%M");
                Some(format!("{code} {start}..{}", slot.ends_at.format("%H:%M")))
            })
            .collect();
        assert_eq!(
            [
                timed.first().unwrap().as_str(),
                timed.last().unwrap().as_str()
            ],
            ends,
            "{name}"
        );
    }
}

#[test]
fn the_preview_of_kubecon_is_read_in_full() {
    let Some(text) = notes("echo-episode-045-kubecon-eu-2022-preview.md") else {
        return;
    };
    let reading = read_notes(&text, None).unwrap();
    let schedule = &reading.schedule;
    assert_eq!(
        schedule.conference.title.as_deref(),
        Some("KubeCon EU 2022")
    );
    assert_eq!(reading.zone.zone.name(), "Etc/GMT-2");
    assert_eq!(reading.zone.source, ZoneSource::OffsetOnly);
    let mut codes: Vec<_> = schedule
        .sessions
        .iter()
        .filter_map(|session| session.identifiers.code.as_deref())
        .collect();
    codes.sort();
    let before = codes.len();
    codes.dedup();
    assert_eq!((codes.len(), before), (19, 19));
    let booths: Vec<_> = schedule
        .booths
        .iter()
        .map(|booth| booth.name.as_str())
        .collect();
    assert_eq!(booths, ["Cilium OSS", "Isovalent"]);
    let named = |entry: &ListEntry| match entry {
        ListEntry::Session(index) => schedule.sessions[*index].identifiers.code.clone().unwrap(),
        ListEntry::Link(link) => link.url.clone(),
    };
    let lists: Vec<(&str, Vec<String>)> = schedule
        .lists
        .iter()
        .map(|list| (list.name.as_str(), list.entries.iter().map(named).collect()))
        .collect();
    let nicholas = ["ytl7", "ytnp", "ytnL", "yuFh", "10ei9"];
    let duffie = [
        "https://cloudnativesecurityconeu22.sched.com/",
        "https://awscontainerdayseurope.splashthat.com/",
        "ytoz",
        "ytsN",
        "ytqj",
        "yuFh",
        "ytnL",
    ];
    assert_eq!(lists[0], ("Nicholas", nicholas.map(str::to_owned).to_vec()));
    assert_eq!(lists[1], ("Duffie", duffie.map(str::to_owned).to_vec()));
    let events: Vec<_> = schedule
        .events
        .iter()
        .map(|event| event.title.as_str())
        .collect();
    assert_eq!(
        events,
        [
            "Cloud Native eBPF Day EU",
            "cloud-native.rejekts.io",
            "Cloud Native Security Day"
        ]
    );
    let office_hours: Vec<&Session> = schedule
        .sessions
        .iter()
        .filter(|session| session.kind == Kind::OfficeHours)
        .collect();
    assert_eq!((office_hours.len(), office_hours[0].online), (1, true));
    assert_eq!(repairs(&reading), [(RepairKind::MissingYear, 1)]);

    let told = read_notes(&text, Some("Europe/Madrid")).unwrap();
    assert_eq!(told.zone.source, ZoneSource::Told);
    assert_eq!(told.schedule, reading.schedule);
    assert_eq!(repairs(&told), [(RepairKind::MissingYear, 1)]);
    let contradicted = read_notes(&text, Some("America/New_York")).unwrap();
    assert_eq!(contradicted.schedule, reading.schedule);
    assert_eq!(
        repairs(&contradicted)[0],
        (RepairKind::ZoneContradiction, 12)
    );
}

#[test]
fn local_times_are_refused_without_a_zone() {
    for name in [
        "cilium-blog-2023-10-30-cilium-at-kubecon-na.md",
        "kubecon-eu-2026-personal-schedule.md",
    ] {
        let Some(text) = notes(name) else { return };
        let refusal = read_notes(&text, None).unwrap_err().to_string();
        assert!(refusal.contains("--zone"), "{name}: {refusal}");
    }
}

#[test]
fn plain_episodes_give_nothing() {
    for episode in EPISODES {
        let Some(text) = notes(&format!("echo-episode-{episode}.md")) else {
            return;
        };
        let reading = read_notes(&text, None).unwrap();
        assert_eq!(counts(&reading), [0; 5], "{episode}");
        assert_eq!(reading.skipped, [], "{episode}");
    }
}

#[test]
fn no_file_is_in_no_table() {
    let Some(folder) = std::env::var_os("LANYARD_CORPUS") else {
        eprintln!("skipped: LANYARD_CORPUS is not set");
        return;
    };
    let folder = std::path::Path::new(&folder).join("show-notes");
    let mut files: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    files.sort();
    let episodes = EPISODES.map(|episode| format!("echo-episode-{episode}.md"));
    let counted = COUNTED.map(|(name, ..)| name.to_owned());
    let mut known: Vec<String> = episodes.into_iter().chain(counted).collect();
    known.sort();
    assert_eq!(files, known);
}
