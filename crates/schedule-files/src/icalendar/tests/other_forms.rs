//! The same calendar in XML and in JSON.

use super::*;

const ICALENDAR: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nNAME:Fair\\, 2026\r\n\
    BEGIN:VTIMEZONE\r\nTZID:Fairland\r\nBEGIN:STANDARD\r\nDTSTART:19701025T030000\r\n\
    TZOFFSETFROM:+0500\r\nTZOFFSETTO:+0430\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n\
    BEGIN:VEVENT\r\nUID:tea\r\nSUMMARY:Tea\\; cake\\, <jam>\r\nDTSTART;TZID=Fairland:20260131T100000\r\n\
    DURATION:PT1H\r\nRRULE:FREQ=WEEKLY;COUNT=3;BYDAY=SA,SU\r\nEXDATE;TZID=Fairland:20260201T100000,20260203T100000\r\n\
    RDATE;VALUE=PERIOD;TZID=Fairland:20260205T100000/PT30M\r\nCATEGORIES:Food\\, drink,Workshop\r\n\
    DESCRIPTION:One\\nTwo\r\nATTACH;FILENAME=a.pdf:https://example.org/a\\,b\r\n\
    BEGIN:VALARM\r\nSUMMARY:Alarm\r\nEND:VALARM\r\nEND:VEVENT\r\n\
    BEGIN:VTODO\r\nSUMMARY:Wash up\r\nEND:VTODO\r\n\
    BEGIN:VEVENT\r\nUID:fair\r\nSUMMARY:Fair\r\nDTSTART;VALUE=DATE:20260131\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

const XCAL: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<icalendar xmlns="urn:ietf:params:xml:ns:icalendar-2.0"><vcalendar>
<properties><version><text>2.0</text></version><name><text>Fair, 2026</text></name></properties>
<components>
<vtimezone><properties><tzid><text>Fairland</text></tzid></properties><components><standard><properties>
<dtstart><date-time>1970-10-25T03:00:00</date-time></dtstart><tzoffsetfrom><utc-offset>+05:00</utc-offset></tzoffsetfrom>
<tzoffsetto><utc-offset>+04:30</utc-offset></tzoffsetto></properties></standard></components></vtimezone>
<vevent><properties><uid><text>tea</text></uid><summary><text>Tea; cake, &lt;jam&gt;</text></summary>
<dtstart><parameters><tzid><text>Fairland</text></tzid></parameters><date-time>2026-01-31T10:00:00</date-time></dtstart>
<duration><duration>PT1H</duration></duration>
<rrule><recur><freq>WEEKLY</freq><count>3</count><byday>SA</byday><byday>SU</byday></recur></rrule>
<exdate><parameters><tzid><text>Fairland</text></tzid></parameters><date-time>2026-02-01T10:00:00</date-time>
<date-time>2026-02-03T10:00:00</date-time></exdate>
<rdate><parameters><tzid><text>Fairland</text></tzid></parameters><period><start>2026-02-05T10:00:00</start>
<duration>PT30M</duration></period></rdate>
<categories><text>Food, drink</text><text>Workshop</text></categories><description><text>One
Two</text></description>
<attach><parameters><filename><text>a.pdf</text></filename></parameters><uri>https://example.org/a\,b</uri></attach>
</properties><components><valarm><properties><summary><text>Alarm</text></summary></properties></valarm></components></vevent>
<vtodo><properties><summary><text>Wash up</text></summary></properties></vtodo>
<vevent><properties><uid><text>fair</text></uid><summary><text>Fair</text></summary>
<dtstart><date>2026-01-31</date></dtstart></properties></vevent>
</components></vcalendar></icalendar>"#;

const JCAL: &str = r#"["vcalendar", [["version", {}, "text", "2.0"], ["name", {}, "text", "Fair, 2026"]], [
["vtimezone", [["tzid", {}, "text", "Fairland"]], [["standard", [["dtstart", {}, "date-time", "1970-10-25T03:00:00"],
 ["tzoffsetfrom", {}, "utc-offset", "+05:00"], ["tzoffsetto", {}, "utc-offset", "+04:30"]], []]]],
["vevent", [["uid", {}, "text", "tea"], ["summary", {}, "text", "Tea; cake, <jam>"],
 ["dtstart", {"tzid": "Fairland"}, "date-time", "2026-01-31T10:00:00"], ["duration", {}, "duration", "PT1H"],
 ["rrule", {}, "recur", {"freq": "WEEKLY", "count": 3, "byday": ["SA", "SU"]}],
 ["exdate", {"tzid": "Fairland"}, "date-time", "2026-02-01T10:00:00", "2026-02-03T10:00:00"],
 ["rdate", {"tzid": "Fairland"}, "period", ["2026-02-05T10:00:00", "PT30M"]],
 ["categories", {}, "text", "Food, drink", "Workshop"], ["description", {}, "text", "One\nTwo"],
 ["attach", {"filename": "a.pdf"}, "uri", "https://example.org/a\\,b"]],
 [["valarm", [["summary", {}, "text", "Alarm"]], []]]],
["vtodo", [["summary", {}, "text", "Wash up"]], []],
["vevent", [["uid", {}, "text", "fair"], ["summary", {}, "text", "Fair"], ["dtstart", {}, "date", "2026-01-31"]], []]
]]"#;

