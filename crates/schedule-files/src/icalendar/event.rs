//! A VEVENT to a session.

use agenda::{Identifiers, Kind, Link, RichText, Session, Slot, Speaker, Status, TextFormat, Zone};
use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};

use super::component::{Calendar, EventComponent};
use super::location::SharedAddress;
use super::property::{Property, texts};
use super::publisher::Publisher;
use super::time::Moment;
use super::xcal::NO_ADDRESS;
use super::zones::Zones;
use crate::durations::iso_8601;
use crate::kinds::{kind_of_category, kind_of_title};
use crate::repair::{Repairs, known_by, mended_slot, read_title, shortened};
use crate::speakers::{Organisations, names_of};
use crate::text::{CleanText, clean, clean_line, clean_option, is_html};
use crate::{RepairKind, Skipped};

/// Reads the events of one calendar.
pub(super) struct EventReader<'a> {
    publisher: &'a Publisher,
    /// The conference's zone, for floating times and whole days.
    pub(super) zone: Zone,
    pub(super) zones: Zones<'a>,
    organisations: Organisations,
    address: SharedAddress,
    pub(super) repairs: &'a mut Repairs,
}

impl<'a> EventReader<'a> {
    pub(super) fn new(
        calendar: &'a Calendar,
        publisher: &'a Publisher,
        zone: Zone,
        zones: Zones<'a>,
        repairs: &'a mut Repairs,
    ) -> Self {
        let titles = calendar
            .events
            .iter()
            .filter_map(|event| event.get("SUMMARY"));
        let titles: Vec<String> = titles.map(Property::text).collect();
        Self {
            publisher,
            zone,
            zones,
            organisations: Organisations::told_in(titles.iter().map(String::as_str)),
            address: SharedAddress::of(calendar, publisher),
            repairs,
        }
    }

    /// The city that all locations share.
    pub(super) fn city(&self) -> Option<String> {
        self.address.city()
    }

    /// The session, or the reason why there is none.
    pub(super) fn read(&mut self, event: &EventComponent) -> Result<Session, Skipped> {
        let text_of = |name: &str| event.get(name).map(Property::text).unwrap_or_default();
        // Pentabarf's SUMMARY is title and subtitle in one.
        let name = ["X-PENTABARF-TITLE", "SUMMARY"]
            .into_iter()
            .find(|name| !text_of(name).trim().is_empty());
        let summary = clean_line(&text_of(name.unwrap_or_default()), self.repairs);
        let subtitle = clean_option(&text_of("X-PENTABARF-SUBTITLE"), self.repairs);
        let language = clean_option(&text_of("X-PENTABARF-LANGUAGE-CODE"), self.repairs);
        let description = text_of("DESCRIPTION");
        let (untold, mut speakers) = self.publisher.split_title(&summary, &self.organisations);
        if !speakers.is_empty() {
            self.repairs.note(RepairKind::SpeakersFromTitle, || {
                let names: Vec<&str> = speakers.iter().map(|told| told.name.as_str()).collect();
                format!("“{untold}” by {}", names.join(", "))
            });
        }
        if speakers.is_empty() {
            speakers = invited(event);
        }
        if speakers.is_empty() {
            speakers = told_in_description(&description);
        }
        let marks = read_title(&untold, self.repairs);
        let labels = event
            .all("CATEGORIES")
            .flat_map(|categories| texts(&categories.value));
        let categories = Categories::of(labels, self.repairs);
        let kind = categories
            .kind
            .or_else(|| kind_of_title(marks.title))
            .unwrap_or_default();
        let slot = self.slot(event, kind, marks.title);
        let location = clean_line(&text_of("LOCATION"), self.repairs);
        let room = self.address.room(&location);
        let title = match marks.title {
            "" => self.made_title(
                event,
                &description,
                &speakers,
                room.as_deref(),
                slot.is_some(),
            )?,
            title => title.to_owned(),
        };
        let text = self.text(event, &description);
        Ok(Session {
            identifiers: self.identifiers(event, &title),
            kind,
            kind_label: categories.kind_label,
            subtitle,
            language,
            slot,
            online: is_online(&location),
            room,
            track: categories.track,
            speakers,
            text: text.plain,
            rich_text: text.rich,
            url: self.url(event, &description),
            links: links(event),
            status: match status(&text_of("STATUS")) {
                Status::Confirmed => marks.status,
                status => status,
            },
            title,
            ..Session::default()
        })
    }

