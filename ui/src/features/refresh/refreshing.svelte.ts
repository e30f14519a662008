// One refresh asked for by hand: whether it runs, and what came of it.

import { asCommandError } from "../../backend/backend";
import type { RefreshReportView } from "../../backend/generated/RefreshReportView";
import type { Lanyard } from "../../lanyard.svelte";
import { t } from "../../shared/strings";

export class Refreshing {
  running = $state(false);
  /** What came of the last one, in words; empty where it stands elsewhere on screen. */
  outcome = $state("");
  /** What could not even be tried. */
  error = $state<string | null>(null);

  constructor(private readonly lanyard: Lanyard) {}

  refresh(conference: number): Promise<void> {
    return this.#run(() => this.lanyard.backend.refreshNow(conference));
  }

  /** Takes the version that lacks most sessions, or keeps the schedule as it is. */
  answerLoss(conference: number, accept: boolean): Promise<void> {
    return this.#run(() => this.lanyard.backend.answerLoss(conference, accept));
  }

  async #run(work: () => Promise<RefreshReportView>): Promise<void> {
    if (this.running) return;
    this.running = true;
    this.outcome = "";
    this.error = null;
    try {
      this.outcome = wordsOf(await work());
    } catch (reason) {
      this.error = asCommandError(reason).message;
    } finally {
      this.running = false;
      await this.lanyard.refresh();
    }
  }
}

function wordsOf({ outcome, message }: RefreshReportView): string {
  if (outcome === "imported") return t.refresh.imported(message);
  if (outcome === "kept") return t.refresh.kept;
  // How a conference stands after these is told beside it.
  if (outcome === "failed" || outcome === "offline" || outcome === "asked") return "";
  return message.charAt(0).toUpperCase() + message.slice(1);
}
