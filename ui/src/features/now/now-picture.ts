// What matters at this moment: what runs, what is next, when to leave, what else begins.

import type { BoothView } from "../../backend/generated/BoothView";
import type { PickView } from "../../backend/generated/PickView";
import type { SessionView } from "../../backend/generated/SessionView";
import type { TimeView } from "../../backend/generated/TimeView";

/** Minutes allowed for the way where it is not known. */
export const WALK_MINUTES = 5;
const SOON_SECONDS = 3600;

/** A pick or a visit with a time. */
export interface Planned {
  key: string;
  title: string;
  place: string | null;
  track: string | null;
  day: string;
  starts: TimeView;
  ends: TimeView;
  priority: PickView["priority"] | null;
  /** Of a pick. */
  session: SessionView | null;
  /** Of a visit. */
  booth: number | null;
}

/**
 * Where in the conference now is: `before` its first session, `between` two of its days (after the
 * last session of one), `after` its last one, or `untimed` where nothing has a time.
 */
export type Phase = "untimed" | "before" | "during" | "between" | "after";

export interface NowPicture {
  phase: Phase;
  running: Planned[];
  next: Planned | null;
  /** What is planned too while `next` lasts. */
  atTheSameTime: Planned[];
  /** What of mine comes after `next` on its day. */
  later: Planned[];
  /** Unpicked sessions that begin within the hour, by start. */
  soon: SessionView[];
  /** Unpicked sessions that begin next, however late: those with the earliest start to come. */
  startsNext: SessionView[];
  /** First start of the conference, or the first still to come between two days. */
  goesOn: TimeView | null;
}

/** `now` in seconds since 1970; `today` is the conference day that it belongs to. */
export function nowPicture(
  sessions: SessionView[],
  booths: BoothView[],
  now: number,
  today: string | null,
): NowPicture {
  const timed = sessions.filter(takesPlace);
  const planned = [...plannedSessions(timed), ...plannedVisits(booths)].sort(byStart);
  const ahead = planned.filter(({ starts }) => starts.at > now);
  const next = ahead[0] ?? null;
  const others = timed.filter((session) => isOffered(session) && session.starts.at > now);
  const first = others[0]?.starts.at;
  const upcoming = timed.filter(({ starts }) => starts.at > now);
  return {
    phase: phaseOf(timed, now, today),
    running: planned.filter(({ starts, ends }) => starts.at <= now && now < ends.at),
    next,
    atTheSameTime: ahead.slice(1).filter(({ starts }) => next && starts.at < next.ends.at),
    later: ahead
      .slice(1)
      .filter(({ starts, day }) => next && starts.at >= next.ends.at && day === next.day),
    soon: others.filter(({ starts }) => starts.at <= now + SOON_SECONDS),
    startsNext: others.filter(({ starts }) => starts.at === first),
    goesOn: upcoming[0]?.starts ?? null,
  };
}

type Timed = SessionView & { starts: TimeView; ends: TimeView; day: string };

function takesPlace(session: SessionView): session is Timed {
  const { starts, ends, day, status, allDay } = session;
  const gone = status === "cancelled" || status === "withdrawn";
  return starts !== null && ends !== null && day !== null && !gone && !allDay;
}

/** Whether it is something that one might still want. */
function isOffered({ pick, hidden, kind }: SessionView): boolean {
  return pick === null && !hidden && kind !== "break" && kind !== "service";
}

function plannedSessions(timed: Timed[]): Planned[] {
  return timed
    .filter(({ pick }) => pick !== null)
    .map((session) => ({
      key: `session:${session.id}`,
      title: session.title,
      place: session.room,
      track: session.track,
      day: session.day,
      starts: session.starts,
      ends: session.ends,
      priority: session.pick?.priority ?? null,
      session,
      booth: null,
    }));
}

function plannedVisits(booths: BoothView[]): Planned[] {
  return booths.flatMap(({ id, name, stand, place, visits }) =>
    visits.map((visit) => ({
      key: `visit:${visit.id}`,
      title: name,
      place: [stand, place].filter(Boolean).join(", ") || null,
      track: null,
      day: visit.day,
      starts: visit.starts,
      ends: visit.ends,
      priority: null,
      session: null,
      booth: id,
    })),
  );
}

const RANK = { must: 0, want: 1, maybe: 2 };

/** By start; of those that start together what matters most. */
function byStart(a: Planned, b: Planned): number {
  const rank = ({ priority }: Planned) => (priority ? RANK[priority] : RANK.want);
  return a.starts.at - b.starts.at || rank(a) - rank(b);
}

function phaseOf(timed: Timed[], now: number, today: string | null): Phase {
  if (timed.length === 0) return "untimed";
  const before = timed.filter(({ starts }) => starts.at <= now);
  if (before.length === 0) return "before";
  if (timed.every(({ ends }) => ends.at <= now)) return "after";
  if (before.some(({ ends }) => ends.at > now)) return "during";
  const ahead = timed.find(({ starts }) => starts.at > now);
  return before.at(-1)?.day === ahead?.day || ahead?.day === today ? "during" : "between";
}
