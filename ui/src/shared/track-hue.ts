// A colour for each track, the same in every window and session.

/**
 * Hue of a track in degrees, from its name alone (FNV-1a). Lightness and chroma are fixed in the
 * style sheets, so contrast never depends on the name. The reds are left out: red means a clash.
 */
export function trackHue(track: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(track.trim().toLowerCase())) {
    hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  }
  return 50 + (hash % 300);
}
