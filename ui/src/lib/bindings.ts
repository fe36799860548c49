import { invoke as __TAURI_INVOKE, type Channel } from "@tauri-apps/api/core";

export const commands = {
  status: () => __TAURI_INVOKE<Status>("status"),
  setPreferences: (preferences: Preferences) => __TAURI_INVOKE<Status>("set_preferences", { preferences }),
  judgePin: (pin: string) => __TAURI_INVOKE<PinVerdict>("judge_pin", { pin }),
  create: (pin: string) => __TAURI_INVOKE<Vault>("create", { pin }),
  unlock: (pin: string) => __TAURI_INVOKE<Vault>("unlock", { pin }),
  lock: () => __TAURI_INVOKE<null>("lock"),
  vault: () => __TAURI_INVOKE<Vault>("vault"),
  touched: () => __TAURI_INVOKE<null>("touched"),
  codes: (ids: string[]) => __TAURI_INVOKE<Codes>("codes", { ids }),
  nextCode: (id: string) => __TAURI_INVOKE<CodeView>("next_code", { id }),
  copyCode: (id: string) => __TAURI_INVOKE<Copied>("copy_code", { id }),
  chooseFiles: () => __TAURI_INVOKE<Review>("choose_files"),
  paste: () => __TAURI_INVOKE<Review>("paste"),
  readText: (text: string) => __TAURI_INVOKE<Review>("read_text", { text }),
  review: () => __TAURI_INVOKE<Review>("review"),
  discardReview: () => __TAURI_INVOKE<null>("discard_review"),
  accept: (ids: number[]) => __TAURI_INVOKE<Vault>("accept", { ids }),
  tryTyped: (typed: Typed) => __TAURI_INVOKE<Trial>("try_typed", { typed }),
  addTyped: (typed: Typed) => __TAURI_INVOKE<Vault>("add_typed", { typed }),
  editAccount: (id: string, issuer: string, account: string) =>
    __TAURI_INVOKE<Vault>("edit_account", { id, issuer, account }),
  moveAccount: (id: string, position: number) => __TAURI_INVOKE<Vault>("move_account", { id, position }),
  trash: (id: string) => __TAURI_INVOKE<Vault>("trash", { id }),
  untrash: (id: string) => __TAURI_INVOKE<Vault>("untrash", { id }),
  emptyTrash: () => __TAURI_INVOKE<Vault>("empty_trash"),
  showQr: (id: string, pin: string) => __TAURI_INVOKE<string>("show_qr", { id, pin }),
  setSettings: (settings: Settings) => __TAURI_INVOKE<Vault>("set_settings", { settings }),
  changePin: (current: string, fresh: string) => __TAURI_INVOKE<Vault>("change_pin", { current, fresh }),
  newRecoveryKey: (pin: string) => __TAURI_INVOKE<RecoveryPicture>("new_recovery_key", { pin }),
  copyRecoveryKey: () => __TAURI_INVOKE<CopiedKey>("copy_recovery_key"),
  saveRecoveryKey: () => __TAURI_INVOKE<boolean>("save_recovery_key"),
  confirmRecoveryKey: (lastGroup: string) => __TAURI_INVOKE<Vault>("confirm_recovery_key", { lastGroup }),
  discardRecoveryKey: () => __TAURI_INVOKE<null>("discard_recovery_key"),
  recover: (recoveryKey: string, freshPin: string) => __TAURI_INVOKE<Vault>("recover", { recoveryKey, freshPin }),
  chooseBackup: () => __TAURI_INVOKE<string | null>("choose_backup"),
  restoreBackup: (recoveryKey: string, pin: string) =>
    __TAURI_INVOKE<Restored>("restore_backup", { recoveryKey, pin }),
  saveBackup: () => __TAURI_INVOKE<boolean>("save_backup"),
  subscribe: (channel: Channel<Notice>) => __TAURI_INVOKE<null>("subscribe", { channel }),
};

export type Status = { phase: Phase; locale: string; preferences: Preferences; keyring: string; version: string };
export type Phase =
  | { type: "welcome" }
  | { type: "locked"; wait_seconds: number; recovery_key: boolean }
  | { type: "unlocked" }
  | { type: "broken"; problem: Problem; recovery_key: boolean };
