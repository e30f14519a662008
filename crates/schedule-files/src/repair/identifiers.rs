//! Identifiers that several sessions share.

use std::collections::HashMap;

use agenda::Session;

use super::Repairs;
use crate::RepairKind;

/// Counts the guids, UIDs and ids that more than one session has. The sessions stay as they are: a
/// repeat and a slip look alike here.
pub(crate) fn report_repeated_identifiers(sessions: &[Session], repairs: &mut Repairs) {
    for rung in ["guid", "UID", "id"] {
        let mut seen: HashMap<&str, (usize, usize)> = HashMap::with_capacity(sessions.len());
        for (place, session) in sessions.iter().enumerate() {
            let identifier = match rung {
                "guid" => &session.identifiers.guid,
                "UID" => &session.identifiers.uid,
                _ => &session.identifiers.id,
            };
            let Some(identifier) = identifier.as_deref() else {
                continue;
            };
            let (first, uses) = seen.entry(identifier).or_insert((place, 0));
            *uses += 1;
            if *uses == 2 {
                let titles = (&sessions[*first].title, &session.title);
                repairs.note(RepairKind::RepeatedIdentifier, || {
                    format!("{rung} {identifier}: “{}” and “{}”", titles.0, titles.1)
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use agenda::Identifiers;

    #[test]
    fn each_shared_identifier_counts_once() {
        let session = |title: &str, id: &str, guid: &str| Session {
            title: title.to_owned(),
            identifiers: Identifiers {
                id: Some(id.to_owned()),
                guid: Some(guid.to_owned()),
                ..Identifiers::default()
            },
            ..Session::default()
        };
        let sessions = [
            session("Opening", "1", "a"),
            session("Yoga", "2", "b"),
            session("Yoga", "2", "b"),
            session("Yoga", "2", "c"),
        ];
        let mut repairs = Repairs::default();
        report_repeated_identifiers(&sessions, &mut repairs);
        let repairs = repairs.into_vec();
        assert_eq!(repairs.len(), 1);
        assert_eq!(repairs[0].count, 2);
        assert_eq!(repairs[0].example, "guid b: “Yoga” and “Yoga”");
    }
}
