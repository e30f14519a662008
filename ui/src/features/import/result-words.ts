// What an import does, in words.

import type { ImportResultView } from "../../backend/generated/ImportResultView";
import { t } from "../../shared/strings";

/** "3 new", "12 changed", …: only what there is. */
export function resultWords(result: ImportResultView): string[] {
  const words: [number, (n: number) => string][] = [
    [result.added, t.import.added],
    [result.changed, t.import.changed],
    [result.unchanged, t.import.unchangedCount],
    [result.withdrawn, t.import.withdrawn],
    [result.restored, t.import.restored],
  ];
  return words.flatMap(([count, say]) => (count > 0 ? [say(count)] : []));
}
