//! Damages small files in thousands of ways: reading them never panics, and what is read holds.
#![allow(clippy::unwrap_used)]

use agenda::Zone;
use schedule_files::{ReadOptions, Reading, read};

const FRAB: &str = "<?xml version='1.0' encoding='utf-8'?>\n<schedule><version>1</version>\
    <conference><title>Fair &amp; Fête</title><time_zone_name>Europe/Brussels</time_zone_name>\
    <day_change>05:00</day_change></conference>\
    <day date='2026-01-31' index='1'><room name='Salle é'>\
    <event id='1' guid='a'><date>2026-01-31T10:00:00+01:00</date><start>10:00</start>\
    <duration>0:30</duration><title>CANCELLED: Tea</title><type>lecture</type>\
    <abstract>&lt;p&gt;One&amp;nbsp;&lt;b&gt;two&lt;/b&gt;&lt;/p&gt;</abstract>\
    <persons><person id='1'>Ada</person></persons>\
    <links><link href='/x'>X</link></links></event>\
    <event id='2'><start>00:30</start><duration>1:00:00</duration><title>Café <![CDATA[<&>]]></title>\
    </event></room></day></schedule>\n";

const CALENDAR: &str = "BEGIN:VCALENDAR\r\nPRODID:-//Sched.com Fair//EN\r\nX-WR-TIMEZONE:Europe/Paris\r\n\
    BEGIN:VTIMEZONE\r\nTZID:Fair\r\nBEGIN:STANDARD\r\nDTSTART:19701025T030000\r\nTZOFFSETFROM:+0200\r\n\
    TZOFFSETTO:+0100\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n\
    BEGIN:VEVENT\r\nUID:1\r\nDTSTART;TZID=Fair:20260131T100000\r\nDTEND;TZID=\"Fair\":20260131T110000\r\n\
    SUMMARY:Thé - Ada Lovelace\\, Engines & Gr\r\n ace Hopper\\, Navy\r\nLOCATION:Salle é\\, Paris\\, France\r\n\
    DESCRIPTION;ENCODING=QUOTED-PRINTABLE:a=C3=A9=\r\nb\r\nURL:https://x.sched.com/event/1/a\r\nEND:VEVENT\r\n\
    BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20260131\r\nDURATION:P1D\r\nRRULE:FREQ=DAILY\r\nSUMMARY:Jour\r\n\
    BEGIN:VALARM\r\nTRIGGER:-PT5M\r\nEND:VALARM\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

const FRAB_JSON: &str = "{\"schedule\": {\"version\": \"1\", \"conference\": {\"title\": \"Fête\", \
    \"time_zone_name\": \"Europe/Paris\", \"tracks\": [{\"slug\": \"a\", \"name\": \"Art\"}], \
    \"days\": [{\"date\": \"2026-01-31\", \"day_end\": \"2026-02-01T05:00:00+01:00\", \"rooms\": {\"Salle é\": [\
    {\"id\": 1, \"guid\": \"g\", \"date\": \"2026-01-31T10:00:00+01:00\", \"start\": \"10:00\", \
    \"duration\": \"0:30\", \"title\": \"CANCELLED: Thé\", \"track\": {\"slug\": \"a\"}, \"persons\": \
    [{\"public_name\": \"Ada\"}], \"links\": [\"/x\"], \"do_not_record\": true}, \
    {\"id\": null, \"start\": \"00:30\", \"duration\": 45, \"title\": {\"en\": \"Café\"}}]}}]}}}";

const TABLE: &str = "\u{FEFF}Programme é,,,,\r\nTitle,Date,Start,Duration,Room,Speakers,,\r\n\
    \"Tea, \"\"hot\"\"\",31.01.2026,10:00,0:30,Salle é,\"Ada Lovelace, Engines; Grace Hopper\",,\r\n\
    Sunday 1 February 2026,,,,,,,\r\nRum,,9.30 - 10.15,,\"a\nb\",Ada (Engines),,\r\n";

const RECORDS: &str = "{\"timezone\":\"Europe/Paris\",\"days\":{\"2026-01-31\":[{\"title\":\"Th\\u00e9\",\
    \"start\":\"10:00\",\"end\":\"2026-01-31T10:45:00+01:00\",\"duration\":2700,\"roomId\":1,\
    \"speakers\":[{\"id\":\"a\"},{\"name\":\"Ada\"}]}]},\"rooms\":[{\"id\":1,\"name\":{\"en\":\"Hall\"}}],\
    \"speakers\":[{\"id\":\"a\",\"firstName\":\"Grace\",\"lastName\":\"Hopper\"}]}";

