// What newer schedules altered, in the fake backend: made changes, and the answers to them.

import type { ChangedSessionView } from "../generated/ChangedSessionView";
import type { ChangeKindView } from "../generated/ChangeKindView";
import type { ChangesView } from "../generated/ChangesView";
import type { ChangeView } from "../generated/ChangeView";
import type { FieldChangeView } from "../generated/FieldChangeView";
import type { SeenForm } from "../generated/SeenForm";
import { clashesOf } from "./agenda";
import type { FakeConference, FakeSession } from "./schedule";
import type { FakeStore } from "./store";

export interface FakeField {
  field: FieldChangeView["field"];
  /** Text, or seconds since 1970 for times. */
  old: string | number | null;
  new: string | number | null;
}

export interface FakeChange {
  import: number;
  at: number;
  source: string | null;
  session: number;
  kind: ChangeKindView;
  fields: FakeField[];
  seen: boolean;
}

export interface FakeQuestion {
  id: number;
  old: number;
  new: number;
  reason: string;
  answered: boolean;
}

/** The application shows no more that are not the attendee's own. */
const LIMIT = 500;

export class FakeChanges {
  constructor(private readonly store: FakeStore) {}

  view(conference: FakeConference): ChangesView {
    const all = (conference.changes ?? [])
      .map((change) => this.#changeView(conference, change))
      .sort((a, b) => b.import - a.import || Number(b.mine) - Number(a.mine));
    const others = all.filter(({ mine }) => !mine);
    const left = new Set(others.slice(LIMIT));
    return {
      conference: conference.id,
      importedAt: this.#time(conference, this.store.now - 600),
      changes: all.filter((change) => !left.has(change)),
      more: left.size,
      questions: this.#open(conference).map((question) => {
        const [old, newer] = [question.old, question.new].map((id) =>
          this.#session(conference, this.store.findSession(id)[1]),
        );
        if (!old || !newer) throw { kind: "failed", message: "No such session." };
        const { id, reason } = question;
        return {
          id,
          old,
          new: newer,
          reason,
          mine: this.#isMine(old.id) || this.#isMine(newer.id),
        };
      }),
    };
  }

  of(conference: FakeConference, session: number): ChangeView[] {
    return (conference.changes ?? [])
      .filter((change) => change.session === session)
      .sort((a, b) => b.import - a.import)
      .map((change) => this.#changeView(conference, change));
  }

  /** As the badge counts: the attendee's own, and open questions about them. */
  unseen(conference: FakeConference): number {
    const changes = (conference.changes ?? []).filter(
      ({ session, seen }) => !seen && this.store.picks.has(session),
    );
    const questions = this.#open(conference).filter(
      (question) => this.#isMine(question.old) || this.#isMine(question.new),
    );
    return changes.length + questions.length;
  }

  see({ changes, seen }: SeenForm): void {
    for (const change of this.store.conferences.flatMap((each) => each.changes ?? [])) {
      const asked = changes.some(
        (key) => key.import === change.import && key.session === change.session,
      );
      if (asked) change.seen = seen;
    }
  }

  answer(id: number, same: boolean): number | null {
    const question = this.#question(id);
    question.answered = true;
    if (!same) return null;
    const [conference, newer] = this.store.findSession(question.new);
    const old = conference.sessions.find((session) => session.id === question.old);
    if (old) Object.assign(old, { ...newer, id: old.id });
    conference.sessions = conference.sessions.filter((session) => session !== newer);
    conference.changes = conference.changes?.filter(
      ({ session, kind }) =>
        session !== newer.id && !(session === question.old && kind === "withdrawn"),
    );
    return question.old;
  }

  askAgain(id: number): void {
    this.#question(id).answered = false;
  }

  keep(session: number, kept: boolean): void {
    this.store.findSession(session)[1].status = kept ? "kept" : "withdrawn";
  }

  #question(id: number): FakeQuestion {
    const all = this.store.conferences.flatMap((each) => each.questions ?? []);
    const question = all.find((each) => each.id === id);
    if (!question) throw { kind: "failed", message: `There is no question ${id}.` };
    return question;
  }

  #open(conference: FakeConference): FakeQuestion[] {
    return (conference.questions ?? []).filter(({ answered }) => !answered);
  }

  #isMine(session: number): boolean {
    return this.store.picks.has(session) || (this.store.notes.get(session) ?? "") !== "";
  }

  #changeView(conference: FakeConference, change: FakeChange): ChangeView {
    const session = this.store.findSession(change.session)[1];
    const picked = this.store.picks.has(session.id);
    return {
      import: change.import,
      at: this.#time(conference, change.at),
      source: change.source,
      session: this.#session(conference, session),
      mine: this.#isMine(session.id),
      kind: change.kind,
      fields: change.fields.map((field) => this.#fieldView(conference, field)),
      clashes:
        picked && change.kind === "moved"
          ? clashesOf(this.store.asPlanned(session), this.store.planned(conference))
          : [],
      seen: change.seen,
    };
  }

  #session(conference: FakeConference, session: FakeSession): ChangedSessionView {
    const { id, title, starts, ends, room, speakers, status, hasNote } = this.store.sessionView(
      conference,
      session,
    );
    const pick = this.store.picks.get(id)?.priority ?? null;
    return { id, title, starts, ends, room, speakers, status, pick, hasNote };
  }

  #fieldView(conference: FakeConference, field: FakeField): FieldChangeView {
    const text = (value: string | number | null) => (typeof value === "string" ? value : null);
    const time = (value: string | number | null) =>
      typeof value === "number" ? this.#time(conference, value) : null;
    return {
      field: field.field,
      old: text(field.old),
      new: text(field.new),
      oldTime: time(field.old),
      newTime: time(field.new),
    };
  }

  /** A time that stands for itself: on its own day. */
  #time(conference: FakeConference, at: number) {
    const { shown } = this.store.time(conference, at, "2022-05-19");
    return this.store.time(conference, at, shown.date);
  }
}
