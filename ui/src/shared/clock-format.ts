// How times are written, for every component that writes one.

import { getContext, setContext } from "svelte";
import type { ClockFormat } from "../backend/generated/ClockFormat";

const CONTEXT = Symbol("clock format");

export function provideClockFormat(format: () => ClockFormat): void {
  setContext(CONTEXT, format);
}

export function useClockFormat(): () => ClockFormat {
  return getContext<(() => ClockFormat) | undefined>(CONTEXT) ?? (() => "locale");
}
