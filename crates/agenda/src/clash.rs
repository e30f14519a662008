//! Clashes: two things of an agenda at once.

use chrono::{DateTime, TimeDelta, Utc};

/// What is longer than this counts as background, such as registration or an exhibition, and
/// clashes with nothing.
pub const BACKGROUND: TimeDelta = TimeDelta::hours(6);

/// A stretch of time, from `starts_at` to before `ends_at`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
}

/// Two spans at once, by their places in the slice that was looked at; `first < second`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clash {
    pub first: usize,
    pub second: usize,
    pub overlap: TimeDelta,
}

/// All pairs that overlap. An end that is another's start is no overlap; an empty span overlaps
/// nothing; neither does one longer than [`BACKGROUND`].
pub fn clashes(spans: &[Span]) -> Vec<Clash> {
    let mut by_start: Vec<usize> = (0..spans.len())
        .filter(|&index| spans[index].ends_at - spans[index].starts_at <= BACKGROUND)
        .collect();
    by_start.sort_by_key(|&index| spans[index].starts_at);

    let mut found = Vec::new();
    for (position, &earlier) in by_start.iter().enumerate() {
        for &later in &by_start[position + 1..] {
            if spans[later].starts_at >= spans[earlier].ends_at {
                break;
            }
            let overlap = spans[earlier].ends_at.min(spans[later].ends_at) - spans[later].starts_at;
            if overlap > TimeDelta::zero() {
                found.push(Clash {
                    first: earlier.min(later),
                    second: earlier.max(later),
                    overlap,
                });
            }
        }
    }
    found.sort_by_key(|clash| (clash.first, clash.second));
    found
}

/// Where each span is drawn beside those at the same time: its lane from 0, and how many lanes its
/// group has. A group is a run of spans that touch one another through overlaps; within it each span
/// takes the lowest lane that is free. Background spans get a lane of one.
pub fn lanes(spans: &[Span]) -> Vec<(usize, usize)> {
    let mut placed = vec![(0, 1); spans.len()];
    let mut by_start: Vec<usize> = (0..spans.len())
        .filter(|&index| spans[index].ends_at - spans[index].starts_at <= BACKGROUND)
        .collect();
    by_start.sort_by_key(|&index| (spans[index].starts_at, spans[index].ends_at));

    let mut group: Vec<usize> = Vec::new();
    let mut lane_ends: Vec<DateTime<Utc>> = Vec::new();
    for index in by_start {
        let span = spans[index];
        if lane_ends.iter().all(|&end| end <= span.starts_at) {
            close_group(&mut placed, &mut group, &mut lane_ends);
        }
        let lane = lane_ends
            .iter()
            .position(|&end| end <= span.starts_at)
            .unwrap_or(lane_ends.len());
        match lane_ends.get_mut(lane) {
            Some(end) => *end = span.ends_at,
            None => lane_ends.push(span.ends_at),
        }
        placed[index].0 = lane;
        group.push(index);
    }
    close_group(&mut placed, &mut group, &mut lane_ends);
    placed
}

fn close_group(
    placed: &mut [(usize, usize)],
    group: &mut Vec<usize>,
    lane_ends: &mut Vec<DateTime<Utc>>,
) {
    for index in group.drain(..) {
        placed[index].1 = lane_ends.len();
    }
    lane_ends.clear();
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn span(from: &str, to: &str) -> Span {
        let at = |time: &str| format!("2022-05-20T{time}:00Z").parse().unwrap();
        Span {
            starts_at: at(from),
            ends_at: at(to),
        }
    }

    type Case<'a> = (&'a [(&'a str, &'a str)], &'a [(usize, usize, i64)]);

    #[test]
    fn only_spans_that_share_time_clash() {
        // (spans, pairs with minutes of overlap)
        let cases: &[Case] = &[
            (&[("11:00", "12:30"), ("11:55", "12:30")], &[(0, 1, 35)]),
            (&[("11:55", "12:30"), ("11:00", "12:30")], &[(0, 1, 35)]),
            (&[("11:00", "11:30"), ("11:30", "12:00")], &[]),
            (
                &[("15:25", "16:00"), ("15:25", "16:00"), ("15:25", "16:00")],
                &[(0, 1, 35), (0, 2, 35), (1, 2, 35)],
            ),
            (&[("08:00", "18:00"), ("11:00", "12:00")], &[]),
            (&[("08:00", "14:00"), ("11:00", "12:00")], &[(0, 1, 60)]),
            (&[("11:10", "11:10"), ("11:00", "12:00")], &[]),
            (
                &[("10:00", "12:00"), ("10:30", "11:00"), ("11:00", "11:30")],
                &[(0, 1, 30), (0, 2, 30)],
            ),
        ];
        for (spans, expected) in cases {
            let spans: Vec<_> = spans.iter().map(|(from, to)| span(from, to)).collect();
            let found: Vec<_> = clashes(&spans)
                .into_iter()
                .map(|clash| (clash.first, clash.second, clash.overlap.num_minutes()))
                .collect();
            assert_eq!(&found, expected, "{spans:?}");
        }
    }

    #[test]
    fn spans_at_once_stand_side_by_side_and_others_take_the_whole_width() {
        let spans = [
            span("10:00", "12:00"),
            span("10:30", "11:00"),
            span("11:00", "11:30"),
            span("12:00", "13:00"),
            span("08:00", "18:00"),
        ];
        assert_eq!(lanes(&spans), [(0, 2), (1, 2), (1, 2), (0, 1), (0, 1)]);
        let slot = [span("15:25", "16:00"); 3];
        assert_eq!(lanes(&slot), [(0, 3), (1, 3), (2, 3)]);
    }
}
