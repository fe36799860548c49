const letters = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** The first letter of a name, as a person sees it, for an account's avatar. */
export function letter(name: string): string {
  const [first] = letters.segment(name.trim());
  return first?.segment.toLocaleUpperCase() ?? "?";
}

const HUES = 18;

/**
 * A hue in degrees, the same for the same name: a multiple of 20, so that different hues look
 * different.
 */
export function hue(name: string): number {
  let hash = 2166136261; // FNV-1a
  for (const character of name.trim().toLowerCase()) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16777619);
  }
  return ((hash >>> 8) % HUES) * (360 / HUES);
}
