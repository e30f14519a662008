//! Dates and clock times of nothing but numbers and signs.

use chrono::NaiveDate;

use super::{Numbers, WrittenDate, YEARS};

/// `19-Nov-2025` and `19-Nov-25` with spaces, which notes write.
pub(super) fn month_between_hyphens(text: &str) -> String {
    let parted = |word: &str| {
        let [day, month, year]: [&str; 3] = word.split('-').collect::<Vec<_>>().try_into().ok()?;
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let is_date = matches!(day.len(), 1..=2)
            && matches!(year.len(), 2 | 4)
            && digits(day)
            && digits(year)
            && month.chars().all(char::is_alphabetic);
        let century = if year.len() == 2 { "20" } else { "" };
        is_date.then(|| format!("{day} {month} {century}{year}"))
    };
    let words = text
        .split(' ')
        .map(|word| parted(word).unwrap_or_else(|| word.to_owned()));
    words.collect::<Vec<_>>().join(" ")
}

/// The first date of three numbers, `19.11.2025`, `2025-11-19`, `11/19/25`, or of two, `11/19`.
pub(super) fn numeric_date(text: &str) -> Option<(std::ops::Range<usize>, WrittenDate)> {
    let bytes = text.as_bytes();
    let run = |from: usize| {
        let digits = bytes[from..]
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        (digits > 0 && digits <= 4).then_some(from + digits)
    };
    let value = |from: usize, to: usize| text[from..to].parse::<u32>().ok();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let Some(first_end) = run(at) else {
            at += bytes[at..]
                .iter()
                .take_while(|byte| byte.is_ascii_digit())
                .count();
            continue;
        };
        let start = at;
        at = first_end;
        let Some(sign @ (b'/' | b'.' | b'-')) = bytes.get(first_end).copied() else {
            continue;
        };
        let gap = |at: usize| at + usize::from(sign == b'.' && bytes.get(at) == Some(&b' '));
        let second = gap(first_end + 1);
        let Some(second_end) = run(second).filter(|end| end - second <= 2) else {
            continue;
        };
        let third = gap(second_end + 1);
        let third_end = (bytes.get(second_end) == Some(&sign))
            .then(|| run(third))
            .flatten();
        let first_length = first_end - start;
        let numbers = |year: Option<i32>, end: usize| {
            let (first, second) = (value(start, first_end)?, value(second, second_end)?);
            let can_be =
                |day: u32, month: u32| (1..=31).contains(&day) && (1..=12).contains(&month);
            (can_be(first, second) || can_be(second, first)).then_some((
                start..end,
                WrittenDate::Numbers(Numbers {
                    first,
                    second,
                    year,
                    weekday: None,
                    sign: char::from(sign),
                }),
            ))
        };
        let found = match third_end.map(|end| (end, end - third)) {
            Some((end, 1..=2)) if first_length == 4 => (|| {
                let year = i32::try_from(value(start, first_end)?).ok()?;
                let day =
                    NaiveDate::from_ymd_opt(year, value(second, second_end)?, value(third, end)?)?;
                YEARS
                    .contains(&year)
                    .then_some((start..end, WrittenDate::Day(day)))
            })(),
            Some((end, 4)) if first_length <= 2 => value(third, end)
                .and_then(|year| i32::try_from(year).ok())
                .filter(|year| YEARS.contains(year))
                .and_then(|year| numbers(Some(year), end)),
            Some((end, 2)) if first_length <= 2 => value(third, end)
                .and_then(|year| i32::try_from(year).ok())
                .and_then(|year| numbers(Some(2000 + year), end)),
            None if sign == b'/' && first_length <= 2 && bytes.get(second_end) != Some(&b'/') => {
                numbers(None, second_end)
            }
            _ => None,
        };
        if found.is_some() {
            return found;
        }
        at = third_end.unwrap_or(second_end);
    }
    None
}

/// Clock times in one form: `9.30` and `9h30` as `9:30`, without seconds.
pub(super) fn plain_clocks(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut plain = String::with_capacity(text.len());
    let two_digits = |at: usize| {
        let pair = bytes.get(at..at + 2)?;
        let ends = !bytes.get(at + 2).is_some_and(u8::is_ascii_digit);
        (pair.iter().all(u8::is_ascii_digit) && pair[0] < b'6' && ends).then_some(at + 2)
    };
    let mut at = 0;
    let mut copied = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let end = at
            + bytes[at..]
                .iter()
                .take_while(|byte| byte.is_ascii_digit())
                .count();
        let sign = bytes.get(end).copied().unwrap_or_default();
        let minutes_end = two_digits(end + 1);
        let Some(minutes_end) = minutes_end
            .filter(|_| end - at <= 2 && matches!(sign, b':' | b'.' | b'h' | b'H'))
            // `19.11.` and `10.15.2` are no times.
            .filter(|end| sign != b'.' || bytes.get(*end) != Some(&b'.'))
        else {
            at = end;
            continue;
        };
        plain.push_str(&text[copied..end]);
        plain.push(':');
        plain.push_str(&text[end + 1..minutes_end]);
        at = minutes_end;
        if sign == b':'
            && bytes.get(at) == Some(&b':')
            && let Some(seconds_end) = two_digits(at + 1)
        {
            at = seconds_end;
            if bytes.get(at) == Some(&b'.') {
                at += 1 + bytes[at + 1..]
                    .iter()
                    .take_while(|byte| byte.is_ascii_digit())
                    .count();
            }
        }
        copied = at;
    }
    plain.push_str(&text[copied..]);
    plain
}