export type Theme = "system" | "light" | "dark";
export type Preferences = { theme: Theme; language: string | null };
export type Settings = { lock_after_minutes: number | null; clipboard_seconds: number; lock_when_minimised: boolean };
export type Kind = "totp" | "hotp" | "steam";
export type Row = {
  id: string;
  issuer: string;
  account: string;
  kind: Kind;
  algorithm: string;
  digits: number;
  period: number | null;
  counter: string | null;
  seed_missing: boolean;
};
export type Vault = { rows: Row[]; trash: Row[]; settings: Settings; backup: Backup };
export type Backup = { recovery_key: boolean; warning: Problem | null; newest: number | null; folder: string };
export type CodeView = {
  id: string;
  code: string;
  next: string | null;
  remaining_ms: number | null;
  period: number | null;
};
export type Codes = { codes: CodeView[]; refresh_in_ms: number | null };
export type Copied = { clears_in_seconds: number; code: CodeView };
export type CopiedKey = { clears_in_seconds: number };
export type PinVerdict = { strength: number; problem: Problem | null };
export type Review = { finds: Find[]; unread: Unread[]; batch: Batch | null };
export type Batch = { read: number; of: number };
export type Find = {
  id: number;
  source: string;
  issuer: string;
  account: string;
  kind: Kind;
  digits: number;
  status: FindStatus;
};
export type FindStatus = { type: "new" } | { type: "duplicate" } | { type: "conflict" };
export type Unread = { source: string; problem: Problem };
export type Typed = {
  issuer: string;
  account: string;
  secret: string;
  kind: Kind;
  algorithm: string;
  digits: number;
  period: number;
  counter: string;
};
export type TypedField = "secret" | "digits" | "period" | "counter";
export type Trial = { code: CodeView | null; problem: Problem | null; field: TypedField | null };
export type RecoveryPicture = { picture: string; groups: number };
export type Restored = { vault: Vault; accounts: number; hotp: number };
export type Notice =
  | { type: "locked" }
  | { type: "review" }
  | { type: "changed" }
  | { type: "dragging"; over: boolean }
  | { type: "clipboard_cleared" }
  | { type: "keyring_is_asking" };
export type Problem =
  | { type: "wrong_pin"; wait_seconds: number }
  | { type: "wait"; seconds: number }
  | { type: "pin_too_short"; minimum: number }
  | { type: "pin_too_common" }
  | { type: "pin_unchanged" }
  | { type: "locked" }
  | { type: "no_keyring" }
  | { type: "keyring_locked" }
  | { type: "keyring_changed" }
  | { type: "keyring_failed"; why: string }
  | { type: "damaged"; what: string }
  | { type: "newer_format"; format: number }
  | { type: "older_copy" }
  | { type: "busy" }
  | { type: "cannot_write"; reason: "full" | "denied" | "other"; detail: string }
  | { type: "not_found" }
  | { type: "seed_missing" }
  | { type: "counter_exhausted" }
  | { type: "counters_lost" }
  | { type: "secret_empty" }
  | { type: "secret_too_long" }
  | { type: "secret_not_base32" }
  | { type: "digits_out_of_range" }
  | { type: "period_out_of_range" }
  | { type: "counter_out_of_range" }
  | { type: "steam_parameters" }
  | { type: "name_too_long"; limit: number }
  | { type: "uri_not_account"; what: "web" | "wifi" | "contact" | "text" }
  | { type: "uri_malformed" }
  | { type: "uri_unsupported"; what: string }
  | { type: "batch_damaged" }
  | { type: "picture_too_large"; megapixels: number; megabytes: number }
  | { type: "picture_damaged" }
  | { type: "not_a_picture" }
  | { type: "no_code_found" }
  | { type: "file_unreadable" }
  | { type: "clipboard_empty" }
  | { type: "clipboard_failed" }
  | { type: "too_many"; limit: number }
  | { type: "recovery_key_malformed" }
  | { type: "recovery_key_wrong" }
  | { type: "recovery_group_wrong" }
  | { type: "no_recovery_key" }
  | { type: "backup_unreadable" }
  | { type: "backup_forged" }
  | { type: "vault_exists" }
  | { type: "internal" };
