//! Picks: how much the attendee wants to see a session.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// How much a picked session is wanted; the most wanted is the greatest.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Priority {
    Maybe,
    #[default]
    Want,
    Must,
}

impl Priority {
    pub const ALL: [Self; 3] = [Self::Must, Self::Want, Self::Maybe];

    pub fn word(self) -> &'static str {
        match self {
            Self::Must => "must",
            Self::Want => "want",
            Self::Maybe => "maybe",
        }
    }
}

/// A word that is no priority.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a priority: use must, want or maybe")]
pub struct UnknownPriority(pub String);

impl FromStr for Priority {
    type Err = UnknownPriority;
    fn from_str(word: &str) -> Result<Self, UnknownPriority> {
        Self::ALL
            .into_iter()
            .find(|priority| priority.word() == word)
            .ok_or_else(|| UnknownPriority(word.to_owned()))
    }
}
