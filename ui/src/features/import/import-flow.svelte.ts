// The course of an import: a source, a preview of what it holds, the question of the zone where the
// schedule leaves it open, and the import itself.

import { asCommandError, type Backend } from "../../backend/backend";
import type { ImportForm } from "../../backend/generated/ImportForm";
import type { ImportProgressView } from "../../backend/generated/ImportProgressView";
import type { ImportReportView } from "../../backend/generated/ImportReportView";
import type { ImportSource } from "../../backend/generated/ImportSource";
import type { TableForm } from "../../backend/generated/TableForm";
import type { TableView } from "../../backend/generated/TableView";

export type Step =
  | { name: "source" }
  | { name: "working"; running: "preview" | "import" }
  | { name: "zone"; message: string; guess: string | null }
  | { name: "table"; message: string; table: TableView }
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
  /** Whether what is proposed to be joined is joined. */
  joins = $state(false);
  /** What the attendee told of the columns of a table. */
  #columns = $state.raw<TableForm | null>(null);
  #source: ImportSource | null = null;
  /** Counts the previews: one that was overtaken has no say. */
  #turn = 0;
  #proposedZone: string | null = null;

  constructor(private readonly backend: Backend) {}

  /**
   * Reads the source and shows what it holds, storing nothing. The proposed zone holds for a schedule
   * that names none: a directory's.
   */
  async preview(source: ImportSource, proposedZone: string | null = null): Promise<void> {
    if (source !== this.#source) {
      this.zone = null;
      this.#columns = null;
    }
    this.#source = source;
    this.#proposedZone = proposedZone;
    const before = this.step;
    const report = await this.#work("preview", (form, onProgress) =>
      this.backend.previewImport(form, onProgress),
    );
    if (report) {
      this.zone ??= report.conference.zoneConfirmed ? null : report.conference.zoneGuess;
      this.joins = report.proposal?.isLikely ?? false;
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

  /** The conference that the import is joined to; none where it finds its own. */
  get joined(): number | null {
    if (this.step.name !== "report" || !this.joins) return null;
    return this.step.report.proposal?.conference ?? null;
  }

  /** Tells what the columns hold and reads them again; what is shown stays until that is done. */
  async tellColumns(form: TableForm): Promise<void> {
    if (!this.#source) return;
    this.#columns = form;
    this.error = null;
    const turn = ++this.#turn;
    try {
      const report = await this.backend.previewImport(this.#form(this.#source), () => {});
      if (turn !== this.#turn) return;
      this.zone ??= report.conference.zoneConfirmed ? null : report.conference.zoneGuess;
      if (!report.proposal) this.joins = false;
      this.step = { name: "report", report };
    } catch (reason) {
      if (turn === this.#turn) this.#failed(reason);
    }
  }

  /** Imports what the preview showed; gives the report, or none where it did not come to that. */
  async run(): Promise<ImportReportView | null> {
    const before = this.step;
    const joined = this.joined;
    const report = await this.#work("import", (form, onProgress) =>
      this.backend.runImport({ ...form, conference: joined }, onProgress),
    );
    if (!report && this.step.name === "working") this.step = before;
    return report;
  }

  async cancel(): Promise<void> {
    await this.backend.cancelImport();
  }

  back(): void {
    this.step = { name: "source" };
    // The source is read anew, as its columns are found.
    this.#columns = null;
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
    const turn = ++this.#turn;
    try {
      const report = await call(this.#form(source), (progress) => {
        this.progress = progress;
      });
      return turn === this.#turn ? report : null;
    } catch (reason) {
      if (turn === this.#turn) this.#failed(reason);
      return null;
    }
  }

  #form(source: ImportSource): ImportForm {
    const form: ImportForm = { source, zone: this.zone, conference: null };
    if (this.#columns) form.table = this.#columns;
    if (this.#proposedZone) form.proposedZone = this.#proposedZone;
    return form;
  }

  #failed(reason: unknown): void {
    const error = asCommandError(reason);
    if (error.kind === "zone_needed") {
      this.step = { name: "zone", message: error.message, guess: error.guess };
    } else if (error.kind === "unclear_table") {
      this.step = { name: "table", message: error.message, table: error.table };
    } else if (error.kind === "cancelled") this.notice = error.message;
    else this.error = error.message;
  }
}
