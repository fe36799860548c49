import { createContext } from "svelte";
import { SvelteSet } from "svelte/reactivity";
import type { Backend } from "./backend";
import type { Hint, Notice, Preferences, Problem, Review, Row, Status, StoreKind, Vault } from "./bindings";
import { isKeyringProblem, problemOf } from "./problem";
import { Screens, type Screen } from "./screens.svelte";
import { applyTheme } from "./theme";
import { Toaster } from "./toast.svelte";
import { setLanguage, t } from "./words.svelte";

/** The backend locks by silence, not by keystroke: it is enough to be told now and then. */
const TOUCH_MS = 5_000;
/** Where the row to come back to waits while the page is replaced. An opaque id, in memory only. */
const ROW_KEY = "row";

/**
 * What the window knows: its backend, the vault that is open, and what the backend has said since.
 */
export class App {
  readonly backend: Backend;
  readonly toasts = new Toaster();
  readonly screens = new Screens();
  status = $state.raw<Status | null>(null);
  vault = $state.raw<Vault | null>(null);
  /** Something that can be read hovers over the window. */
  dragging = $state(false);
  /** How much of what is being read is read, once that takes more than a moment. */
  reading = $state.raw<{ read: number; of: number } | null>(null);
  /** The keyring keeps the user waiting, most likely with a question of its own. */
  keyringWaits = $state(false);
  /** The camera shows something; with what may be done better. */
  looking = $state.raw<{ hint: Hint | null } | null>(null);
  /** The camera last chosen. */
  camera: number | null = null;
  /** Where there is no keyring, the user has chosen a file. */
  inFile = $state(false);
  /** The row last used, and the search it was found with: the list opens there again. */
  row = $state<string | null>(sessionStorage.getItem(ROW_KEY));
  query = $state("");
  /** What was said above the list and closed, until it locks. */
  readonly dismissed = new SvelteSet<string>();
  #touched = -TOUCH_MS;
  #left = false;
  /** How many dialogs are open, and whether something was dropped meanwhile. */
  #dialogs = 0;
  #dropped = false;

  constructor(backend: Backend) {
    this.backend = backend;
  }

  /** Whether a PIN opens the vault, or a passphrase. */
  get store(): StoreKind {
    const phase = this.status?.phase;
    if (this.vault) return this.vault.store;
    return phase?.type === "locked" ? phase.store : this.inFile ? "file" : "keyring";
  }

  /** The same of a vault that is being made in its place. */
  get newStore(): StoreKind {
    return this.inFile ? "file" : this.store;
  }

  /** Why a vault that is being made cannot go into a keyring, as far as the window's start told. */
  get withoutKeyring(): Problem | null {
    const phase = this.status?.phase;
    if (this.newStore === "file") return null;
    if (phase?.type === "welcome") return phase.without_keyring;
    return phase?.type === "broken" && !this.vault && isKeyringProblem(phase.problem) ? phase.problem : null;
  }

  /**
   * What keeps the seeds, for a sentence: `file`, the keyring's name, or `none` where that cannot
   * be told.
   */
  get keyring(): string {
    return this.store === "file" ? "file" : this.status?.keyring || "none";
  }

  async start(): Promise<void> {
    await this.backend.subscribe((notice) => this.#onNotice(notice));
    this.#applyStatus(await this.backend.status());
    const phase = this.status?.phase.type;
    if (phase === "unlocked") this.enter(await this.backend.vault());
    else this.screens.reset({ name: phase === "locked" ? "unlock" : (phase ?? "welcome") });
  }

  /** Opens the list on a vault that has just been unlocked, made or restored. */
  enter(vault: Vault): void {
    this.vault = vault;
    this.screens.reset({ name: "codes" });
  }

  go(screen: Screen): void {
    this.toasts.clear(); // It was about the screen that is left, and would cover this one's foot.
    this.screens.push(screen);
  }

  back(): void {
    this.#discard(this.screens.back());
  }

  /** Back to the list, whatever is open above it. */
  home(): void {
    this.#discard(this.screens.home());
  }

  /** A review that the user leaves is over: the backend forgets what was found. */
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

  /** Runs a command whose failure is said at the window's edge rather than in a form. */
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

  async setPreferences(preferences: Preferences): Promise<void> {
    const status = await this.attempt(() => this.backend.setPreferences(preferences));
    if (status) this.#applyStatus(status);
  }

  /**
   * Reads something in and shows what was found. Nothing found and nothing refused means the user
   * cancelled.
   */
  async read(work: () => Promise<Review>): Promise<void> {
    const review = await this.attempt(work);
    if (review) this.show(review);
  }

  /** Takes the vault with new accounts in it; the first ones bring the offer of a recovery key. */
  added(vault: Vault, count: number): void {
    const first = this.vault?.rows.length === 0 && !vault.backup.recovery_key;
    this.vault = vault;
    this.query = "";
    this.row = vault.rows.at(-1)?.id ?? null;
    // An account half edited and a recovery key in sight stay open.
    const under = this.screens.under?.name;
    if (under === "edit" || under === "recovery") this.screens.back();
    else this.screens.home();
    if (first && this.screens.top?.name === "codes") this.go({ name: "recovery" });
    this.toasts.say(t("added", { count }));
    // What came in while they were saved waits to be asked about.
    void this.read(() => this.backend.review());
  }

  /**
   * A dialog stands open until the answer is called. What is dropped meanwhile waits, so that
   * nothing typed in it is lost.
   */
  openDialog(): () => void {
    this.#dialogs += 1;
    return () => {
      this.#dialogs -= 1;
      if (this.#dialogs === 0 && this.#dropped) this.#showDropped();
    };
  }

  #showDropped(): void {
    this.#dropped = this.#dialogs > 0;
    if (!this.#dropped) void this.read(() => this.backend.review());
  }

  /** Shows what was found, over the screen one came from. */
  show(review: Review): void {
    if (review.finds.length === 0 && review.unread.length === 0) return;
    this.toasts.clear();
    this.screens.review(review);
  }

  #applyStatus(status: Status): void {
    this.status = status;
    setLanguage(status.locale);
    applyTheme(status.preferences.theme);
  }

  #onNotice(notice: Notice): void {
    switch (notice.type) {
      case "locked":
        return this.leave();
      case "review":
        this.dragging = false;
        return this.#showDropped();
      case "changed":
        return void this.#reload();
      case "dragging":
        this.dragging = notice.over && this.vault !== null;
        return;
      case "looking":
        this.looking = notice;
        return;
      case "reading":
        this.reading = notice.of > 0 ? notice : null;
        return;
      case "clipboard_cleared":
        return this.toasts.say(t("clipboard-cleared"));
      case "keyring":
        this.keyringWaits = notice.waiting;
    }
  }

  async #reload(): Promise<void> {
    this.vault = (await this.attempt(() => this.backend.vault())) ?? this.vault;
    this.screens.retain((id) => this.find(id) !== undefined);
  }
}

export const [getApp, setApp] = createContext<App>();
