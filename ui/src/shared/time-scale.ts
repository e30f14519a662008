// Time as height: where an instant stands on a vertical axis, and the hours beside it.

import type { TimeView } from "../backend/generated/TimeView";
import { shiftTime } from "./dates";

const HOUR = 3600;

/** What has a beginning and an end. */
export interface Span {
  starts: TimeView;
  ends: TimeView;
}

/** An hour of the clock shown. */
export interface HourMark {
  time: TimeView;
  /** In px. */
  top: number;
}

/**
 * Position of an instant in px: proportional to time, but stretched where a span would be too low
 * to read. Full hours of the clock shown frame it.
 */
export class TimeScale {
  readonly from: number;
  readonly to: number;
  readonly height: number;
  #points: { at: number; top: number }[] = [];

  constructor(
    spans: Span[],
    private readonly pxPerMinute: number,
    private readonly leastHeight: number,
  ) {
    const earliest = spans.reduce<TimeView | null>(
      (first, { starts }) => (first === null || starts.at < first.at ? starts : first),
      null,
    );
    // Back to the full hour by the clock shown, which need not be one in UTC.
    this.from = earliest ? earliest.at - (earliest.shown.minute % 60) * 60 : 0;
    const last = spans.reduce((latest, { ends }) => Math.max(latest, ends.at), this.from);
    this.to = this.from + Math.ceil((last - this.from) / HOUR) * HOUR;
    this.#stretch(spans);
    this.height = this.position(this.to);
  }

  position(at: number): number {
    const after = this.#firstAfter(at);
    const before = this.#points[Math.max(0, after - 1)];
    const next = this.#points[after];
    if (!before) return 0;
    if (!next || at <= before.at) return before.top;
    return before.top + ((at - before.at) / (next.at - before.at)) * (next.top - before.top);
  }

  /** Index of the first point later than the instant. */
  #firstAfter(at: number): number {
    let [low, high] = [0, this.#points.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#points[middle]?.at ?? 0) > at) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  #stretch(spans: Span[]): void {
    const instants = spans.flatMap(({ starts, ends }) => [starts.at, ends.at]);
    const sorted = [...new Set([this.from, ...instants, this.to])].sort((a, b) => a - b);
    /** The latest start among the spans that end there. */
    const startOf = new Map<number, number>();
    for (const { starts, ends } of spans) {
      startOf.set(ends.at, Math.max(startOf.get(ends.at) ?? starts.at, starts.at));
    }
    const tops = new Map<number, number>();
    let previous: { at: number; top: number } | null = null;
    for (const at of sorted) {
      let top: number = previous ? previous.top + ((at - previous.at) / 60) * this.pxPerMinute : 0;
      const start = startOf.get(at);
      if (start !== undefined) top = Math.max(top, (tops.get(start) ?? 0) + this.leastHeight);
      tops.set(at, top);
      previous = { at, top };
      this.#points.push(previous);
    }
  }
}

/** The hours from the first to the last. */
export function hourMarks(spans: Span[], scale: TimeScale): HourMark[] {
  const starts = spans.map((span) => span.starts).sort((a, b) => a.at - b.at);
  const marks: HourMark[] = [];
  for (let at = scale.from; at <= scale.to && starts.length > 0; at += HOUR) {
    // The nearest start before it tells the clocks, should an offset change within the day.
    const near = starts.findLast((time) => time.at <= at) ?? starts[0];
    if (near) marks.push({ time: shiftTime(near, (at - near.at) / 60), top: scale.position(at) });
  }
  return marks;
}
