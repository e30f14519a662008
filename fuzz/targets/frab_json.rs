//! The reader of frab JSON.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| lanyard_fuzz::check_as(
    schedule_files::Format::FrabJson,
    bytes
));
