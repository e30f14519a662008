//! The reader of frab XML and EuroPython’s.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| lanyard_fuzz::check_as(
    schedule_files::Format::FrabXml,
    bytes
));
