import { createContext } from "svelte";
import { SvelteSet } from "svelte/reactivity";
import type { Backend } from "./backend";
import type { Hint, Notice, Policy, Preferences, Problem, Report, Review, Row, Status, StoreKind, UpdateStatus, Vault } from "./bindings";
import { helpDesk } from "./organisation";
import { isKeyringProblem, problemOf, setHelpDesk } from "./problem";
import { Screens, type Screen } from "./screens.svelte";
import { applyTheme } from "./theme";
import { Toaster } from "./toast.svelte";
import { setLanguage, t } from "./words.svelte";

/** The shortest time between two reports of activity to the backend, in ms. */
const TOUCH_MS = 5_000;
/**
 * The key in session storage for the row to return to after the page is replaced: an opaque id,
 * kept in memory only.
 */
const ROW_KEY = "row";

/** The most accounts of an import whose review showed all that its report would. */
const FEW = 5;

/** Whether a report says more than the user has seen already. */
function saysMore({ added, left_out, shortened, batch, ...lists }: Report): boolean {
  const others = Object.values(lists).reduce((sum, list) => sum + list.length, 0);
  const isLarge = added + left_out.length + others > FEW;
  return shortened.length > 0 || (isLarge && (batch !== null || others > 0));
}

/** The window's state: its backend, the open vault, and what the backend has reported since. */
export class App {
  readonly backend: Backend;
  readonly toasts = new Toaster();
  readonly screens = new Screens();
  status = $state.raw<Status | null>(null);
  vault = $state.raw<Vault | null>(null);
  /** Whether something that can be read is being dragged over the window. */
  dragging = $state(false);
  /** How many of the sources are read, once reading takes more than a moment. */
  reading = $state.raw<{ read: number; of: number } | null>(null);
  /** How many seed pages of an import are saved, once that takes more than a moment. */
  saving = $state.raw<{ saved: number; of: number } | null>(null);
  /** Whether the user has cancelled that save, which takes back what it has written. */
  cancelling = $state(false);
  /** Whether the keyring keeps the user waiting, most likely with a prompt of its own. */
  keyringWaits = $state(false);
  /** Set while the camera shows something, with a hint for holding the QR code better. */
  looking = $state.raw<{ hint: Hint | null } | null>(null);
  /** Whether this build can check for updates, and the newer version that it has found. */
  updates = $state.raw<UpdateStatus>({ included: false, newer: null });
  /** Whether the window was to be closed, and there is no tray to stay in. */
  noTray = $state(false);
  /** The camera last chosen. */
  camera: number | null = null;
  /** Whether the user has chosen the file store, because there is no keyring. */
  inFile = $state(false);
  /** The row last used, and the search that found it: the list opens there again. */
  row = $state<string | null>(sessionStorage.getItem(ROW_KEY));
  query = $state("");
  /** The banners that the user has closed, until the vault locks. */
  readonly dismissed = new SvelteSet<string>();
  #touched = -TOUCH_MS;
  #left = false;
  /** How many dialogs are open, and whether something was dropped meanwhile. */
  #dialogs = $state(0);
  #dropped = false;

  constructor(backend: Backend) {
    this.backend = backend;
  }

  /** Where the vault keeps its secrets, and so whether a PIN or a passphrase opens it. */
  get store(): StoreKind {
    const phase = this.status?.phase;
    if (this.vault) return this.vault.store;
    return phase?.type === "locked" ? phase.store : this.inFile ? "file" : "keyring";
  }

  /** The same for a new vault in its place. */
  get newStore(): StoreKind {
    return this.inFile ? "file" : this.store;
  }

  /** Why a new vault cannot use the keyring, as known when the window started. */
  get withoutKeyring(): Problem | null {
    const phase = this.status?.phase;
    if (this.newStore === "file") return null;
    if (phase?.type === "welcome") return phase.without_keyring;
    return phase?.type === "broken" && !this.vault && isKeyringProblem(phase.problem) ? phase.problem : null;
  }

  /**
   * What keeps the vault's secrets, for use in a message: `file`, the keyring's name, or `none` if
   * that is unknown.
   */
  get keyring(): string {
    return this.store === "file" ? "file" : this.status?.keyring || "none";
  }

  /** What the user's organisation has set. */
  get policy(): Partial<Policy> {
    return this.status?.organisation.policy ?? {};
  }

  get preferences(): Preferences {
    return this.status?.preferences ?? { theme: "system", language: null, check_for_updates: false };
  }

