/** What can be searched: two names, and the groups of accounts that are about to be added. */
type Searchable = { issuer: string; account: string; groups?: string[] };

/** Rows with their names case-folded once, so that each keystroke only compares. */
export type Index<T> = { row: T; names: string }[];

/** Separates the names of a row: no word of a query contains it. */
const GAP = "\n";

function fold(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

export function index<T extends Searchable>(rows: T[]): Index<T> {
  return rows.map((row) => ({ row, names: fold([row.issuer, row.account, ...(row.groups ?? [])].join(GAP)) }));
}

/** Returns the rows with every word of the query, first those whose issuer begins with it. */
export function find<T>(index: Index<T>, query: string): T[] {
  const words = fold(query).split(/\s+/).filter(Boolean);
  const beginning = words.join(" ");
  const first: T[] = [];
  const rest: T[] = [];
  for (const { row, names } of index) {
    if (!words.every((word) => names.includes(word))) continue;
    (names.startsWith(beginning) ? first : rest).push(row);
  }
  return first.concat(rest);
}
