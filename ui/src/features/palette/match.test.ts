import { expect, test } from "vitest";
import { findEntries } from "./match";

const ENTRIES = [
  { title: "A Guided Tour of Cilium Service Mesh", detail: "Liz Rice" },
  { title: "Cilium: Welcome, Vision and Updates", detail: "Thomas Graf, Liz Rice" },
  { title: "Čeněk Dvořák spricht", detail: "Saal 1" },
  { title: "Settings" },
];

const found = (typed: string, most = 10) =>
  findEntries(ENTRIES, typed, most).map(({ title }) => title.slice(0, 8));

test.each([
  ["cil", ["Cilium: ", "A Guided"]],
  ["mesh serv", ["A Guided"]],
  ["liz", ["A Guided", "Cilium: "]],
  ["rice cilium", ["A Guided", "Cilium: "]],
  ["dvorak", ["Čeněk Dv"]],
  ["ettings", []],
  ["zzz", []],
])("typing %j finds %j", (typed, expected) => {
  expect(found(typed)).toEqual(expected);
});

test("nothing typed leaves the beginning of the list", () => {
  expect(found("  ", 2)).toEqual(["A Guided", "Cilium: "]);
});
