import type { Problem } from "./bindings";
import { sentence } from "./problem";

export type Toast = {
  text: string;
  /** Whether something went wrong: announced at once, and shown for longer. */
  bad: boolean;
  /** The row it is about, which shows a tick while the toast is visible. */
  row?: string | undefined;
  /** Seconds until the clipboard is cleared, which the toast counts down. */
  clears?: number | undefined;
  undo?: (() => void) | undefined;
};

const SHORT_S = 4;
const LONG_S = 10;

/** The single line at the bottom of the window. A new toast replaces the old one. */
export class Toaster {
  current = $state.raw<Toast | null>(null);
  #left = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  say(text: string, about: { row?: string; clears?: number; undo?: () => void } = {}): void {
    this.#show({ text, bad: false, ...about }, about.undo ? LONG_S : SHORT_S);
  }

  problem(problem: Problem): void {
    this.#show({ text: sentence(problem), bad: true }, LONG_S);
  }

  undo(): void {
    const undo = this.current?.undo;
    this.clear();
    undo?.();
  }

  clear(): void {
    clearInterval(this.#timer);
    this.current = null;
  }

  #show(toast: Toast, seconds: number): void {
    clearInterval(this.#timer);
    this.current = toast;
    this.#left = seconds;
    this.#timer = setInterval(() => this.#step(), 1000);
  }

  #step(): void {
    this.#left -= 1;
    if (this.#left <= 0 || !this.current) return this.clear();
    const { clears } = this.current;
    if (clears !== undefined) this.current = { ...this.current, clears: Math.max(0, clears - 1) };
  }
}
