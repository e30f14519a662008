// Marks in a text where the words searched for begin.

export interface Piece {
  text: string;
  hit: boolean;
}

/** Splits `text` at the words that begin with one of `words`; accents and case do not matter. */
export function highlight(text: string, words: string): Piece[] {
  const terms = fold(words)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
  if (terms.length === 0) return [{ text, hit: false }];
  const pieces: Piece[] = [];
  let plain = "";
  for (const part of text.split(/([\p{L}\p{N}\p{M}]+)/u)) {
    const length = hitLength(part, terms);
    if (length === 0) {
      plain += part;
      continue;
    }
    if (plain !== "") pieces.push({ text: plain, hit: false });
    pieces.push({ text: part.slice(0, length), hit: true });
    plain = part.slice(length);
  }
  if (plain !== "") pieces.push({ text: plain, hit: false });
  return pieces;
}

/** How much of the part, as it stands, the longest term covers that it begins with. */
function hitLength(part: string, terms: string[]): number {
  const folded = fold(part);
  const term = terms
    .filter((each) => folded.startsWith(each))
    .sort((a, b) => b.length - a.length)[0];
  if (!term) return 0;
  let length = 0;
  while (length < part.length && fold(part.slice(0, length)).length < term.length) length += 1;
  while (/\p{M}/u.test(part[length] ?? "")) length += 1;
  return length;
}

function fold(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
