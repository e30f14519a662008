//! Archives made to do harm.

use super::*;

const MIB: usize = 1024 * 1024;

fn message(bytes: &[u8]) -> String {
    read_archive(bytes).unwrap_err().to_string()
}

#[test]
fn bombs_are_refused_at_the_limit() {
    let zeros = vec![b' '; 65 * MIB];
    let bomb = gzip(&zeros);
    assert!(bomb.len() < MIB);
    assert!(message(&bomb).contains("more than 64 MB"));
    assert!(message(&zip(&[("a.ics", &zeros)])).contains("more than 64 MB"));
    let quarter = &zeros[..60 * MIB];
    let parts = ["a", "b", "c", "d", "e"].map(|name| (name, quarter));
    let bytes = zip(&parts[..1]);
    let many = zip(&[
        ("a.zip", &*bytes),
        ("b.zip", &*bytes),
        ("c.zip", &*bytes),
        ("d.zip", &*bytes),
        ("e.zip", &*bytes),
    ]);
    let told = message(&many);
    assert!(
        told.contains("more than 256 MB") && told.contains(" a:"),
        "{told}"
    );
}

#[test]
fn an_archive_of_too_many_files_is_refused() {
    let names: Vec<String> = (0..10_001).map(|number| format!("{number}.txt")).collect();
    let files: Vec<(&str, &[u8])> = names.iter().map(|name| (&**name, &b"x"[..])).collect();
    assert!(message(&zip(&files)).contains("more than 10000 files"));
}

#[test]
fn what_lies_too_deep_is_not_opened() {
    let mut archive = zip(&[("a.ics", CALENDAR.as_bytes())]);
    for _ in 0..2 {
        archive = zip(&[("inner.zip", &archive)]);
    }
    assert!(message(&archive).contains("ZIP archive"));
    let mut gzipped = CALENDAR.as_bytes().to_vec();
    for _ in 0..3 {
        gzipped = gzip(&gzipped);
    }
    assert!(message(&gzipped).contains("gzip"));
}

#[test]
fn sizes_in_headers_are_never_believed() {
    let archive = zip(&[("a.ics", CALENDAR.as_bytes())]);
    let central = memchr::memmem::find(&archive, b"PK\x01\x02").unwrap();
    // Compressed and whole size, CRC, offset of the local header (APPNOTE 4.3.12).
    for (at, length) in [(20, 4), (24, 4), (16, 4), (42, 4), (28, 2), (10, 2)] {
        let mut wrong = archive.clone();
        for byte in &mut wrong[central + at..central + at + length] {
            *byte = 0xFE;
        }
        assert!(read_archive(&wrong).is_err(), "{at}");
    }
}

#[test]
fn any_byte_of_an_archive_may_be_wrong() {
    let archives = [
        zip(&[("a.ics", CALENDAR.as_bytes()), ("b.xml", FRAB.as_bytes())]),
        gzip(CALENDAR.as_bytes()),
    ];
    for archive in archives {
        for at in 0..archive.len() {
            for flip in [0x01, 0x80, 0xFF] {
                let mut wrong = archive.clone();
                wrong[at] ^= flip;
                let _ = read_archive(&wrong);
            }
            let _ = read_archive(&archive[..at]);
        }
    }
}
