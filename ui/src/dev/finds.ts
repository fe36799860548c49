import type { DuplicateGroup, Find, FindStatus, Row } from "../lib/bindings";
import { rows } from "./names";

const statuses: FindStatus[] = [
  { type: "new" },
  { type: "new" },
  { type: "duplicate" },
  { type: "conflict", same_secret: false, keep_as: "Kartu utama (2)" },
  { type: "renamed", issuer: "Company VPN", account: "you@company" },
  { type: "namesake", same_secret: false, keep_as: "you (2)" },
  { type: "ahead", counter: "12", vault_counter: "7" },
  { type: "repeated", issuer: "GitHub", account: "you@example.org" },
];
const groups = [[], ["Work"], [], ["Bank", "Family", "Kartu"], [], [], [], []];

/** Accounts found: one of each status, and then new ones. */
export function finds(count: number): Find[] {
  return rows(count).map(({ issuer, account, kind, digits }, id) => ({
    id,
    origin: count > 4 ? { type: "file", name: "aegis-export-20261126.json" } : { type: "screen" },
    issuer,
    account,
    kind,
    digits,
    groups: count > 4 ? (groups[id] ?? []) : [],
    has_note: count > 4 && id % 3 === 1,
    status: statuses[id] ?? { type: "new" },
  }));
}

/** Groups of the fake vault's first accounts, two in each. */
export function duplicates(rows: Row[], count: number): DuplicateGroup[] {
  const added = Date.UTC(2026, 4, 3) / 1000;
  const ids = new Set(rows.map(({ id }) => id));
  return Array.from({ length: count }, (_, at) => ({
    same_codes: at % 2 === 0,
    accounts: [2 * at, 2 * at + 1]
      .map((row) => ({ id: `account-${row}`, added: added + 86400 * row }))
      .filter(({ id }) => ids.has(id)),
  })).filter(({ accounts }) => accounts.length > 1);
}
