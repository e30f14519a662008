// Sessions and agenda items for tests; what a test does not care about is filled in.

import type { AgendaItemView } from "../backend/generated/AgendaItemView";
import type { SessionView } from "../backend/generated/SessionView";
import type { TimeView } from "../backend/generated/TimeView";

/** `clock` is a local time on 19 May 2022 in UTC+2, such as `15:25`. */
export function time(clock: string): TimeView {
  const [hour = 0, minute = 0] = clock.split(":").map(Number);
  return {
    at: Date.UTC(2022, 4, 19, hour - 2, minute) / 1000,
    shown: { date: "2022-05-19", minute: hour * 60 + minute, zone: "CEST", dayOffset: 0 },
    venue: null,
  };
}

export function session(id: number, change: Partial<SessionView> = {}): SessionView {
  return {
    id,
    code: null,
    title: `Session ${id}`,
    day: "2022-05-19",
    starts: time("10:00"),
    ends: time("11:00"),
    minutes: 60,
    allDay: false,
    room: null,
    track: null,
    kind: "talk",
    language: null,
    speakers: [],
    status: "confirmed",
    online: false,
    pick: null,
    clashes: false,
    hasNote: false,
    hidden: false,
    recommendedBy: [],
    ...change,
  };
}

export function item(
  id: number,
  from: string,
  to: string,
  change: Partial<AgendaItemView> = {},
): AgendaItemView {
  const [starts, ends] = [time(from), time(to)];
  return {
    item: { kind: "session", id },
    conference: 1,
    booth: null,
    title: `Session ${id}`,
    place: null,
    track: null,
    starts,
    ends,
    minutes: (ends.at - starts.at) / 60,
    allDay: false,
    background: false,
    lane: 0,
    lanes: 1,
    priority: "want",
    status: "confirmed",
    online: false,
    leads: [10],
    clashes: [],
    tight: [],
    walk: null,
    leave: null,
    ...change,
  };
}
