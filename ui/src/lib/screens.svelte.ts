import { tick } from "svelte";
import type { Report, Review } from "./bindings";

/** A screen that needs no properties besides the app's state. */
export type PlainScreen = {
  name: "welcome" | "unlock" | "forgot" | "restore" | "start-over" | "broken" | "add" | "camera" | "typed";
};

/** A screen of an open vault. The fields besides the name are properties of its component. */
export type VaultScreen =
  | { name: "codes" | "trash" | "duplicates" | "settings" | "recovery" | "export" | "passphrase-backup" | "check-backup" }
  | { name: "review"; review: Review }
  /** What an import did. After the first accounts, a recovery key is offered next. */
  | { name: "report"; report: Report; first: boolean }
  | { name: "edit"; id: string };

export type Screen = PlainScreen | VaultScreen;

/** Whether a review replaces a screen: an earlier review and the camera. */
const yields = ({ name }: Screen) => name === "review" || name === "camera";

/** Whether a screen covers the one below without closing it: those two and the report. */
const covers = (screen: Screen) => yields(screen) || screen.name === "report";

/** The stack of screens: the last one shows, and Back returns to the one before it. */
export class Screens {
  #stack = $state.raw<Screen[]>([]);
  /** The element that had the focus when the review covered it. */
  #focused: Element | null = null;

  get top(): Screen | undefined {
    return this.#stack.at(-1);
  }

  /**
   * The screen that the review, the camera or the report covers. It stays in the page, which keeps
   * what the user has started to type there. The list of codes does not: it would keep listening
   * for keys.
   */
  get under(): Screen | undefined {
    const under = this.top && covers(this.top) ? this.#stack.at(-2) : undefined;
    return under?.name === "codes" ? undefined : under;
  }

  /** The screens in the page, the visible one last. */
  get layers(): Screen[] {
    return [this.under, this.top].filter((screen) => screen !== undefined);
  }

  /** Starts over with one screen, or with none. */
  reset(...screens: [] | [Screen]): void {
    this.#stack = screens;
  }

  push(screen: Screen): void {
    this.#stack = [...this.#stack, screen];
  }

  /** Closes the top screen, unless it is the only one. Returns what it closed. */
  back(): Screen[] {
    return this.#stack.length > 1 ? this.#keep(this.#stack.length - 1) : [];
  }

  /** Closes everything above the first screen. Returns what it closed. */
  home(): Screen[] {
    return this.#keep(1);
  }

  /** Covers the current screen with a review, in place of an earlier review or the camera. */
  review(review: Review): void {
    if (this.top?.name !== "review") this.#focused = document.activeElement;
    this.#stack = [...this.#stack.filter((screen) => !yields(screen)), { name: "review", review }];
  }

  /** Drops the screens about accounts that are gone. */
  retain(exists: (id: string) => boolean): void {
    this.#stack = this.#stack.filter((screen) => screen.name !== "edit" || exists(screen.id));
  }

  #keep(count: number): Screen[] {
    const closed = this.#stack.slice(count);
    this.#stack = this.#stack.slice(0, count);
    const focused = this.#focused;
    this.#focused = null;
    if (focused) void tick().then(() => (focused as HTMLElement).focus());
    return closed;
  }
}
