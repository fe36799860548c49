import type { Row } from "./bindings";

/** Rows with their names folded once, so that each key only compares. */
export type Index = { row: Row; names: string }[];

/** Between the two names of a row: no word of a query holds it. */
const GAP = "\n";

function fold(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

export function index(rows: Row[]): Index {
  return rows.map((row) => ({ row, names: fold(row.issuer) + GAP + fold(row.account) }));
}

/** Rows that hold every word of the query; those whose issuer begins with it come first. */
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
