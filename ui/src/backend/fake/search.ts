// Search of the fake backend: every word begins a word of title, speakers, track or text.

import type { SearchHitView } from "../generated/SearchHitView";
import type { FakeConference } from "./schedule";

export function searched(
  conferences: FakeConference[],
  words: string,
  conference: number | null,
): SearchHitView[] {
  const terms = fold(words).split(/\s+/).filter(Boolean);
  return conferences
    .filter(({ id }) => conference === null || id === conference)
    .flatMap((each) => each.sessions.map((session) => ({ session, conference: each.id })))
    .filter(({ session }) => {
      const names = session.speakers.map(({ name }) => name).join(" ");
      const text = fold(`${session.title} ${names} ${session.track} ${session.text}`);
      return terms.every((term) => text.split(/[^\p{L}\d]+/u).some((w) => w.startsWith(term)));
    })
    .slice(0, 200)
    .map(({ session, conference }) => ({ session: session.id, conference, excerpt: "" }));
}

function fold(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
