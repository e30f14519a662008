//! The application: one store, one clock, and whoever wants to know of changes.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use agenda::ConferenceId;
use agenda_store::{ConferenceRow, Store, StoreError};
use chrono::{DateTime, Utc};

use crate::AppError;
use crate::clock::Clock;
use crate::import::Fetched;
use crate::wire::ImportSource;

/// Everything Lanyard can do, on one data folder. Shared between threads.
pub struct App {
    store: Mutex<Store>,
    clock: Arc<dyn Clock>,
    data_dir: PathBuf,
    observers: Mutex<Vec<Observer>>,
    /// What the last preview of an import has fetched.
    pub(crate) preview: Mutex<Option<(ImportSource, Arc<Fetched>)>>,
}

type Observer = Box<dyn Fn() + Send>;

const STORE_FILE: &str = "lanyard.db";

/// The folder for Lanyard's data: the one told, else the platform's own.
pub fn data_folder(told: Option<&Path>) -> Result<PathBuf, AppError> {
    match told {
        Some(folder) => Ok(std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned())),
        None => dirs::data_dir()
            .map(|folder| folder.join("lanyard"))
            .ok_or(AppError::NoDataFolder),
    }
}

impl App {
    /// Opens the store in that folder, making both where they are missing.
    pub fn open(data_dir: &Path, clock: Arc<dyn Clock>) -> Result<Self, AppError> {
        let store = Store::open(data_dir.join(STORE_FILE))?;
        Ok(Self {
            store: Mutex::new(store),
            clock,
            data_dir: data_dir.to_owned(),
            observers: Mutex::default(),
            preview: Mutex::default(),
        })
    }

    pub fn data_dir(&self) -> &Path {
        &self.data_dir
    }

    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    pub fn clock(&self) -> &dyn Clock {
        &*self.clock
    }

    /// Has `observer` called after each change to the store through this `App`. It must not call
    /// back into it.
    pub fn on_change(&self, observer: Box<dyn Fn() + Send>) {
        if let Ok(mut observers) = self.observers.lock() {
            observers.push(observer);
        }
    }

    pub(crate) fn changed(&self) {
        if let Ok(observers) = self.observers.lock() {
            for observer in observers.iter() {
                observer();
            }
        }
    }

    /// Works on the store while no other thread does. `work` must not call back into the `App`, and
    /// waits for nothing outside.
    pub(crate) fn store<T>(
        &self,
        work: impl FnOnce(&mut Store) -> Result<T, StoreError>,
    ) -> Result<T, AppError> {
        let mut store = self.store.lock().map_err(|_| AppError::Poisoned)?;
        Ok(work(&mut store)?)
    }

    pub fn conference_row(&self, id: ConferenceId) -> Result<ConferenceRow, AppError> {
        self.store(|store| store.conference(id))?
            .ok_or_else(|| AppError::NoConference(id.to_string()))
    }
}
