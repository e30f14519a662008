// Changing settings one at a time: each holds at once, and what fails is told beside it.

import type { ReminderRulesForm } from "../../backend/generated/ReminderRulesForm";
import type { SettingsForm } from "../../backend/generated/SettingsForm";
import type { Lanyard } from "../../lanyard.svelte";

export class SettingsChange {
  /** The setting that could not be changed last, and why. */
  #failed = $state.raw<{ setting: string; message: string } | null>(null);

  constructor(readonly lanyard: Lanyard) {}

  /** Why this setting could not be changed; null if all is well with it. */
  error(setting: string): string | null {
    return this.#failed?.setting === setting ? this.#failed.message : null;
  }

  refuse(setting: string, message: string): void {
    this.#failed = { setting, message };
  }

  async save(setting: string, change: Partial<SettingsForm>): Promise<void> {
    await this.run(setting, () => this.lanyard.trySettings(change));
  }

  async saveRules(setting: string, change: Partial<ReminderRulesForm>): Promise<void> {
    const rules = this.lanyard.overview.value?.settings.reminders;
    if (rules) await this.save(setting, { reminders: { ...rules, ...change } });
  }

  /** Runs what gives why it failed. */
  async run(setting: string, run: () => Promise<string | null>): Promise<void> {
    this.#failed = null;
    const message = await run();
    if (message !== null) this.refuse(setting, message);
  }
}
