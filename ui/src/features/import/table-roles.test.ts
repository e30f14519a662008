import { expect, test } from "vitest";
import type { TableView } from "../../backend/generated/TableView";
import { samplesOf, withRole } from "./table-roles";

const TABLE: TableView = {
  columns: [
    { name: "Was", role: "title" },
    { name: "Wer", role: "speakers" },
    { name: "Und wer", role: null },
  ],
  samples: [
    ["Apples", "Ada", ""],
    ["Bridges", "Ada", " Bob "],
  ],
  dateOrder: "month_day_year",
  isTold: false,
};

test("a role moves from one column to another, but speakers may stand in several", () => {
  const roles = (place: number, role: "title" | "speakers" | null) =>
    withRole(TABLE, place, role).columns.map((column) => column.role);
  expect(roles(2, "title")).toEqual([null, "speakers", "title"]);
  expect(roles(2, "speakers")).toEqual(["title", "speakers", "speakers"]);
  expect(roles(0, null)).toEqual([null, "speakers", null]);
  expect(withRole(TABLE, 0, null).dateOrder).toBe("month_day_year");
});

test("samples are what the first rows say, each once", () => {
  expect([0, 1, 2].map((place) => samplesOf(TABLE, place))).toEqual([
    "Apples · Bridges",
    "Ada",
    "Bob",
  ]);
});
