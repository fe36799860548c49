import type { BackupCheck, SecondFolder, Unwritten, Vault } from "../lib/bindings";

const DAY = 86400;
const now = () => Math.floor(Date.now() / 1000);

/** A second folder whose last backup is three days old, in trouble for this reason since then. */
export function second(why: string | null): SecondFolder {
  const at = now() - 3 * DAY;
  const trouble = why === null || why === "well" ? null : { why: why as Unwritten, since: at + 3600 };
  return { folder: "/run/media/you/STICK", written: at, trouble };
}

/** A check of a backup that has everything, or that differs in every way. */
export function checked({ rows, trash }: Vault, differs: boolean): BackupCheck {
  const some = (from: number, to: number) => (differs ? rows.slice(from, to) : []);
  return {
    made: now() - 7 * DAY,
    accounts: rows.length,
    in_vault: rows.length + trash.length,
    missing: some(0, 2),
    different: some(2, 3),
    without_secret: some(3, 4),
    only_in_backup: some(4, 6),
  };
}
