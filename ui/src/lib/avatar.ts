const letters = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** The first letter of a name as it is written, for an account's mark. */
export function letter(name: string): string {
  const [first] = letters.segment(name.trim());
  return first?.segment.toLocaleUpperCase() ?? "?";
}

const HUES = 18;

/**
 * A colour angle in degrees that the same name always gets. Quantised, so that neighbours differ
 * visibly.
 */
export function hue(name: string): number {
  let hash = 2166136261; // FNV-1a
  for (const character of name.trim().toLowerCase()) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16777619);
  }
  return ((hash >>> 8) % HUES) * (360 / HUES);
}
