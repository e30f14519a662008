// A long list of changes in pieces, so that only those near what is in sight need to be drawn. Rows
// are not equally tall: a piece that was drawn is as tall as it was then, any other as is guessed.

import type { ChangeView } from "../../backend/generated/ChangeView";
import type { TimeView } from "../../backend/generated/TimeView";

/** What one import altered. */
export interface ImportGroup {
  import: number;
  at: TimeView;
  source: string | null;
  chunks: Chunk[];
}

export interface Chunk {
  key: string;
  /** Position of its first change in the whole list. */
  first: number;
  changes: ChangeView[];
}

export interface PlacedChunk extends Chunk {
  top: number;
  height: number;
}

const CHUNK = 20;
const ROW_PX = 54;
const HEADING_PX = 34;

/** In the order given, which has those of one import together. */
export function groupByImport(changes: ChangeView[]): ImportGroup[] {
  const groups: ImportGroup[] = [];
  changes.forEach((change, position) => {
    const { import: id, at, source } = change;
    let group = groups.at(-1);
    if (group?.import !== id) {
      group = { import: id, at, source, chunks: [] };
      groups.push(group);
    }
    const chunk = group.chunks.at(-1);
    if (chunk && chunk.changes.length < CHUNK) chunk.changes.push(change);
    else {
      const key = `${id} ${group.chunks.length}`;
      group.chunks.push({ key, first: position, changes: [change] });
    }
  });
  return groups;
}

/** Stacks the chunks below `top`; all measures in px. */
export function placeChunks(
  groups: ImportGroup[],
  top: number,
  measured: ReadonlyMap<string, number>,
): PlacedChunk[] {
  let at = top;
  return groups.flatMap(({ chunks }) => {
    at += HEADING_PX;
    return chunks.map((chunk) => {
      const height = measured.get(chunk.key) ?? chunk.changes.length * ROW_PX;
      const placed = { ...chunk, top: at, height };
      at += height;
      return placed;
    });
  });
}

/** The keys of the chunks that touch the stretch, and of the one with the change at `position`. */
export function chunksToDraw(
  placed: PlacedChunk[],
  from: number,
  to: number,
  position: number,
): Set<string> {
  const wanted = placed.filter(
    ({ top, height, first, changes }) =>
      (top < to && top + height > from) || (first <= position && position < first + changes.length),
  );
  return new Set(wanted.map(({ key }) => key));
}