  async start(): Promise<void> {
    await this.backend.subscribe((notice) => this.#onNotice(notice));
    this.#applyStatus(await this.backend.status());
    const phase = this.status?.phase;
    if (phase?.type === "unlocked") this.enter(await this.backend.vault());
    else this.screens.reset({ name: phase?.type === "locked" ? "unlock" : (phase?.type ?? "welcome") });
    // Only a backup helps when the keyring was lost, so this leads to the vault's own.
    const lost = phase?.type === "broken" && phase.problem.type === "keyring_changed";
    if (lost && (await this.backend.chooseOwnBackups())) this.go({ name: "restore" });
    await this.setUpdates(this.backend.updateStatus());
  }

  /** Opens the list on a vault that has just been unlocked, made or restored. */
  enter(vault: Vault): void {
    this.vault = vault;
    this.screens.reset({ name: "codes" });
    // Another program may have opened Watchword with a link.
    void this.read(() => this.backend.followLink());
    if (this.status?.provisioning_folder) void this.#provision();
  }

  /** Shows what the organisation has handed out since. */
  async #provision(): Promise<void> {
    const accepted = await this.attempt(() => this.backend.provision());
    if (accepted) this.added(accepted.vault, accepted.report.added, accepted.report);
  }

  go(screen: Screen): void {
    this.toasts.clear(); // It was about the previous screen, and would cover the bottom of this one.
    this.screens.push(screen);
  }

  back(): void {
    if (this.saving) return this.stopSaving();
    const closed = this.screens.back();
    this.#discard(closed);
    // The toast stays: it may offer to undo the import.
    if (closed.some((screen) => screen.name === "report" && screen.first)) this.screens.push({ name: "recovery" });
  }

  /** Returns to the list, closing every screen above it. */
  home(): void {
    this.#discard(this.screens.home());
  }

