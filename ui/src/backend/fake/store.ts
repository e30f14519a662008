// The data of the fake backend, and the views that its commands give.

import type { ConferenceView } from "../generated/ConferenceView";
import type { LeaveView } from "../generated/LeaveView";
import type { NextReminderView } from "../generated/NextReminderView";
import type { PickView } from "../generated/PickView";
import type { SessionRefView } from "../generated/SessionRefView";
import type { SessionView } from "../generated/SessionView";
import type { SettingsView } from "../generated/SettingsView";
import type { TimeView } from "../generated/TimeView";
import type { VisitView } from "../generated/VisitView";
import type { ZoneChoice } from "../generated/ZoneChoice";
import { clashesOf, type PlannedItem } from "./agenda";
import { FakeChanges } from "./changes";
import { FakeRefreshing } from "./refreshing";
import type { FakeConference, FakeSession } from "./schedule";
import { instant, timeView, ZONE_OPTIONS } from "./zones";

export interface FakeVisit {
  id: number;
  booth: number;
  day: string;
  startsAt: number;
  minutes: number;
  leads: number[] | null;
  removed: boolean;
}

export class FakeStore {
  current: number | null;
  readonly picks = new Map<number, PickView>();
  readonly hidden = new Set<number>();
  readonly notes = new Map<number, string>();
  readonly visits: FakeVisit[] = [];
  readonly zoneChoices = new Map<number, ZoneChoice>();
  readonly changes = new FakeChanges(this);
  readonly refreshing = new FakeRefreshing(this);

  constructor(
    public conferences: FakeConference[],
    public settings: SettingsView,
    public confirmed: boolean,
    readonly now: number,
  ) {
    this.current = conferences[0]?.id ?? null;
  }

  conferenceView(conference: FakeConference): ConferenceView {
    const dates = conference.sessions.map(({ day }) => day).filter((day) => day !== null);
    const planned = this.planned(conference);
    const choice = this.zoneChoices.get(conference.id) ?? { kind: "venue" };
    const shownZone = this.shownZone(conference);
    const mineZone = this.settings.myZone ?? this.settings.systemZone;
    const label = (zone: string) =>
      ZONE_OPTIONS.find(({ name }) => name === zone)?.abbreviation ?? zone;
    const days = [...new Set(dates)].sort().map((date) => ({
      date,
      sessionCount: dates.filter((each) => each === date).length,
      pickCount: planned.filter((item) => item.day === date).length,
    }));
    const away = ({ date }: { date: string }) =>
      Math.abs(instant(date, 17 * 60, conference.zone) - this.now);
    const today = days.toSorted((a, b) => away(a) - away(b))[0];
    return {
      id: conference.id,
      slug: conference.slug,
      title: conference.title,
      venue: null,
      city: conference.city,
      url: null,
      zone: this.confirmed ? conference.zone : "+02:00",
      zoneLabel: this.confirmed ? label(conference.zone) : "+02:00",
      zoneConfirmed: this.confirmed,
      zoneGuess: this.confirmed ? null : conference.zone,
      zoneChoice: choice,
      shownZone,
      shownZoneLabel: label(shownZone),
      mineZone,
      mineZoneLabel: label(mineZone),
      days,
      today: today?.date ?? null,
      sessionCount: conference.sessions.length,
      unscheduledCount: conference.sessions.filter(({ day }) => day === null).length,
      boothCount: conference.booths.length,
      pickCount: conference.sessions.filter(({ id }) => this.picks.has(id)).length,
      unseenChanges: this.changes.unseen(conference),
      refresh: this.refreshing.view(conference),
      source: conference.address ?? "sample",
      importedAt: this.now - 3600,
    };
  }

  sessionView(conference: FakeConference, session: FakeSession): SessionView {
    const { startsAt, day, minutes } = session;
    const time = (at: number) => (day === null ? null : this.time(conference, at, day));
    return {
      id: session.id,
      code: session.code,
      title: session.title,
      day,
      starts: startsAt === null ? null : time(startsAt),
      ends: startsAt === null ? null : time(startsAt + minutes * 60),
      minutes,
      allDay: false,
      room: session.room,
      track: session.track,
      kind: session.kind,
      language: null,
      speakers: session.speakers.map(({ name }) => name),
      status: session.status,
      online: session.online,
      pick: this.picks.get(session.id) ?? null,
      clashes: this.#clashes(conference, session),
      hidden: this.hidden.has(session.id),
      hasNote: (this.notes.get(session.id) ?? "") !== "",
      recommendedBy: session.recommendedBy,
    };
  }

