import { expect, test } from "vitest";
import { ZONE_OPTIONS } from "../../backend/fake/zones";
import { matchZones, zoneCity, zoneRegion } from "./zone-match";

const first = (typed: string) => matchZones(ZONE_OPTIONS, typed)[0]?.name;
const all = (typed: string) => matchZones(ZONE_OPTIONS, typed).map(({ name }) => name);

test.each([
  ["tok", "Asia/Tokyo"],
  ["buenos", "America/Argentina/Buenos_Aires"],
  ["los angeles", "America/Los_Angeles"],
  ["angeles", "America/Los_Angeles"],
  ["ist", "Asia/Kolkata"],
  ["+5:45", "Asia/Kathmandu"],
  ["utc", "UTC"],
  ["argentina", "America/Argentina/Buenos_Aires"],
])("%j finds %s first", (typed, name) => {
  expect(first(typed)).toBe(name);
});

test("an offset finds all zones that have it", () => {
  const zones = ["Africa/Cairo", "Europe/Berlin", "Europe/Brussels", "Europe/Madrid"];
  for (const typed of ["+2", "+02:00", "UTC+2", "gmt+0200"]) expect(all(typed)).toEqual(zones);
  expect(all("−7")).toEqual(["America/Los_Angeles", "America/Vancouver"]);
});

test("accents do not matter", () => {
  expect(all("América")).toContain("America/Chicago");
});

test("nothing typed shows all, nonsense none", () => {
  expect(all(" ")).toHaveLength(ZONE_OPTIONS.length);
  expect(all("xyzzy")).toEqual([]);
});

test("a zone is told by city and region", () => {
  const zone = { name: "America/Argentina/Buenos_Aires", offset: "-03:00", abbreviation: "-03" };
  expect([zoneCity(zone), zoneRegion(zone)]).toEqual(["Buenos Aires", "America / Argentina"]);
});
