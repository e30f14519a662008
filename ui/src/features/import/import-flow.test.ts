import { expect, test } from "vitest";
import { FakeBackend } from "../../backend/fake";
import { ImportFlow } from "./import-flow.svelte";

const FILE = { kind: "path", path: "/schedule.xml" } as const;

test("a preview is followed by the import", async () => {
  const flow = new ImportFlow(new FakeBackend({ conferences: [] }));
  await flow.preview(FILE);
  expect(flow.step.name).toBe("report");
  const report = await flow.run();
  expect(report?.conference.id).toBe(1);
});

test("where the zone is needed it is asked, and the answer goes on", async () => {
  const flow = new ImportFlow(new FakeBackend({ conferences: [], zoneNeeded: true }));
  await flow.preview(FILE);
  expect(flow.step).toMatchObject({ name: "zone", guess: "Europe/Madrid" });
  await flow.tellZone("Europe/Brussels");
  expect(flow.step.name).toBe("report");
  expect(flow.zone).toBe("Europe/Brussels");
});

test("a guess is taken as the answer until another is given", async () => {
  const flow = new ImportFlow(new FakeBackend({ conferences: [], zoneConfirmed: false }));
  await flow.preview(FILE);
  expect(flow.zone).toBe("Europe/Madrid");
});

test("a failure leads back to the source and says why", async () => {
  const failing = { previewImport: { kind: "failed", message: "No schedule in it." } } as const;
  const flow = new ImportFlow(new FakeBackend({ failing }));
  await flow.preview(FILE);
  expect(flow.step.name).toBe("source");
  expect(flow.error).toBe("No schedule in it.");
});

test("an import that fails leaves its preview to be tried again", async () => {
  const failing = { runImport: { kind: "failed", message: "The disk is full." } } as const;
  const flow = new ImportFlow(new FakeBackend({ failing }));
  await flow.preview(FILE);
  expect(await flow.run()).toBeNull();
  expect(flow.step.name).toBe("report");
  expect(flow.error).toBe("The disk is full.");
});

test("a cancelled preview is no error", async () => {
  const flow = new ImportFlow(new FakeBackend());
  const previewing = flow.preview(FILE);
  expect(flow.step.name).toBe("working");
  await flow.cancel();
  await previewing;
  expect(flow.step.name).toBe("source");
  expect(flow.error).toBeNull();
  expect(flow.notice).toContain("cancelled");
});

test("another source forgets the zone told for the one before", async () => {
  const flow = new ImportFlow(new FakeBackend({ conferences: [] }));
  await flow.preview(FILE);
  await flow.tellZone("Asia/Tokyo");
  await flow.preview({ kind: "sample" });
  expect(flow.zone).toBeNull();
});
