// Finds entries by the beginnings of their words, as one types.

export interface Findable {
  title: string;
  /** Found by it too, but after those found by their title. */
  detail?: string;
}

/**
 * The entries in which every word typed begins a word, best first: the title begins with what was
 * typed, then all words in the title, then some only in the detail. Accents and case do not matter.
 */
export function findEntries<T extends Findable>(entries: T[], typed: string, most: number): T[] {
  const terms = fold(typed).split(/\s+/).filter(Boolean);
  if (terms.length === 0) return entries.slice(0, most);
  const ranked: T[][] = [[], [], []];
  for (const entry of entries) {
    const rank = rankOf(entry, terms);
    if (rank !== null) ranked[rank]?.push(entry);
  }
  return ranked.flat().slice(0, most);
}

function rankOf({ title, detail = "" }: Findable, terms: string[]): number | null {
  const words = wordsOf(title);
  const inTitle = (term: string) => words.some((word) => word.startsWith(term));
  if (fold(title).startsWith(terms.join(" "))) return 0;
  if (terms.every(inTitle)) return 1;
  const others = wordsOf(detail);
  const anywhere = (term: string) => inTitle(term) || others.some((word) => word.startsWith(term));
  return terms.every(anywhere) ? 2 : null;
}

function wordsOf(text: string): string[] {
  return fold(text).split(/[^\p{L}\p{N}]+/u);
}

function fold(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
