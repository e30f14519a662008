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
  // The last bytes of a name reach only the low bits of FNV; a multiplication spreads them.
  const spread = Math.imul(hash ^ (hash >>> 15), 0x9e3779b1) >>> 0;
  return 50 + (spread / 2 ** 32) * 300;
}
