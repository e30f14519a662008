//! A programme committee, played by dice: makes the next version of a schedule as real ones come
//! about, and remembers which session is which and what it did to each.

use std::collections::{BTreeMap, HashMap, HashSet};

use agenda::{Kind, Session, Slot};
use chrono::TimeDelta;

use super::dice::Dice;
use super::edits::{breaks, change, move_to, shift};

/// Which session it is, whatever any version says of it.
pub type Truth = usize;

#[derive(Clone, Default)]
pub struct Version {
    pub sessions: Vec<Session>,
    pub truths: Vec<Truth>,
    /// What was done to a session since the version before.
    pub edits: BTreeMap<Truth, Vec<&'static str>>,
}

pub struct Editor<'a> {
    pub dice: Dice,
    /// Talks of another conference, for what is new.
    donors: &'a [Session],
    next_donor: usize,
    next_truth: Truth,
    /// Withdrawn, with the version they come back in.
    away: Vec<(usize, Session, Truth)>,
    /// What a placeholder stands for until it is filled in.
    to_come: HashMap<Truth, Session>,
    number: usize,
    now: Version,
    /// Whether sessions become others under their old names, so that their names alone tell.
    pub is_wild: bool,
}

const PLACEHOLDERS: [&str; 3] = ["TBA", "Lightning talk slot", "Self-organized session"];

