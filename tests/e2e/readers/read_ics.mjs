// Reads an iCalendar file with npm's ical.js and prints one JSON line an event.
//
// Each line holds uid, title, start and end: instants in UTC, or dates for events of whole days. An
// event without an end ends when it starts. ical.js has no database of zones: it takes them from the
// file's own VTIMEZONE, and a zone that the file does not define is an error here.

import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const calendar = new ICAL.Component(ICAL.parse(readFileSync(process.argv[2], "utf8")));

function instant(time) {
  if (time.isDate) {
    return time.toString();
  }
  if (time.zone === ICAL.Timezone.localTimezone) {
    throw new Error(`${time} has no zone that the file defines`);
  }
  return new Date(time.toUnixTime() * 1000).toISOString().replace(".000Z", "Z");
}

for (const component of calendar.getAllSubcomponents("vevent")) {
  const start = component.getFirstPropertyValue("dtstart");
  const end = component.getFirstPropertyValue("dtend") ?? start;
  const line = {
    uid: component.getFirstPropertyValue("uid"),
    title: component.getFirstPropertyValue("summary"),
    start: instant(start),
    end: instant(end),
  };
  console.log(JSON.stringify(line));
}
