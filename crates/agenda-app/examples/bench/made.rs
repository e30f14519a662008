//! Made conferences, the same on every run.

use std::fmt::Write;

/// How large a made conference is.
#[derive(Clone, Copy)]
pub struct Made {
    pub days: u32,
    pub rooms: u32,
    pub talks_a_room: u32,
    pub words_a_talk: u32,
}

impl Made {
    /// FOSDEM 2026's size: 900 sessions, 2 kB of text each.
    pub const OF_FOSDEMS_SIZE: Self = Self {
        days: 2,
        rooms: 30,
        talks_a_room: 15,
        words_a_talk: 300,
    };

    /// 100,000 sessions with 250 bytes of text each.
    pub const LARGE: Self = Self {
        days: 20,
        rooms: 250,
        talks_a_room: 20,
        words_a_talk: 30,
    };

    pub fn sessions(self) -> u32 {
        self.days * self.rooms * self.talks_a_room
    }

    pub fn frab_xml(self) -> String {
        let mut xml = String::from(
            "<schedule><conference><title>Made</title><acronym>made</acronym>\
             <time_zone_name>Europe/Brussels</time_zone_name></conference>",
        );
        for day in 0..self.days {
            let date = format!("2026-01-{:02}", day + 1);
            let _ = write!(xml, "<day index=\"{}\" date=\"{date}\">", day + 1);
            for room in 0..self.rooms {
                let _ = write!(xml, "<room name=\"Room {room}\">");
                for talk in 0..self.talks_a_room {
                    self.event(&mut xml, &date, (day * self.rooms + room) * 100 + talk);
                }
                xml.push_str("</room>");
            }
            xml.push_str("</day>");
        }
        xml + "</schedule>"
    }

    fn event(self, xml: &mut String, date: &str, id: u32) {
        let (room, start) = (id / 100 % self.rooms, 9 * 60 + id % 100 * 30);
        let (hour, minute) = (start / 60, start % 60);
        let _ = write!(
            xml,
            "<event id=\"{id}\" guid=\"guid-{id}\"><date>{date}T{hour:02}:{minute:02}:00+01:00</date>\
             <start>{hour:02}:{minute:02}</start><duration>00:25</duration><room>Room {room}</room>\
             <title>Talk {id} about word{} and word{}</title><track>Track {}</track><type>talk</type>\
             <persons><person id=\"{id}\">Ada{} Speaker{}</person></persons><abstract>&lt;p&gt;",
            id % 4000,
            id * 31 % 3989,
            room % 40,
            id % 1000,
            id * 7 % 5003,
        );
        for word in 0..self.words_a_talk {
            let _ = write!(xml, "word{} ", (id.wrapping_mul(7) + word * 13) % 4000);
        }
        // Common words that stand in texts only.
        xml.push_str(if id.is_multiple_of(3) {
            "everywhere and third"
        } else {
            "everywhere"
        });
        xml.push_str("&lt;/p&gt;</abstract></event>");
    }
}
