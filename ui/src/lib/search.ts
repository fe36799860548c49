import type { Row } from "./bindings";

/** Rows with their names folded once, so that each key only compares. */
export type Index = { row: Row; issuer: string; names: string }[];

function fold(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

export function index(rows: Row[]): Index {
  return rows.map((row) => {
    const issuer = fold(row.issuer);
    return { row, issuer, names: `${issuer} ${fold(row.account)}` };
  });
}

/** Rows that hold every word of the query; those whose issuer begins with it come first. */
export function find(index: Index, query: string): Row[] {
  const words = fold(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return index.map(({ row }) => row);
  const found = index.filter(({ names }) => words.every((word) => names.includes(word)));
  const begins = (entry: Index[number]) => entry.issuer.startsWith(words.join(" "));
  return [...found.filter(begins), ...found.filter((entry) => !begins(entry))].map(({ row }) => row);
}
