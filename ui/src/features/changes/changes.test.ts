import { describe, expect, test } from "vitest";
import type { ChangeView } from "../../backend/generated/ChangeView";
import type { FieldChangeView } from "../../backend/generated/FieldChangeView";
import type { TimeView } from "../../backend/generated/TimeView";
import { formatMinute } from "../../shared/dates";
import { change } from "../../testing/changes";
import { time } from "../../testing/sessions";
import { clashWords, compare, withSeen, wordsOf } from "./changes";

type Field = FieldChangeView["field"];

function text(field: Field, old: string | null, newer: string | null): FieldChangeView {
  return { field, old, new: newer, oldTime: null, newTime: null };
}

function times(field: Field, old: TimeView | null, newer: TimeView | null): FieldChangeView {
  return { field, old: null, new: null, oldTime: old, newTime: newer };
}

/** A time `days` after Thursday 19 May 2022. */
function later(clock: string, days: number): TimeView {
  const { at, shown, venue } = time(clock);
  const date = new Date(Date.UTC(2022, 4, 19 + days)).toISOString().slice(0, 10);
  return { at: at + days * 86_400, shown: { ...shown, date }, venue };
}

function sentence(of: ChangeView): string {
  return wordsOf(of)
    .map((piece) => {
      if (typeof piece === "string") return piece;
      const clock = formatMinute(piece.time.shown.minute, "hours24");
      return piece.day ? `${piece.day} ${clock}` : clock;
    })
    .join("");
}

const moved = (from: TimeView, to: TimeView) => times("starts_at", from, to);

describe("the words of a change", () => {
  test.each<[string, ChangeView, string]>([
    [
      "moved within its day, into another room",
      change("moved", [
        moved(time("14:00"), time("16:30")),
        times("ends_at", time("14:30"), time("17:00")),
        text("room", "Room 1", "Auditorium"),
      ]),
      "Moved Thu 14:00 → 16:30, Room 1 → Auditorium",
    ],
    [
      "moved to another day, and longer",
      change("moved", [
        moved(time("14:00"), later("16:30", 1)),
        times("ends_at", time("14:30"), later("17:20", 1)),
        text("day", "2022-05-19", "2022-05-20"),
      ]),
      "Moved Thu 14:00 → Fri 16:30, 50 min instead of 30 min",
    ],
    [
      "given a time",
      change("moved", [times("starts_at", null, time("09:00"))]),
      "Now at Thu 09:00",
    ],
    [
      "without a time any more",
      change("moved", [times("starts_at", time("09:00"), null)]),
      "Has no time any more",
    ],
    [
      "ending later",
      change("moved", [times("ends_at", time("10:00"), time("10:15"))]),
      "Now ends 10:15 instead of 10:00",
    ],
    ["in another room", change("room_changed", [text("room", "iLab", "iRoom")]), "iLab → iRoom"],
    ["in a room", change("room_changed", [text("room", null, "iRoom")]), "Now in iRoom"],
    [
      "renamed, with other speakers",
      change("renamed", [text("title", "Old", "New"), text("speakers", "Ada", "Grace")]),
      "Was called “Old”, other speakers",
    ],
    [
      "back, and no longer in its room",
      change("restored", [text("presence", "withdrawn", "listed"), text("room", "Room 3", null)]),
      "Back in the schedule, no longer in Room 3",
    ],
    ["cancelled", change("cancelled", [text("status", "confirmed", "cancelled")]), "Cancelled"],
    [
      "edited",
      change("edited", [text("text", "a", "b"), text("url", null, "c")]),
      "New text, another page",
    ],
    ["known by other identifiers alone", change("edited", [text("identifiers", "a", "b")]), ""],
  ])("that is %s", (_, of, words) => {
    expect(sentence(of)).toBe(words);
  });

  test("name a weekday only where it means one day", () => {
    expect(sentence(change("moved", [moved(time("14:00"), later("14:00", 7))]))).toBe(
      "Moved Thu, May 19 14:00 → Thu, May 26 14:00",
    );
  });

  test("name two clashes and count the others", () => {
    const clash = (id: number) => ({
      with: { kind: "session" as const, id },
      title: `Talk ${id}`,
      minutes: 5,
    });
    const clashing = (...ids: number[]) => change("moved", [], { clashes: ids.map(clash) });
    expect(clashWords(clashing())).toBe("");
    expect(clashWords(clashing(1))).toBe("now clashes with “Talk 1”");
    expect(clashWords(clashing(1, 2, 3, 4))).toBe(
      "now clashes with “Talk 1” and “Talk 2” and 2 more",
    );
  });
});

test("only the change of that import and session is seen", () => {
  const changes = [3, 2].map((id) => change("edited", [], { import: id }));
  const view = { conference: 1, importedAt: time("15:00"), changes, more: 0, questions: [] };
  const seen = withSeen(view, [{ import: 2, session: 1 }], true);
  expect(seen.changes.map((each) => each.seen)).toEqual([false, true]);
});

test("two sessions are compared where either says something", () => {
  const { session } = change("added", []);
  const rows = compare(
    { ...session, room: "A", speakers: ["Ada"] },
    { ...session, room: null, speakers: ["Ada"] },
  );
  expect(rows).toEqual([
    { what: "Room", old: "A", new: null, same: false },
    { what: "Speakers", old: "Ada", new: "Ada", same: true },
  ]);
  expect(compare(session, session)).toEqual([]);
});