  /** Five minutes to walk, where the attendee wants to be told. */
  leave(conference: FakeConference, session: FakeSession): LeaveView | null {
    const early = this.settings.reminders.leaveEarly;
    const { id, startsAt, day, room } = session;
    if (early === null || startsAt === null || day === null) return null;
    if (room === null || !this.picks.has(id)) return null;
    return { at: this.time(conference, startsAt - (5 + early) * 60, day), walk: 5 };
  }

  #clashes(conference: FakeConference, session: FakeSession): boolean {
    return (
      session.startsAt !== null &&
      this.picks.has(session.id) &&
      clashesOf(this.asPlanned(session), this.planned(conference)).length > 0
    );
  }

  visitView(conference: FakeConference, visit: FakeVisit): VisitView {
    const { id, day, minutes, leads, startsAt } = visit;
    const time = (at: number) => this.time(conference, at, day);
    return { id, day, minutes, leads, starts: time(startsAt), ends: time(startsAt + minutes * 60) };
  }

  ref(conference: FakeConference, session: FakeSession): SessionRefView {
    const { id, title, starts, room } = this.sessionView(conference, session);
    return { id, title, starts, room };
  }

  planned(conference: FakeConference): PlannedItem[] {
    const picks = conference.sessions
      .filter(({ id, startsAt }) => startsAt !== null && this.picks.has(id))
      .map((session) => this.asPlanned(session));
    const booths = new Map(conference.booths.map((booth) => [booth.id, booth]));
    const visits = this.visits
      .filter(({ booth, removed }) => booths.has(booth) && !removed)
      .map((visit): PlannedItem => {
        const booth = booths.get(visit.booth);
        return {
          key: { kind: "visit", id: visit.id },
          booth: visit.booth,
          title: booth?.name ?? "",
          place: booth?.place ?? null,
          track: null,
          day: visit.day,
          startsAt: visit.startsAt,
          minutes: visit.minutes,
          priority: null,
          status: "confirmed",
          online: false,
          leads: visit.leads ?? this.settings.visitLeads,
        };
      });
    return [...picks, ...visits].sort((a, b) => a.startsAt - b.startsAt);
  }

  asPlanned(session: FakeSession): PlannedItem {
    const pick = this.picks.get(session.id);
    return {
      key: { kind: "session", id: session.id },
      booth: null,
      title: session.title,
      place: session.room,
      track: session.track,
      day: session.day ?? "",
      startsAt: session.startsAt ?? 0,
      minutes: session.minutes,
      priority: pick?.priority ?? null,
      status: session.status,
      online: session.online,
      leads: pick?.leads ?? this.settings.sessionLeads,
    };
  }

  nextReminder(): NextReminderView | null {
    const conference = this.conferences.find(({ id }) => id === this.current);
    if (!conference) return null;
    const due = this.planned(conference)
      .flatMap((item) => item.leads.map((lead) => ({ item, lead, at: item.startsAt - lead * 60 })))
      .filter(({ at }) => at > this.now)
      .sort((a, b) => a.at - b.at)[0];
    if (!due) return null;
    const { key: item, title, day, startsAt, booth } = due.item;
    const time = (at: number) => this.time(conference, at, day);
    return {
      item,
      conference: conference.id,
      booth,
      title,
      due: time(due.at),
      starts: time(startsAt),
      lead: due.lead,
    };
  }

  time(conference: FakeConference, at: number, day: string): TimeView {
    return timeView(at, this.shownZone(conference), conference.zone, day);
  }

  shownZone(conference: FakeConference): string {
    const choice = this.zoneChoices.get(conference.id) ?? { kind: "venue" };
    if (choice.kind === "other") return choice.zone;
    if (choice.kind === "mine") return this.settings.myZone ?? this.settings.systemZone;
    return conference.zone;
  }

  find(id: number): FakeConference {
    return found(
      this.conferences.find((each) => each.id === id),
      `conference ${id}`,
    );
  }

  findSession(id: number): [FakeConference, FakeSession] {
    for (const conference of this.conferences) {
      const session = conference.sessions.find((each) => each.id === id);
      if (session) return [conference, session];
    }
    throw { kind: "failed", message: `There is no session ${id}.` };
  }

  conferenceOfBooth(booth: number): FakeConference {
    const holder = this.conferences.find(({ booths }) => booths.some(({ id }) => id === booth));
    return found(holder, `booth ${booth}`);
  }

  visit(id: number): FakeVisit {
    return found(
      this.visits.find((each) => each.id === id),
      `visit ${id}`,
    );
  }
}

function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw { kind: "failed", message: `There is no ${what}.` };
  return value;
}