const SESSIONIZE: &str = "{\"sessions\": [{\"id\": \"1\", \"title\": \"Thé\", \"startsAt\": \
    \"2026-01-31T10:00:00\", \"endsAt\": \"2026-01-31T10:30:00Z\", \"isServiceSession\": false, \
    \"speakers\": [\"s\"], \"categoryItems\": [11], \"roomId\": 5, \"status\": \"Accepted\", \
    \"questionAnswers\": [{\"questionId\": 8, \"answerValue\": \"https://x.org\"}]}], \"speakers\": \
    [{\"id\": \"s\", \"fullName\": \"Ada\", \"tagLine\": \"Dev at É\"}], \"questions\": [{\"id\": 8, \
    \"question\": \"Video\"}], \"categories\": [{\"id\": 1, \"title\": \"Track\", \"items\": \
    [{\"id\": 11, \"name\": \"Web\"}]}], \"rooms\": [{\"id\": 5, \"name\": \"Salle é\", \"sort\": 0}]}";

const OPEN_EVENT: &str = "{\"event\": {\"name\": \"Fête\", \"timezone\": \"Asia/Singapore\"}, \"sessions\": \
    [{\"id\": 7, \"title\": \"Thé\", \"state\": \"accepted\", \"track\": {\"id\": 2}, \"microlocation\": \
    {\"id\": 3, \"name\": \"Hall\"}, \"start_time\": \"2026-01-31T10:00:00+08:00\", \"end_time\": null, \
    \"speakers\": [{\"id\": 4, \"name\": \"Ada\"}], \"slides\": \"https://x.org/é\"}], \"tracks\": \
    [{\"id\": 2, \"name\": \"Leaves\"}]}";

const PAGE: &str = "<!DOCTYPE html><html><head><meta charset=utf-8><title>Fête</title>\
    <link rel=alternate type='text/calendar' href='/cal?a&amp;b'><script type=\"application/ld+json\">\
    {\"@context\": \"https://schema.org\", \"@type\": \"Event\", \"@id\": \"#f\", \"name\": \"Fair\", \
    \"startDate\": \"2026-01-31\", \"endDate\": \"2026-02-01\", \"location\": {\"name\": \"Salle é\"}, \
    \"subEvent\": [{\"@type\": \"Event\", \"name\": \"Thé\", \"startDate\": \"2026-01-31T10:00:00+01:00\", \
    \"duration\": \"PT30M\", \"performer\": {\"@id\": \"#a\"}}, {\"@id\": \"#f\"}]}</script>\
    <script type='application/ld+json'>[{\"@id\": \"#a\", \"name\": \"Ada\"}]</script></head></html>";

/// Numbers that look random and are the same in every run (xorshift, Marsaglia 2003).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(limit.max(1)).unwrap()).unwrap()
    }
}

/// Reads, with and without a zone told, and checks what any reading must keep.
fn try_reading(bytes: &[u8]) {
    for zone in [None, Some(Zone::named("Asia/Tokyo").unwrap())] {
        let options = ReadOptions {
            zone,
            ..ReadOptions::default()
        };
        if let Ok(reading) = read(bytes, &options) {
            check(&reading);
        }
    }
}

fn check(reading: &Reading) {
    for session in &reading.schedule.sessions {
        assert!(!session.title.trim().is_empty(), "{session:?}");
        if let Some(slot) = session.slot {
            assert!(slot.starts_at <= slot.ends_at, "{session:?}");
        }
    }
    assert!(reading.repairs.iter().all(|repair| repair.count > 0));
}

#[test]
fn flipped_cut_and_repeated_bytes_never_panic() {
    let mut numbers = Numbers(0x9E37_79B9_7F4A_7C15);
    for file in [
        FRAB, CALENDAR, FRAB_JSON, TABLE, RECORDS, SESSIONIZE, OPEN_EVENT, PAGE,
    ] {
        try_reading(file.as_bytes());
        for round in 0..800 {
            let mut bytes = file.as_bytes().to_vec();
            for _ in 0..=numbers.below(4) {
                let at = numbers.below(bytes.len());
                let length = numbers.below(40).min(bytes.len() - at);
                match round % 4 {
                    0 => bytes[at] ^= 1 << numbers.below(8),
                    1 => drop(bytes.drain(at..at + length)),
                    2 => {
                        let piece = bytes[at..at + length].to_vec();
                        let to = numbers.below(bytes.len());
                        bytes.splice(to..to, piece);
                    }
                    _ => bytes[at] = u8::try_from(numbers.below(256)).unwrap(),
                }
            }
            try_reading(&bytes);
        }
    }
}

