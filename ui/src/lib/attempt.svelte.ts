import type { App } from "./app.svelte";
import type { Problem } from "./bindings";
import { problemOf } from "./problem";

/**
 * Something that a form does and that may fail: whether it is running, and what went wrong last.
 */
export class Attempt {
  busy = $state(false);
  problem = $state.raw<Problem | null>(null);
  readonly #app: App;

  constructor(app: App) {
    this.#app = app;
  }

  /**
   * Runs `work` unless it is already running. Returns `undefined` if it failed; the problem remains
   * until the next run.
   */
  async run<T>(work: () => Promise<T>): Promise<T | undefined> {
    if (this.busy) return undefined;
    this.busy = true;
    this.problem = null;
    try {
      return await this.#app.call(work);
    } catch (thrown) {
      this.problem = problemOf(thrown);
      return undefined;
    } finally {
      this.busy = false;
    }
  }

  /** Clears the problem of the last run. */
  forget(): void {
    this.problem = null;
  }
}
