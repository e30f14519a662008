import { expect, test } from "vitest";
import { Resource } from "./resource.svelte";

test("the value at hand stays in sight while the same is fetched again", async () => {
  const resource = new Resource<string>();
  await resource.load("thing", () => Promise.resolve("old"));
  const loading = resource.load("thing", () => Promise.resolve("new"));
  expect(resource.value).toBe("old");
  await loading;
  expect(resource.value).toBe("new");
});

test("the value of one thing is never shown as that of another", async () => {
  const resource = new Resource<string>();
  await resource.load(1, () => Promise.resolve("of one"));
  const loading = resource.load(2, () => Promise.resolve("of two"));
  expect(resource.value).toBeNull();
  await loading;
  expect(resource.value).toBe("of two");
});

test("an answer that a newer question has overtaken is dropped", async () => {
  const resource = new Resource<string>();
  let answer: (value: string) => void = () => undefined;
  const slow = resource.load("thing", () => new Promise((resolve) => (answer = resolve)));
  void resource.load("thing", () => Promise.resolve("second"));
  answer("first");
  await slow;
  expect(resource.value).toBe("second");
});

test("a failure is told and does not take the value away", async () => {
  const resource = new Resource<string>();
  await resource.load("thing", () => Promise.resolve("good"));
  await resource.load("thing", () => Promise.reject(new Error("disk full")));
  expect(resource.value).toBe("good");
  expect(resource.error).toEqual({ kind: "failed", message: "disk full" });
  await resource.load("thing", () => Promise.resolve("good again"));
  expect(resource.error).toBeNull();
});
