//! Drives the real programs on a desktop of their own, for the tests and pictures of Lanyard.
//!
//! Only for Linux: an X display in memory, a private D-Bus, a recording notification service, the
//! desktop application under WebDriver, the command `lanyard`. What must hold is in `tests/`.

mod application;
mod bus;
mod calendar_readers;
mod companion;
mod corpus;
mod desktop;
mod display;
mod driven;
mod error;
pub mod keys;
mod lanyard;
mod newer;
mod notification_service;
mod page;
mod pictures;
mod polling;
mod process_tree;
mod programs;

pub use application::{Application, Start};
pub use calendar_readers::{CalendarEvent, CalendarReaders, instant};
pub use companion::Companion;
pub use corpus::corpus_file;
pub use desktop::{Desktop, Look};
pub use driven::DrivenApplication;
pub use error::{Error, Result};
pub use lanyard::Lanyard;
pub use newer::NewerSample;
pub use notification_service::{NotificationService, Shown};
pub use page::Page;
pub use pictures::{shrink, target_folder};
pub use polling::{PATIENCE, until};
pub use process_tree::{ProcessMemory, ProcessTree};
pub use programs::{checkout, sample_file};
