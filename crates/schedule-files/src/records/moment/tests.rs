//! Cells as people and programs write them.

use super::*;

/// "date start-end offset", in words.
fn told(text: &str, form: NumberForm) -> String {
    let Some(written) = Written::read(text, form) else {
        return "none".to_owned();
    };
    let date = |date: WrittenDate| match date {
        WrittenDate::Day(day) => day.to_string(),
        WrittenDate::Numbers(Numbers {
            first,
            second,
            year,
            ..
        }) => {
            format!("{first}?{second}?{}", year.unwrap_or_default())
        }
        WrittenDate::Partial(date) => format!(
            "{:?}.{:?}",
            date.day.unwrap_or_default(),
            date.month.unwrap_or_default()
        ),
    };
    let clock = |seconds: u32| {
        let minutes = seconds / 60;
        format!("{:02}:{:02}", minutes / 60, minutes % 60)
    };
    let mut parts = Vec::new();
    parts.extend(written.date.map(date));
    if let Some(start) = written.start {
        let end = written.end.map(|end| format!("-{}", clock(end)));
        parts.push(clock(start) + &end.unwrap_or_default());
    }
    parts.extend(written.offset.map(|offset| offset.to_string()));
    parts.join(" ")
}

#[test]
fn cells_are_read_in_every_spelling() {
    let cases = [
        ("11:30", "11:30"),
        ("11:30:00", "11:30"),
        ("9.30", "09:30"),
        ("10.15", "10:15"),
        ("9h30", "09:30"),
        ("9H30", "09:30"),
        ("14h", "none"),
        ("10:00 AM", "10:00"),
        ("1:15pm", "13:15"),
        ("1:15:00 PM", "13:15"),
        ("12:00 AM", "00:00"),
        ("9 Uhr", "09:00"),
        ("9.30 Uhr", "09:30"),
        ("10:00 - 10:45", "10:00-10:45"),
        ("10:00–10:45", "10:00-10:45"),
        ("9.30-10.15", "09:30-10:15"),
        ("9h30 à 10h15", "09:30-10:15"),
        ("1:00 - 2:00 PM", "13:00-14:00"),
        ("11:30 AM to 1 PM", "11:30-13:00"),
        ("7:00am\n8:00am", "07:00-08:00"),
        ("22:00 - 02:00", "22:00-26:00"),
        ("2025-11-19", "2025-11-19"),
        ("2025/11/19", "2025-11-19"),
        ("20251119", "2025-11-19"),
        ("19.11.2025", "19?11?2025"),
        ("19. 11. 2025", "19?11?2025"),
        ("3/4/25", "3?4?2025"),
        ("11/19", "11?19?0"),
        ("Wed 11/19/2025", "11?19?2025"),
        ("19.11.", "19.11"),
        ("Wednesday, November 19, 2025", "2025-11-19"),
        ("19 novembre 2025", "2025-11-19"),
        ("19. November 2025", "2025-11-19"),
        ("19-Nov-2025", "2025-11-19"),
        ("19-Nov-25 10:00", "2025-11-19 10:00"),
        ("Nov 19", "19.11"),
        ("2025-05-21T08:00", "2025-05-21 08:00"),
        ("2025-05-21T08:00:00-04:00", "2025-05-21 08:00 -04:00"),
        ("2025-12-10 15:00 +0200", "2025-12-10 15:00 +02:00"),
        ("2025-12-10 15:00:00 UTC", "2025-12-10 15:00 +00:00"),
        ("Fri, 20 Oct 2017 19:00:00 -0700", "2017-10-20 19:00 -07:00"),
        (
            "Fri Oct 20 2017 19:00:00 GMT-0700 (PDT)",
            "2017-10-20 19:00 -07:00",
        ),
        ("11/19/2025 9:30 AM", "11?19?2025 09:30"),
        ("19.11.2025 9.30 - 10.15", "19?11?2025 09:30-10:15"),
        ("May 21, 2025 8:00 AM", "2025-05-21 08:00"),
        ("2017-06-02-1415", "2017-06-02 14:15"),
        (
            "2025-05-21T08:00/2025-05-21T09:00",
            "2025-05-21 08:00-09:00",
        ),
        ("1747814400", "2025-05-21 08:00 +00:00"),
        ("1747814400000", "2025-05-21 08:00 +00:00"),
        ("0930", "none"),
        ("45000", "none"),
        ("45", "none"),
        ("TBA", "none"),
        ("", "none"),
        ("99999999999999999999", "none"),
        ("99/99/9999", "none"),
        ("ééé 5:3", "none"),
    ];
    for (text, expected) in cases {
        assert_eq!(told(text, NumberForm::None), expected, "{text}");
    }
}

#[test]
fn bare_numbers_are_read_only_in_the_columns_own_form() {
    use NumberForm::{Clock, Serial};
    let cases = [
        ("0930", Clock, "09:30"),
        ("1415", Clock, "14:15"),
        ("915", Clock, "09:15"),
        ("2460", Clock, "none"),
        ("45980", Serial, "2025-11-19"),
        ("45980.479166666664", Serial, "2025-11-19 11:30"),
        ("0.479166666666667", Serial, "11:30"),
        ("1200", Serial, "none"),
    ];
    for (text, form, expected) in cases {
        assert_eq!(told(text, form), expected, "{text}");
        if expected != "none" {
            assert_eq!(Written::number_form(text), form, "{text}");
        }
    }
}
