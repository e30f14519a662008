// Refreshing and the directory of conferences, in the fake backend: one state for every conference
// with an address, and a directory of four.

import type { DirectoryEntryView } from "../generated/DirectoryEntryView";
import type { DirectorySearchView } from "../generated/DirectorySearchView";
import type { RefreshChoice } from "../generated/RefreshChoice";
import type { RefreshReportView } from "../generated/RefreshReportView";
import type { RefreshView } from "../generated/RefreshView";
import type { FakeConference } from "./schedule";
import type { FakeStore } from "./store";

type RefreshState = Omit<RefreshView, "address">;

const ENTRIES: DirectoryEntryView[] = [
  entry("FOSDEM 2023", "2023-02-04", "2023-02-05", "Brussels", "BE", "Europe/Brussels"),
  entry("FOSDEM 2022", "2022-02-05", "2022-02-06", null, "BE", "Europe/Brussels"),
  entry("DebConf 2022", "2022-07-17", "2022-07-24", "Prizren", "XK", "Europe/Belgrade"),
  entry("Everything Open", null, null, "Melbourne", "AU", "Australia/Melbourne"),
];

export class FakeRefreshing {
  readonly directories: string[] = [];
  readonly state: RefreshState;

  constructor(private readonly store: FakeStore) {
    this.state = {
      mode: { kind: "automatic" },
      lastSuccess: null,
      lastError: null,
      offline: false,
      nextAt: null,
      question: null,
    };
  }

  view({ address }: FakeConference): RefreshView | null {
    if (address === undefined) return null;
    const isOff =
      this.state.mode.kind === "off" ||
      (this.state.mode.kind === "automatic" && !this.store.settings.autoRefresh);
    return { address, ...this.state, nextAt: isOff ? null : this.state.nextAt };
  }

  refresh(conference: number): RefreshReportView {
    Object.assign(this.state, { lastSuccess: this.store.now, lastError: null, offline: false });
    return { conference, outcome: "unchanged", message: "nothing changed" };
  }

  answer(conference: number, accept: boolean): RefreshReportView {
    this.state.question = null;
    return accept
      ? { conference, outcome: "imported", message: "0 added, 0 changed, 14 withdrawn, 0 restored" }
      : { conference, outcome: "kept", message: "kept as it is" };
  }

  set(_conference: number, mode: RefreshChoice): void {
    this.state.mode = mode;
  }

  search(words: string): DirectorySearchView {
    const terms = words.toLowerCase().split(/\s+/).filter(Boolean);
    const fits = ({ name, city }: DirectoryEntryView) =>
      terms.every((term) => `${name} ${city ?? ""}`.toLowerCase().includes(term));
    return { entries: ENTRIES.filter(fits), problems: [] };
  }
}

function entry(
  name: string,
  firstDay: string | null,
  lastDay: string | null,
  city: string | null,
  country: string,
  zone: string,
): DirectoryEntryView {
  const slug = name.toLowerCase().replace(" ", "-");
  const address = `https://${slug}.example/schedule.xml`;
  const homepage = `https://${slug}.example/`;
  return { slug, name, firstDay, lastDay, city, country, zone, address, homepage, directory: null };
}
