import { expect, test } from "vitest";
import { highlight } from "./highlight";

const marked = (text: string, words: string) =>
  highlight(text, words)
    .map((piece) => (piece.hit ? `[${piece.text}]` : piece.text))
    .join("");

test.each([
  ["A Guided Tour of Cilium Service Mesh", "serv mesh", "A Guided Tour of Cilium [Serv]ice [Mesh]"],
  ["Čeněk Dvořák", "dvorak", "Čeněk [Dvořák]"],
  ["Cafe\u0301 society", "café", "[Cafe\u0301] society"],
  ["Kubernetes", "ernetes", "Kubernetes"],
  ["eBPF, eBPF-based", "ebpf", "[eBPF], [eBPF]-based"],
  ["Networks", "net network", "[Network]s"],
  ["Nothing", "  ", "Nothing"],
  ["(a+b)", "a", "([a]+b)"],
])("%j searched for %j is marked %j", (text, words, expected) => {
  expect(marked(text, words)).toBe(expected);
});
