// Where a known conference is, in words.

import type { DirectoryEntryView } from "../../backend/generated/DirectoryEntryView";
import { windowLocale } from "../../shared/dates";

/** "Brussels, Belgium"; a country code that nobody knows stands as it is. */
export function placeOf({ city, country }: DirectoryEntryView): string {
  return [city, country && countryName(country)].filter(Boolean).join(", ");
}

function countryName(code: string): string {
  try {
    return new Intl.DisplayNames([windowLocale()], { type: "region" }).of(code) ?? code;
  } catch {
    return code;
  }
}

/** Whether this is meant as an address, and not as a name to be looked for. */
export function looksLikeAddress(text: string): boolean {
  return text.includes("://") || /^\s*(https?|webcals?):/i.test(text);
}
