import type { Origin, Unread } from "./bindings";
import { t } from "./words.svelte";

const ORIGINS = {
  camera: "origin-camera",
  clipboard: "origin-clipboard",
  drop: "origin-drop",
  screen: "origin-screen",
  text: "origin-text",
};

/** Where something was read from: the name of a file, or a word. */
export function from(origin: Origin): string {
  return origin.type === "file" ? origin.name : t(ORIGINS[origin.type]);
}

/** The same, with the number of the entry. */
export function place({ origin, entry }: Unread): string {
  const source = from(origin);
  return entry === null ? source : t("origin-entry", { source, entry });
}
