//! The forms in which people tell of talks.

use super::*;

#[test]
fn talks_are_read_in_the_forms_that_people_give_them() {
    // (notes, zone, sessions)
    let cases: &[(&str, Option<&str>, &[&str])] = &[
        // A link, and below it when.
        (
            "[Knots - Ada Lovelace, Engines](https://sched.co/ab12)\n\nMonday May 16, 2022 10:45 - 11:15 CEST\n\nText.",
            None,
            &["ab12 Knots | 2022-05-16T08:45..09:15 | Ada Lovelace of Engines"],
        ),
        (
            "### [Knots](https://x.sched.com/event/1R2ts/knots)\n**Monday, November 6, 2023 • 9:15 am - 9:40 am**",
            Some("America/Chicago"),
            &["1R2ts Knots | 2023-11-06T15:15..15:40"],
        ),
        // A heading, a bold line, a line of speakers between.
        (
            "## Knots\n\nMay 16, 2022, 10:45-11:15 CEST, Room 5",
            None,
            &["Knots | 2022-05-16T08:45..09:15 | Room 5"],
        ),
        (
            "**Knots**\nAda Lovelace (Engines)\n2022-05-16 10:45–11:15 UTC",
            None,
            &["Knots | 2022-05-16T10:45..11:15 | Ada Lovelace of Engines"],
        ),
        (
            "* **Knots** — 16.05.2022, 10:45 bis 11:15 Uhr",
            Some("Europe/Berlin"),
            &["Knots | 2022-05-16T08:45..09:15"],
        ),
        // Plain text, with and without empty lines, two talks to a paragraph.
        (
            "Knots - Ada Lovelace, Engines\nMonday May 16, 2022\n10:45 - 11:15 CEST\nBring a rope\nBows and arrows\nMonday May 16, 2022 12:00 - 12:30 CEST",
            None,
            &[
                "Knots | 2022-05-16T08:45..09:15 | Ada Lovelace of Engines",
                "Bows and arrows | 2022-05-16T10:00..10:30",
            ],
        ),
        (
            "Knots\n\nlundi 16 mai 2022 de 10h45 à 11h15",
            Some("Europe/Paris"),
            &["Knots | 2022-05-16T08:45..09:15"],
        ),
        // Under a day's heading.
        (
            "## Monday, 16 May 2022\n\n- [Knots - Ada Lovelace\n  (Engines)](https://sched.co/ab12) (10:45 -\n  11:15 CEST)\n- 12:00–12:30 CEST: Bows and arrows\n- Tue 17: [Sails](https://sched.co/cd34) (9:00 - 9:35 CEST)",
            None,
            &[
                "ab12 Knots | 2022-05-16T08:45..09:15 | Ada Lovelace of Engines",
                "Bows and arrows | 2022-05-16T10:00..10:30",
                "cd34 Sails | 2022-05-17T07:00..07:35",
            ],
        ),
        (
            "# Rope days 2022\n\n**Montag, 16. Mai**\n\n09:00 Anmeldung\n09:30 - 10:15 Knoten (Saal 2)\n10:15 Pause",
            Some("Europe/Berlin"),
            &[
                "Anmeldung | 2022-05-16T07:00..07:30",
                "Knoten | 2022-05-16T07:30..08:15 | Saal 2",
                "Pause | 2022-05-16T08:15..08:45",
            ],
        ),
        (
            "## Monday, 16 May 2022\n\n- 10:00 UTC Knots\n  Ada Lovelace shows how.\n\n11:00 - 11:30 UTC Ropes\nBring one.",
            None,
            &[
                "Knots | 2022-05-16T10:00..10:45",
                "Ropes | 2022-05-16T11:00..11:30",
            ],
        ),
        (
            "## Monday, 16 May 2022\n\n- Knots - Ada Lovelace, Engines – 10:00–10:30 UTC\n- Ropes, 11:00 - 11:30 UTC, Saal 2\n- 20:00 UTC Open Stage\n- Sails (12:00 - 12:30 UTC)",
            None,
            &[
                "Knots | 2022-05-16T10:00..10:30 | Ada Lovelace of Engines",
                "Ropes | 2022-05-16T11:00..11:30 | Saal 2",
                "Open Stage | 2022-05-16T20:00..20:45",
                "Sails | 2022-05-16T12:00..12:30",
            ],
        ),
        (
            "## Monday, 16 May 2022\n\n10:00 - 10:30 UTC\nKnots - Ada Lovelace, Engines",
            None,
            &["Knots | 2022-05-16T10:00..10:30 | Ada Lovelace of Engines"],
        ),
        // Room and speakers below.
        (
            "### Knots\nWhen: Monday May 16, 2022 10:00 - 10:30 UTC\nWhere: Hall 8\nSpeaker: Ada Lovelace\n\nText.\n\n### Ropes\n\nMay 16, 2022 11:00 - 11:30 UTC\n\nRoom 2H | Event Center",
            None,
            &[
                "Knots | 2022-05-16T10:00..10:30 | Hall 8 | Ada Lovelace",
                "Ropes | 2022-05-16T11:00..11:30 | Room 2H | Event Center",
            ],
        ),
        // A table.
        (
            "## Monday, May 16, 2022\n\n| Time | Talk | Room | Backup | Speaker |\n|-|-|-|-|-|\n| 9:00–9:30 | **★ [Knots](https://sched.co/ab12)** | Hall 1 | Ropes | Ada Lovelace |\n| 9:30 | *(hallway)* | — | | |",
            Some("Europe/Madrid"),
            &["ab12 Knots | 2022-05-16T07:00..07:30 | Hall 1 | Ada Lovelace"],
        ),
        // Told twice, once without a time.
        (
            "[Knots](https://sched.co/ab12)\n\nMonday May 16, 2022 10:45 - 11:15 CEST\n\n## Ada's picks\n\n* [Knots - Ada Lovelace, Engines](https://sched.co/ab12)\n* knots!",
            None,
            &["ab12 Knots | 2022-05-16T08:45..09:15 | Ada Lovelace of Engines"],
        ),
        // After midnight.
        (
            "## Party\n\n16 May 2022 23:00 - 01:30 UTC",
            None,
            &["Party | 2022-05-16T23:00..01:30"],
        ),
    ];
    for (notes, zone, expected) in cases {
        let reading = read_notes(notes, *zone).unwrap();
        assert_eq!(told(&reading), *expected, "{notes}");
    }
}
