// Zones of the fake backend: fixed offsets as in May 2022. The application asks real zone data.

import type { LocalTimeView } from "../generated/LocalTimeView";
import type { TimeView } from "../generated/TimeView";
import type { ZoneOptionView } from "../generated/ZoneOptionView";

const ZONES: [name: string, minutes: number, abbreviation: string][] = [
  ["Africa/Cairo", 120, "EET"],
  ["Africa/Nairobi", 180, "EAT"],
  ["America/Argentina/Buenos_Aires", -180, "-03"],
  ["America/Chicago", -300, "CDT"],
  ["America/Los_Angeles", -420, "PDT"],
  ["America/New_York", -240, "EDT"],
  ["America/Sao_Paulo", -180, "-03"],
  ["America/Vancouver", -420, "PDT"],
  ["Asia/Kathmandu", 345, "+0545"],
  ["Asia/Kolkata", 330, "IST"],
  ["Asia/Shanghai", 480, "CST"],
  ["Asia/Tokyo", 540, "JST"],
  ["Australia/Brisbane", 600, "AEST"],
  ["Europe/Berlin", 120, "CEST"],
  ["Europe/Brussels", 120, "CEST"],
  ["Europe/London", 60, "BST"],
  ["Europe/Madrid", 120, "CEST"],
  ["Pacific/Auckland", 720, "NZST"],
  ["UTC", 0, "UTC"],
];

export const ZONE_OPTIONS: ZoneOptionView[] = ZONES.map(([name, minutes, abbreviation]) => ({
  name,
  offset: offsetText(minutes),
  abbreviation,
}));

/** What a clock in `zone` shows at the instant, counted from the conference day. */
export function localTime(at: number, zone: string, day: string): LocalTimeView {
  const [, offset, label] = ZONES.find(([name]) => name === zone) ?? ["UTC", 0, "UTC"];
  const local = new Date((at + offset * 60) * 1000);
  const date = local.toISOString().slice(0, 10);
  return {
    date,
    minute: local.getUTCHours() * 60 + local.getUTCMinutes(),
    zone: label,
    dayOffset: Math.round((Date.parse(date) - Date.parse(day)) / 86_400_000),
  };
}

export function timeView(at: number, shown: string, venue: string, day: string): TimeView {
  return {
    at,
    shown: localTime(at, shown, day),
    venue: shown === venue ? null : localTime(at, venue, day),
  };
}

/** Seconds since 1970 of a wall time in `zone`. */
export function instant(date: string, minute: number, zone: string): number {
  const offset = ZONES.find(([name]) => name === zone)?.[1] ?? 0;
  return Date.parse(`${date}T00:00:00Z`) / 1000 + (minute - offset) * 60;
}

function offsetText(minutes: number): string {
  const absolute = Math.abs(minutes);
  const two = (n: number) => String(n).padStart(2, "0");
  return `${minutes < 0 ? "-" : "+"}${two(Math.floor(absolute / 60))}:${two(absolute % 60)}`;
}
