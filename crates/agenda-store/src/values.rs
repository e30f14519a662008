//! How values stand in columns, and how rows are read.

use agenda::{BoothId, ConferenceId, SessionId, VisitId, Zone};
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use rusqlite::Row;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde::de::IntoDeserializer;
use serde::de::value::Error as WordError;

/// A value that is neither text nor number to SQLite: instants as milliseconds, days and times of
/// day as ISO 8601, zones by name, ids as they are.
pub(crate) struct Sql<T>(pub T);

/// An enum without fields, by the word serde knows it by.
pub(crate) struct Word<T>(pub T);

/// Anything else, as JSON.
pub(crate) struct Json<T>(pub T);

/// Reads the columns of a row one after the other, in the order of its SELECT.
pub(crate) struct Cells<'row, 'statement> {
    row: &'row Row<'statement>,
    next: usize,
}

impl<'row, 'statement> Cells<'row, 'statement> {
    pub fn of(row: &'row Row<'statement>) -> Self {
        Self { row, next: 0 }
    }

    pub fn plain<T: FromSql>(&mut self) -> rusqlite::Result<T> {
        let column = self.next;
        self.next += 1;
        self.row.get(column)
    }

    pub fn value<T>(&mut self) -> rusqlite::Result<T>
    where
        Sql<T>: FromSql,
    {
        self.plain::<Sql<T>>().map(|Sql(value)| value)
    }

    pub fn optional<T>(&mut self) -> rusqlite::Result<Option<T>>
    where
        Sql<T>: FromSql,
    {
        let value = self.plain::<Option<Sql<T>>>()?;
        Ok(value.map(|Sql(value)| value))
    }

    pub fn word<T: DeserializeOwned>(&mut self) -> rusqlite::Result<T> {
        self.plain::<Word<T>>().map(|Word(value)| value)
    }

    pub fn optional_word<T: DeserializeOwned>(&mut self) -> rusqlite::Result<Option<T>> {
        let value = self.plain::<Option<Word<T>>>()?;
        Ok(value.map(|Word(value)| value))
    }

    pub fn json<T: DeserializeOwned>(&mut self) -> rusqlite::Result<T> {
        self.plain::<Json<T>>().map(|Json(value)| value)
    }

    pub fn optional_json<T: DeserializeOwned>(&mut self) -> rusqlite::Result<Option<T>> {
        let value = self.plain::<Option<Json<T>>>()?;
        Ok(value.map(|Json(value)| value))
    }
}

impl ToSql for Sql<DateTime<Utc>> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.0.timestamp_millis().into())
    }
}

impl FromSql for Sql<DateTime<Utc>> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let millis = value.as_i64()?;
        DateTime::from_timestamp_millis(millis)
            .map(Self)
            .ok_or(FromSqlError::OutOfRange(millis))
    }
}

impl ToSql for Sql<NaiveDate> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.0.to_string().into())
    }
}

impl FromSql for Sql<NaiveDate> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value
            .as_str()?
            .parse()
            .map(Self)
            .map_err(FromSqlError::other)
    }
}

impl ToSql for Sql<NaiveTime> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.0.to_string().into())
    }
}

impl FromSql for Sql<NaiveTime> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value
            .as_str()?
            .parse()
            .map(Self)
            .map_err(FromSqlError::other)
    }
}

impl ToSql for Sql<Zone> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.0.name().into())
    }
}

impl FromSql for Sql<Zone> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        Zone::named(value.as_str()?)
            .map(Self)
            .map_err(FromSqlError::other)
    }
}

macro_rules! id_columns {
    ($($id:ident),*) => {$(
        impl FromSql for Sql<$id> {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                value.as_i64().map($id).map(Self)
            }
        }
    )*};
}

id_columns!(ConferenceId, SessionId, BoothId, VisitId);

impl<T: Serialize> ToSql for Word<T> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(word_of(&self.0)?.into())
    }
}

/// The word serde knows a value by.
pub(crate) fn word_of<T: Serialize>(value: &T) -> rusqlite::Result<String> {
    match serde_json::to_value(value).map_err(unstorable)? {
        serde_json::Value::String(word) => Ok(word),
        other => Err(unstorable(
            FromSqlError::InvalidType.to_string() + &other.to_string(),
        )),
    }
}

impl<T: DeserializeOwned> FromSql for Word<T> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let word = IntoDeserializer::<WordError>::into_deserializer(value.as_str()?);
        T::deserialize(word).map(Self).map_err(FromSqlError::other)
    }
}

impl<T: Serialize> ToSql for Json<T> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        let text = serde_json::to_string(&self.0).map_err(unstorable)?;
        Ok(text.into())
    }
}

impl<T: DeserializeOwned> FromSql for Json<T> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        serde_json::from_str(value.as_str()?)
            .map(Self)
            .map_err(FromSqlError::other)
    }
}

fn unstorable(
    error: impl Into<Box<dyn std::error::Error + Send + Sync + 'static>>,
) -> rusqlite::Error {
    rusqlite::Error::ToSqlConversionFailure(error.into())
}
