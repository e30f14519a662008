//! What must hold in the real window, on a real display and D-Bus, with the sample conference.
//!
//! Each test has a desktop and a store of its own. Rules that hold without a window are tested
//! beside their code.

mod background;
mod changes;
mod command;
mod export;
mod import;
mod reminders;
mod sample;
mod talks;
mod zones;