  /** A review ends when the user leaves it: the backend forgets the accounts found. */
  #discard(closed: Screen[]): void {
    if (closed.some(({ name }) => name === "review")) void this.attempt(() => this.backend.discardReview());
  }

  find(id: string): Row | undefined {
    return this.vault?.rows.find((row) => row.id === id);
  }

  /** Runs a command. Throws its `Problem`, except that a locked vault ends the page. */
  async call<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (thrown) {
      if (problemOf(thrown).type === "locked") this.leave();
      throw thrown;
    }
  }

  /** Runs a command whose failure a toast reports rather than a form. */
  async attempt<T>(work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await this.call(work);
    } catch (thrown) {
      this.report(problemOf(thrown));
      return undefined;
    }
  }

  report(problem: Problem): void {
    if (problem.type !== "locked") this.toasts.problem(problem);
  }

  async lock(): Promise<void> {
    await this.attempt(() => this.backend.lock());
    this.leave();
  }

  /** Replaces the page, so that nothing it knew is left in it. */
  leave(): void {
    if (this.#left) return;
    this.#left = true;
    if (this.row) sessionStorage.setItem(ROW_KEY, this.row);
    this.vault = null;
    this.screens.reset();
    this.toasts.clear();
    void this.backend.renew();
  }

  touch(): void {
    const now = performance.now();
    if (!this.vault || now - this.#touched < TOUCH_MS) return;
    this.#touched = now;
    void this.attempt(() => this.backend.touched());
  }

  /** Reads again what the desktop may have changed. */
  async refreshStatus(): Promise<void> {
    const status = await this.attempt(() => this.backend.status());
    if (status && this.vault) this.#applyStatus(status);
  }

  async setPreferences(preferences: Preferences): Promise<void> {
    const status = await this.attempt(() => this.backend.setPreferences(preferences));
    if (!status) return;
    this.#applyStatus(status);
    // Turning the check off forgets what it found.
    await this.setUpdates(this.backend.updateStatus());
  }

  /** Shows what a command about updates answers. Returns whether it succeeded. */
  async setUpdates(answer: Promise<UpdateStatus>): Promise<boolean> {
    const updates = await this.attempt(() => answer);
    if (updates) this.updates = updates;
    return updates !== undefined;
  }

  /**
   * Reads from a source and shows the accounts found. If there are none and nothing was refused,
   * the user has cancelled.
   */
  async read(work: () => Promise<Review>): Promise<void> {
    const review = await this.attempt(work);
    if (review) this.show(review);
  }

  /** Leaves an encrypted file closed. If it is all that the review has, that ends the review. */
  async skip(id: number, { finds, unread, waiting }: Review): Promise<void> {
    if (finds.length === 0 && unread.length === 0 && waiting.length === 1) this.back();
    else await this.read(() => this.backend.skipEncrypted(id));
  }

  /**
   * Shows the vault with its new accounts, which can be undone if an import has added them. Shows
   * its report if that says more. After the first accounts, offers a recovery key.
   */
  added(vault: Vault, count: number, report?: Report): void {
    const first = this.vault?.rows.length === 0 && !vault.backup.recovery_key;
    this.vault = vault;
    this.query = "";
    this.row = vault.rows.at(-1)?.id ?? null;
    // An account being edited and a recovery key being shown stay open.
    const under = this.screens.under?.name;
    if (under === "edit" || under === "recovery") this.screens.back();
    else this.screens.home();
    const offersKey = first && this.screens.top?.name === "codes";
    if (report && saysMore(report)) this.go({ name: "report", report, first: offersKey });
    else if (offersKey) this.go({ name: "recovery" });
    const updated = report?.updated.length ?? 0;
    const said = count === 0 && updated > 0 ? t("updated", { count: updated }) : t("added", { count });
    this.toasts.say(said, report ? { undo: () => void this.#undoImport() } : {});
    // Anything that arrived while they were saved is waiting in the review.
    void this.read(() => this.backend.review());
  }

  async #undoImport(): Promise<void> {
    const undone = await this.attempt(() => this.backend.undoImport());
    if (!undone) return;
    if (this.screens.top?.name === "report") this.screens.back();
    this.#show(undone.vault);
    this.toasts.say(t("import-undone", { count: undone.count }));
  }

  /** Stops saving an import. What it has added so far is taken back, which may take a while. */
  stopSaving(): void {
    if (this.cancelling) return;
    this.cancelling = true;
    void this.attempt(() => this.backend.stopSaving());
  }

  /**
   * Opens a dialog, until the returned function is called. Drops wait until then, so that nothing
   * typed in the dialog is lost.
   */
  openDialog(): () => void {
    this.#dialogs += 1;
    return () => {
      this.#dialogs -= 1;
      if (this.#dialogs === 0 && this.#dropped) this.#showDropped();
    };
  }

  /** Whether a dialog is open, which keeps the rest of the window from being used. */
  get inDialog(): boolean {
    return this.#dialogs > 0;
  }

  #showDropped(): void {
    this.#dropped = this.#dialogs > 0;
    if (!this.#dropped) void this.read(() => this.backend.review());
  }

  /** Shows the accounts found, over the current screen. */
  show(review: Review): void {
    if (review.finds.length === 0 && review.unread.length === 0 && review.waiting.length === 0) return;
    this.toasts.clear();
    this.screens.review(review);
  }

  #applyStatus(status: Status): void {
    this.status = status;
    setLanguage(status.locale);
    setHelpDesk(helpDesk(status.organisation.policy));
    applyTheme(status.preferences.theme);
  }

  #onNotice(notice: Notice): void {
    switch (notice.type) {
      case "locked":
        return this.leave();
      case "search":
        return this.#search(notice.query);
      case "add":
        this.home();
        return this.go({ name: "add" });
      case "no_tray":
        this.noTray = true;
        return;
      case "review":
        this.dragging = false;
        return this.#showDropped();
      case "changed":
        return void this.reload();
      case "dragging":
        this.dragging = notice.over && this.vault !== null;
        return;
      case "looking":
        this.looking = notice;
        return;
      case "reading":
        this.reading = notice.of > 0 ? notice : null;
        return;
      case "saving":
        this.saving = notice.of > 0 ? notice : null;
        this.cancelling &&= this.saving !== null;
        return;
      case "clipboard_cleared":
        return this.toasts.say(t("clipboard-cleared"));
      case "update":
        return void this.setUpdates(this.backend.updateStatus());
      case "keyring":
        this.keyringWaits = notice.waiting;
    }
  }

  /** A link asks for an account: the list shows what its name finds. */
  #search(query: string): void {
    this.home();
    this.query = query;
  }

  async reload(): Promise<void> {
    const vault = await this.attempt(() => this.backend.vault());
    if (vault) this.#show(vault);
  }

  /** Shows the vault, and drops the screens about accounts that are gone. */
  #show(vault: Vault): void {
    this.vault = vault;
    this.screens.retain((id) => this.find(id) !== undefined);
  }
}

export const [getApp, setApp] = createContext<App>();
