import type { Row } from "../lib/bindings";

const STEAM = "23456789BCDFGHJKMNPQRTVWXY";

/** Digits, or Steam's letters, that look like a code. */
export function digits(row: Pick<Row, "id" | "digits" | "kind">, moment: number): string {
  let state = moment + [...row.id].reduce((sum, letter) => Math.imul(sum, 31) + letter.charCodeAt(0), 7);
  return Array.from({ length: row.digits }, () => {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9;
    return row.kind === "steam" ? STEAM[(state >>> 8) % STEAM.length] : (state >>> 8) % 10;
  }).join("");
}
