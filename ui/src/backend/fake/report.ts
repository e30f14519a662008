// What a fake import brings: always the sample.

import type { ImportReportView } from "../generated/ImportReportView";
import type { JoinProposalView } from "../generated/JoinProposalView";
import type { ImportForm } from "../generated/ImportForm";
import type { FakeOptions } from "./options";
import { sampleConference, type FakeConference } from "./schedule";
import type { FakeStore } from "./store";
import { fakeTable } from "./table";

export function importSample(
  store: FakeStore,
  form: ImportForm,
  run: boolean,
  importing: FakeOptions["importing"],
): ImportReportView {
  const isTable = importing === "table" || importing === "unclear_table";
  const table = isTable ? fakeTable(form.table, importing === "unclear_table") : null;
  const brought = sampleConference();
  const [first] = store.conferences;
  if (importing === "another_source" && first && !run) {
    return { ...fakeReport(brought, false, false, true), proposal: fakeProposal(first) };
  }
  const known = store.conferences.some(({ id }) => id === brought.id);
  if (run) {
    if (!known) store.conferences.push(brought);
    store.current = brought.id;
    if (form.zone) store.confirmed = true;
  }
  const confirmed = store.confirmed || form.zone !== null;
  return { ...fakeReport(brought, known, run || known, confirmed), table };
}

function fakeReport(
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
function fakeProposal(known: FakeConference): JoinProposalView {
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
