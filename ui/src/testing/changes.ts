// Changes for tests; what a test does not care about is filled in.

import type { ChangeView } from "../backend/generated/ChangeView";
import type { FieldChangeView } from "../backend/generated/FieldChangeView";
import { time } from "./sessions";

export function change(
  kind: ChangeView["kind"],
  fields: FieldChangeView[],
  more: Partial<ChangeView> = {},
): ChangeView {
  return {
    import: 2,
    at: time("14:58"),
    source: null,
    session: {
      id: 1,
      title: "Session 1",
      starts: null,
      ends: null,
      room: null,
      speakers: [],
      status: "confirmed",
      pick: null,
      hasNote: false,
    },
    mine: true,
    kind,
    fields,
    clashes: [],
    seen: false,
    ...more,
  };
}