    fn slot(&mut self, event: &EventComponent, kind: Kind, title: &str) -> Option<Slot> {
        let start = event.get("DTSTART")?;
        let Some(moment) = start_of(event) else {
            self.repairs.note(RepairKind::UnreadableTime, || {
                format!("“{title}”: DTSTART “{}”", shortened(&start.value))
            });
            return None;
        };
        let end = event
            .get("DTEND")
            .and_then(|end| Some((end, Moment::read(end)?)));
        let length = event
            .get("DURATION")
            .and_then(|length| iso_8601(&length.value));
        if let Moment::Date(first) = moment {
            let end = end.map(|(_, end)| match end {
                Moment::Date(date) => date,
                Moment::Local(local) => local.date(),
                Moment::Exact(exact) => self.zone.local(exact).date_naive(),
            });
            let days = length.and_then(|length| u64::try_from(length.num_days()).ok());
            let end = end.or_else(|| first.checked_add_days(Days::new(days?)));
            return self.whole_days(first, end);
        }
        let starts_at = self.instant(start, moment, title)?;
        let ends_at = match end {
            Some((property, moment)) => self.instant(property, moment, title),
            None => length.and_then(|length| starts_at.checked_add_signed(length)),
        };
        Some(mended_slot(starts_at, ends_at, kind, title, self.repairs))
    }

    /// Midnight to midnight in the conference's zone; DTEND is the first day no longer in it
    /// (RFC 5545 §3.6.1).
    fn whole_days(&self, first: NaiveDate, end: Option<NaiveDate>) -> Option<Slot> {
        let next = first.succ_opt()?;
        let end = end.filter(|end| *end > first).unwrap_or(next);
        let midnight = |date: NaiveDate| self.zone.instant(date.and_time(NaiveTime::MIN));
        Some(Slot {
            starts_at: midnight(first),
            ends_at: midnight(end),
            listed_under: None,
            all_day: true,
        })
    }

    fn instant(
        &mut self,
        property: &Property,
        moment: Moment,
        title: &str,
    ) -> Option<DateTime<Utc>> {
        let local = match moment {
            Moment::Exact(exact) => return Some(exact),
            Moment::Local(local) => local,
            Moment::Date(date) => date.and_time(NaiveTime::MIN),
        };
        let known = self
            .zones
            .of(property, self.repairs)
            .and_then(|zone| zone.instant(local));
        if known.is_some() {
            return known;
        }
        let zone = self.zone;
        self.repairs.note(RepairKind::FloatingTime, || {
            match property.parameter("TZID") {
                Some(name) => format!("“{title}”: {local} in “{name}” read in {zone}"),
                None => format!("“{title}”: {local} read in {zone}"),
            }
        });
        Some(zone.instant(local))
    }

    /// A title for an event without SUMMARY: by its text, else by what else is known.
    fn made_title(
        &mut self,
        event: &EventComponent,
        description: &str,
        speakers: &[Speaker],
        room: Option<&str>,
        has_time: bool,
    ) -> Result<String, Skipped> {
        let first_line = clean(description, &mut Repairs::default()).plain;
        let title = Some(shortened(&first_line))
            .filter(|line| !line.is_empty())
            .or_else(|| known_by(speakers, room, None))
            .or_else(|| has_time.then(|| "Untitled session".to_owned()))
            .ok_or_else(|| Skipped {
                what: format!("the VEVENT in {}", event.place),
                why: "it has no title, no text, no time and no place".to_owned(),
            })?;
        self.repairs.note(RepairKind::MissingTitle, || {
            format!("{}: {title}", event.place)
        });
        Ok(title)
    }

    /// DESCRIPTION; the HTML that Outlook puts beside it becomes the rich text.
    fn text(&mut self, event: &EventComponent, description: &str) -> CleanText {
        let mut text = clean(description, self.repairs);
        let html = event
            .get("X-ALT-DESC")
            .map(Property::text)
            .filter(|html| is_html(html));
        if let Some(source) = html {
            if text.plain.is_empty() {
                text = clean(&source, self.repairs);
            } else if text.rich.is_none() {
                let format = TextFormat::Html;
                text.rich = Some(RichText { format, source });
            }
        }
        text
    }

