// What a fake import reports.

import type { ImportReportView } from "../generated/ImportReportView";
import type { JoinProposalView } from "../generated/JoinProposalView";
import type { FakeConference } from "./schedule";

export function fakeReport(
  conference: FakeConference,
  known: boolean,
  stored: boolean,
  zoneConfirmed: boolean,
): ImportReportView {
  const { id, slug, title, zone, sessions, booths } = conference;
  const days = sessions.map(({ day }) => day).filter((day) => day !== null);
  return {
    format: "Lanyard JSON",
    conference: {
      id: stored ? id : null,
      slug,
      title,
      zone: zoneConfirmed ? zone : "+02:00",
      zoneConfirmed,
      zoneReason: zoneConfirmed ? "named by the schedule" : "times carry +02:00",
      zoneGuess: zoneConfirmed ? null : zone,
      firstDay: days.toSorted()[0] ?? null,
      lastDay: days.toSorted().at(-1) ?? null,
    },
    read: {
      sessions: sessions.length,
      unscheduled: sessions.filter(({ day }) => day === null).length,
      booths: booths.length,
      lists: 2,
      events: 3,
      own: 0,
    },
    result: {
      added: known ? 0 : sessions.length,
      changed: 0,
      unchanged: known ? sessions.length : 0,
      withdrawn: 0,
      restored: 0,
    },
    losesMost: false,
    questions: 0,
    table: null,
    proposal: null,
    oddities: [
      {
        words: "1 session ends when it starts",
        example: "“Registration”, Mon 16 May 08:00",
      },
    ],
    skipped: [{ what: "Lunch, Thu 12:30", why: "it has neither a title nor a room" }],
    repairs: [{ words: "control characters removed", count: 3, example: "“Wel\\u0006come”" }],
  };
}

/** A conference of its own that seems to be one that is there. */
export function fakeProposal(known: FakeConference): JoinProposalView {
  return {
    conference: known.id,
    title: known.title,
    words: "18 of 20 titles are the same",
    isLikely: true,
    result: { added: 2, changed: 7, unchanged: 11, withdrawn: 1, restored: 0 },
    questions: 1,
    losesMost: false,
    refreshedFrom: "https://conference.example/all.ics",
  };
}