#[test]
fn xml_and_json_say_the_same_as_content_lines() {
    let expected = read_in(Some("Europe/Paris"), ICALENDAR).unwrap();
    let titles: Vec<&str> = expected
        .schedule
        .sessions
        .iter()
        .map(|session| session.title.as_str())
        .collect();
    assert_eq!(
        titles,
        [
            "Tea; cake, <jam>",
            "Tea; cake, <jam>",
            "Tea; cake, <jam>",
            "Fair"
        ]
    );
    assert_eq!(
        span(&expected.schedule.sessions[0]),
        "2026-01-31T05:30:00+00:00 60"
    );
    assert_eq!(
        span(&expected.schedule.sessions[1]),
        "2026-02-05T05:30:00+00:00 30"
    );
    assert_eq!(
        expected.schedule.sessions[0].track.as_deref(),
        Some("Food, drink")
    );
    assert_eq!(expected.events(), 2);
    let stream = format!("[{JCAL}]");
    let capitals = XCAL
        .replace("icalendar", "iCalendar")
        .replace("urn:ietf:params:xml:ns:iCalendar", "x");
    for text in [XCAL, &capitals, JCAL, &stream] {
        let reading = read_in(Some("Europe/Paris"), text).unwrap();
        assert_eq!(reading.schedule, expected.schedule, "{text}");
        assert_eq!((reading.events(), reading.repetitions), (2, 2), "{text}");
    }
}

#[test]
fn pentabarfs_calendar_gives_what_only_pentabarf_tells() {
    let text = "<?xml version=\"1.0\"?><iCalendar xmlns:pentabarf='http://pentabarf.org' xmlns:xCal='urn:ietf:params:xml:ns:xcal'>\
        <vcalendar><version>2.0</version><prodid>-//Pentabarf//Schedule//EN</prodid><x-wr-calname>Fair, 2026</x-wr-calname>\
        <vevent><method>PUBLISH</method><uid>4@fair@pentabarf.org</uid><pentabarf:event-id>4</pentabarf:event-id>\
        <pentabarf:title>Tea, cake</pentabarf:title><pentabarf:subtitle>and jam</pentabarf:subtitle>\
        <pentabarf:language>German</pentabarf:language><pentabarf:language-code>de</pentabarf:language-code>\
        <dtstart>20260131T100000</dtstart><dtend>20260131T113000</dtend><duration>013000</duration>\
        <summary>Tea, cake- and jam</summary><description>Words; more &amp; more</description><status>CONFIRMED</status>\
        <category>Lecture</category><url>2026/events/4.html</url><location>Hall &amp; Garden</location>\
        <attendee>Ada Lovelace</attendee><attendee>Grace Hopper</attendee></vevent>\
        <vevent><uid>5@fair@pentabarf.org</uid><dtstart>20260131T120000</dtstart><duration>003000</duration>\
        <summary>Yoga-</summary><pentabarf:title>Yoga</pentabarf:title><pentabarf:subtitle/><url>https://example.org/5</url></vevent>\
        </vcalendar></iCalendar>";
    let reading = read_in(Some("Europe/Paris"), text).unwrap();
    assert_eq!(
        reading.schedule.conference.title.as_deref(),
        Some("Fair, 2026")
    );
    let [tea, yoga] = reading.schedule.sessions.as_slice() else {
        panic!("{reading:?}");
    };
    assert_eq!(
        (tea.title.as_str(), tea.subtitle.as_deref()),
        ("Tea, cake", Some("and jam"))
    );
    assert_eq!(
        (tea.identifiers.id.as_deref(), tea.language.as_deref()),
        (Some("4"), Some("de"))
    );
    assert_eq!(span(tea), "2026-01-31T09:00:00+00:00 90");
    assert_eq!(tea.text, "Words; more & more");
    assert_eq!(
        (tea.room.as_deref(), tea.kind),
        (Some("Hall & Garden"), Kind::Talk)
    );
    assert_eq!(
        (tea.url.as_deref(), yoga.url.as_deref()),
        (None, Some("https://example.org/5"))
    );
    let speakers: Vec<&str> = tea
        .speakers
        .iter()
        .map(|speaker| speaker.name.as_str())
        .collect();
    assert_eq!(speakers, ["Ada Lovelace", "Grace Hopper"]);
    assert_eq!(
        (yoga.title.as_str(), yoga.subtitle.as_deref()),
        ("Yoga", None)
    );
    assert!(matches!(
        read_in(None, text),
        Err(ReadError::ZoneNeeded { .. })
    ));
}

#[test]
fn cut_off_xml_and_json_are_refused_with_place_and_cure() {
    // Cut in the first tag, a file is not known for a calendar.
    let root = XCAL.find("<vcalendar>").unwrap();
    for (text, from) in [(XCAL, root), (JCAL, 12)] {
        for end in from..text.len() - 1 {
            let message = read_in(None, &text[..end]).unwrap_err().to_string();
            assert!(
                message.contains("line ") && message.contains("fetch it again"),
                "{end}: {message}"
            );
        }
    }
    let message = read_in(None, "[\"vcalendar\", [}").unwrap_err().to_string();
    assert!(message.contains("line 1, column 16"), "{message}");
}

#[test]
fn odd_xml_and_json_lose_no_event() {
    let unclosed = XCAL.replace("</summary>", "").replace("</recur>", "");
    assert_eq!(
        read_in(Some("Europe/Paris"), &unclosed).unwrap().events(),
        2
    );
    let odd = r#"["VCALENDAR", 1, [["vevent", [["summary", {}, "text", "Tea"], ["dtstart"], 5, ["uid", [], "text", "a"]]], 7,
        ["vevent", {}, []], [["vevent", [["summary", null, "text", "Cake"]]]], "vevent", ["x-own", [], [["vevent", [["summary", {}, "text", "Jam"]]]]]]]"#;
    let reading = read_in(None, odd).unwrap();
    let titles: Vec<&str> = reading
        .schedule
        .sessions
        .iter()
        .map(|session| session.title.as_str())
        .collect();
    assert_eq!(titles, ["Tea", "Cake", "Jam"]);
    assert_eq!(reading.skipped[0].what, "the VEVENT in component 3");
    assert_eq!(reading.events(), 4);
}
