import { expect, test } from "vitest";
import { session } from "../../testing/sessions";
import { choices, filterSessions, toggled, type Filters } from "./filters";

const NONE: Filters = { tracks: [], rooms: [], pickedOnly: false };
const picked = { priority: "want", leads: null } as const;

const SESSIONS = [
  session(1, { track: "Security", room: "Hall 1" }),
  session(2, { track: "Security", room: "Hall 2", pick: picked }),
  session(3, { track: "Networking", room: "Hall 1", pick: picked }),
  session(4, { track: null, room: null }),
];

const ids = (filters: Partial<Filters>) =>
  filterSessions(SESSIONS, { ...NONE, ...filters }).map(({ id }) => id);

test.each<[string, Partial<Filters>, number[]]>([
  ["nothing chosen", {}, [1, 2, 3, 4]],
  ["one track", { tracks: ["Security"] }, [1, 2]],
  ["two tracks", { tracks: ["Security", "Networking"] }, [1, 2, 3]],
  ["a track and a room", { tracks: ["Security"], rooms: ["Hall 1"] }, [1]],
  ["picked only", { pickedOnly: true }, [2, 3]],
  ["what fits nothing", { tracks: ["Networking"], rooms: ["Hall 2"] }, []],
])("%s shows the right sessions", (_, filters, expected) => {
  expect(ids(filters)).toEqual(expected);
});

test("a choice is counted as if it were chosen with all other filters", () => {
  const filters = { ...NONE, tracks: ["Security"], rooms: ["Hall 1"] };
  expect(choices("tracks", ["Security", "Networking"], SESSIONS, filters)).toEqual([
    { value: "Security", count: 1, chosen: true },
    { value: "Networking", count: 1, chosen: false },
  ]);
});

test("choices that would show nothing are left out, unless they are chosen", () => {
  const tracks = ["Security", "Networking", "Elsewhere"];
  const values = (filters: Filters) =>
    choices("tracks", tracks, SESSIONS, filters).map(({ value }) => value);
  expect(values(NONE)).toEqual(["Security", "Networking"]);
  expect(values({ ...NONE, tracks: ["Elsewhere"] })).toEqual([
    "Security",
    "Networking",
    "Elsewhere",
  ]);
});

test("toggling twice changes nothing", () => {
  expect(toggled(toggled(["a"], "b"), "b")).toEqual(["a"]);
});
