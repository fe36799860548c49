import type { App } from "./app.svelte";

const NONE: ReadonlySet<string> = new Set();

/**
 * The accounts that a query finds by their notes. Rust searches them: no note gets into the page.
 */
export class NoteSearch {
  #answer = $state.raw({ query: "", ids: NONE });
  readonly #app: App;

  constructor(app: App) {
    this.#app = app;
  }

  /** Asks for the accounts of a query. */
  async ask(query: string): Promise<void> {
    const ids = query.trim() === "" ? [] : await this.#app.attempt(() => this.#app.backend.searchNotes(query));
    if (ids && query === this.#app.query) this.#answer = { query, ids: new Set(ids) };
  }

  /**
   * The ids of those found. Until the answer to a longer query arrives, those of the shorter one:
   * it finds a few too many rather than none for a moment.
   */
  of(query: string): ReadonlySet<string> {
    const answer = this.#answer;
    return answer.query !== "" && query.startsWith(answer.query) ? answer.ids : NONE;
  }
}
