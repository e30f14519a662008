// Reminders of the fake backend: what waits, was shown or was missed, and the answers to them.

import type { DoctorView } from "../generated/DoctorView";
import type { ItemKeyView } from "../generated/ItemKeyView";
import type { NextReminderView } from "../generated/NextReminderView";
import type { NotificationState } from "../generated/NotificationState";
import type { ReminderHealthView } from "../generated/ReminderHealthView";
import type { ReminderView } from "../generated/ReminderView";
import type { RemindersView } from "../generated/RemindersView";
import type { SnoozeForm } from "../generated/SnoozeForm";
import type { WalkingTimesForm } from "../generated/WalkingTimesForm";
import { instant, timeView } from "./zones";

const MADRID = "Europe/Madrid";

/** A reminder of a session of the sample, for tests and for looking at. */
export function exampleReminder(
  id: number,
  title: string,
  [from, to]: [number, number],
  change: Partial<ReminderView> = {},
): ReminderView {
  const time = (minute: number) => {
    const at = instant("2022-05-19", minute, MADRID);
    return timeView(at, MADRID, MADRID, "2022-05-19");
  };
  return {
    item: { kind: "session", id },
    conference: 1,
    booth: null,
    title,
    place: null,
    starts: time(from),
    ends: time(to),
    lead: 10,
    state: "shown",
    snoozedUntil: null,
    heldUntil: null,
    ...change,
  };
}

/** As at 15:16: two that were missed, one that waits, two that came. */
export function exampleReminders(): RemindersView {
  const afternoon: [number, number] = [15 * 60 + 25, 16 * 60];
  const migration = "Transparent Live Migration of Services Between Kubernetes Clusters";
  const technologies = "Choosing Cloud Native Technologies for the Journey to Multi-cloud";
  const [again] = [exampleReminder(0, "", [15 * 60 + 20, 0]).starts];
  return {
    mutedUntil: null,
    missed: [
      exampleReminder(4, "Cilium virtual office hours", [12 * 60 + 30, 13 * 60 + 15], {
        state: "missed",
        place: "Online",
      }),
      exampleReminder(2, "Cilium", [13 * 60 + 40, 13 * 60 + 55], {
        item: { kind: "visit", id: 2 },
        booth: 1,
        state: "missed",
        place: "Show floor",
        lead: 5,
      }),
    ],
    waiting: [
      exampleReminder(7, technologies, afternoon, { state: "waiting", place: "Auditorium 2" }),
    ],
    shown: [
      exampleReminder(6, "Cilium: Welcome, Vision and Updates", afternoon, {
        place: "Room 4, Hall 8",
      }),
      exampleReminder(5, migration, afternoon, { state: "snoozed", snoozedUntil: again }),
    ],
  };
}

const isSame = (one: ItemKeyView, other: ItemKeyView) =>
  one.kind === other.kind && one.id === other.id;

export class FakeReminders {
  view: RemindersView = { mutedUntil: null, waiting: [], shown: [], missed: [] };
  startsAtLogin = false;
  walking: WalkingTimesForm = { betweenRooms: 5, betweenBuildings: 10, pairs: [] };

  /** As they were before they were answered. */
  #answered: ReminderView[] = [];
  #dismissed: ReminderView[] = [];

  constructor(
    readonly now: number,
    readonly zone: string,
  ) {}

  snooze(item: ItemKeyView, form: SnoozeForm): void {
    this.#remember(item);
    const put = (each: ReminderView): ReminderView => {
      if (!isSame(each.item, item)) return each;
      const until = form.kind === "minutes" ? this.now + form.minutes * 60 : each.starts.at;
      return { ...each, state: "snoozed", snoozedUntil: timeView(until, this.zone, this.zone, "") };
    };
    this.view = { ...this.view, shown: this.view.shown.map(put) };
  }

  skip(item: ItemKeyView): void {
    this.#remember(item);
    const keep = (each: ReminderView) => !isSame(each.item, item);
    const { shown, waiting } = this.view;
    this.view = { ...this.view, shown: shown.filter(keep), waiting: waiting.filter(keep) };
  }

  dismiss(item: ItemKeyView | null): void {
    this.#dismissed = this.view.missed;
    const missed = this.view.missed.filter((each) => item !== null && !isSame(each.item, item));
    this.view = { ...this.view, missed };
  }

  restoreMissed(items: ItemKeyView[]): void {
    const restored = this.#dismissed.filter((each) =>
      items.some((item) => isSame(each.item, item)),
    );
    this.view = { ...this.view, missed: [...restored, ...this.view.missed] };
  }

  restore(item: ItemKeyView): void {
    const was = this.#answered.find((each) => isSame(each.item, item));
    if (!was) return;
    const { shown } = this.view;
    const others = shown.filter((each) => !isSame(each.item, item));
    this.view = { ...this.view, shown: [...others, was] };
  }

  mute(isMuted: boolean): void {
    this.view = { ...this.view, mutedUntil: isMuted ? this.now + 12 * 3600 : null };
  }

  #remember(item: ItemKeyView): void {
    this.#answered = [...this.view.shown, ...this.#answered].filter(
      (each) => isSame(each.item, item) && each.state !== "snoozed",
    );
  }

  /** What the overview tells. */
  health(
    { notifications, remindersToday }: { notifications: NotificationState; remindersToday: number },
    next: NextReminderView | null,
  ): ReminderHealthView {
    return {
      state: notifications,
      service: notifications === "working" ? "dunst 1.9" : null,
      problem:
        notifications === "no_service"
          ? "No notification service answers on the session bus. Start one, such as dunst or mako."
          : null,
      next,
      mutedUntil: this.view.mutedUntil,
      waiting: this.view.waiting.length,
      missed: this.view.missed.length,
      today: remindersToday,
    };
  }

  doctor(works: boolean): DoctorView {
    return {
      checks: [
        works
          ? { name: "notifications", state: "good", found: "dunst 1.9", cure: null }
          : {
              name: "notifications",
              state: "bad",
              found: "no notification service answers",
              cure: "start one, such as dunst, or log in to a desktop",
            },
        { name: "zone", state: "good", found: "Europe/Berlin (CEST)", cure: null },
        {
          name: "autostart",
          state: "doubtful",
          found: "Lanyard does not start at login",
          cure: "turn it on in the settings",
        },
      ],
    };
  }
}
