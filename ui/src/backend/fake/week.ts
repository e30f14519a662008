// All days of the fake agenda at once.

import type { AgendaWeekView } from "../generated/AgendaWeekView";
import { agendaItems } from "./agenda";
import type { FakeStore } from "./store";

/** What `getAgendaWeek` gives; clashes and lanes are each conference's own. */
export function agendaWeek(store: FakeStore, id: number, everywhere: boolean): AgendaWeekView {
  const asked = store.find(id);
  const shown = everywhere ? store.conferences : [asked];
  const plans = shown.map((each) => ({ conference: each.id, items: store.planned(each) }));
  const dates = [
    ...asked.sessions.map(({ day }) => day).filter((day) => day !== null),
    ...plans.flatMap(({ items }) => items.map(({ day }) => day)),
  ];
  return {
    conference: id,
    days: [...new Set(dates)].sort().map((date) => ({
      date,
      items: plans
        .flatMap(({ conference, items }) =>
          agendaItems(
            conference,
            items.filter(({ day }) => day === date),
            (at) => store.time(asked, at, date),
          ),
        )
        .sort((a, b) => a.starts.at - b.starts.at),
    })),
    elsewhere: store.conferences
      .filter((each) => each.id !== id)
      .reduce((sum, each) => sum + store.planned(each).length, 0),
  };
}