    fn identifiers(&mut self, event: &EventComponent, title: &str) -> Identifiers {
        let uid = event.uid();
        if uid.is_none() {
            self.repairs
                .note(RepairKind::MissingUid, || format!("“{title}”"));
        }
        let exception = event
            .get("RECURRENCE-ID")
            .map(|property| property.value.trim());
        Identifiers {
            code: self.publisher.code(event),
            uid: uid.map(|uid| match exception {
                Some(instance) => format!("{uid}#{instance}"),
                None => uid,
            }),
            id: event
                .get("X-PENTABARF-EVENT-ID")
                .map(|id| id.text().trim().to_owned())
                .filter(|id| !id.is_empty()),
            ..Identifiers::default()
        }
    }

    /// URL, else the address that a line of the description gives as the event's own.
    fn url(&self, event: &EventComponent, description: &str) -> Option<String> {
        let told = event
            .get("URL")
            .map(|url| url.text().trim().to_owned())
            .filter(|url| url.contains("://"));
        let linked = || {
            description.lines().find_map(|line| {
                let address = ["Link:", "URL:", "More info:"]
                    .iter()
                    .find_map(|label| line.trim().strip_prefix(label))?
                    .trim();
                let alone = address.starts_with("http") && !address.contains(char::is_whitespace);
                alone.then(|| address.to_owned())
            })
        };
        told.or_else(linked).map(|url| self.publisher.address(&url))
    }
}

/// What DTSTART tells.
pub(super) fn start_of(event: &EventComponent) -> Option<Moment> {
    let moment = Moment::read(event.get("DTSTART")?)?;
    Some(as_outlook_means_it(event, moment))
}

/// Outlook writes whole days as times from midnight to midnight, and says so beside them.
fn as_outlook_means_it(event: &EventComponent, moment: Moment) -> Moment {
    let says_so = event
        .get("X-MICROSOFT-CDO-ALLDAYEVENT")
        .is_some_and(|property| property.value.trim().eq_ignore_ascii_case("TRUE"));
    match moment {
        Moment::Local(local) if says_so && local.time() == NaiveTime::MIN => {
            Moment::Date(local.date())
        }
        moment => moment,
    }
}

/// CATEGORIES, sorted into kind and track.
#[derive(Default)]
struct Categories {
    kind: Option<Kind>,
    kind_label: Option<String>,
    track: Option<String>,
}

impl Categories {
    fn of(labels: impl Iterator<Item = String>, repairs: &mut Repairs) -> Self {
        let mut categories = Self::default();
        for label in labels.filter_map(|label| clean_option(&label, repairs)) {
            match kind_of_category(&label) {
                Some(kind) if categories.kind.is_none() => {
                    categories.kind = Some(kind);
                    categories.kind_label = Some(label);
                }
                Some(_) => {}
                None => categories.track = categories.track.or(Some(label)),
            }
        }
        categories
    }
}

/// Pentabarf's way to name speakers: attendees with an address that is none.
fn invited(event: &EventComponent) -> Vec<Speaker> {
    let without_address = |attendee: &&Property| attendee.value.trim() == NO_ADDRESS;
    event
        .all("ATTENDEE")
        .filter(without_address)
        .filter_map(|attendee| attendee.parameter("CN"))
        .map(|name| Speaker {
            name: name.trim().to_owned(),
            organisation: None,
        })
        .filter(|speaker| !speaker.name.is_empty())
        .collect()
}

/// A first line "Speaker: Ada Lovelace".
fn told_in_description(description: &str) -> Vec<Speaker> {
    let first = description.trim_start().lines().next().unwrap_or_default();
    [
        "Speaker:",
        "Speakers:",
        "Presenter:",
        "Presenters:",
        "Presented by:",
        "von:",
    ]
    .iter()
    .find_map(|label| first.strip_prefix(label))
    .and_then(names_of)
    .unwrap_or_default()
}

fn links(event: &EventComponent) -> Vec<Link> {
    ["ATTACH", "CONFERENCE"]
        .iter()
        .flat_map(|name| event.all(name))
        .filter(|property| property.value.trim().starts_with("http"))
        .map(|property| {
            let url = property.value.trim().to_owned();
            let title = property
                .parameter("FILENAME")
                .or_else(|| property.parameter("LABEL"));
            Link {
                title: title.map_or_else(|| url.clone(), str::to_owned),
                url,
            }
        })
        .collect()
}

fn status(text: &str) -> Status {
    match text.trim().to_ascii_uppercase().as_str() {
        "CANCELLED" | "CANCELED" => Status::Cancelled,
        "TENTATIVE" => Status::Tentative,
        _ => Status::Confirmed,
    }
}

fn is_online(location: &str) -> bool {
    ["online", "virtual", "zoom", "remote"]
        .iter()
        .any(|word| location.eq_ignore_ascii_case(word))
}
