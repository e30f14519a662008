//! Rules against the examples of RFC 5545 §3.8.5.3, as Python's `dateutil` counts them too.

#![allow(clippy::unwrap_used)]
use super::*;

/// Start, rule, and its times: days at 09:00, or times. Three words where there are many: the first,
/// the last, and how many.
const EXAMPLES: &str = "\
19970902|FREQ=DAILY;COUNT=3|19970902 19970903 19970904\n\
19970902|FREQ=DAILY;INTERVAL=10;COUNT=4|19970902 19970912 19970922 19971002\n\
19980101|FREQ=YEARLY;BYMONTH=1;BYDAY=SU,MO,TU,WE,TH,FR,SA;COUNT=40|19980101 19990109 40\n\
19970902|FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=TU,TH;COUNT=8|19970902 19970904 19970916 19970918 19970930 19971002 19971014 19971016\n\
19970805|FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO|19970805 19970810 19970819 19970824\n\
19970805|FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU|19970805 19970817 19970819 19970831\n\
19970905|FREQ=MONTHLY;COUNT=10;BYDAY=1FR|19970905 19971003 19971107 19971205 19980102 19980206 19980306 19980403 19980501 19980605\n\
19970907|FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU|19970907 19970928 19971102 19971130 19980104 19980125 19980301 19980329 19980503 19980531\n\
19970928|FREQ=MONTHLY;BYMONTHDAY=-3;COUNT=6|19970928 19971029 19971128 19971229 19980129 19980226\n\
19970930|FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1|19970930 19971001 19971031 19971101 19971130 19971201 19971231 19980101 19980131 19980201\n\
19970101|FREQ=YEARLY;INTERVAL=3;COUNT=10;BYYEARDAY=1,100,200|19970101 19970410 19970719 20000101 20000409 20000718 20030101 20030410 20030719 20060101\n\
19970519|FREQ=YEARLY;BYDAY=20MO;COUNT=3|19970519 19980518 19990517\n\
19970512|FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO;COUNT=3|19970512 19980511 19990517\n\
19980213|FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13;COUNT=5|19980213 19980313 19981113 19990813 20001013\n\
19961105|FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8;COUNT=3|19961105 20001107 20041102\n\
19970904|FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3|19970904 19971007 19971106\n\
19970929|FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2;COUNT=7|19970929 19971030 19971127 19971230 19980129 19980226 19980330\n\
19970902|FREQ=HOURLY;INTERVAL=3;COUNT=3|19970902 19970902T120000 19970902T150000\n\
19970902|FREQ=MINUTELY;INTERVAL=90;COUNT=4|19970902 19970902T103000 19970902T120000 19970902T133000\n\
19970902|FREQ=DAILY;BYHOUR=9,10;BYMINUTE=0,20,40;COUNT=8|19970902 19970902T092000 19970902T094000 19970902T100000 19970902T102000 19970902T104000 19970903 19970903T092000\n\
20070115|FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5|20070115 20070130 20070215 20070315 20070330\n\
20240229|FREQ=YEARLY;COUNT=3|20240229 20280229 20320229\n\
20240131|FREQ=MONTHLY;COUNT=4|20240131 20240331 20240531 20240731\n\
19970902|FREQ=SECONDLY;INTERVAL=30;COUNT=3|19970902 19970902T090030 19970902T090100
";

fn time(text: &str) -> NaiveDateTime {
    match Moment::of_value(text).unwrap() {
        Moment::Date(date) => date.and_hms_opt(9, 0, 0).unwrap(),
        Moment::Local(local) => local,
        Moment::Exact(exact) => exact.naive_utc(),
    }
}

fn written(at: NaiveDateTime) -> String {
    let text = at.format("%Y%m%dT%H%M%S").to_string();
    text.trim_end_matches("T090000").to_owned()
}

/// The times in a span, and why there are no more.
fn walked(start: &str, rule: &str, span: (&str, &str), steps: usize) -> (Vec<String>, End) {
    let mut times = Vec::new();
    let span = time(span.0)..=time(span.1);
    let rule = Rule::read(rule).unwrap();
    let end = rule.walk(time(start), true, &span, &mut steps.clone(), |at| {
        times.push(written(at));
        match times.len() {
            1000 => ControlFlow::Break(()),
            _ => ControlFlow::Continue(()),
        }
    });
    (times, end)
}

#[test]
fn rules_give_the_times_of_the_standards_examples() {
    for row in EXAMPLES.lines() {
        let columns: Vec<&str> = row.split('|').collect();
        let [start, rule, expected] = columns[..] else {
            panic!("{row}");
        };
        let (times, end) = walked(start, rule, (start, "99991231"), 1_000_000);
        let found = match times.as_slice() {
            [first, .., last] if times.len() > 12 => format!("{first} {last} {}", times.len()),
            times => times.join(" "),
        };
        assert_eq!((found.as_str(), end), (expected, End::OfRule), "{rule}");
    }
}

