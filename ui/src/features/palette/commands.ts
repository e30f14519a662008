// Everything that can be done or gone to by name.

import type { Theme } from "../../backend/generated/Theme";
import type { TimeView } from "../../backend/generated/TimeView";
import type { Lanyard, PickTarget } from "../../lanyard.svelte";
import { formatDate, formatDateRange } from "../../shared/dates";
import type { IconName } from "../../shared/icons";
import { LAYOUTS, UNSCHEDULED, VIEW_NAMES, type ViewName } from "../../shared/shown.svelte";
import { t } from "../../shared/strings";
import { setPriority, toggleHidden, togglePick } from "../details/picking";
import { cleared } from "../programme/filters";
import { mute, toggleReminders, unmute } from "../reminders/answers";
import type { Findable } from "./match";

export type Group = "session" | "actions" | "views" | "days" | "conferences" | "sessions";

export interface Entry extends Findable {
  key: string;
  group: Group;
  icon: IconName;
  /** Of a session. */
  time?: TimeView | null;
  /** The key that does the same. */
  shortcut?: string;
  run: () => void;
}

/** All but the sessions; `target` is the one that keys act on. */
export function entriesOf(lanyard: Lanyard, target: PickTarget | null): Entry[] {
  return [
    ...(target ? targetEntries(lanyard, target) : []),
    ...viewEntries(lanyard),
    ...actionEntries(lanyard),
    ...dayEntries(lanyard),
    ...conferenceEntries(lanyard),
  ];
}

/** The sessions of the conference at hand; found by speakers, room and track too. */
export function sessionEntries(lanyard: Lanyard): Entry[] {
  return (lanyard.programme.value?.sessions ?? []).map((session) => ({
    key: `session ${session.id}`,
    group: "sessions",
    icon: session.pick ? "agenda" : "programme",
    title: session.title,
    detail: [session.room, ...session.speakers, session.track].filter(Boolean).join(" · "),
    time: session.starts,
    run: () => lanyard.openDetails(session.id, true),
  }));
}

function targetEntries(lanyard: Lanyard, target: PickTarget): Entry[] {
  const entry = (
    name: string,
    shortcut: string,
    icon: IconName,
    run: () => Promise<void>,
  ): Entry => ({
    key: `target ${shortcut}`,
    group: "session",
    icon,
    title: name,
    detail: target.title,
    shortcut,
    run: () => void run(),
  });
  return [
    entry(t.keys.pick, "S", "sample", () => togglePick(lanyard, target)),
    entry(t.keys.must, "M", "sample", () => setPriority(lanyard, [target], "must")),
    entry(t.keys.want, "W", "sample", () => setPriority(lanyard, [target], "want")),
    entry(t.keys.maybe, "Y", "sample", () => setPriority(lanyard, [target], "maybe")),
    entry(t.keys.hide, "X", "close", () => toggleHidden(lanyard, [target])),
  ];
}

function viewEntries(lanyard: Lanyard): Entry[] {
  const { conference, shown } = lanyard;
  if (!conference) return [];
  const icons: Record<ViewName, IconName> = {
    now: "now",
    agenda: "agenda",
    programme: "programme",
    booths: "booth",
    changes: "changes",
  };
  const views = VIEW_NAMES.map((view, index): Entry => ({
    key: `view ${view}`,
    group: "views",
    icon: icons[view],
    title: t.views[view],
    shortcut: String(index + 1),
    run: () => shown.show(view),
  }));
  const layouts = LAYOUTS.map((layout): Entry => ({
    key: `layout ${layout}`,
    group: "views",
    icon: "programme",
    title: t.palette.layout(t.layouts[layout]),
    detail: t.layouts.titles[layout],
    run: () => {
      shown.change(conference.id, { layout });
      shown.show("programme");
    },
  }));
  const spans = [false, true].map((week): Entry => ({
    key: `agenda ${week}`,
    group: "views",
    icon: "agenda",
    title: week ? t.palette.week : t.palette.day,
    run: () => {
      shown.change(conference.id, { week });
      shown.show("agenda");
    },
  }));
  return [...views, ...layouts, ...spans];
}

