import type { Row } from "./bindings";

/** Rows with their names and tags case-folded once, so that each keystroke only compares. */
export type Index = { row: Row; names: string }[];

/** Separates the names and tags of a row: no word of a query contains it. */
const GAP = "\n";

function fold(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

export function index(rows: Row[]): Index {
  return rows.map((row) => ({ row, names: [row.issuer, row.account, ...row.tags].map(fold).join(GAP) }));
}

/**
 * Returns the rows with every word of the query, first those whose issuer begins with it, and last
 * those in `noted`, whose notes have it too.
 */
export function find(index: Index, query: string, noted: ReadonlySet<string>): Row[] {
  const words = fold(query).split(/\s+/).filter(Boolean);
  const beginning = words.join(" ");
  const first: Row[] = [];
  const rest: Row[] = [];
  const last: Row[] = [];
  for (const { row, names } of index) {
    if (words.every((word) => names.includes(word))) (names.startsWith(beginning) ? first : rest).push(row);
    else if (noted.has(row.id)) last.push(row);
  }
  return first.concat(rest, last);
}
