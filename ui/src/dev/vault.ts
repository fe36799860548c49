import type { ReplacedVault, StoreKind, Vault } from "../lib/bindings";
import { second } from "./backups";
import { rows } from "./names";

/** The fake vault as it is at first, in the state that the address asks for. */
export function fakeVault(asked: URLSearchParams, store: StoreKind): Vault {
  const number = (name: string, otherwise: number) => Number(asked.get(name) ?? otherwise);
  return {
    rows: rows(number("rows", 12)).map((row) => (asked.has("pin") ? { ...row, asks_for_pin: true } : row)),
    trash: rows(number("trash", 2)).map((row) => ({ ...row, id: `trash-${row.id}`, seed_missing: asked.get("standing") === "seeds" })),
    settings: { lock_after_minutes: 5, clipboard_seconds: 30, lock_when_minimised: false, command_shares: true, tray_copies: true, stays_open: true, search_copies: false },
    pin_for_codes: asked.has("pin") || asked.has("managed"),
    pin_change: asked.has("unfit") ? { by: Date.now() / 1000 + 86400 * 5, is_overdue: asked.get("unfit") === "over" } : null,
    audit_trouble: asked.has("unlogged") ? { why: "full", since: Date.now() / 1000, lost: 3 } : null,
    backup: {
      recovery_key: asked.get("recovery") !== "none",
      recovery_key_made: Date.now() / 1000 - 86400 * 370,
      asks_for_key: asked.get("key") === "old",
      lacking: asked.get("recovery") === "none",
      accounts: number("rows", 12) + number("trash", 2),
      second: asked.has("second") ? second(asked.get("second")) : null,
      passphrase: null,
      warning: asked.get("backup") === "failed" ? { subject: "system", type: "cannot_write", reason: "full", detail: "" } : null,
      newest: Date.now() / 1000 - 5400,
      folder: "/home/you/.local/share/watchword/backups",
    },
    store,
    older_copy: asked.get("standing") === "older",
    repaired: asked.get("standing") === "repaired",
    was_older_copy: asked.get("standing") === "was-older",
    replaced_vaults: Array.from({ length: number("aside", 0) }, (_, at) => replaced(at + 1)),
    counters_lost: asked.get("standing") === "counters",
  };
}

/** A vault that another one replaced, `number` days ago. */
export function replaced(number: number): ReplacedVault {
  return { name: `replaced-${number}`, since: Math.floor(Date.now() / 1000) - 86400 * number };
}
