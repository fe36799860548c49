import type { Codes, CodeView } from "./bindings";

/** How long after a boundary the codes are requested, in ms, since a timer may fire early. */
const SLACK_MS = 15;
const RETRY_MS = 1000;
/** The longest that a code is shown which required the PIN, in ms. */
const REVEALED_MS = 30_000;

/** A code, and when it expires in ms on the page's monotonic clock; `null` for never. */
type Dated = { view: CodeView; expires: number | null };

/**
 * The codes of the rows in view. Requests them once when the view changes and once at each time
 * step; in between, updates the remaining seconds once a second, when they change.
 */
export class RollingCodes {
  /** The time of the last update, in ms on the page's monotonic clock. */
  #now = $state(performance.now());
  #codes = $state.raw<ReadonlyMap<string, Dated>>(new Map());
  /** Codes that required the PIN and are not hidden again yet. */
  readonly #revealed = new Map<string, Dated>();
  #ids: string[] = [];
  #boundary: number | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asking = false;
  #stale = false;
  readonly #ask: (ids: string[]) => Promise<Codes>;
  readonly #failed: (thrown: unknown) => void;

  constructor(ask: (ids: string[]) => Promise<Codes>, failed: (thrown: unknown) => void) {
    this.#ask = ask;
    this.#failed = failed;
  }

  code(id: string): CodeView | undefined {
    return this.#codes.get(id)?.view;
  }

  /** Whole seconds left, or `null` for a code that does not expire. */
  seconds(id: string): number | null {
    const expires = this.#codes.get(id)?.expires ?? null;
    return expires === null ? null : Math.max(0, Math.ceil((expires - this.#now) / 1000));
  }

  /** Whole seconds left for all codes in view with this period, or `null` if there are none. */
  shared(period: number): number | null {
    for (const { view } of this.#codes.values()) {
      if (view.period === period) return this.seconds(view.id);
    }
    return null;
  }

  /** Sets which rows are in view. */
  show(ids: string[]): void {
    if (ids.length === this.#ids.length && ids.every((id, at) => id === this.#ids[at])) return;
    this.#ids = ids;
    void this.refresh();
  }

  /** Adds a code that another command returned: one just generated or copied. */
  put(view: CodeView): void {
    this.#codes = new Map(this.#codes).set(view.id, this.#date(view));
  }

  /** Shows a code that required the PIN, until it is hidden again. */
  reveal(view: CodeView): void {
    const dated = this.#date(view);
    this.#revealed.set(view.id, dated);
    this.#codes = new Map(this.#codes).set(view.id, dated);
    this.#now = performance.now();
    this.#until(dated.expires);
    setTimeout(() => this.#hide(dated), Math.min(REVEALED_MS, view.remaining_ms ?? REVEALED_MS));
  }

  async refresh(): Promise<void> {
    if (this.#asking) {
      this.#stale = true;
      return;
    }
    this.#asking = true;
    clearTimeout(this.#timer);
    try {
      do {
        this.#stale = false;
        const { codes, refresh_in_ms } = this.#ids.length ? await this.#ask(this.#ids) : { codes: [], refresh_in_ms: null };
        this.#now = performance.now();
        this.#boundary = refresh_in_ms === null ? null : this.#now + refresh_in_ms;
        this.#codes = new Map([...codes.map((view) => [view.id, this.#date(view)] as const), ...this.#revealed]);
      } while (this.#stale);
      this.#schedule();
      for (const { expires } of this.#revealed.values()) this.#until(expires);
    } catch (thrown) {
      this.#failed(thrown);
      this.#timer = setTimeout(() => void this.refresh(), RETRY_MS);
    } finally {
      this.#asking = false;
    }
  }

  /** Forgets every code and stops updating. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#ids = [];
    this.#stale = this.#asking; // Discards a pending answer, too.
    this.#boundary = null;
    this.#revealed.clear();
    this.#codes = new Map();
  }

  #date(view: CodeView): Dated {
    return { view, expires: view.remaining_ms === null ? null : performance.now() + view.remaining_ms };
  }

  #hide(dated: Dated): void {
    const { id } = dated.view;
    if (this.#revealed.get(id) !== dated) return;
    this.#revealed.delete(id);
    const codes = new Map(this.#codes);
    codes.delete(id);
    this.#codes = codes;
  }

  /** Counts the seconds down to this moment too. */
  #until(expires: number | null): void {
    if (expires === null || (this.#boundary !== null && this.#boundary <= expires)) return;
    this.#boundary = expires;
    clearTimeout(this.#timer);
    this.#schedule();
  }

  #schedule(): void {
    if (this.#boundary === null) return;
    const left = this.#boundary - performance.now();
    this.#timer = setTimeout(() => this.#step(), left <= 0 ? SLACK_MS : (left % 1000) + SLACK_MS);
  }

  #step(): void {
    this.#now = performance.now();
    if (this.#boundary !== null && this.#now >= this.#boundary) void this.refresh();
    else this.#schedule();
  }
}
