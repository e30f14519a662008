// Clashes and lanes of the fake backend, enough to draw an agenda.

import type { AgendaItemView } from "../generated/AgendaItemView";
import type { ClashView } from "../generated/ClashView";
import type { ItemKeyView } from "../generated/ItemKeyView";
import type { TimeView } from "../generated/TimeView";

const BACKGROUND_MINUTES = 360;
const WALK_MINUTES = 7;

export interface PlannedItem {
  key: ItemKeyView;
  booth: number | null;
  title: string;
  place: string | null;
  track: string | null;
  day: string;
  startsAt: number;
  minutes: number;
  priority: AgendaItemView["priority"];
  status: AgendaItemView["status"];
  online: boolean;
  leads: number[];
}

export function clashesOf(item: PlannedItem, among: PlannedItem[]): ClashView[] {
  return among
    .filter(({ key }) => key.kind !== item.key.kind || key.id !== item.key.id)
    .map((other) => ({ with: other.key, title: other.title, minutes: overlap(item, other) }))
    .filter(({ minutes }) => minutes > 0);
}

/** The items of a day by start, each in a lane beside those at the same time. */
export function agendaItems(
  conference: number,
  planned: PlannedItem[],
  time: (at: number) => TimeView,
): AgendaItemView[] {
  const lanes = placeInLanes(planned);
  return planned.map((item, index): AgendaItemView => {
    const { key, startsAt, minutes, booth, title, place, track } = item;
    const { priority, status, online, leads } = item;
    return {
      item: key,
      conference,
      booth,
      title,
      place,
      track,
      starts: time(startsAt),
      ends: time(startsAt + minutes * 60),
      minutes,
      allDay: false,
      background: minutes > BACKGROUND_MINUTES,
      lane: lanes[index]?.lane ?? 0,
      lanes: lanes[index]?.lanes ?? 1,
      priority,
      status,
      online,
      leads,
      clashes: clashesOf(item, planned),
      tight: [],
      walk: place === null ? null : WALK_MINUTES,
      leave: place === null ? null : time(startsAt - WALK_MINUTES * 60),
    };
  });
}

function overlap(a: PlannedItem, b: PlannedItem): number {
  if (Math.max(a.minutes, b.minutes) > BACKGROUND_MINUTES) return 0;
  const end = Math.min(a.startsAt + a.minutes * 60, b.startsAt + b.minutes * 60);
  return Math.max(0, (end - Math.max(a.startsAt, b.startsAt)) / 60);
}

function placeInLanes(planned: PlannedItem[]): { lane: number; lanes: number }[] {
  const placed = planned.map(() => ({ lane: 0, lanes: 1 }));
  let group: number[] = [];
  let groupEnds = 0;
  planned.forEach((item, index) => {
    if (item.minutes > BACKGROUND_MINUTES) return;
    if (item.startsAt >= groupEnds) group = [];
    const taken = group.filter((other) => overlap(item, planned[other] ?? item) > 0);
    const lanesTaken = new Set(taken.map((other) => placed[other]?.lane));
    let lane = 0;
    while (lanesTaken.has(lane)) lane += 1;
    placed[index] = { lane, lanes: 1 };
    group.push(index);
    groupEnds = Math.max(groupEnds, item.startsAt + item.minutes * 60);
    const lanes = Math.max(...group.map((each) => (placed[each]?.lane ?? 0) + 1));
    for (const each of group) placed[each] = { lane: placed[each]?.lane ?? 0, lanes };
  });
  return placed;
}
