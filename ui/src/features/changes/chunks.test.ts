import { expect, test } from "vitest";
import { change } from "../../testing/changes";
import { chunksToDraw, groupByImport, placeChunks } from "./chunks";

/** So many changes of each import. */
function groups(...counts: number[]) {
  return groupByImport(
    counts.flatMap((count, index) =>
      Array.from({ length: count }, () => change("edited", [], { import: 9 - index })),
    ),
  );
}

test("changes stand by import, in the order given, and in pieces of twenty", () => {
  const shape = groups(45, 1).map(({ import: id, chunks }) => [
    id,
    ...chunks.map(({ first, changes }) => [first, changes.length]),
  ]);
  expect(shape).toEqual([
    [9, [0, 20], [20, 20], [40, 5]],
    [8, [45, 1]],
  ]);
});

test("a piece stands below the headings and pieces before it, as tall as it was or is guessed", () => {
  const placed = placeChunks(groups(25, 1), 100, new Map([["9 0", 1500]]));
  expect(placed.map(({ top, height }) => [top, height])).toEqual([
    [134, 1500],
    [1634, 270],
    [1938, 54],
  ]);
});

test("what touches the stretch is drawn, and where the focus is", () => {
  const placed = placeChunks(groups(100), 0, new Map());
  const at = (from: number, to: number, position: number) => [
    ...chunksToDraw(placed, from, to, position),
  ];
  expect(at(0, 600, 0)).toEqual(["9 0"]);
  expect(at(0, 1115, 0)).toEqual(["9 0", "9 1"]);
  expect(at(0, 600, 99)).toEqual(["9 0", "9 4"]);
  expect(at(2000, 2600, -1)).toEqual(["9 1", "9 2"]);
});
