import { expect, test } from "vitest";
import { session, time } from "../../testing/sessions";
import { NO_FILTERS } from "../../shared/shown.svelte";
import { choices, filterSessions, switchCount, toggled, type Filters } from "./filters";

const NONE: Filters = NO_FILTERS;
const NOW = time("10:30").at;
const picked = { priority: "want", leads: null } as const;

const SESSIONS = [
  session(1, { track: "Security", room: "Hall 1", speakers: ["Ada", "Bo"], language: "de" }),
  session(2, { track: "Security", room: "Hall 2", pick: picked }),
  session(3, { track: "Networking", room: "Hall 1", pick: picked }),
  session(4, { track: null, room: null, kind: "workshop", speakers: ["Bo"], day: "2022-05-20" }),
  session(5, { hidden: true, ends: time("10:30"), recommendedBy: ["Nicholas"] }),
];

const ids = (filters: Partial<Filters>) =>
  filterSessions(SESSIONS, { ...NONE, ...filters }, NOW).map(({ id }) => id);

test.each<[string, Partial<Filters>, number[]]>([
  ["nothing chosen", {}, [1, 2, 3, 4]],
  ["one track", { tracks: ["Security"] }, [1, 2]],
  ["two tracks", { tracks: ["Security", "Networking"] }, [1, 2, 3]],
  ["a track and a room", { tracks: ["Security"], rooms: ["Hall 1"] }, [1]],
  ["picked only", { pickedOnly: true }, [2, 3]],
  ["a speaker", { speakers: ["Bo"] }, [1, 4]],
  ["a language", { languages: ["de"] }, [1]],
  ["a kind on a day", { kinds: ["workshop"], days: ["2022-05-20"] }, [4]],
  ["hidden ones too", { showHidden: true }, [1, 2, 3, 4, 5]],
  ["what somebody recommends", { lists: ["Nicholas"], showHidden: true }, [5]],
  ["still to come", { toCome: true, showHidden: true }, [1, 2, 3, 4]],
  ["undecided", { undecided: true, showHidden: true }, [1, 4]],
  ["what fits nothing", { tracks: ["Networking"], rooms: ["Hall 2"] }, []],
])("%s shows the right sessions", (_, filters, expected) => {
  expect(ids(filters)).toEqual(expected);
});

test("a choice is counted as if it were chosen with all other filters", () => {
  const filters = { ...NONE, tracks: ["Security"], rooms: ["Hall 1"] };
  expect(choices("tracks", ["Security", "Networking"], SESSIONS, filters, NOW)).toEqual([
    { value: "Security", count: 1, chosen: true },
    { value: "Networking", count: 1, chosen: false },
  ]);
});

test("choices that would show nothing are left out, unless they are chosen", () => {
  const tracks = ["Security", "Networking", "Elsewhere"];
  const values = (filters: Filters) =>
    choices("tracks", tracks, SESSIONS, filters, NOW).map(({ value }) => value);
  expect(values(NONE)).toEqual(["Security", "Networking"]);
  expect(values({ ...NONE, tracks: ["Elsewhere"] })).toEqual([
    "Security",
    "Networking",
    "Elsewhere",
  ]);
});

test("a switch is counted as if it were on with all other filters", () => {
  const filters = { ...NONE, tracks: ["Security"] };
  expect(switchCount("pickedOnly", SESSIONS, filters, NOW)).toBe(1);
  expect(switchCount("pickedOnly", SESSIONS, NONE, NOW)).toBe(2);
});

test("toggling twice changes nothing", () => {
  expect(toggled(toggled(["a"], "b"), "b")).toEqual(["a"]);
});
