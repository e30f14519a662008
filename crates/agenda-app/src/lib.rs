//! Lanyard's use cases.
pub mod wire;
