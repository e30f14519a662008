//! The sample as a later version of its schedule has it.

use std::fs;
use std::path::PathBuf;

use serde_json::{Value, json};

use crate::{Desktop, Error, Result, sample_file};

/// Sessions of a version that is made by altering the sample's.
#[derive(Debug)]
pub struct NewerSample {
    document: Value,
}

impl NewerSample {
    pub fn read() -> Result<Self> {
        let path = sample_file();
        let text = fs::read_to_string(&path).map_err(Error::file("read", &path))?;
        Ok(Self {
            document: serde_json::from_str(&text)?,
        })
    }

    /// Sets fields of the session with this code.
    pub fn alter(mut self, code: &str, fields: Value) -> Result<Self> {
        let session = self
            .sessions()?
            .iter_mut()
            .find(|session| session["code"] == code);
        let session = session.and_then(Value::as_object_mut);
        let session = session.ok_or_else(|| Error::Unexpected(format!("no session {code}")))?;
        if let Value::Object(fields) = fields {
            session.extend(fields);
        }
        Ok(self)
    }

    /// On 20 May 2022, by the clocks of the venue.
    pub fn move_on_friday(self, code: &str, from: &str, to: &str) -> Result<Self> {
        let at = |clock: &str| format!("2022-05-20T{clock}:00+02:00");
        self.alter(code, json!({ "starts_at": at(from), "ends_at": at(to) }))
    }

    /// Leaves a session out.
    pub fn without(mut self, code: &str) -> Result<Self> {
        self.sessions()?.retain(|session| session["code"] != code);
        Ok(self)
    }

    pub fn with(mut self, session: Value) -> Result<Self> {
        self.sessions()?.push(session);
        Ok(self)
    }

    /// Writes it to a file on this desktop.
    pub fn write(&self, desktop: &Desktop) -> Result<PathBuf> {
        let path = desktop.path("newer.json");
        fs::write(&path, self.document.to_string()).map_err(Error::file("write", &path))?;
        Ok(path)
    }

    fn sessions(&mut self) -> Result<&mut Vec<Value>> {
        self.document["sessions"]
            .as_array_mut()
            .ok_or_else(|| Error::Unexpected("the sample has no sessions".to_owned()))
    }
}
