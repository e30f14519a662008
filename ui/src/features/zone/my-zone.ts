// The attendee's own zone and its label.

import type { Lanyard } from "../../lanyard.svelte";

/** IANA name, and the abbreviation once the list of zones is there. */
export function myZoneLabel(lanyard: Lanyard): { zone: string; label: string | null } {
  const settings = lanyard.overview.value?.settings;
  const zone = settings?.myZone ?? settings?.systemZone ?? "";
  const option = lanyard.zones.value?.find(({ name }) => name === zone);
  return { zone, label: option?.abbreviation ?? null };
}
