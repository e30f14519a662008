// What the columns of a table hold, as the attendee changes it.

import type { TableColumn } from "../../backend/generated/TableColumn";
import type { TableForm } from "../../backend/generated/TableForm";
import type { TableView } from "../../backend/generated/TableView";

export type Role = NonNullable<TableColumn["role"]>;
export type DateOrder = NonNullable<TableView["dateOrder"]>;

/** Roles that several columns may have, each a part. */
const SHARED: ReadonlySet<Role> = new Set<Role>(["speakers", "organisation", "links"]);

/** One column gets a role; a column that had it before holds nothing any more. */
export function withRole(table: TableView, place: number, role: Role | null): TableForm {
  const isTaken = (column: TableColumn) =>
    role !== null && column.role === role && !SHARED.has(role);
  const columns = table.columns.map((column, index): TableColumn => {
    if (index === place) return { name: column.name, role };
    return { name: column.name, role: isTaken(column) ? null : column.role };
  });
  return { columns, dateOrder: table.dateOrder };
}

/** What a column says in the first rows that fill it. */
export function samplesOf(table: TableView, place: number): string {
  const cells = table.samples.map((row) => row[place]?.trim() ?? "").filter((cell) => cell !== "");
  return [...new Set(cells)].join(" · ");
}