#[test]
fn huge_numbers_are_no_times() {
    let numbers = [
        "99999999999999999999",
        "-1",
        "0",
        "2147483648",
        "18446744073709551616",
        "1e9",
        "9999-12-31T23:59:59Z",
    ];
    let places = [
        ("0:30", FRAB),
        ("2026-01-31T10:00:00+01:00", FRAB),
        ("2026-01-31", FRAB),
        ("10:00<", FRAB),
        ("20260131T100000", CALENDAR),
        ("P1D", CALENDAR),
        ("-1SU", CALENDAR),
        ("+0100", CALENDAR),
        ("BYMONTH=10", CALENDAR),
        ("31.01.2026", TABLE),
        ("10:00", TABLE),
        ("0:30", TABLE),
        ("9.30 - 10.15", TABLE),
        ("\"10:00\"", RECORDS),
        ("2700", RECORDS),
        ("2026-01-31", RECORDS),
        ("2026-01-31T10:00:00", SESSIONIZE),
        ("2026-01-31T10:00:00+08:00", OPEN_EVENT),
        ("2026-01-31T10:00:00+01:00", PAGE),
        ("2026-02-01", PAGE),
        ("PT30M", PAGE),
    ];
    for number in numbers {
        for (place, file) in places {
            assert!(file.contains(place), "{place}");
            try_reading(file.replace(place, number).as_bytes());
            try_reading(
                file.replace(place, &format!("{number}:{number}:{number}"))
                    .as_bytes(),
            );
            try_reading(
                file.replace(place, &format!("P{number}DT{number}H"))
                    .as_bytes(),
            );
        }
    }
    for year in ["0000", "0001", "9999"] {
        try_reading(FRAB.replace("2026", year).as_bytes());
        for file in [CALENDAR, SESSIONIZE, OPEN_EVENT, PAGE] {
            try_reading(file.replace("2026", year).as_bytes());
        }
    }
}

#[test]
fn enormous_parts_are_read_in_their_length() {
    let long = "Ада & <b>x</b> \\n ".repeat(100_000);
    try_reading(CALENDAR.replace("Jour", &long).as_bytes());
    try_reading(
        CALENDAR
            .replace("20260131\r\n", &"9".repeat(10_000_000))
            .as_bytes(),
    );
    try_reading(FRAB.replace("Café", &long).as_bytes());
    try_reading(FRAB.replace("lecture", &"&amp;".repeat(200_000)).as_bytes());
    try_reading(FRAB.replace("Café", &"a < b ".repeat(100_000)).as_bytes());
    try_reading(
        CALENDAR
            .replace("Thé", &" - Ada Lovelace, ".repeat(50_000))
            .as_bytes(),
    );
    let open = "<event><title>".repeat(20_000);
    try_reading(format!("<schedule><day>{open}</schedule>").as_bytes());
    try_reading(format!("<schedule>{}", "<x>".repeat(200_000)).as_bytes());
    let begun = "BEGIN:VEVENT\nBEGIN:X\nEND:Y\n".repeat(20_000);
    try_reading(format!("BEGIN:VCALENDAR\n{begun}END:VCALENDAR\n").as_bytes());
    try_reading(format!("BEGIN:VCALENDAR\n{}", " \n".repeat(200_000)).as_bytes());
}