function actionEntries(lanyard: Lanyard): Entry[] {
  const { conference, shown } = lanyard;
  const entry = (
    key: string,
    icon: IconName,
    title: string,
    run: () => void,
    shortcut?: string,
  ): Entry => ({ key, group: "actions", icon, title, run, ...(shortcut ? { shortcut } : {}) });
  const always = [
    entry("import", "import", t.frame.importNew, () => lanyard.openImport(), "I"),
    entry("settings", "settings", t.frame.settings, () => (lanyard.dialog = "settings"), ","),
    entry("keys", "keyboard", t.keys.title, () => (lanyard.dialog = "keys"), "?"),
    entry("undo", "undo", t.app.undo, () => void lanyard.undo(), "Ctrl Z"),
    ...(["system", "light", "dark"] as const).map((theme: Theme) =>
      entry(
        `theme ${theme}`,
        "settings",
        t.palette.theme(t.settings.themes[theme]),
        () => void lanyard.saveSettings({ theme }),
      ),
    ),
    entry(
      "test",
      "bell",
      t.settings.test,
      () => void lanyard.attempt(() => lanyard.backend.testNotification()),
    ),
    entry("quit", "close", t.settings.quit, () => lanyard.quit(), "Ctrl Q"),
  ];
  if (!conference) return always;
  const muted = (lanyard.overview.value?.reminders.mutedUntil ?? null) !== null;
  const { showHidden, everywhere } = shown.of(conference.id);
  return [
    entry("export", "export", t.agenda.export, () => (lanyard.dialog = "export"), "E"),
    entry(
      "zone venue",
      "clock",
      t.palette.zone(t.zone.venue, conference.zoneLabel),
      () => void lanyard.chooseZone({ kind: "venue" }),
    ),
    entry(
      "zone mine",
      "clock",
      t.palette.zone(t.zone.mine, conference.mineZoneLabel),
      () => void lanyard.chooseZone({ kind: "mine" }),
    ),
    entry("clear", "filter", t.programme.clearFilters, () =>
      shown.change(conference.id, cleared()),
    ),
    entry("hidden", "filter", showHidden ? t.palette.leaveHidden : t.palette.showHidden, () =>
      shown.change(conference.id, { showHidden: !showHidden }),
    ),
    entry("everywhere", "agenda", t.week.everywhere, () => {
      shown.change(conference.id, { week: true, everywhere: !everywhere });
      shown.show("agenda");
    }),
    entry("reminders", "bell", t.reminders.title, () => void toggleReminders(), "R"),
    entry(
      "mute",
      "bellOff",
      muted ? t.reminders.unmute : t.reminders.mute,
      () => void (muted ? unmute : mute)(lanyard),
    ),
    ...always,
  ];
}

function dayEntries(lanyard: Lanyard): Entry[] {
  const { conference, shown } = lanyard;
  if (!conference) return [];
  const go = (day: string) => () => {
    if (shown.view !== "agenda" || day === UNSCHEDULED) shown.show("programme");
    lanyard.showDay(day);
  };
  const days = conference.days.map(({ date, sessionCount, pickCount }): Entry => ({
    key: `day ${date}`,
    group: "days",
    icon: "clock",
    title: formatDate(date),
    detail: t.frame.dayTitle(date, sessionCount, pickCount),
    run: go(date),
  }));
  if (conference.unscheduledCount === 0) return days;
  const title = t.frame.unscheduled;
  return [...days, { key: "day none", group: "days", icon: "clock", title, run: go(UNSCHEDULED) }];
}

function conferenceEntries(lanyard: Lanyard): Entry[] {
  return (lanyard.overview.value?.conferences ?? []).map((conference) => {
    const [first, last] = [conference.days[0]?.date, conference.days.at(-1)?.date];
    return {
      key: `conference ${conference.id}`,
      group: "conferences",
      icon: "place",
      title: conference.title,
      detail: [conference.city, first && last && formatDateRange(first, last)]
        .filter(Boolean)
        .join(" · "),
      run: () => void lanyard.selectConference(conference.id),
    };
  });
}
