// The commands of the fake backend that are about reminders.

import type { Backend } from "../backend";
import type { CommandError } from "../generated/CommandError";
import type { ItemKeyView } from "../generated/ItemKeyView";
import type { SnoozeForm } from "../generated/SnoozeForm";
import type { WalkingTimesForm } from "../generated/WalkingTimesForm";
import type { FakeReminders } from "./reminders";

export class FakeReminderCommands {
  readonly #failing: Partial<Record<keyof Backend, CommandError>>;
  readonly #works: boolean;

  constructor(
    readonly reminders: FakeReminders,
    failing: Partial<Record<keyof Backend, CommandError>>,
    works: boolean,
  ) {
    this.#failing = failing;
    this.#works = works;
  }

  async getReminders() {
    this.#fail("getReminders");
    return this.reminders.view;
  }

  async snoozeReminder(item: ItemKeyView, form: SnoozeForm): Promise<void> {
    this.#fail("snoozeReminder");
    this.reminders.snooze(item, form);
  }

  async skipReminders(item: ItemKeyView): Promise<void> {
    this.#fail("skipReminders");
    this.reminders.skip(item);
  }

  async dismissMissed(item: ItemKeyView | null): Promise<void> {
    this.#fail("dismissMissed");
    this.reminders.dismiss(item);
  }

  async restoreMissed(items: ItemKeyView[]): Promise<void> {
    this.reminders.restoreMissed(items);
  }

  async restoreReminders(item: ItemKeyView): Promise<void> {
    this.reminders.restore(item);
  }

  async muteReminders(): Promise<void> {
    this.#fail("muteReminders");
    this.reminders.mute(true);
  }

  async unmuteReminders(): Promise<void> {
    this.reminders.mute(false);
  }

  async runDoctor() {
    this.#fail("runDoctor");
    return this.reminders.doctor(this.#works);
  }

  async getWalkingTimes() {
    return this.reminders.walking;
  }

  async setWalkingTimes(_conference: number, form: WalkingTimesForm): Promise<void> {
    this.#fail("setWalkingTimes");
    this.reminders.walking = form;
  }

  async startsAtLogin(): Promise<boolean> {
    return this.reminders.startsAtLogin;
  }

  async setStartAtLogin(wanted: boolean): Promise<void> {
    this.#fail("setStartAtLogin");
    this.reminders.startsAtLogin = wanted;
  }

  #fail(command: keyof Backend): void {
    const error = this.#failing[command];
    if (error) throw error;
  }
}