#[test]
fn a_span_far_from_the_start_is_reached_without_the_times_before_it() {
    let cases = [
        ("FREQ=DAILY", "20260130 20260131 20260201"),
        ("FREQ=DAILY;INTERVAL=2", "20260130 20260201"),
        ("FREQ=WEEKLY;BYDAY=SA,SU", "20260131 20260201"),
        ("FREQ=MONTHLY;BYDAY=1SU", "20260201"),
        ("FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=-1", "20260131"),
        ("FREQ=HOURLY;INTERVAL=24", "20260130 20260131 20260201"),
        ("FREQ=YEARLY", ""),
    ];
    for (rule, expected) in cases {
        let (times, end) = walked("19700102", rule, ("20260130", "20260201"), 3000);
        assert_eq!(
            (times.join(" ").as_str(), end),
            (expected, End::OfSpan),
            "{rule}"
        );
    }
}

#[test]
fn a_rule_whose_last_time_is_counted_ends_there() {
    let (times, end) = walked(
        "20260130",
        "FREQ=WEEKLY;COUNT=2",
        ("20260130", "20260207"),
        3000,
    );
    assert_eq!(
        (times.join(" ").as_str(), end),
        ("20260130 20260206", End::OfRule)
    );
    let (times, end) = walked(
        "20260130",
        "FREQ=WEEKLY;COUNT=3",
        ("20260130", "20260207"),
        3000,
    );
    assert_eq!(
        (times.join(" ").as_str(), end),
        ("20260130 20260206", End::OfSpan)
    );
}

#[test]
fn no_rule_takes_more_steps_than_it_is_given() {
    let rules = [
        "FREQ=SECONDLY;COUNT=1000000000",
        "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;COUNT=18446744073709551615",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;BYSETPOS=366;BYDAY=MO;BYWEEKNO=1",
        "FREQ=WEEKLY;INTERVAL=4294967295;COUNT=9",
        "FREQ=MINUTELY;BYHOUR=25",
    ];
    for rule in rules {
        let Ok(rule) = Rule::read(rule) else { continue };
        let mut steps = 10_000;
        let (mut visits, span) = (0, time("00010101")..=NaiveDateTime::MAX);
        let end = rule.walk(time("20260101"), true, &span, &mut steps, |_| {
            visits += 1;
            ControlFlow::Continue(())
        });
        assert!(matches!(end, End::OutOfSteps | End::OfRule), "{end:?}");
        assert!(visits <= 10_001, "{visits}");
    }
}

#[test]
fn what_is_no_rule_is_named() {
    let cases = [
        ("", " has no FREQ"),
        ("COUNT=3", "COUNT=3 has no FREQ"),
        ("FREQ=OFTEN", "FREQ=OFTEN"),
        ("FREQ=DAILY;COUNT=-1", "COUNT=-1"),
        (
            "FREQ=DAILY;COUNT=99999999999999999999",
            "COUNT=99999999999999999999",
        ),
        ("FREQ=DAILY;UNTIL=soon", "UNTIL=soon"),
        ("FREQ=DAILY;BYDAY=XX", "BYDAY=XX"),
        ("FREQ=DAILY;BYDAY=é", "BYDAY=é"),
        ("FREQ=YEARLY;BYDAY=99MO", "BYDAY=99MO"),
        ("FREQ=DAILY;BYHOUR=24", "BYHOUR=24"),
        ("FREQ=YEARLY;BYEASTER=0", "BYEASTER=0"),
        ("FREQ=MONTHLY;RSCALE=CHINESE", "RSCALE=CHINESE"),
        ("D1 #5", "D1 #5"),
    ];
    for (rule, problem) in cases {
        assert_eq!(Rule::read(rule).unwrap_err(), problem, "{rule}");
    }
    let all = |range: std::ops::Range<u32>| {
        let numbers = range.map(|number| number.to_string());
        numbers.collect::<Vec<String>>().join(",")
    };
    let absurd = format!(
        "FREQ=DAILY;BYHOUR={};BYMINUTE={};BYSECOND=1,2",
        all(0..24),
        all(0..60)
    );
    assert_eq!(Rule::read(&absurd).unwrap_err(), "2880 times a day");
    for rule in [
        "freq=daily; count = 3;",
        "FREQ=DAILY;X-OWN=1;INTERVAL=0",
        "FREQ=DAILY;RSCALE=GREGORIAN;SKIP=OMIT",
    ] {
        assert!(Rule::read(rule).is_ok(), "{rule}");
    }
}
