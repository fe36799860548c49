import type { Row } from "./bindings";

/** Rows with their names case-folded once, so that each keystroke only compares. */
export type Index = { row: Row; names: string }[];

/** Separates the two names of a row: no word of a query contains it. */
const GAP = "\n";

function fold(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

export function index(rows: Row[]): Index {
  return rows.map((row) => ({ row, names: fold(row.issuer) + GAP + fold(row.account) }));
}

/** Returns the rows with every word of the query, first those whose issuer begins with it. */
export function find(index: Index, query: string): Row[] {
  const words = fold(query).split(/\s+/).filter(Boolean);
  const beginning = words.join(" ");
  const first: Row[] = [];
  const rest: Row[] = [];
  for (const { row, names } of index) {
    if (!words.every((word) => names.includes(word))) continue;
    (names.startsWith(beginning) ? first : rest).push(row);
  }
  return first.concat(rest);
}
