// How long until something, in as few words as can be read at a glance.

import { formatLength } from "../../shared/dates";
import { t } from "../../shared/strings";

const DAY_MINUTES = 1440;

/** Begun minutes count; from a day on the hours are left out, from two on only days are told. */
export function formatCountdown(seconds: number): string {
  const minutes = Math.max(0, Math.ceil(seconds / 60));
  if (minutes >= 2 * DAY_MINUTES) return t.now.days(Math.round(minutes / DAY_MINUTES));
  if (minutes >= 10 * 60) return `${Math.round(minutes / 60)} h`;
  return formatLength(minutes);
}
