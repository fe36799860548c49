import type { Codes, CodeView } from "./bindings";

/** Asked a little after a boundary, never a little before it: a timer may fire early. */
const SLACK_MS = 15;
const RETRY_MS = 1000;

/**
 * A code, and the moment on the page's monotonic clock at which it expires, in ms; `null` for
 * never.
 */
type Dated = { view: CodeView; expires: number | null };

/**
 * The codes of the rows in view. Asks once when the view changes and once at each boundary; in
 * between it steps once a second, on the codes' own seconds.
 */
export class RollingCodes {
  /** The moment of the last step, on the page's monotonic clock. */
  #now = $state(performance.now());
  #codes = $state.raw<ReadonlyMap<string, Dated>>(new Map());
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

  /** Seconds left to every code in view with this period, if there is one. */
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

  /** A code that a command brought by itself: one just drawn or copied. */
  put(view: CodeView): void {
    this.#codes = new Map(this.#codes).set(view.id, this.#date(view));
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
        this.#codes = new Map(codes.map((view) => [view.id, this.#date(view)]));
      } while (this.#stale);
      this.#schedule();
    } catch (thrown) {
      this.#failed(thrown);
      this.#timer = setTimeout(() => void this.refresh(), RETRY_MS);
    } finally {
      this.#asking = false;
    }
  }

  /** Forgets every code and steps no more. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#ids = [];
    this.#stale = this.#asking; // An answer under way is not to be kept either.
    this.#boundary = null;
    this.#codes = new Map();
  }

  #date(view: CodeView): Dated {
    return { view, expires: view.remaining_ms === null ? null : performance.now() + view.remaining_ms };
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
