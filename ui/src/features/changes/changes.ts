// What a change says, in words; how changes are grouped; which are meant by "mine".

import type { ChangedSessionView } from "../../backend/generated/ChangedSessionView";
import type { ChangeKeyForm } from "../../backend/generated/ChangeKeyForm";
import type { ChangesView } from "../../backend/generated/ChangesView";
import type { ChangeView } from "../../backend/generated/ChangeView";
import type { FieldChangeView } from "../../backend/generated/FieldChangeView";
import type { TimeView } from "../../backend/generated/TimeView";
import { formatDate, formatLength, formatWeekday } from "../../shared/dates";
import type { IconName } from "../../shared/icons";
import { t } from "../../shared/strings";

/** A piece of a sentence: words, or a time with the day it needs, if any. */
export type Piece = string | { time: TimeView; day: string | null };

/** Clashes that are named in words; what is beyond is counted. */
const NAMED_CLASHES = 2;
/** A weekday names one day only within a week. */
const SECONDS_PER_WEEK = 6 * 86_400;

export const ICONS: Record<ChangeView["kind"], IconName> = {
  added: "plus",
  withdrawn: "close",
  restored: "undo",
  cancelled: "close",
  uncancelled: "check",
  moved: "clock",
  room_changed: "place",
  renamed: "text",
  edited: "note",
};

export function keyOf(change: ChangeView): ChangeKeyForm {
  return { import: change.import, session: change.session.id };
}

export function isGone(change: ChangeView): boolean {
  return change.kind === "cancelled" || change.kind === "withdrawn";
}

/** Withdrawn, the attendee's own, and still to be decided on. */
export function canBeKept(change: ChangeView): boolean {
  return change.kind === "withdrawn" && change.mine && change.session.status === "withdrawn";
}

export function withSeen(view: ChangesView, keys: ChangeKeyForm[], seen: boolean): ChangesView {
  const wanted = new Set(keys.map((key) => `${key.import} ${key.session}`));
  const changes = view.changes.map((change) =>
    wanted.has(`${change.import} ${change.session.id}`) ? { ...change, seen } : change,
  );
  return { ...view, changes };
}

/**
 * What was altered, without the clashes it made: "Moved Thu 14:00 → 16:30, Room 1 → Auditorium". The
 * day of the second time is named where it is another.
 */
export function wordsOf(change: ChangeView): Piece[] {
  const parts: Piece[][] = [];
  const kind = t.changes.kinds[change.kind];
  if (kind) parts.push([kind]);
  const moved = movedWords(change.fields);
  if (moved) parts.push(moved);
  const leading = parts.length === 0 ? change.fields[0] : undefined;
  // Names keep their letters.
  const startsWithName = leading?.field === "room" && leading.old !== null && leading.new !== null;
  for (const field of change.fields) {
    const words = fieldWords(field, moved !== null);
    if (words) parts.push([words]);
  }
  const [first, ...rest] = parts.flatMap((part, index) => (index === 0 ? part : [", ", ...part]));
  if (first === undefined) return [];
  return [typeof first === "string" && !startsWithName ? upperFirst(first) : first, ...rest];
}

/** "now clashes with “A” and “B”"; empty without any. */
export function clashWords({ clashes }: ChangeView): string {
  if (clashes.length === 0) return "";
  const named = clashes.slice(0, NAMED_CLASHES).map(({ title }) => `“${title}”`);
  const more = clashes.length - named.length;
  return t.changes.nowClashes([...named, ...(more > 0 ? [t.changes.more(more)] : [])]);
}

/** Where two sessions differ, side by side; `same` marks what is equal. */
export interface Comparison {
  what: string;
  old: string | null;
  new: string | null;
  same: boolean;
}

/** Titles, rooms and speakers; times have their own component. */
export function compare(old: ChangedSessionView, newer: ChangedSessionView): Comparison[] {
  const rows: [what: string, old: string | null, newer: string | null][] = [
    [t.programme.room, old.room, newer.room],
    [t.details.speakers, old.speakers.join(", ") || null, newer.speakers.join(", ") || null],
  ];
  return rows
    .filter(([, was, is]) => was !== null || is !== null)
    .map(([what, was, is]) => ({ what, old: was, new: is, same: was === is }));
}

function movedWords(fields: FieldChangeView[]): Piece[] | null {
  const starts = fields.find(({ field }) => field === "starts_at");
  const ends = fields.find(({ field }) => field === "ends_at");
  const from = starts?.oldTime ?? null;
  const to = starts?.newTime ?? null;
  if (from && to) {
    const isSameDay = from.shown.date === to.shown.date;
    const isFar = Math.abs(to.at - from.at) > SECONDS_PER_WEEK;
    const day = (time: TimeView) =>
      isFar ? formatDate(time.shown.date, "short") : formatWeekday(time.shown.date);
    const words: Piece[] = [
      `${t.changes.moved} `,
      { time: from, day: day(from) },
      " → ",
      { time: to, day: isSameDay ? null : day(to) },
    ];
    const length = lengthWords(from, to, ends);
    return length ? [...words, ", ", length] : words;
  }
  if (to) return [`${t.changes.nowAt} `, { time: to, day: formatWeekday(to.shown.date) }];
  if (starts && from) return [t.changes.noTime];
  if (ends?.newTime) {
    const before: Piece[] = ends.oldTime
      ? [` ${t.changes.insteadOf} `, { time: ends.oldTime, day: null }]
      : [];
    return [`${t.changes.nowEnds} `, { time: ends.newTime, day: null }, ...before];
  }
  return null;
}

/** "50 min instead of 30 min" where it moved and lasts longer or shorter too. */
function lengthWords(
  from: TimeView,
  to: TimeView,
  ends: FieldChangeView | undefined,
): string | null {
  if (!ends?.oldTime || !ends.newTime) return null;
  const before = Math.round((ends.oldTime.at - from.at) / 60);
  const after = Math.round((ends.newTime.at - to.at) / 60);
  if (before === after || before <= 0 || after <= 0) return null;
  return `${formatLength(after)} ${t.changes.insteadOf} ${formatLength(before)}`;
}

function fieldWords(change: FieldChangeView, isMoved: boolean): string | null {
  const { field, old, new: newer } = change;
  if (field === "room") {
    if (old && newer) return `${old} → ${newer}`;
    return newer ? t.changes.nowIn(newer) : old && t.changes.noLongerIn(old);
  }
  if (field === "title") return old && t.changes.wasCalled(old);
  if (field === "day" && isMoved) return null;
  return t.changes.plain[field] ?? null;
}

function upperFirst(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
