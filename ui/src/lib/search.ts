/** What can be searched: two names, with the tags of accounts, or the groups of those found. */
type Searchable = { id: string | number; issuer: string; account: string; tags?: string[]; groups?: string[] };

/** Rows with their names and tags case-folded once, so that each keystroke only compares. */
export type Index<T> = { row: T; names: string }[];

/** Separates the names and tags of a row: no word of a query contains it. */
const GAP = "\n";

function fold(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

export function index<T extends Searchable>(rows: T[]): Index<T> {
  return rows.map((row) => ({ row, names: fold([row.issuer, row.account, ...labels(row)].join(GAP)) }));
}

function labels({ tags = [], groups = [] }: Searchable): string[] {
  return [...tags, ...groups];
}

/**
 * Returns the rows with every word of the query, first those whose issuer begins with it, and last
 * those in `noted`, whose notes have it too.
 */
export function find<T extends Searchable>(index: Index<T>, query: string, noted: ReadonlySet<T["id"]> = new Set()): T[] {
  const words = fold(query).split(/\s+/).filter(Boolean);
  const beginning = words.join(" ");
  const first: T[] = [];
  const rest: T[] = [];
  const last: T[] = [];
  for (const { row, names } of index) {
    if (words.every((word) => names.includes(word))) (names.startsWith(beginning) ? first : rest).push(row);
    else if (noted.has(row.id)) last.push(row);
  }
  return first.concat(rest, last);
}
