//! JSON of programs that we do not know by name: conference apps, sites, exports.
//!
//! `nodes` finds the lists of objects in a document, `sessions` those whose objects have a title and
//! a time, `fields` makes named cells of an object and of what stands around it or is named by an id.
//! What the fields hold is for [`crate::records`].

mod fields;
mod nodes;
mod sessions;
mod wording;

use agenda::words::folded;

use crate::decode::Source;
use crate::json::{Json, Object};
use crate::records::{Context, Records, into_reading};
use crate::repair::{Repairs, shortened};
use crate::{Format, ReadError, ReadOptions, Reading, open_event};
use nodes::Nodes;

const FORMAT: &str = "JSON of another program";

/// # Errors
///
/// [`ReadError::Malformed`] for what is no whole JSON, [`ReadError::UnknownFormat`] where nothing in
/// it looks like a session, or where it is a part of an Open Event set; see also [`into_reading`].
pub(crate) fn read(source: &Source, options: &ReadOptions) -> Result<Reading, ReadError> {
    let mut repairs = Repairs::default();
    let text = source.text(None, &mut repairs);
    let document = Json::parse(&text, FORMAT)?;
    if let Some(found) = list_of_schedules(&document) {
        return Err(ReadError::UnknownFormat { found });
    }
    if let Some(part) = open_event::part_alone(&document) {
        let found = format!(
            "the {part} of an Open Event set, without its sessions: give the set’s folder, or its \
             sessions.json"
        );
        return Err(ReadError::UnknownFormat { found });
    }
    let nodes = Nodes::of(&document);
    let found = sessions::find(&nodes);
    if found.is_empty() {
        let found = format!("JSON without a list of sessions: {}", outline(&document));
        return Err(ReadError::UnknownFormat { found });
    }
    let cells = fields::cells(&nodes, &found);
    let records = Records {
        columns: cells.columns,
        rows: cells.rows,
        contents: cells.contents,
        context: context(&document),
        ..Records::default()
    };
    into_reading(&records, Format::OtherJson, options, repairs)
}

/// giggity's menu and its like: addresses of schedules, and no schedule.
fn list_of_schedules(document: &Json) -> Option<String> {
    let Json::List(schedules) = document.object()?.get("schedules")? else {
        return None;
    };
    let mut objects = schedules.iter().filter_map(Json::object);
    let first = objects.next()?;
    let is_feed =
        |object: &Object| object.text_of(&["url"]).is_some() && object.get("sessions").is_none();
    (is_feed(first) && objects.all(is_feed)).then(|| {
        format!(
            "a list of schedules (giggity menu), {} of them: give the address of one, such as {}",
            schedules.len(),
            first.text_of(&["url"]).unwrap_or_default()
        )
    })
}

/// The names of its first fields.
fn outline(document: &Json) -> String {
    let names = |object: &Object| {
        let names: Vec<&str> = object.fields().map(|(name, _)| name).take(12).collect();
        shortened(&names.join(", "))
    };
    match document {
        Json::Object(object) => format!("an object with {}", names(object)),
        Json::List(items) => match items.iter().find_map(Json::object) {
            Some(object) => format!("a list of {} with {}", items.len(), names(object)),
            None => format!("a list of {}", items.len()),
        },
        Json::Null | Json::Text(_) => "a single value".to_owned(),
    }
}

/// The conference, as the root or an object right under it tells of it.
fn context<'t>(document: &'t Json<'t>) -> Context<'t> {
    let Json::Object(root) = document else {
        return Context::default();
    };
    let about = [
        "conference",
        "event",
        "info",
        "meta",
        "metadata",
        "schedule",
        "config",
        "conf",
    ];
    let mut sources = vec![root];
    sources.extend(about.iter().filter_map(|name| root.get(name)?.object()));
    let text = |names: &[&str]| sources.iter().find_map(|source| source.text_of(names));
    let all = |names: &[&str]| -> Vec<&'t str> {
        let texts = sources.iter().flat_map(|source| source.fields());
        let named = texts.filter(|(name, _)| names.contains(&folded(name).as_str()));
        named
            .filter_map(|(_, value)| value.text())
            .take(8)
            .collect()
    };
    let title = text(&[
        "title",
        "name",
        "conferenceName",
        "eventName",
        "conference",
        "event",
    ]);
    let url = text(&["url", "website", "homepage", "link"]);
    Context {
        title: title.map(shortened),
        url: url.filter(|url| url.starts_with("http")).map(str::to_owned),
        zone: text(&[
            "timezone",
            "time_zone",
            "timeZone",
            "timezoneName",
            "time_zone_name",
            "tz",
        ]),
        places: [
            all(&["city", "venue", "location", "place", "address", "country"]),
            title.into_iter().collect(),
        ]
        .concat(),
        dates: [
            all(&[
                "startdate",
                "start date",
                "date",
                "dates",
                "start",
                "year",
                "enddate",
                "end date",
                "end",
            ]),
            title.into_iter().collect(),
        ]
        .concat(),
    }
}

#[cfg(test)]
mod tests;
