// The course of an import: a source, a preview of what it holds, the question of the zone where the
// schedule leaves it open, and the import itself.

import { asCommandError, type Backend } from "../../backend/backend";
import type { ImportForm } from "../../backend/generated/ImportForm";
import type { ImportProgressView } from "../../backend/generated/ImportProgressView";
import type { ImportReportView } from "../../backend/generated/ImportReportView";
import type { ImportSource } from "../../backend/generated/ImportSource";

export type Step =
  | { name: "source" }
  | { name: "working"; running: "preview" | "import" }
  | { name: "zone"; message: string; guess: string | null }
  | { name: "report"; report: ImportReportView };

export class ImportFlow {
  step = $state.raw<Step>({ name: "source" });
  progress = $state.raw<ImportProgressView | null>(null);
  /** What went wrong, shown in the step that it led back to. */
  error = $state<string | null>(null);
  /** What a cancelled import says; not an error. */
  notice = $state<string | null>(null);
  /** The zone told by the attendee; none while the schedule's own is good. */
  zone = $state<string | null>(null);
  #source: ImportSource | null = null;
  #proposedZone: string | null = null;

  constructor(private readonly backend: Backend) {}

  /**
   * Reads the source and shows what it holds, storing nothing. The proposed zone holds for a schedule
   * that names none: a directory's.
   */
  async preview(source: ImportSource, proposedZone: string | null = null): Promise<void> {
    if (source !== this.#source) this.zone = null;
    this.#source = source;
    this.#proposedZone = proposedZone;
    const before = this.step;
    const report = await this.#work("preview", (form, onProgress) =>
      this.backend.previewImport(form, onProgress),
    );
    if (report) {
      this.zone ??= report.conference.zoneConfirmed ? null : report.conference.zoneGuess;
      this.step = { name: "report", report };
    } else if (this.step.name === "working") {
      this.step = before.name === "zone" ? before : { name: "source" };
    }
  }

  /** Answers the question of the zone and reads the source again. */
  async tellZone(zone: string): Promise<void> {
    this.zone = zone;
    if (this.#source) await this.preview(this.#source, this.#proposedZone);
  }

  /** Imports what the preview showed; gives the report, or none where it did not come to that. */
  async run(): Promise<ImportReportView | null> {
    const before = this.step;
    const report = await this.#work("import", (form, onProgress) =>
      this.backend.runImport(form, onProgress),
    );
    if (!report && this.step.name === "working") this.step = before;
    return report;
  }

  async cancel(): Promise<void> {
    await this.backend.cancelImport();
  }

  back(): void {
    this.step = { name: "source" };
    this.error = null;
    this.notice = null;
  }

  async #work(
    running: "preview" | "import",
    call: (
      form: ImportForm,
      onProgress: (progress: ImportProgressView) => void,
    ) => Promise<ImportReportView>,
  ): Promise<ImportReportView | null> {
    const source = this.#source;
    if (!source) return null;
    this.step = { name: "working", running };
    this.progress = null;
    this.error = null;
    this.notice = null;
    try {
      const form: ImportForm = { source, zone: this.zone, conference: null };
      if (this.#proposedZone) form.proposedZone = this.#proposedZone;
      return await call(form, (progress) => {
        this.progress = progress;
      });
    } catch (reason) {
      const error = asCommandError(reason);
      if (error.kind === "zone_needed") {
        this.step = { name: "zone", message: error.message, guess: error.guess };
      } else if (error.kind === "cancelled") this.notice = error.message;
      else this.error = error.message;
      return null;
    }
  }
}
