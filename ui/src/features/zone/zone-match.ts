// Finding a time zone by what people type.

import type { ZoneOptionView } from "../../backend/generated/ZoneOptionView";

/** City of a zone: `America/Argentina/Buenos_Aires` gives `Buenos Aires`. */
export function zoneCity({ name }: ZoneOptionView): string {
  return (name.split("/").at(-1) ?? name).replaceAll("_", " ");
}

/** `America/Argentina/Buenos_Aires` gives `America / Argentina`; empty for `UTC`. */
export function zoneRegion({ name }: ZoneOptionView): string {
  return name.split("/").slice(0, -1).join(" / ").replaceAll("_", " ");
}

/**
 * The zones that match by city, name, abbreviation or offset (`+2`, `+02:00`, `utc+2`). Those whose
 * city begins with it come first, then abbreviations and offsets, then names that contain it.
 */
export function matchZones(zones: ZoneOptionView[], typed: string): ZoneOptionView[] {
  const words = fold(typed.trim());
  if (words === "") return zones;
  const offset = offsetTyped(words);
  const ranked = zones.flatMap((zone) => {
    const rank = rankOf(zone, words, offset);
    return rank === null ? [] : [{ zone, rank }];
  });
  return ranked.sort((a, b) => a.rank - b.rank).map(({ zone }) => zone);
}

function rankOf(zone: ZoneOptionView, words: string, offset: string | null): number | null {
  const city = fold(zoneCity(zone));
  if (city.startsWith(words)) return 0;
  if (fold(zone.abbreviation) === words || zone.offset === offset) return 1;
  if (city.split(" ").some((word) => word.startsWith(words))) return 2;
  return fold(zone.name).includes(words) ? 3 : null;
}

function offsetTyped(words: string): string | null {
  const match = /^(?:utc|gmt)?\s*([+\-−])(\d{1,2})(?::?(\d{2}))?$/.exec(words);
  if (!match) return null;
  const sign = match[1] === "+" ? "+" : "-";
  return `${sign}${(match[2] ?? "").padStart(2, "0")}:${match[3] ?? "00"}`;
}

function fold(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("_", " ").toLowerCase();
}
