import { expect, test } from "vitest";
import { FakeBackend } from "../../backend/fake";
import { all, find, findText, openWindow } from "../../testing/window";
import { ImportFlow } from "./import-flow.svelte";

const FILE = { kind: "path", path: "/talks.csv" } as const;

test("a table that is not clear is asked about in the dialog and then read", async () => {
  const { user, backend } = openWindow({ conferences: [], importing: "unclear_table" });
  await find("try-sample");
  backend.emit({ name: "file_dropped", path: FILE.path });
  await findText("import-unclear", "named like the title");
  await user.selectOptions(await find("import-role-1"), "title");
  await findText("import-report", "20 sessions");
  await findText("import-columns", "Columns: 7 of 10 taken");
  expect(await find("import-role-1")).toHaveProperty("value", "title");
  // A role that goes to another column leaves the one before.
  await user.selectOptions(await find("import-role-8"), "room");
  await findText("import-columns", "Columns: 7 of 10 taken");
  expect(await find("import-role-7")).toHaveProperty("value", "");
  await user.click(await find("import-run"));
  await findText("toast", "Imported KubeCon");
});

test("what was told of columns is taken back, and forgotten with another source", async () => {
  const flow = new ImportFlow(new FakeBackend({ conferences: [], importing: "table" }));
  const table = () => {
    const found = flow.step.name === "report" ? flow.step.report.table : null;
    if (!found) throw new Error("no table");
    return found;
  };
  await flow.preview(FILE);
  expect(table().isTold).toBe(false);
  const { columns } = table();
  await flow.tellColumns({ columns, dateOrder: "month_day_year" });
  expect(table()).toMatchObject({ isTold: true, dateOrder: "month_day_year" });
  await flow.tellColumns({ columns: [], dateOrder: null });
  expect(table()).toMatchObject({ isTold: false, dateOrder: "day_month_year" });
  await flow.tellColumns({ columns, dateOrder: null });
  await flow.preview({ kind: "path", path: "/other.csv" });
  expect(table().isTold).toBe(false);
});

test("another source of a conference is joined unless the attendee wants it by itself", async () => {
  const { user, backend } = openWindow({ importing: "another_source" });
  await find("view-agenda");
  backend.emit({ name: "file_dropped", path: "/all.ics" });
  await findText("import-join", "18 of 20 titles are the same");
  await findText("import-join", "refreshed from https://conference.example/all.ics");
  expect((await find("import-run")).textContent).toContain("Join");
  const [, own] = all("import-join")[0]?.querySelectorAll("input") ?? [];
  if (!own) throw new Error("no second answer");
  await user.click(own);
  await findText("import-run", "Import");
  await user.click(await find("import-run"));
  await findText("toast", "KubeCon");
  expect(backend.log.imports.at(-1)?.conference).toBeNull();
});

test("joined is what was proposed", async () => {
  const backend = new FakeBackend({ importing: "another_source" });
  const flow = new ImportFlow(backend);
  await flow.preview(FILE);
  expect(flow.joined).toBe(1);
  await flow.run();
  expect(backend.log.imports.at(-1)?.conference).toBe(1);
});
