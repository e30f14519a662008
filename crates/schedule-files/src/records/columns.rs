//! Which column plays which role: by its name, if its values agree; the rest by values alone.

use std::collections::BTreeMap;

use super::mapping::Role;
use super::moment::{NumberForm, Written, WrittenDate};
use super::names::{self, Rank};
use super::{Records, Row};
use crate::durations::ClockForm;

/// How many filled cells of a column are looked at. Neither program nor person changes the form of a
/// column after that many.
const SAMPLE: usize = 400;

/// Roles in the order in which they choose their columns.
const CHOOSING: [Role; 25] = [
    Role::Start,
    Role::End,
    Role::Date,
    Role::EndDate,
    Role::Duration,
    Role::TimeZone,
    Role::Title,
    Role::Speakers,
    Role::Organisation,
    Role::Room,
    Role::Track,
    Role::Kind,
    Role::Subtitle,
    Role::Abstract,
    Role::Description,
    Role::Language,
    Role::Level,
    Role::Url,
    Role::Links,
    Role::Guid,
    Role::Code,
    Role::Id,
    Role::Status,
    Role::Recorded,
    Role::Tags,
];

/// What the values of one column look like.
#[derive(Clone, Debug, Default)]
struct Profile {
    filled: usize,
    /// With a time of day.
    times: usize,
    dates: usize,
    /// Days beside which nothing else is told.
    bare_dates: usize,
    clock_numbers: usize,
    serials: usize,
    durations: usize,
    addresses: usize,
    /// Six capitals and digits, as pretalx gives them.
    codes: usize,
    /// Nothing but digits, or a UUID: words for nobody.
    identifiers: usize,
}

impl Profile {
    fn of<'a>(values: impl Iterator<Item = &'a str>) -> Self {
        let mut profile = Self::default();
        for value in values.take(SAMPLE) {
            profile.filled += 1;
            profile.addresses +=
                usize::from(value.starts_with("http") || value.starts_with("www."));
            profile.codes += usize::from(is_code(value));
            profile.identifiers += usize::from(is_identifier(value));
            let duration = ClockForm::HoursMinutesSeconds.read(value);
            profile.durations += usize::from(duration.is_some());
            match Written::number_form(value) {
                NumberForm::Clock => profile.clock_numbers += 1,
                NumberForm::Serial => profile.serials += 1,
                NumberForm::None => {}
            }
            if let Some(written) = Written::read(value, NumberForm::None) {
                // Programs write a day as its midnight.
                let midnight = written.date.is_some() && written.start == Some(0);
                profile.times += usize::from(written.start.is_some() && !midnight);
                // A weekday alone is the name of a day, and tells one only beside others.
                profile.dates += usize::from(written.date.is_some());
                let bare = (written.start.is_none() || midnight)
                    && !written.has_rest
                    && matches!(
                        written.date,
                        Some(WrittenDate::Day(_) | WrittenDate::Numbers(_))
                    );
                profile.bare_dates += usize::from(bare);
            }
        }
        profile
    }

    fn most(&self, count: usize) -> bool {
        count > 0 && count * 2 >= self.filled
    }

    fn nearly_all(&self, count: usize) -> bool {
        count > 0 && count * 10 >= self.filled * 9
    }

    fn number_form(&self) -> NumberForm {
        if self.most(self.times) || self.most(self.dates) {
            NumberForm::None
        } else if self.nearly_all(self.serials) {
            NumberForm::Serial
        } else if self.nearly_all(self.clock_numbers) {
            NumberForm::Clock
        } else {
            NumberForm::None
        }
    }

    fn tells_times(&self) -> bool {
        self.most(self.times) || self.number_form() != NumberForm::None
    }

    fn tells_days(&self) -> bool {
        self.most(self.dates) || self.number_form() == NumberForm::Serial
    }

    /// Whether the values can be what the role holds.
    fn fits(&self, role: Role) -> bool {
        match role {
            _ if self.filled == 0 => false,
            Role::Start | Role::End => self.tells_times(),
            Role::Date | Role::EndDate => self.tells_days() && !self.most(self.times),
            Role::Duration => self.most(self.durations),
            Role::Url | Role::Links => self.most(self.addresses),
            Role::Title => !self.nearly_all(self.identifiers) && !self.nearly_all(self.times),
            Role::Speakers | Role::Room | Role::Organisation => {
                !self.nearly_all(self.identifiers) || (role == Role::Room && self.codes == 0)
            }
            Role::Code => self.nearly_all(self.codes),
            Role::Tags => !self.nearly_all(self.bare_dates),
            Role::Track | Role::Kind => !self.nearly_all(self.identifiers),
            _ => true,
        }
    }
}

/// The columns of every role, and the form of their numbers.
#[derive(Debug, Default)]
pub(super) struct Columns {
    pub(super) roles: BTreeMap<Role, Vec<usize>>,
    number_forms: BTreeMap<usize, NumberForm>,
}

