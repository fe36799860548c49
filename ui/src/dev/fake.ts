import type { Backend } from "../lib/backend";
import type { BackupLock, BackupStatus, FindStatus, Notice, Permission, Phase, Problem, Review, Row, Status, StoreKind, Unread, UpdateStatus, Vault, Waiting } from "../lib/bindings";
import { atHand, sharing } from "./at-hand";
import { checked, second } from "./backups";
import { codeOf, fakeCodes } from "./codes";
import { duplicates, finds } from "./finds";
import { rows } from "./names";
import { fakeVault, replaced } from "./vault";

/**
 * A fake backend for a plain browser. The address sets the state it simulates:
 * `?phase=welcome|locked|broken|unlocked`, `rows=12`, `theme=dark`, `lang=it`, `wait=24`,
 * `fail=<problem>` for the next command that may fail, `bare` for no keyring, `store=file`,
 * `standing=older|counters|repaired|was-older|seeds`, `aside=2` for replaced vaults, `unconfirmed`
 * for a recovery key that was not confirmed, `hotp=1` and `lacking=1` for the counts that a
 * restore reports, `key=old` for the yearly question about the recovery key, `second=away` (or
 * another reason, or `well`) for a second backup folder, `lock=passphrase` for backups with a
 * passphrase, `left=3` to hold the clock three seconds before a boundary, `slow=800` for commands
 * that take that many ms, `finds=60` for the accounts that are found, `duplicates=2` for groups of
 * them, `update=1.2.3` for a newer version, `update=none` for none, and neither for a build that
 * can't check, `encrypted=2` for files that wait for a password, `cancelled` for dialogs that the
 * user cancels, `differs` for a backup that isn't complete, `report` for an import with something
 * to report, `managed` for an organisation that has set much, `unfit` for a PIN that breaks its
 * rules (`unfit=over` once the days are over), `unlogged` for an audit log that can't be written,
 * `pages=400` for one that takes a while to save. The query `note` finds accounts by their notes.
 * The PIN and every password are `correct`.
 */
const PIN = "correct";

