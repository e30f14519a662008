//! Which column of a table holds what: as it was read, and as the attendee wants it read.

use schedule_files::{DateOrder, Role, TableMapping};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How the columns of a table were taken, with its first rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct TableView {
    pub columns: Vec<TableColumn>,
    /// Cell by cell, in the order of the columns.
    pub samples: Vec<Vec<String>>,
    /// None where no date was written in numbers.
    #[ts(type = "\"day_month_year\" | \"month_day_year\" | \"year_month_day\" | null")]
    pub date_order: Option<DateOrder>,
    /// By the attendee, now or before; else found.
    pub is_told: bool,
}

/// How the columns are to be taken; without columns as the reader finds them, whatever was told
/// before.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct TableForm {
    /// All of them.
    pub columns: Vec<TableColumn>,
    #[ts(type = "\"day_month_year\" | \"month_day_year\" | \"year_month_day\" | null")]
    pub date_order: Option<DateOrder>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct TableColumn {
    pub name: String,
    /// What it holds of a session; none for what is not imported.
    #[ts(
        type = "\"title\" | \"subtitle\" | \"start\" | \"end\" | \"date\" | \"end_date\" | \"duration\" | \"time_zone\" | \"room\" | \"track\" | \"kind\" | \"speakers\" | \"organisation\" | \"abstract\" | \"description\" | \"language\" | \"level\" | \"tags\" | \"url\" | \"links\" | \"id\" | \"code\" | \"guid\" | \"status\" | \"recorded\" | null"
    )]
    pub role: Option<Role>,
}

impl TableView {
    pub(crate) fn of(mapping: &TableMapping, samples: Vec<Vec<String>>, is_told: bool) -> Self {
        let columns = mapping.columns.iter().enumerate();
        let columns = columns.map(|(place, name)| TableColumn {
            name: name.clone(),
            role: mapping.role_of(place),
        });
        Self {
            columns: columns.collect(),
            samples,
            date_order: mapping.date_order,
            is_told,
        }
    }
}

impl TableForm {
    /// Every role is spoken of: one that no column has is none that the reader is to find.
    pub(crate) fn mapping(&self) -> TableMapping {
        let mut mapping = TableMapping {
            date_order: self.date_order,
            ..TableMapping::default()
        };
        if self.columns.is_empty() {
            return mapping;
        }
        for role in Role::ALL {
            let columns = self.columns.iter().enumerate();
            let columns = columns.filter(|(_, column)| column.role == Some(role));
            let places = columns.map(|(place, _)| place).collect();
            mapping.roles.insert(role, places);
        }
        mapping.columns = self
            .columns
            .iter()
            .map(|column| column.name.clone())
            .collect();
        mapping
    }
}
