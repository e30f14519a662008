//! The clock that an event's times are told by.

use agenda::Zone;
use chrono::{DateTime, NaiveDateTime, NaiveTime, Utc};

use super::component::EventComponent;
use super::event::{EventReader, start_of};
use super::property::Property;
use super::time::Moment;
use super::zones::ZoneMeaning;

pub(super) struct Clock {
    zone: ZoneMeaning,
    /// As DTSTART names it.
    zone_name: Option<String>,
    form: Form,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Utc,
    Local,
    /// By no particular clock; the conference's is taken.
    Floating,
    Days,
}

impl Clock {
    /// DTSTART's. None where it cannot be read.
    pub(super) fn of(event: &EventComponent, reader: &mut EventReader) -> Option<Self> {
        let property = event.get("DTSTART")?;
        let own = ZoneMeaning::Named(reader.zone);
        let (zone, form) = match start_of(event)? {
            Moment::Exact(_) => (ZoneMeaning::Named(Zone::UTC), Form::Utc),
            Moment::Date(_) => (own, Form::Days),
            Moment::Local(_) => match reader.zones.of(property, reader.repairs) {
                None | Some(ZoneMeaning::Unknown) => (own, Form::Floating),
                Some(known) => (known.clone(), Form::Local),
            },
        };
        Some(Self {
            zone,
            zone_name: property.parameter("TZID").map(str::to_owned),
            form,
        })
    }

    /// Whether it shows no time but days.
    pub(super) fn is_of_days(&self) -> bool {
        self.form == Form::Days
    }

    /// Whether DTSTART names no zone that is known.
    pub(super) fn is_floating(&self) -> bool {
        self.form == Form::Floating
    }

    pub(super) fn instant(&self, local: NaiveDateTime) -> DateTime<Utc> {
        self.zone.instant(local).unwrap_or_else(|| local.and_utc())
    }

    pub(super) fn local(&self, at: DateTime<Utc>) -> NaiveDateTime {
        self.zone.local(at).unwrap_or_else(|| at.naive_utc())
    }

    /// A moment that a property tells, as this clock shows it.
    pub(super) fn shows(
        &self,
        moment: Moment,
        property: &Property,
        reader: &mut EventReader,
    ) -> NaiveDateTime {
        match (moment, self.form) {
            (Moment::Date(date), _) => date.and_time(NaiveTime::MIN),
            // Days that another program writes as midnights.
            (Moment::Exact(exact), Form::Days) => exact.date_naive().and_time(NaiveTime::MIN),
            (Moment::Local(local), Form::Days) => local.date().and_time(NaiveTime::MIN),
            (Moment::Exact(exact), _) => self.local(exact),
            (Moment::Local(local), _) => match property.parameter("TZID") {
                Some(name) if self.zone_name.as_deref() != Some(name) => {
                    let zone = reader.zones.of(property, reader.repairs);
                    let instant = zone.and_then(|zone| zone.instant(local));
                    instant.map_or(local, |instant| self.local(instant))
                }
                _ => local,
            },
        }
    }

    /// As RECURRENCE-ID names a time of this clock, whatever form the file has it in.
    pub(super) fn name_of(&self, time: NaiveDateTime) -> String {
        let format = match self.form {
            Form::Utc => "%Y%m%dT%H%M%SZ",
            Form::Local | Form::Floating => "%Y%m%dT%H%M%S",
            Form::Days => "%Y%m%d",
        };
        time.format(format).to_string()
    }
}