export function fake(): Backend {
  const asked = new URLSearchParams(location.search);
  const number = (name: string, otherwise: number) => Number(asked.get(name) ?? otherwise);
  let hear: (notice: Notice) => void = () => {};
  let keyShown = false;
  let undo: Vault | null = null;
  let saves = true;

  const status: Status = {
    phase: phaseOf(sessionStorage.getItem("fake-phase") ?? asked.get("phase") ?? "locked"),
    locale: asked.get("lang") ?? "en",
    preferences: { theme: (asked.get("theme") ?? "system") as Status["preferences"]["theme"], language: asked.get("lang"), check_for_updates: false },
    keyring: "GNOME Keyring",
    ...sharing(asked),
  };
  let updates: UpdateStatus = { included: asked.has("update"), newer: null };
  let vault = fakeVault(asked, store());

  function store(): StoreKind {
    return asked.get("store") === "file" ? "file" : "keyring";
  }

  function phaseOf(name: string): Phase {
    if (name === "locked") return { type: "locked", wait_seconds: number("wait", 0), recovery_key: asked.get("recovery") !== "none", store: store(), unconfirmed_key: asked.has("unconfirmed") };
    if (name === "broken") return { type: "broken", problem: failure() ?? { subject: "vault", type: "keyring_changed" }, recovery_key: true };
    if (name === "welcome") return { type: "welcome", without_keyring: asked.has("bare") ? { subject: "keyring", type: "no_keyring" } : null };
    return { type: "unlocked" };
  }

  function failure(): Problem | null {
    const type = asked.get("fail");
    const data = { wait_seconds: 24, seconds: 24, minimum: 6, why: "timeout", what: "body", format: 2, reason: "full", detail: "x", limit: 200 };
    if (type?.startsWith("update_")) return { subject: "update", type, offered: "0.0.9", page: "https://example.org/" } as Problem;
    const subject = type === "no_keyring" || /^keyring_(?!changed)/.test(type ?? "") ? "keyring" : "vault";
    return type === null ? null : ({ subject, type, ...data } as Problem);
  }

  async function work<T>(answer: T): Promise<T> {
    await new Promise((done) => setTimeout(done, number("slow", 0)));
    const problem = failure();
    if (problem && status.phase.type !== "broken") throw problem;
    return answer;
  }

  /** Saves as many pages as the address says, with the notices that Rust sends. */
  async function simulateSaving(): Promise<void> {
    const of = number("pages", 0);
    saves = true;
    for (let saved = 0; saved < of && saves; saved += 8) {
      hear({ type: "saving", saved, of });
      await new Promise((done) => setTimeout(done, 100));
    }
    hear({ type: "saving", saved: 0, of: 0 });
    if (!saves) throw { subject: "system", type: "save_cancelled" } satisfies Problem;
  }

  const check = (pin: string) => {
    if (pin !== PIN) throw { subject: "pin", type: "wrong_pin", wait_seconds: 0 } satisfies Problem;
  };
  const allow = (permission: Permission | null) => {
    if (!permission) throw { subject: "vault", type: "vault_exists" } satisfies Problem;
    if (permission.type === "pin") check(permission.pin);
    if (permission.type === "recovery_key" && permission.recovery_key !== "KEY") throw { subject: "recovery", type: "recovery_key_wrong" } satisfies Problem;
    if (permission.type === "typed" && !["replace", "ganti", "sostituisci"].includes(permission.word)) throw { subject: "recovery", type: "word_wrong" } satisfies Problem;
  };
  const open = () => {
    status.phase = { type: "unlocked" };
    sessionStorage.setItem("fake-phase", "unlocked");
  };
  const change = (part: Partial<Vault>) => (vault = { ...vault, ...part });
  const changeBackup = (part: Partial<BackupStatus>) => change({ backup: { ...vault.backup, ...part } });
  const find = (id: string): Row => {
    const row = vault.rows.find((row) => row.id === id);
    if (!row || row.seed_missing) {
      throw row
        ? ({ subject: "code", type: "seed_missing" } satisfies Problem)
        : ({ subject: "account", type: "not_found" } satisfies Problem);
    }
    return row;
  };

  const setAsks = (id: string | null, asks_for_pin: boolean): Vault => {
    const rows = vault.rows.map((row) => (id === null || row.id === id ? { ...row, asks_for_pin } : row));
    return change({ rows, pin_for_codes: id === null ? asks_for_pin : vault.pin_for_codes });
  };

  let waiting: Waiting[] = Array.from({ length: number("encrypted", 0) }, (_, id) => ({
    id,
    origin: { type: "file", name: `aegis-backup-${id + 1}.json` },
    app: "Aegis",
  }));
  const skipped: Unread[] = [];
  const review = (): Review => {
    if (waiting.length > 0) return { finds: [], unread: skipped, waiting, batch: null };
    return { ...found, unread: [...found.unread, ...skipped] };
  };
  const found: Review = {
    finds: finds(number("finds", 4)),
    unread: [
      { origin: { type: "clipboard" }, entry: null, problem: { subject: "import", type: "uri_not_account", what: "wifi" } },
      { origin: { type: "file", name: "holiday.jpg" }, entry: 2, problem: { subject: "scan", type: "no_code_found" } },
    ],
    waiting: [],
    batch: asked.has("batch") ? { read: 1, of: 3 } : null,
  };
  const picture = (text: string) =>
    `data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 360 300"><rect width="360" height="300" fill="#fff"/><rect x="120" y="20" width="120" height="120" fill="#111"/><text x="180" y="200" font-family="monospace" font-size="17" text-anchor="middle">${text}</text></svg>`)}`;

  const backend: Backend = {
    status: async () => status,
    setPreferences: async (preferences) => {
      status.preferences = preferences;
      status.locale = preferences.language ?? "en";
      if (!preferences.check_for_updates) updates = { ...updates, newer: null };
      return { ...status };
    },
    judgePin: async (pin) => ({
      strength: Math.min(4, Math.floor(pin.length / 3)),
      problem: pin.length < 6 ? { subject: "pin", type: "pin_too_short", minimum: 6 } : /^(.)\1+$/.test(pin) ? { subject: "pin", type: "pin_too_common" } : null,
    }),
    create: async () => {
      await work(null);
      open();
      return change({ rows: [], trash: [], backup: { ...vault.backup, recovery_key: false, lacking: false } });
    },
    unlock: async (pin) => {
      await work(null);
      check(pin);
      open();
      return vault;
    },
    lock: async () => {
      sessionStorage.setItem("fake-phase", "locked");
      return null;
    },
    vault: async () => vault,
    touched: async () => null,
    ...fakeCodes({ find, check, work, asked }),
    chooseFiles: () => work(review()),
    readScreen: () => work(review()),
    cameras: async () => [
      { id: 0, name: "Front" },
      { id: 2, name: "Desk" },
    ],
    look: () => new Promise(() => {}),
    stopLooking: async () => null,
    paste: () => work(review()),
    readText: () => work(review()),
    stopReading: async () => {
      hear({ type: "reading", read: 0, of: 0 });
      return null;
    },
    review: async () => review(),
    openEncrypted: async (_id, password) => {
      await work(null);
      if (password !== PIN) throw { subject: "import", type: "file_password_wrong" } satisfies Problem;
      waiting = [];
      return review();
    },
    skipEncrypted: async (id) => {
      const file = waiting.find((file) => file.id === id);
      waiting = waiting.filter((other) => other !== file);
      if (file) skipped.push({ origin: file.origin, entry: null, problem: { subject: "import", type: "file_password_missing" } });
      return review();
    },
    discardReview: async () => null,
    provision: async () => null,
    followLink: async () => ({ ...found, finds: [], unread: [] }),
    accept: async (choices) => {
      const added = rows(choices.length).map((row) => ({ ...row, id: crypto.randomUUID() }));
      await simulateSaving();
      undo = vault;
      const changed = await work(change({ rows: [...vault.rows, ...added] }));
      const chosen = new Set(choices.map(({ id }) => id));
      const left = found.finds.filter(({ id }) => asked.has("report") && !chosen.has(id));
      const of = (type: FindStatus["type"]) => left.filter(({ status }) => status.type === type);
      const shortened = asked.has("report") ? [{ issuer: "GitHub", account: "you@example.org", tags: true, note: true }] : [];
      const unread = asked.has("report") ? found.unread : [];
      const report = { added: choices.length, replaced: [], updated: [], already: of("duplicate"), conflicts: of("conflict"), left_out: of("new"), unread, shortened, batch: null };
      return { vault: changed, report };
    },
    stopSaving: async () => {
      saves = false;
      return null;
    },
    undoImport: async () => {
      const count = vault.rows.length - (undo?.rows.length ?? 0);
      return work({ vault: change({ rows: undo?.rows ?? [], trash: [...vault.trash, ...vault.rows.slice(-count)] }), count });
    },
    saveImportReport: () => work(!asked.has("cancelled")),
    searchNotes: async (query) => vault.rows.filter(({ issuer }) => query === "note" && issuer.startsWith("B")).map(({ id }) => id),
    tryTyped: async ({ secret, digits: wanted, period, kind }) => {
      if (/[^a-z2-7 =-]/i.test(secret)) return { code: null, problem: { subject: "account", type: "secret_not_base32", looks: "otherwise" }, field: "secret" };
      if (kind !== "steam" && (wanted < 4 || wanted > 10)) return { code: null, problem: { subject: "account", type: "digits_out_of_range" }, field: "digits" };
      if (kind === "totp" && period < 1) return { code: null, problem: { subject: "account", type: "period_out_of_range" }, field: "period" };
      const steam = kind === "steam";
      return { code: codeOf({ id: "typed", kind, digits: steam ? 5 : wanted, period: kind === "hotp" ? null : steam ? 30 : period }, asked), problem: null, field: null };
    },
    addTyped: async ({ issuer, account, secret }) => {
      if (secret.trim() === "") throw { subject: "account", type: "secret_empty" } satisfies Problem;
      if (/[^a-z2-7 =-]/i.test(secret)) throw { subject: "account", type: "secret_not_base32", looks: "otherwise" } satisfies Problem;
      const added = rows(1).map((row) => ({ ...row, id: crypto.randomUUID(), issuer, account }));
      return work(change({ rows: [...vault.rows, ...added] }));
    },
    editAccount: (id, issuer, account) =>
      work(change({ rows: vault.rows.map((row) => (row.id === id ? { ...row, issuer, account } : row)) })),
    moveAccount: async (id, position) => {
      const row = find(id);
      return work(change({ rows: vault.rows.filter((other) => other !== row).toSpliced(position, 0, row) }));
    },
    trash: async (id) => {
      const trash = vault.rows.filter((row) => row.id === id);
      return work(change({ rows: vault.rows.filter((row) => row.id !== id), trash: [...vault.trash, ...trash] }));
    },
    untrash: async (ids) => {
      const [back, trash] = [vault.trash.filter((row) => ids.includes(row.id)), vault.trash.filter((row) => !ids.includes(row.id))];
      return work(change({ trash, rows: [...vault.rows, ...back] }));
    },
    duplicates: async () => duplicates(vault.rows, number("duplicates", 0)),
    trashDuplicates: async (ids) => {
      const [gone, left] = [vault.rows.filter((row) => ids.includes(row.id)), vault.rows.filter((row) => !ids.includes(row.id))];
      return work({ vault: change({ rows: left, trash: [...vault.trash, ...gone] }), trashed: ids });
    },
    emptyTrash: () => work(change({ trash: [] })),
    showQr: async (_id, pin) => {
      await work(null);
      check(pin);
      return picture("");
    },
    setSettings: (settings) => work(change({ settings })),
    askForPin: (id) => work(setAsks(id, true)),
    stopAskingForPin: async (id, pin) => {
      check(pin);
      return work(setAsks(id, false));
    },
    changePin: async (current) => {
      await work(null);
      check(current);
      return vault;
    },
    newRecoveryKey: async (pin) => {
      await work(null);
      check(pin);
      keyShown = true;
      return { picture: picture("3F7K 9QWE M2XC …"), groups: 15, prints: !asked.has("elsewhere") };
    },
    copyRecoveryKey: () => work({ clears_in_seconds: 30 }),
    saveRecoveryKey: () => work(true),
    saveRecoverySheet: () => work(true),
    printRecoverySheet: () => work(true),
    confirmRecoveryKey: async (lastGroup) => {
      if (!keyShown || lastGroup === "") throw { subject: "recovery", type: "recovery_group_wrong" } satisfies Problem;
      return work(change({ backup: { ...vault.backup, recovery_key: true } }));
    },
    discardRecoveryKey: async () => {
      keyShown = false;
      return null;
    },
    recover: async () => {
      await work(null);
      open();
      return vault;
    },
    chooseBackup: () => work({ name: "watchword-2026-11-20.age", folder: false, lock: (asked.get("lock") ?? "recovery_key") as BackupLock }),
    chooseBackupFolder: () => work({ name: "backups", folder: true, lock: "recovery_key" }),
    chooseOwnBackups: async () => (asked.has("own") ? { name: "backups", folder: true, lock: "recovery_key" } : null),
    openBackup: async (key) => {
      await work(null);
      if (key !== "KEY") throw { subject: "recovery", type: "recovery_key_wrong" } satisfies Problem;
      const damaged: Problem = { subject: "recovery", type: "backup_unreadable" };
      const newer = Array.from({ length: number("newer", 0) }, (_, at) => ({ file: `watchword-1f5e3c0a-00012${at}.age`, problem: damaged }));
      return { file: "watchword-1f5e3c0a-000117.age", created: 1795780800, accounts: vault.rows.length, newer };
    },
    restoreBackup: async (_key, _pin, _store, permission) => {
      await work(null);
      const isThere = status.phase.type !== "welcome";
      if (isThere) allow(permission);
      open();
      if (isThere) change({ replaced_vaults: [...vault.replaced_vaults, replaced(vault.replaced_vaults.length + 1)] });
      return { vault, accounts: vault.rows.length, hotp: number("hotp", 0), without_seed: number("lacking", 0) };
    },
    startOver: async (_pin, _store, permission) => {
      allow(permission);
      open();
      return change({ rows: [], trash: [], replaced_vaults: [replaced(1)], backup: { ...vault.backup, recovery_key: false } });
    },
    deleteReplacedVault: (name) => work(change({ replaced_vaults: vault.replaced_vaults.filter((replaced) => replaced.name !== name) })),
    saveBackup: () => work(true),
    savePassphraseBackup: async (passphrase, pin) => {
      await work(null);
      if (passphrase.length < 8) throw { subject: "recovery", type: "backup_passphrase_short", minimum: 8 } satisfies Problem;
      check(pin);
      if (asked.has("cancelled")) return null;
      const accounts = vault.rows.length + vault.trash.length;
      return changeBackup({ lacking: false, passphrase: { at: Date.now() / 1000, accounts, folder: "/home/you/Documents" } });
    },
    checkBackup: async (key) => {
      await work(null);
      if (key === "") throw { subject: "recovery", type: "recovery_key_malformed" } satisfies Problem;
      return checked(vault, asked.has("differs"));
    },
    chooseSecondFolder: async () => (asked.has("cancelled") ? null : changeBackup({ second: second("well") })),
    ...atHand(find, () => vault.rows, asked),
    stopSecondFolder: async () => changeBackup({ second: null }),
    checkRecoveryKey: async (typed) => {
      if (typed.toUpperCase() !== "M2XC") throw { subject: "recovery", type: "recovery_group_wrong" } satisfies Problem;
      return changeBackup({ asks_for_key: false });
    },
    putOffRecoveryKey: async () => changeBackup({ asks_for_key: false }),
    restoreMissingSeeds: async () => {
      await work(null);
      const whole = (rows: Row[]) => rows.map((row) => ({ ...row, seed_missing: false }));
      return { vault: change({ rows: whole(vault.rows), trash: whole(vault.trash) }), accounts: 1 };
    },
    acceptOlderCopy: () => work(change({ older_copy: false, counters_lost: false })),
    exportAccounts: async (format, password, pin) => {
      await work(null);
      const encrypted = format === "aegis" || format === "2fas";
      if (encrypted && password.length < 8) throw { subject: "export", type: "export_password_short", minimum: 8 } satisfies Problem;
      check(pin);
      if (asked.has("cancelled")) return null;
      const why = ({ kind, seed_missing }: Row): Problem | null => {
        if (seed_missing) return { subject: "code", type: "seed_missing" };
        const unsupported = kind === "hotp" && format === "bitwarden-authenticator";
        return unsupported ? { subject: "export", type: "export_unsupported", what: "hotp" } : null;
      };
      const left_out = vault.rows.flatMap((row) => {
        const problem = why(row);
        return problem ? [{ issuer: row.issuer, account: row.account, problem }] : [];
      });
      return { written: vault.rows.length - left_out.length, left_out, without_tags: number("tags", 0), without_note: number("notes", 0) };
    },
    updateStatus: async () => updates,
    checkForUpdates: async () => {
      if (!status.preferences.check_for_updates) throw { subject: "update", type: "update_off" } satisfies Problem;
      const version = asked.get("update");
      return work((updates = { ...updates, newer: version === "none" ? null : version }));
    },
    openUpdatePage: () => work(null),
    dismissUpdate: async () => (updates = { ...updates, newer: null }),
    renew: async () => {
      location.reload();
      return null;
    },
    stopWaiting: async () => {
      hear({ type: "keyring", waiting: false });
      return null;
    },
    subscribe: async (heard) => {
      hear = heard;
      return null;
    },
  };
  // Sends a notice as Rust would, for the console and for tests that drive the page.
  Object.assign(window, { notice: (notice: Notice) => hear(notice) });
  return backend;
}
