import type { Row } from "../lib/bindings";

const known: Partial<Row>[] = [
  { issuer: "GitHub", account: "you@example.org" },
  { issuer: "Amazon Web Services", account: "ops-root · 4821-0093-7716" },
  { issuer: "Posteo", account: "you@example.net", algorithm: "SHA256" },
  { issuer: "Bank Nusantara", account: "Kartu utama", kind: "hotp", period: null, counter: "7" },
  { issuer: "Company VPN", account: "you@company.example", digits: 8, period: 60 },
  { issuer: "Steam", account: "you", kind: "steam", digits: 5 },
  { issuer: "Codeberg", account: "you", asks_for_pin: true },
  { issuer: "Registro elettronico", account: "genitore.primo@scuola.example", seed_missing: true },
  { issuer: "Zentralbibliothek der Vereinigten Hochschulen am Oberrhein", account: "a.very.long.address@department.university.example", digits: 10, period: 30 },
  { issuer: "", account: "only-an-account@example.org" },
  { issuer: "Ärzteportal", account: "praxis", digits: 7 },
  { issuer: "البريد الآمن", account: "user@example.org" },
];

/** Returns `count` made-up rows: first one of each kind, then generated companies. */
export function rows(count: number): Row[] {
  return Array.from({ length: count }, (_, at) => ({
    id: `account-${at}`,
    issuer: `Company ${at + 1}`,
    account: `person${at}@example.org`,
    kind: "totp" as const,
    algorithm: "SHA1",
    digits: 6,
    period: 30,
    counter: null,
    tags: [],
    seed_missing: false,
    asks_for_pin: false,
    ...known[at],
  }));
}