impl<'a> Editor<'a> {
    /// Starts from a real schedule. Sessions whose identifiers are not their own are left out: of
    /// them nobody could tell which is which.
    pub fn new(sessions: &[Session], donors: &'a [Session], seed: u64) -> Self {
        let mut seen = HashSet::new();
        let mut has_own_name = |session: &&Session| {
            let key = session.identifiers.key();
            session.slot.is_some() && key.is_none_or(|key| seen.insert(key.to_owned()))
        };
        let mut sessions: Vec<Session> = sessions
            .iter()
            .filter(|session| has_own_name(session))
            .cloned()
            .collect();
        let mut editor = Self {
            dice: Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1),
            donors,
            next_donor: seed as usize * 37,
            next_truth: 0,
            away: Vec::new(),
            to_come: HashMap::new(),
            number: 1,
            now: Version::default(),
            is_wild: false,
        };
        sessions.extend(breaks(&sessions));
        for session in sessions {
            let truth = editor.add(session, None);
            if editor.dice.one_in(60) {
                editor.keep_a_place(truth);
            }
        }
        editor
    }

    pub fn now(&self) -> &Version {
        &self.now
    }

    /// The next version. About a seventh of the sessions is touched: more than most days bring.
    pub fn next_version(&mut self) -> Version {
        self.number += 1;
        self.now.edits.clear();
        for truth in self.now.truths.clone() {
            if self.dice.one_in(7) {
                self.edit(truth);
            }
        }
        let (back, away): (Vec<_>, Vec<_>) = std::mem::take(&mut self.away)
            .into_iter()
            .partition(|(number, ..)| *number <= self.number);
        self.away = away;
        for (_, session, truth) in back {
            self.now.sessions.push(session);
            self.now.truths.push(truth);
            self.note(truth, "restored");
        }
        match self.dice.roll(12) {
            0 => self.shift_all(TimeDelta::hours(1), "all an hour later"),
            1 => self.shift_all(TimeDelta::days(1), "all a day later"),
            2 => self.rename_room(),
            3 => {
                self.rename_room();
                self.shift_all(TimeDelta::minutes(-30), "all half an hour earlier");
            }
            _ => {}
        }
        self.now.clone()
    }

    fn at(&self, truth: Truth) -> Option<usize> {
        self.now.truths.iter().position(|other| *other == truth)
    }

    fn note(&mut self, truth: Truth, edit: &'static str) {
        self.now.edits.entry(truth).or_default().push(edit);
    }

    /// Adds a session under identifiers of its own, of the kinds its model has.
    fn add(&mut self, mut session: Session, names_like: Option<&Session>) -> Truth {
        let truth = self.next_truth;
        self.next_truth += 1;
        if let Some(model) = names_like {
            let model = model.identifiers.clone();
            session.url = session.url.map(|_| format!("https://made.example/{truth}"));
            session.identifiers.guid = model.guid.map(|_| format!("made-guid-{truth}"));
            session.identifiers.code = model.code.map(|_| format!("MADE{truth}"));
            session.identifiers.uid = model.uid.map(|_| format!("made-{truth}@example"));
            session.identifiers.id = model.id.map(|_| format!("9{truth:06}"));
        }
        self.now.sessions.push(session);
        self.now.truths.push(truth);
        truth
    }

    fn remove(&mut self, at: usize) -> (Session, Truth) {
        (
            self.now.sessions.swap_remove(at),
            self.now.truths.swap_remove(at),
        )
    }

    fn keep_a_place(&mut self, truth: Truth) {
        let Some(at) = self.at(truth) else { return };
        let title = PLACEHOLDERS[self.dice.roll(PLACEHOLDERS.len())];
        let session = &mut self.now.sessions[at];
        if session.kind == Kind::Break {
            return;
        }
        self.to_come.insert(truth, session.clone());
        session.title = title.to_owned();
        session.speakers.clear();
        session.text.clear();
        session.subtitle = None;
    }

    /// A talk of the other conference, at some time and place of this one.
    fn donor(&mut self) -> Session {
        self.next_donor += 1;
        let donor = &self.donors[self.next_donor % self.donors.len()];
        let here = self.dice.roll(self.now.sessions.len());
        let here = &self.now.sessions[here];
        Session {
            slot: here.slot,
            room: here.room.clone(),
            track: here.track.clone(),
            language: here.language.clone(),
            url: here.url.clone(),
            kind_label: here.kind_label.clone(),
            title: format!("{} {}", donor.title, self.next_donor / self.donors.len()),
            speakers: donor.speakers.clone(),
            text: donor.text.clone(),
            ..Session::default()
        }
    }

    fn place_of_another(&mut self) -> (Option<Slot>, Option<String>) {
        let other = self.dice.roll(self.now.sessions.len());
        let other = &self.now.sessions[other];
        (other.slot, other.room.clone())
    }

    fn edit(&mut self, truth: Truth) {
        let Some(at) = self.at(truth) else { return };
        if let Some(there) = self.to_come.remove(&truth) {
            let session = &mut self.now.sessions[at];
            session.title = there.title;
            session.speakers = there.speakers;
            session.text = there.text;
            return self.note(truth, "placeholder filled in");
        }
        if self.now.sessions[at].kind == Kind::Break {
            let minutes = 15 * (self.dice.roll(5) as i64 - 2);
            shift(&mut self.now.sessions[at], TimeDelta::minutes(minutes));
            return self.note(truth, "break moved");
        }
        let new = self.donor();
        if self.is_wild && self.dice.one_in(8) {
            return self.edit_wildly(at, new);
        }
        let place = self.place_of_another();
        match self.dice.roll(30) {
            dice @ 0..=21 => {
                let session = &mut self.now.sessions[at];
                if let Some(edit) = change(session, dice, new, place, self.next_donor) {
                    self.note(truth, edit);
                }
            }
            dice => self.edit_programme(at, dice, new, place.0),
        }
    }

    /// Edits that make or take sessions.
    fn edit_programme(&mut self, at: usize, dice: usize, new: Session, slot: Option<Slot>) {
        let session = self.now.sessions[at].clone();
        match dice {
            22 => {
                let back = if self.dice.one_in(2) { 2 } else { 1000 };
                let (session, truth) = self.remove(at);
                self.away.push((self.number + back, session, truth));
            }
            23 => {
                let mut next = session.clone();
                next.title = new.title;
                next.text = new.text;
                move_to(&mut next, slot);
                self.add(next, Some(&session));
            }
            24 => {
                self.add(new, Some(&session));
            }
            25 => {
                let (gone, _) = self.remove(at);
                let taken = Session {
                    slot: gone.slot,
                    room: gone.room.clone(),
                    ..new
                };
                self.add(taken, Some(&gone));
            }
            26 => {
                for days in 1..=2 {
                    let mut repeat = session.clone();
                    shift(&mut repeat, TimeDelta::days(days));
                    self.add(repeat, Some(&session));
                }
                self.note(self.now.truths[at], "split into repeats");
            }
            27 => {
                let same = |other: &&Session| other.title == session.title;
                if self.now.sessions.iter().filter(same).count() > 1 {
                    self.remove(at);
                }
            }
            _ => {
                let other = self.dice.roll(self.now.sessions.len());
                let there = self.now.sessions[other].clone();
                if there.kind != Kind::Break {
                    move_to(&mut self.now.sessions[at], there.slot);
                    move_to(&mut self.now.sessions[other], session.slot);
                    self.now.sessions[at].room = there.room;
                    self.now.sessions[other].room = session.room;
                    self.note(self.now.truths[at], "swapped slots");
                    self.note(self.now.truths[other], "swapped slots");
                }
            }
        }
    }

    fn edit_wildly(&mut self, at: usize, new: Session) {
        let named_as = |session: &Session, other: &Session| Session {
            identifiers: other.identifiers.clone(),
            url: other.url.clone(),
            ..session.clone()
        };
        let here = self.now.sessions[at].clone();
        if here.identifiers.guid.is_none() {
            return;
        }
        let other = self.dice.roll(self.now.sessions.len());
        let there = self.now.sessions[other].clone();
        if self.dice.one_in(2) {
            self.now.sessions[at] = named_as(&new, &here);
            self.note(self.now.truths[at], "became another talk");
        } else {
            self.now.sessions[at] = named_as(&there, &here);
            self.now.sessions[other] = named_as(&here, &there);
            self.note(self.now.truths[at], "changed names");
            self.note(self.now.truths[other], "changed names");
        }
    }

    fn shift_all(&mut self, by: TimeDelta, edit: &'static str) {
        for session in &mut self.now.sessions {
            shift(session, by);
        }
        for truth in self.now.truths.clone() {
            self.note(truth, edit);
        }
    }

    fn rename_room(&mut self) {
        let at = self.dice.roll(self.now.sessions.len());
        let room = self.now.sessions[at].room.clone();
        let name = Some(format!("Hall No. {}", self.number));
        for at in 0..self.now.sessions.len() {
            if self.now.sessions[at].room == room {
                self.now.sessions[at].room.clone_from(&name);
                self.note(self.now.truths[at], "room renamed");
            }
        }
    }
}
