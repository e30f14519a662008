import { screen, waitFor } from "@testing-library/svelte";
import { describe, expect, test } from "vitest";
import type { DirectoryEntryView } from "../../backend/generated/DirectoryEntryView";
import type { FakeOptions } from "../../backend/fake";
import { all, find, findText, openWindow, textOf } from "../../testing/window";
import { looksLikeAddress, placeOf } from "./place";

async function openSearch(options: Partial<FakeOptions> = {}) {
  const window = openWindow({ conferences: [], ...options });
  await window.user.click(await find("welcome-address"));
  await find("directory-entry");
  return window;
}

test("a name finds the conference with its days, place and zone", async () => {
  const { user } = await openSearch();
  await user.type(await find("import-address"), "fosdem");
  await waitFor(() => expect(all("directory-entry")).toHaveLength(2));
  const [first] = all("directory-entry").map(textOf);
  expect(first).toBe("FOSDEM 2023 February 4 – 5, 2023 Brussels, Belgium · Europe/Brussels");
});

test("Enter takes the best, and its zone for a file that names none", async () => {
  const { user, backend } = await openSearch();
  await user.type(await find("import-address"), "fosdem");
  await waitFor(() => expect(all("directory-entry")).toHaveLength(2));
  await user.keyboard("{Enter}");
  await find("import-report");
  expect(backend.log.imports).toEqual([
    {
      source: { kind: "address", url: "https://fosdem-2023.example/schedule.xml" },
      zone: null,
      proposedZone: "Europe/Brussels",
      conference: null,
    },
  ]);
});

test("the arrow keys go through the list", async () => {
  const { user, backend } = await openSearch();
  await user.type(await find("import-address"), "fosdem");
  await waitFor(() => expect(all("directory-entry")).toHaveLength(2));
  await user.keyboard("{ArrowDown}{ArrowDown}");
  const [, second] = all("directory-entry");
  expect(second?.getAttribute("aria-selected")).toBe("true");
  expect((await find("import-address")).getAttribute("aria-activedescendant")).toBe(second?.id);
  await user.keyboard("{Enter}");
  await find("import-report");
  expect(backend.log.imports[0]?.source).toMatchObject({
    url: "https://fosdem-2022.example/schedule.xml",
  });
});

test("a click takes a conference without any name typed", async () => {
  const { user, backend } = await openSearch();
  expect(await find("import-preview")).toHaveProperty("disabled", true);
  await user.click(await findText("directory-entry", "DebConf 2022"));
  await find("import-report");
  expect(backend.log.imports[0]?.proposedZone).toBe("Europe/Belgrade");
});

test("an address is taken as it is, with no zone proposed", async () => {
  const { user, backend } = await openSearch();
  await user.type(await find("import-address"), "https://fosdem.example/s.ics");
  await waitFor(() => expect(all("directory-entry")).toHaveLength(0));
  await user.click(await find("import-preview"));
  await find("import-report");
  expect(backend.log.imports).toEqual([
    {
      source: { kind: "address", url: "https://fosdem.example/s.ics" },
      zone: null,
      conference: null,
    },
  ]);
});

test("a name that nobody knows says what to do instead", async () => {
  const { user } = await openSearch();
  await user.type(await find("import-address"), "xyzzy");
  expect(await screen.findByText(/Paste the address of its schedule instead/)).toBeTruthy();
  expect(await find("import-preview")).toHaveProperty("disabled", true);
});

test("a directory that cannot be searched says why", async () => {
  const failing = { searchDirectory: { kind: "failed", message: "The data is locked." } } as const;
  const { user } = openWindow({ conferences: [], failing });
  await user.click(await find("welcome-address"));
  expect(textOf(await screen.findByRole("alert"))).toContain("The data is locked.");
});

describe("a place", () => {
  const entry = (city: string | null, country: string | null) =>
    ({ city, country }) as DirectoryEntryView;

  test.each([
    [entry("Brussels", "BE"), "Brussels, Belgium"],
    [entry(null, "AU"), "Australia"],
    [entry("Online", null), "Online"],
    [entry("Nowhere", "not a code"), "Nowhere, not a code"],
    [entry(null, null), ""],
  ])("of %o is %s", (of, words) => {
    expect(placeOf(of)).toBe(words);
  });
});

test.each([
  ["https://fosdem.org/schedule", true],
  [" webcal://a.example/b.ics", true],
  ["https:", true],
  ["fosdem", false],
  ["KubeCon: Europe", false],
  ["", false],
])("%j is meant as an address: %s", (text, is) => {
  expect(looksLikeAddress(text)).toBe(is);
});
