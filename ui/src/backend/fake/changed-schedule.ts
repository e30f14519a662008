// Schedules that newer versions altered: the sample with a change of every kind and a question, and
// a large one in which nearly everything moved.

import type { FakeChange } from "./changes";
import { largeConference, sampleConference, type FakeConference } from "./schedule";
import { instant } from "./zones";

/** What of it the attendee picked. */
export const CHANGED_PICKS = [5, 6, 8, 9, 10, 12];

const ZONE = "Europe/Madrid";
const at = (day: string, clock: string) => {
  const [hour = 0, minute = 0] = clock.split(":").map(Number);
  return instant(day, hour * 60 + minute, ZONE);
};
const FRIDAY = "2022-05-20";
const NEWEST = {
  import: 3,
  at: at("2022-05-19", "14:58"),
  source: "https://conference.example/2022/schedule.json",
  seen: false,
};
const BEFORE = { ...NEWEST, import: 2, at: at("2022-05-18", "08:05") };

const CHANGES: FakeChange[] = [
  {
    ...NEWEST,
    session: 5,
    kind: "cancelled",
    fields: [{ field: "status", old: "confirmed", new: "cancelled" }],
  },
  {
    ...NEWEST,
    session: 6,
    kind: "renamed",
    fields: [
      {
        field: "title",
        old: "Cilium: Welcome and Updates",
        new: "Cilium: Welcome, Vision and Updates",
      },
      {
        field: "speakers",
        old: "Thomas Graf, Liz Rice",
        new: "Thomas Graf, Liz Rice, Laurent Bernaille",
      },
    ],
  },
  {
    ...NEWEST,
    session: 9,
    kind: "moved",
    fields: [
      { field: "starts_at", old: at(FRIDAY, "10:00"), new: at(FRIDAY, "11:55") },
      { field: "ends_at", old: at(FRIDAY, "10:35"), new: at(FRIDAY, "12:30") },
    ],
  },
  {
    ...NEWEST,
    session: 10,
    kind: "moved",
    fields: [
      { field: "starts_at", old: at("2022-05-19", "16:30"), new: at(FRIDAY, "14:00") },
      { field: "ends_at", old: at("2022-05-19", "17:05"), new: at(FRIDAY, "14:35") },
      { field: "room", old: "Room 1", new: "Auditorium" },
      { field: "text", old: "Queues instead of dropping.", new: "Pacing instead of dropping." },
    ],
  },
  {
    ...NEWEST,
    session: 12,
    kind: "withdrawn",
    fields: [{ field: "presence", old: "listed", new: "withdrawn" }],
  },
  {
    ...NEWEST,
    session: 1,
    kind: "room_changed",
    fields: [{ field: "room", old: "Room 2", new: "Room 4" }],
  },
  {
    ...NEWEST,
    session: 11,
    kind: "edited",
    fields: [
      { field: "language", old: null, new: "en" },
      { field: "url", old: "https://sched.co/old", new: "https://sched.co/ytqy" },
    ],
  },
  {
    ...NEWEST,
    session: 21,
    kind: "added",
    fields: [{ field: "presence", old: null, new: "listed" }],
  },
  {
    ...BEFORE,
    session: 8,
    kind: "room_changed",
    seen: true,
    fields: [{ field: "room", old: null, new: "Room 5" }],
  },
  {
    ...BEFORE,
    session: 7,
    kind: "uncancelled",
    fields: [{ field: "status", old: "cancelled", new: "confirmed" }],
  },
];

export function changedConference(): FakeConference {
  const conference = sampleConference();
  const rooms: Record<number, string> = {
    1: "Room 4",
    6: "Auditorium",
    8: "Room 5",
    10: "Auditorium",
  };
  for (const session of conference.sessions) {
    session.room = rooms[session.id] ?? null;
    if (session.id === 5) session.status = "cancelled";
    if (session.id === 12) session.status = "withdrawn";
  }
  const withdrawn = conference.sessions.find(({ id }) => id === 12);
  if (withdrawn) {
    conference.sessions.push({
      ...withdrawn,
      id: 21,
      code: "zzz1",
      title: "Cilium Service Mesh: a Tour with a Guide",
      startsAt: at(FRIDAY, "16:30"),
      room: "Room 2",
      status: "confirmed",
    });
  }
  return {
    ...conference,
    address: NEWEST.source,
    changes: structuredClone(CHANGES),
    questions: [
      {
        id: 1,
        old: 12,
        new: 21,
        reason: "title, speakers or text are somewhat alike",
        answered: false,
      },
    ],
  };
}

export function largeChangedConference(): FakeConference {
  const conference = largeConference();
  const changes = conference.sessions.map(({ id, startsAt }): FakeChange => ({
    ...NEWEST,
    session: id,
    kind: "moved",
    fields: [{ field: "starts_at", old: (startsAt ?? 0) - 1800, new: startsAt ?? 0 }],
  }));
  return { ...conference, changes };
}
