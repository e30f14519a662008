// How times, dates and lengths are written. Nothing here converts between zones: it prints what
// Rust worked out.

import type { ClockFormat } from "../backend/generated/ClockFormat";
import type { LocalTimeView } from "../backend/generated/LocalTimeView";
import type { TimeView } from "../backend/generated/TimeView";

const MINUTES_PER_DAY = 1440;

/** The window's language. WebKitGTK says "C" where no language is set, which Intl refuses. */
export function windowLocale(language: string = navigator.language): string {
  try {
    return Intl.getCanonicalLocales(language)[0] ?? "en";
  } catch {
    return "en";
  }
}

/** Whether the user's system names a language, and so a habit of writing times. */
function languageIsKnown(language: string = navigator.language): boolean {
  return windowLocale(language).toLowerCase() === language.toLowerCase();
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const locale = windowLocale();
  const key = locale + JSON.stringify(options);
  let found = formatters.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" });
    formatters.set(key, found);
  }
  return found;
}

/** `minute` counts from midnight: `15:25` or `3:25 PM`. */
export function formatMinute(minute: number, clock: ClockFormat): string {
  const hours24 = clock === "hours24" || (clock === "locale" && !languageIsKnown());
  const options: Intl.DateTimeFormatOptions = hours24
    ? { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }
    : clock === "hours12"
      ? { hour: "numeric", minute: "2-digit", hourCycle: "h12" }
      : { hour: "numeric", minute: "2-digit" };
  return formatter(options).format(Date.UTC(2000, 0, 1, 0, minute));
}

/** `date` is `YYYY-MM-DD`: `Thu`. */
export function formatWeekday(date: string, width: "short" | "long" = "short"): string {
  return formatter({ weekday: width }).format(instantOf(date));
}

/** `date` is `YYYY-MM-DD`: `19`. */
export function formatDayNumber(date: string): string {
  return String(Number(date.slice(8, 10)));
}

/** `date` is `YYYY-MM-DD`: `Thursday 19 May` in the order of the locale. */
export function formatDate(date: string, width: "short" | "long" = "long"): string {
  return formatter(
    width === "long"
      ? { weekday: "long", day: "numeric", month: "long" }
      : { weekday: "short", day: "numeric", month: "short" },
  ).format(instantOf(date));
}

/** First and last day, `YYYY-MM-DD`: `16 – 20 May 2022` in the order of the locale. */
export function formatDateRange(first: string, last: string): string {
  return formatter({ day: "numeric", month: "long", year: "numeric" })
    .formatRange(instantOf(first), instantOf(last))
    .replaceAll("\u2009", " ");
}

/** `35 min`, `2 h`, `1 h 30`. */
export function formatLength(minutes: number): string {
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return rest === 0 ? `${hours} h` : `${hours} h ${String(rest).padStart(2, "0")}`;
}

/** `12 minutes ago`, `in 3 hours`, `tomorrow`, `now`; whole units, cut. */
export function formatFromNow(seconds: number): string {
  const units = [
    ["day", 86_400],
    ["hour", 3600],
    ["minute", 60],
  ] as const;
  const [unit, length] = units.find(([, each]) => Math.abs(seconds) >= each) ?? [
    "second",
    Infinity,
  ];
  // Adding 0 makes −0 a plain 0: "now", not "0 seconds ago".
  const amount = Math.trunc(seconds / length) + 0;
  return new Intl.RelativeTimeFormat(windowLocale(), { numeric: "auto" }).format(amount, unit);
}

/** The same clocks `minutes` later. Right as long as no zone changes its offset between the two. */
export function shiftTime(time: TimeView, minutes: number): TimeView {
  return {
    at: time.at + minutes * 60,
    shown: shiftLocal(time.shown, minutes),
    venue: time.venue && shiftLocal(time.venue, minutes),
  };
}

function shiftLocal(local: LocalTimeView, minutes: number): LocalTimeView {
  const total = local.minute + minutes;
  const days = Math.floor(total / MINUTES_PER_DAY);
  return {
    ...local,
    date: shiftDate(local.date, days),
    minute: total - days * MINUTES_PER_DAY,
    dayOffset: local.dayOffset + days,
  };
}

/** `date` is `YYYY-MM-DD`. */
export function shiftDate(date: string, days: number): string {
  return new Date(instantOf(date) + days * MINUTES_PER_DAY * 60_000).toISOString().slice(0, 10);
}

/** For `datetime` attributes. */
export function isoInstant(at: number): string {
  return new Date(at * 1000).toISOString();
}

/**
 * Reads a time as people type it: `14:30`, `14.30`, `1430`, `9`, `2:30 pm`, `2pm`.
 * Gives minutes since midnight, or null for anything else.
 */
export function parseMinute(typed: string): number | null {
  const match = /^(\d{1,2})(?:[:.h\s]?(\d{2}))?\s*([ap])?\.?m?\.?$/i.exec(typed.trim());
  if (!match) return null;
  let hour = Number(match[1]);
  const minute = Number(match[2] ?? 0);
  const half = match[3]?.toLowerCase();
  if (half) {
    if (hour < 1 || hour > 12) return null;
    hour = (hour % 12) + (half === "p" ? 12 : 0);
  }
  return hour > 23 || minute > 59 ? null : hour * 60 + minute;
}

function instantOf(date: string): number {
  return Date.parse(`${date}T00:00:00Z`);
}