#[test]
fn enormous_tables_and_records_are_read_in_their_length() {
    let zone = Some(Zone::named("Asia/Tokyo").unwrap());
    let options = ReadOptions {
        zone,
        ..ReadOptions::default()
    };
    let sessions = |text: &str| {
        let reading = read(text.as_bytes(), &options).unwrap();
        check(&reading);
        reading.schedule.sessions.len()
    };
    let head = "Title,Date,Start,Room\n";
    let row = "Tea,2026-01-31,10:00,Janson\n";
    assert_eq!(sessions(&format!("{head}{}", row.repeat(50_000))), 50_000);
    // A quote that nothing closes, in the first of many rows and in each of them.
    let open = "\"Tea,2026-01-31,10:00,Janson\n";
    assert_eq!(
        sessions(&format!("{head}{open}{}", row.repeat(50_000))),
        50_001
    );
    try_reading(format!("{head}{}", open.repeat(50_001)).as_bytes());
    let wide = format!(
        "Title,Date,Start{}\nTea,2026-01-31,10:00\n",
        ",Track".repeat(100_000)
    );
    assert_eq!(sessions(&wide), 1);
    let ragged = format!("{head}{row}{}\n", ",x".repeat(1_000_000));
    try_reading(ragged.as_bytes());
    let long = format!("{head}Tea,2026-01-31,10:00,{}\n", "x, ".repeat(3_000_000));
    try_reading(long.as_bytes());
    try_reading(format!("{head}{}", "1/2/3 ".repeat(1_000_000)).as_bytes());
    try_reading(",".repeat(5_000_000).as_bytes());
    // Every record with names of its own, one day around all, one speaker named by all.
    let records: Vec<String> = (0..20_000)
        .map(|number| {
            format!("{{\"title\":\"Tea\",\"start\":\"10:00\",\"x{number}\":1,\"speakerIds\":[\"a\",\"b\"]}}")
        })
        .collect();
    let name = "Ada ".repeat(50_000);
    let document = format!(
        "{{\"speakers\":[{{\"id\":\"a\",\"name\":\"{name}\"}},{{\"id\":\"b\",\"name\":\"Grace\"}}],\
         \"days\":[{{\"date\":\"2026-01-31\",\"text\":\"{name}\",\"sessions\":[{}]}}]}}",
        records.join(",")
    );
    assert_eq!(sessions(&document), 20_000);
}

#[test]
fn deep_and_wild_json_is_refused_with_its_place() {
    let deep = [
        "[".repeat(100_000),
        "{\"a\":".repeat(100_000),
        "[{\"title\":".repeat(100_000),
        "[{\"title\":\"Tea\",\"start\":1e999}]".to_owned(),
        "[{\"title\":\"Tea\",\"start\":\"10:00".to_owned(),
    ];
    for text in deep {
        let message = read(text.as_bytes(), &ReadOptions::default())
            .unwrap_err()
            .to_string();
        assert!(message.contains("line 1, column"), "{message}");
    }
    // As deep as is read, with a session at every level.
    let nested = format!(
        "{}[]{}",
        "[{\"title\":\"Tea\",\"start\":\"2026-01-31T10:00\",\"items\":".repeat(60),
        "}]".repeat(60)
    );
    try_reading(nested.as_bytes());
}

#[test]
fn enormous_lists_and_pages_are_read_in_their_length() {
    let long = "Ада & <b>x</b> ".repeat(20_000);
    for file in [SESSIONIZE, OPEN_EVENT, PAGE] {
        try_reading(file.replace("Thé", &long).as_bytes());
        let deep = "[".repeat(100_000);
        try_reading(file.replacen("[{", &format!("{deep}[{{"), 1).as_bytes());
        try_reading(
            file.replacen("[{", &format!("[{}{{", "{},".repeat(20_000)), 1)
                .as_bytes(),
        );
    }
    let speakers: String = (0..30_000)
        .map(|number| format!("\"Ada {number}\","))
        .collect();
    try_reading(
        SESSIONIZE
            .replace("[\"s\"]", &format!("[{speakers}\"s\"]"))
            .as_bytes(),
    );
    let inside = "{\"@id\": \"#f\"}";
    let chain: String = (0..20_000)
        .map(|number| {
            let outer = number + 1;
            format!(
                "{{\"@id\": \"#{number}\", \"@type\": \"Event\", \"name\": \"x\", \
                \"superEvent\": \"#{outer}\"}},"
            )
        })
        .collect();
    try_reading(PAGE.replace(inside, &format!("{chain}{inside}")).as_bytes());
    for tag in [
        "<a ",
        "<a href=\"",
        "<script type=\"application/ld+json\">",
        "<script type=application/ld+json>{\"a\"</",
        "<title",
        "<meta charset=",
    ] {
        let tags = tag.repeat(40_000);
        try_reading(format!("<!DOCTYPE html>{tags}ld+json").as_bytes());
        try_reading(
            PAGE.replace("<title>", &format!("{tags}<title>"))
                .as_bytes(),
        );
    }
}

#[test]
fn an_entity_bomb_stays_as_small_as_its_file() {
    let levels: String = (1..=30)
        .map(|level| {
            format!(
                "<!ENTITY e{level} \"{}\">",
                format!("&e{};", level - 1).repeat(10)
            )
        })
        .collect();
    let bomb = FRAB
        .replace(
            "<schedule>",
            &format!("<!DOCTYPE schedule [<!ENTITY e0 \"ha\">{levels}]><schedule>"),
        )
        .replace("Tea", "&e30;");
    let reading = read(bomb.as_bytes(), &ReadOptions::default()).unwrap();
    assert_eq!(reading.schedule.sessions[0].title, "&e30;");
}
