import type { Backend } from "../lib/backend";
import type { CodeView, Problem, Row } from "../lib/bindings";
import { digits } from "./digits";

/** What the codes need of the fake backend. */
type Means = {
  find: (id: string) => Row;
  check: (pin: string) => void;
  work: <T>(answer: T) => Promise<T>;
  asked: URLSearchParams;
};

/** The code of a row at this moment, or the one that its counter gave last. */
export function codeOf(row: Pick<Row, "id" | "digits" | "kind" | "period">, asked: URLSearchParams, drawn = 0): CodeView {
  const { id, kind, period } = row;
  if (kind === "hotp" || period === null) {
    return { id, code: digits(row, drawn), next: null, remaining_ms: null, period: null };
  }
  const length = period * 1000;
  const step = Math.floor(Date.now() / length);
  const left = asked.has("left") ? Number(asked.get("left")) * 1000 - 500 : length - (Date.now() % length);
  return { id, code: digits(row, step), next: digits(row, step + 1), remaining_ms: left, period };
}

/** The codes of fake accounts, some of which require the PIN. */
export function fakeCodes({ find, check, work, asked }: Means): Pick<Backend, "codes" | "nextCode" | "copyCode"> {
  const drawn = new Map<string, number>();
  const code = (row: Row): CodeView => codeOf(row, asked, drawn.get(row.id));
  const draw = (row: Row): CodeView => {
    drawn.set(row.id, (drawn.get(row.id) ?? 0) + 1);
    return code(row);
  };
  const admit = (id: string, pin: string | null): Row => {
    const row = find(id);
    if (row.asks_for_pin && pin === null) throw { subject: "account", type: "asks_for_pin" } satisfies Problem;
    if (row.asks_for_pin) check(pin ?? "");
    return row;
  };
  return {
    codes: async (ids) => {
      const shown = ids.map(find).filter((row) => !row.asks_for_pin);
      const codes = shown.filter((row) => row.kind !== "hotp" || drawn.has(row.id)).map(code);
      const left = codes.flatMap(({ remaining_ms }) => remaining_ms ?? []);
      return { codes, refresh_in_ms: left.length ? Math.min(...left) : null };
    },
    nextCode: async (id, pin) => work(draw(admit(id, pin))),
    copyCode: async (id, pin) => {
      const row = admit(id, pin);
      return work({ clears_in_seconds: 30, code: row.kind === "hotp" && !drawn.has(id) ? draw(row) : code(row) });
    },
  };
}
