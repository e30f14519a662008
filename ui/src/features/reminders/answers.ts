// What can be answered to a reminder, each with the way back.

import { tick } from "svelte";
import type { ReminderView } from "../../backend/generated/ReminderView";
import type { Lanyard } from "../../lanyard.svelte";
import { t } from "../../shared/strings";

/** Set on the button that opens the panel. */
export const REMINDERS_BUTTON_ID = "reminders-button";

/** Opens the panel of reminders, once what was open over it is gone; closes it if it is open. */
export async function toggleReminders(): Promise<void> {
  await tick();
  document.getElementById(REMINDERS_BUTTON_ID)?.click();
}

/** Minutes that a reminder can be put off by. */
export const SNOOZES = [5, 10, 15];

export function snooze(lanyard: Lanyard, { item, title }: ReminderView, minutes: number) {
  return lanyard.act(
    {
      label: t.reminders.snoozed(title, minutes),
      undo: () => lanyard.backend.restoreReminders(item),
    },
    () => lanyard.backend.snoozeReminder(item, { kind: "minutes", minutes }),
  );
}

export function snoozeUntilStart(lanyard: Lanyard, { item, title }: ReminderView) {
  return lanyard.act(
    {
      label: t.reminders.snoozedUntilStart(title),
      undo: () => lanyard.backend.restoreReminders(item),
    },
    () => lanyard.backend.snoozeReminder(item, { kind: "until_start" }),
  );
}

export function skip(lanyard: Lanyard, { item, title }: ReminderView) {
  return lanyard.act(
    { label: t.reminders.skipped(title), undo: () => lanyard.backend.restoreReminders(item) },
    () => lanyard.backend.skipReminders(item),
  );
}

export function dismiss(lanyard: Lanyard, { item, title }: ReminderView) {
  return lanyard.act(
    { label: t.reminders.dismissed(title), undo: () => lanyard.backend.restoreMissed([item]) },
    () => lanyard.backend.dismissMissed(item),
  );
}

export function dismissAll(lanyard: Lanyard, missed: ReminderView[]) {
  const items = missed.map(({ item }) => item);
  return lanyard.act(
    {
      label: t.reminders.dismissedAll(missed.length),
      undo: () => lanyard.backend.restoreMissed(items),
    },
    () => lanyard.backend.dismissMissed(null),
  );
}

export function mute(lanyard: Lanyard) {
  return lanyard.act(
    { label: t.reminders.didMute, undo: () => lanyard.backend.unmuteReminders() },
    () => lanyard.backend.muteReminders(),
  );
}

export function unmute(lanyard: Lanyard) {
  return lanyard.act(
    { label: t.reminders.didUnmute, undo: () => lanyard.backend.muteReminders() },
    () => lanyard.backend.unmuteReminders(),
  );
}
