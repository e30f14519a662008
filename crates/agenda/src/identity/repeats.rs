//! Which sessions of one schedule are repeats of one talk.

use std::collections::HashMap;

use super::text;
use crate::words::folded;
use crate::{Kind, Session};

/// The repeats of each talk that is given more than once: indices into `sessions`, each in at most
/// one group, in order of time; groups in order of their first.
///
/// Repeats have the same title and a speaker in common, or the title alone where nobody is named.
/// Breaks, and titles that name no talk ("Lightning Talks", "TBA"), have none.
pub fn repeats(sessions: &[Session]) -> Vec<Vec<usize>> {
    let mut by_title: HashMap<String, Vec<usize>> = HashMap::new();
    for (index, session) in sessions.iter().enumerate() {
        let title = folded(&session.title);
        let is_a_talk = !matches!(session.kind, Kind::Break | Kind::Service)
            && !text::is_generic(&title)
            && !text::is_placeholder(&title);
        if is_a_talk {
            by_title.entry(title).or_default().push(index);
        }
    }
    let of_one_title = by_title.into_values().filter(|indices| indices.len() > 1);
    let mut groups: Vec<Vec<usize>> = of_one_title
        .flat_map(|indices| by_speaker(sessions, &indices))
        .filter(|group| group.len() > 1)
        .collect();
    let place = |index: &usize| (sessions[*index].slot.map(|slot| slot.starts_at), *index);
    for group in &mut groups {
        group.sort_unstable_by_key(place);
    }
    groups.sort_unstable_by_key(|group| place(&group[0]));
    groups
}

/// Parts sessions of one title by who gives them; who shares a speaker is together.
fn by_speaker(sessions: &[Session], indices: &[usize]) -> Vec<Vec<usize>> {
    let mut groups = Groups::of(indices.len());
    let mut first_of_speaker: HashMap<String, usize> = HashMap::new();
    for (place, &index) in indices.iter().enumerate() {
        let speakers = &sessions[index].speakers;
        let mut names: Vec<String> = speakers
            .iter()
            .map(|speaker| folded(&speaker.name))
            .collect();
        if names.is_empty() {
            // All that name nobody are together.
            names.push(String::new());
        }
        for name in names {
            let first = *first_of_speaker.entry(name).or_insert(place);
            groups.join(first, place);
        }
    }
    let mut found: HashMap<usize, Vec<usize>> = HashMap::new();
    for (place, &index) in indices.iter().enumerate() {
        found.entry(groups.root(place)).or_default().push(index);
    }
    found.into_values().collect()
}

/// Numbers that are joined one to another (union and find).
struct Groups(Vec<usize>);

impl Groups {
    fn of(length: usize) -> Self {
        Self((0..length).collect())
    }

    fn root(&mut self, mut place: usize) -> usize {
        while self.0[place] != place {
            self.0[place] = self.0[self.0[place]];
            place = self.0[place];
        }
        place
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.0[a.max(b)] = a.min(b);
    }
}
