//! Files as they come: archives, and what tells formats apart.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| lanyard_fuzz::check(bytes));
