// Where each row of a long list stands, so that only those in sight need to be drawn.

import type { SessionView } from "../../backend/generated/SessionView";
import type { TimeView } from "../../backend/generated/TimeView";

/** Sessions that start at the same time; `starts` is none for those without a time. */
export interface Group {
  key: string;
  starts: TimeView | null;
  sessions: SessionView[];
}

export interface PlacedGroup extends Group {
  /** Position of its first session in the whole list. */
  first: number;
  top: number;
  height: number;
}

const GROUP_GAP = 12;

/** Groups by start, in the order given. */
export function groupByStart(sessions: SessionView[]): Group[] {
  const groups: Group[] = [];
  for (const session of sessions) {
    const key = session.starts === null ? "unscheduled" : String(session.starts.at);
    const last = groups.at(-1);
    if (last?.key === key) last.sessions.push(session);
    else groups.push({ key, starts: session.starts, sessions: [session] });
  }
  return groups;
}

/** Stacks the groups; all measures in px. */
export function placeGroups(groups: Group[], rowHeight: number): PlacedGroup[] {
  let top = 0;
  let first = 0;
  return groups.map((group) => {
    const height = group.sessions.length * rowHeight;
    const placed = { ...group, first, top, height };
    top += height + GROUP_GAP;
    first += group.sessions.length;
    return placed;
  });
}

export function totalHeight(groups: PlacedGroup[]): number {
  const last = groups.at(-1);
  return last ? last.top + last.height : 0;
}

export function topOfRow(groups: PlacedGroup[], index: number, rowHeight: number): number {
  const group = groups.findLast(({ first }) => first <= index);
  return group ? group.top + (index - group.first) * rowHeight : 0;
}

/** The groups that touch the stretch, each with its rows that do: positions within the group. */
export function groupsInSight(
  groups: PlacedGroup[],
  rowHeight: number,
  from: number,
  to: number,
): { group: PlacedGroup; start: number; end: number }[] {
  return groups
    .filter(({ top, height }) => top < to && top + height > from)
    .map((group) => ({
      group,
      start: Math.max(0, Math.floor((from - group.top) / rowHeight)),
      end: Math.min(group.sessions.length, Math.ceil((to - group.top) / rowHeight)),
    }));
}
