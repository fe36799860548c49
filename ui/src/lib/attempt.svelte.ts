import type { App } from "./app.svelte";
import type { Problem } from "./bindings";
import { problemOf } from "./problem";

/**
 * One form's way of doing something that may fail: whether it is at work, and what went wrong last.
 */
export class Attempt {
  busy = $state(false);
  problem = $state.raw<Problem | null>(null);
  readonly #app: App;

  constructor(app: App) {
    this.#app = app;
  }

  /**
   * Runs `work` unless it is already running. `undefined` when it failed; the problem stands until
   * the next run.
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

  /** Takes back what was said of the last run. */
  forget(): void {
    this.problem = null;
  }
}
