// The steps of the grid's zoom.

export interface Zoom {
  down: number;
  across: number;
}

export const PX_PER_MINUTE = [0.7, 1.1, 1.6, 2.4, 3.6];
/** In px. */
export const ROOM_WIDTHS = [88, 120, 160, 208, 280];

/** One step further in that direction, as far as there are steps. */
export function stepped(zoom: Zoom, direction: keyof Zoom, delta: number): Zoom {
  const most = (direction === "down" ? PX_PER_MINUTE : ROOM_WIDTHS).length - 1;
  return { ...zoom, [direction]: Math.max(0, Math.min(zoom[direction] + delta, most)) };
}