impl Columns {
    /// Finds the roles that `told` does not speak of.
    pub(super) fn find(records: &Records, told: BTreeMap<Role, Vec<usize>>) -> Self {
        let profiles = profiles(records);
        let mut named: BTreeMap<Role, Vec<(Rank, usize)>> = BTreeMap::new();
        for (column, name) in records.columns.iter().enumerate() {
            for (role, rank) in names::roles_of(name) {
                named.entry(role).or_default().push((rank, column));
            }
        }
        named
            .values_mut()
            .for_each(|columns| columns.sort_unstable());
        let mut taken: Vec<bool> = vec![false; records.columns.len()];
        told.values()
            .flatten()
            .for_each(|column| taken[*column] = true);
        let mut found = Self {
            roles: told,
            number_forms: BTreeMap::new(),
        };
        for role in CHOOSING {
            if found.roles.contains_key(&role) {
                continue;
            }
            let fitting = named
                .get(&role)
                .into_iter()
                .flatten()
                .copied()
                .filter(|(_, column)| !taken[*column] && profiles[*column].fits(role));
            let columns = chosen(role, fitting, records);
            columns.iter().for_each(|column| taken[*column] = true);
            if !columns.is_empty() {
                found.roles.insert(role, columns);
            }
        }
        found.find_by_values(records, &profiles, &mut taken);
        found.pretalx_codes(&profiles);
        for column in found.of_times() {
            let form = profiles[column].number_form();
            found.number_forms.insert(column, form);
        }
        found
    }

    pub(super) fn of(&self, role: Role) -> &[usize] {
        self.roles.get(&role).map_or(&[], Vec::as_slice)
    }

    pub(super) fn has(&self, role: Role) -> bool {
        !self.of(role).is_empty()
    }

    pub(super) fn number_form(&self, column: usize) -> NumberForm {
        self.number_forms.get(&column).copied().unwrap_or_default()
    }

    /// The columns that tell when.
    pub(super) fn of_times(&self) -> Vec<usize> {
        [Role::Start, Role::End, Role::Date, Role::EndDate]
            .iter()
            .flat_map(|role| self.of(*role).iter().copied())
            .collect()
    }

    /// Times and days under names that say nothing.
    fn find_by_values(&mut self, records: &Records, profiles: &[Profile], taken: &mut [bool]) {
        let mut find = |role: Role, fits: &dyn Fn(&Profile) -> bool| {
            if self.roles.contains_key(&role) {
                return;
            }
            let column = profiles.iter().enumerate().position(|(column, profile)| {
                !taken[column]
                    && fits(profile)
                    && !names::says_something_else(&records.columns[column])
            });
            if let Some(column) = column {
                taken[column] = true;
                self.roles.insert(role, vec![column]);
            }
        };
        find(Role::Start, &|profile| profile.nearly_all(profile.times));
        find(Role::Date, &|profile| {
            profile.nearly_all(profile.bare_dates)
        });
    }

    /// pretalx exports its codes as `ID`.
    fn pretalx_codes(&mut self, profiles: &[Profile]) {
        if self.has(Role::Code) {
            return;
        }
        let ids = self.of(Role::Id);
        if let [id] = ids
            && profiles[*id].nearly_all(profiles[*id].codes)
            && let Some(columns) = self.roles.remove(&Role::Id)
        {
            self.roles.insert(Role::Code, columns);
        }
    }
}

/// The best column, or all of them where several hold parts or where records differ in their fields.
fn chosen(
    role: Role,
    fitting: impl Iterator<Item = (Rank, usize)>,
    records: &Records,
) -> Vec<usize> {
    let mut columns: Vec<(Rank, usize)> = fitting.collect();
    let holds_parts = matches!(role, Role::Speakers | Role::Organisation | Role::Links);
    if holds_parts {
        columns.sort_unstable_by_key(|(_, column)| *column);
    } else if records.is_table {
        columns.truncate(1);
    }
    columns.into_iter().map(|(_, column)| column).collect()
}

/// One profile a column, from the first rows that fill it.
fn profiles(records: &Records) -> Vec<Profile> {
    let mut values: Vec<Vec<&str>> = vec![Vec::new(); records.columns.len()];
    // A cell alone in its row of a table is a heading.
    let told = |row: &&Row| !records.is_table || row.filled().nth(1).is_some();
    for row in records.rows.iter().filter(told) {
        for (column, value) in &row.cells {
            let value = value.trim();
            if let Some(values) = values.get_mut(*column)
                && values.len() < SAMPLE
                && !value.is_empty()
            {
                values.push(value);
            }
        }
    }
    values
        .into_iter()
        .map(|values| Profile::of(values.into_iter()))
        .collect()
}

fn is_code(value: &str) -> bool {
    value.len() == 6
        && value
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
        && value.bytes().any(|byte| byte.is_ascii_uppercase())
}

fn is_identifier(value: &str) -> bool {
    let hex_with_hyphens = value.len() == 36
        && value
            .bytes()
            .all(|byte| byte.is_ascii_hexdigit() || byte == b'-');
    hex_with_hyphens
        || value
            .bytes()
            .all(|byte| byte.is_ascii_digit() || matches!(byte, b'\n' | b','))
}
