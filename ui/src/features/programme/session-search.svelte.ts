// Search as one types, over all days of a conference.

import { asCommandError, type Backend } from "../../backend/backend";
import type { CommandError } from "../../backend/generated/CommandError";
import type { ProgrammeView } from "../../backend/generated/ProgrammeView";
import type { SessionView } from "../../backend/generated/SessionView";

export class SessionSearch {
  /** Asked, and not answered yet. */
  pending = $state(false);
  error = $state.raw<CommandError | null>(null);
  #hits = $state.raw<number[]>([]);
  #asked = 0;

  constructor(private readonly backend: Backend) {}

  /** Searches; answers that newer words have overtaken are dropped. */
  find(words: string, conference: number): void {
    const asked = ++this.#asked;
    if (words.trim() === "") {
      this.#hits = [];
      this.pending = false;
      return;
    }
    this.pending = true;
    this.backend.searchSessions(words, conference).then(
      (hits) => {
        if (asked !== this.#asked) return;
        this.#hits = hits.map(({ session }) => session);
        this.error = null;
        this.pending = false;
      },
      (reason: unknown) => {
        if (asked !== this.#asked) return;
        this.error = asCommandError(reason);
        this.#hits = [];
        this.pending = false;
      },
    );
  }

  /** What was found, best first. */
  sessionsOf(programme: ProgrammeView): SessionView[] {
    const byId = new Map(programme.sessions.map((session) => [session.id, session]));
    return this.#hits.flatMap((id) => byId.get(id) ?? []);
  }
}
