// A table of the fake backend, whose columns can be told.

import type { CommandError } from "../generated/CommandError";
import type { TableColumn } from "../generated/TableColumn";
import type { TableForm } from "../generated/TableForm";
import type { TableView } from "../generated/TableView";

const COLUMNS: TableColumn[] = [
  { name: "Nr", role: null },
  { name: "Veranstaltung", role: "title" },
  { name: "Datum", role: "date" },
  { name: "Von", role: "start" },
  { name: "Bis", role: "end" },
  { name: "Referent/in", role: "speakers" },
  { name: "Referent/in 2", role: "speakers" },
  { name: "Wo", role: "room" },
  { name: "Anmerkungen der Programmkommission", role: null },
  { name: "", role: null },
];

const SAMPLES = [
  [
    "1",
    "Einführung in die Bodenkunde",
    "03.04.2026",
    "09:00",
    "09:45",
    "Ada Muster",
    "",
    "Saal 1",
    "",
    "",
  ],
  [
    "2",
    "Von Lochkarten und Lötkolben",
    "04.04.2026",
    "10:00",
    "10:45",
    "Björn Øst",
    "noor",
    "Saal 2",
    "Beamer nötig, Tisch für drei",
    "x",
  ],
];

/** How the columns are taken; without a title they are not clear. */
export function fakeTable(form: TableForm | undefined, unclear: boolean): TableView {
  const told = form && form.columns.length > 0 ? form : null;
  const found = unclear
    ? COLUMNS.map((column) => (column.role === "title" ? { ...column, role: null } : column))
    : COLUMNS;
  const table: TableView = {
    columns: told ? told.columns : found,
    samples: SAMPLES,
    dateOrder: told ? told.dateOrder : "day_month_year",
    isTold: told !== null,
  };
  if (!table.columns.some(({ role }) => role === "title")) {
    throw {
      kind: "unclear_table",
      message: "talks.csv: no column of this table is named like the title of a session",
      table,
    } satisfies CommandError;
  }
  return table;
}
