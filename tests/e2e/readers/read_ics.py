"""Reads an iCalendar file with PyPI's icalendar and prints one JSON line an event.

Each line holds uid, title, start and end: instants in UTC, or dates for events of whole days. An
event without an end ends when it starts. Zones come from the Python interpreter's own database
where it knows them, not from the file.
"""

import datetime
import json
import sys

import icalendar


def instant(value):
    if isinstance(value, datetime.datetime):
        if value.tzinfo is None:
            raise ValueError(f"{value} has no zone")
        return value.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    return value.isoformat()


def main(path):
    with open(path, "rb") as file:
        calendar = icalendar.Calendar.from_ical(file.read())
    for event in calendar.walk("VEVENT"):
        if event.errors:
            raise ValueError(f"{event.get('UID')}: {event.errors}")
        start = event.decoded("DTSTART")
        end = event.decoded("DTEND", start)
        line = {
            "uid": str(event["UID"]),
            "title": str(event["SUMMARY"]),
            "start": instant(start),
            "end": instant(end),
        }
        print(json.dumps(line, ensure_ascii=False))


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    main(sys.argv[1])
